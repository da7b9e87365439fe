// What the tools for export, import, verify and archive share: where the store is, and errors in one line.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { ArchiveRefused } from '../server/archive/format.ts';
import { LogUnavailable } from '../server/base/log-unavailable.ts';
import { ownMask } from '../server/base/own-files.ts';
import { type Environment, readEnvironment } from '../server/config/environment.ts';
import { readLogVariables } from '../server/config/read-log.ts';
import { LogRefused } from '../server/log/ready-redis-log.ts';
import { LogFileRefused } from '../server/log/sqlite-file.ts';
import type { LogAddress } from '../server/redis/address.ts';

/** Options of every such tool, for parseArgs. */
export const storeOptions = { data: { type: 'string' }, log: { type: 'string' } } as const;

export const storeUsage =
  '[--data FOLDER] [--log sqlite|redis://…]   (default: JUNBAN_DATA or ./data, and JUNBAN_LOG or sqlite)';

type StoreValues = {
  readonly data?: string | undefined;
  readonly log?: string | undefined;
  readonly settings?: string | undefined;
};

/** The password in the environment is that of the hub's Redis; a file named by option has none. */
const passwordFor = (log: string | undefined) =>
  log === 'sqlite' ? { JUNBAN_LOG_PASSWORD: '', JUNBAN_LOG_PASSWORD_FILE: '' } : {};

/** The store that options, or else the environment, name; nothing is made. Throws ArchiveRefused. */
export const placeOf = (values: StoreValues): { readonly log: LogAddress; readonly dataFolder: string } => {
  const name = values.log ?? process.env.JUNBAN_LOG ?? '';
  const { JUNBAN_LOG_PASSWORD = '', JUNBAN_LOG_PASSWORD_FILE = '' } = process.env;
  const given = {
    JUNBAN_LOG: name,
    JUNBAN_LOG_PASSWORD,
    JUNBAN_LOG_PASSWORD_FILE,
    ...passwordFor(values.log),
  };
  const log = readLogVariables(given, process.cwd());
  if (!log.ok) throw new ArchiveRefused(log.problem);
  return { log: log.value, dataFolder: resolve(values.data ?? (process.env.JUNBAN_DATA || 'data')) };
};

/** The hub's whole environment with the options in place of variables; makes the data folder. Throws ArchiveRefused. */
export const environmentOf = ({ data, log, settings }: StoreValues): Environment => {
  const given = {
    ...(data === undefined ? {} : { JUNBAN_DATA: data }),
    ...(log === undefined ? {} : { JUNBAN_LOG: log, ...passwordFor(log) }),
    ...(settings === undefined ? {} : { JUNBAN_SETTINGS: settings }),
  };
  const home = fileURLToPath(new URL('..', import.meta.url));
  const read = readEnvironment({ ...process.env, ...given }, process.cwd(), home);
  if (!read.ok) throw new ArchiveRefused(read.problem);
  return read.value;
};

/** What is worth saying on the way, in readable lines. */
export const toolLogger = (): Logger =>
  pino({ level: 'info' }, pretty({ ignore: 'pid,hostname', sync: true, singleLine: true }));

/** What the operator can mend; anything else is our mistake and is shown whole. */
const isKnown = (error: unknown): error is Error =>
  error instanceof ArchiveRefused ||
  error instanceof LogFileRefused ||
  error instanceof LogRefused ||
  error instanceof LogUnavailable ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) ||
  (error instanceof Error && 'code' in error && error.code === 'EPIPE');

/** Runs a tool; it ends with the code that `main` gives, or 1 after one line that says what is wrong. */
export const runTool = async (main: () => Promise<number>): Promise<void> => {
  process.umask(ownMask);
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(isKnown(error) ? error.message.replaceAll('\n', ' ') : error);
    process.exitCode = 1;
  }
};
