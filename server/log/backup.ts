// A copy of the event log as of one instant, taken while the hub runs.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogFileRefused, openForBackup } from './sqlite-file.ts';

/** Name of the log's file within the hub's data folder. */
export const logFileName = 'junban.sqlite';

const flush = (path: string): void => {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/**
 * Writes a whole, compact copy of the log at `from` to `to`, on disk when it returns; gives its size in bytes.
 * Throws LogFileRefused when `from` is no log or `to` exists. A copy cut short is never seen under the name `to`.
 */
export const backupLog = (from: string, to: string): { readonly bytes: number } => {
  if (!existsSync(from)) throw new LogFileRefused(`There is no event log ${from}.`);
  if (existsSync(to)) throw new LogFileRefused(`${to} exists already; choose a new name for the backup.`);
  const part = `${to}.part`;
  rmSync(part, { force: true });
  const db = openForBackup(from);
  try {
    db.prepare('VACUUM INTO ?').run(part);
  } finally {
    db.close();
  }
  flush(part);
  renameSync(part, to);
  flush(dirname(to));
  return { bytes: statSync(to).size };
};
