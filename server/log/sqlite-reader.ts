// Reads the event log's file beside a running hub: takes no lock, writes nothing, migrates nothing.

import { LogUnavailable } from '../base/log-unavailable.ts';
import type { EventLog } from './contract.ts';
import { openForReading } from './sqlite-file.ts';
import { storedFrom } from './sqlite-log.ts';

export type SqliteReader = Pick<EventLog, 'read' | 'version' | 'streams' | 'close'> & {
  /** What is wrong with the file itself, or with what it keeps beside the entries; [] when nothing is. */
  problems(): readonly string[];
};

/** Within a stream the entries of one command are numbered 0, 1, 2 …; by the 0 a repeated command is known. */
const misplaced = `SELECT name, version FROM (
  SELECT stream, version, place, command,
    lag(command) OVER w AS before, lag(place) OVER w AS beforePlace FROM events
  WINDOW w AS (PARTITION BY stream ORDER BY version)
) JOIN streams ON streams.id = stream
WHERE place <> CASE WHEN command = before THEN beforePlace + 1 ELSE 0 END LIMIT 5`;

/** Throws LogFileRefused when the file is not ours, is damaged, or is of another version. */
export const openSqliteReader = (path: string): SqliteReader => {
  const db = openForReading(path);
  const rows = db.prepare(
    'SELECT events.* FROM events JOIN streams ON id = stream WHERE name = ? AND version > ? ORDER BY version LIMIT ?',
  );
  const last = db.prepare(
    'SELECT max(version) AS version FROM events JOIN streams ON id = stream WHERE name = ?',
  );
  const names = db.prepare('SELECT name FROM streams WHERE name >= ? AND name < ? ORDER BY name');
  const told = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      // A damaged page, or a disk that fails; anything else is an entry that cannot be read.
      if (!(error instanceof Error && 'errcode' in error)) throw error;
      throw new LogUnavailable(`Event log ${path}: ${error.message}`, { cause: error });
    }
  };
  return {
    read: async (stream, after, limit = 1_000) =>
      told(() => rows.all(stream, after, limit).map((row) => storedFrom(stream, row))),
    version: async (stream) => told(() => Number(last.get(stream)?.version ?? 0)),
    streams: async (prefix) =>
      told(() => names.all(prefix, `${prefix}\u{10FFFF}`).map((row) => String(row.name))),
    problems: () =>
      told(() => [
        ...db
          .prepare('PRAGMA integrity_check(5)')
          .all()
          .map((row) => String(row.integrity_check))
          .filter((text) => text !== 'ok')
          .map((text) => `${path}: ${text.replaceAll('\n', ' ')}`),
        ...db
          .prepare('SELECT DISTINCT stream FROM events WHERE stream NOT IN (SELECT id FROM streams)')
          .all()
          .map((row) => `${path}: entries of stream number ${row.stream} stand there without its name`),
        ...db
          .prepare(misplaced)
          .all()
          .map(
            (row) => `${row.name}: entry ${row.version} is not numbered within its command as it was written`,
          ),
      ]),
    close: async () => db.close(),
  };
};
