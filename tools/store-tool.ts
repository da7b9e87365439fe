// What the tools for export, import, verify and archive share: where the store is, and errors in one line.
import { resolve } from 'node:path';
import { ArchiveRefused } from '../server/archive/format.ts';
import type { StorePlace } from '../server/archive/open-store.ts';
import { LogUnavailable } from '../server/log/contract.ts';
import { LogFileRefused } from '../server/log/sqlite-file.ts';

/** Options of every such tool, for parseArgs. */
export const storeOptions = { data: { type: 'string' }, log: { type: 'string' } } as const;

export const storeUsage =
  '[--data FOLDER] [--log sqlite|redis://…]   (default: JUNBAN_DATA or ./data, and JUNBAN_LOG or sqlite)';

/** The store that options, or else the environment, name. */
export const placeOf = (values: { readonly data?: string; readonly log?: string }): StorePlace => ({
  dataFolder: resolve(values.data ?? (process.env.JUNBAN_DATA || 'data')),
  log: values.log ?? process.env.JUNBAN_LOG ?? '',
});

/** What the operator can mend; anything else is our mistake and is shown whole. */
const isKnown = (error: unknown): error is Error =>
  error instanceof ArchiveRefused ||
  error instanceof LogFileRefused ||
  error instanceof LogUnavailable ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) ||
  (error instanceof Error && 'code' in error && error.code === 'EPIPE');

/** Runs a tool; it ends with the code that `main` gives, or 1 after one line that says what is wrong. */
export const runTool = async (main: () => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(isKnown(error) ? error.message.replaceAll('\n', ' ') : error);
    process.exitCode = 1;
  }
};
