// `npm run backup -- --data DIR --to FILE`: copies the event log while the hub runs or is stopped.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ownMask } from '../server/base/own-files.ts';
import { backupLog, logFileName } from '../server/log/backup.ts';
import { LogFileRefused } from '../server/log/sqlite-file.ts';

const usage =
  'Usage: npm run backup -- --to FILE [--data DIR]   (DIR: the hub’s JUNBAN_DATA, default ./data)';

const main = (): void => {
  const { values } = parseArgs({ options: { data: { type: 'string' }, to: { type: 'string' } } });
  if (values.to === undefined) throw new LogFileRefused(usage);
  const from = join(resolve(values.data ?? process.env.JUNBAN_DATA ?? 'data'), logFileName);
  const to = resolve(values.to);
  const { bytes } = backupLog(from, to);
  console.log(`Copied ${from} to ${to} (${bytes} bytes).`);
};

process.umask(ownMask);
try {
  main();
} catch (error) {
  const known = error instanceof LogFileRefused || (error instanceof TypeError && 'code' in error);
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
