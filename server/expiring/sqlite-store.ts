// Notes in a file beside the log, for a hub that is alone.
import { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { makeOwn } from '../base/own-files.ts';
import { checkKey, mostListed, type Notes } from './store.ts';

/** What a disk does to a sound file: locked, read-only, failing, full, gone. */
const ofTheDisk: ReadonlySet<number> = new Set([5, 6, 8, 10, 13, 14]);

/** What SQLite threw, as whoever asked understands it: a disk that is full or failing is a store that is away. */
export const asUnavailable = (error: unknown): unknown => {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return ofTheDisk.has(code)
    ? new LogUnavailable('The notes cannot be written or read.', { cause: error })
    : error;
};

/** Opens (or makes) the file; `nowMs` gives epoch milliseconds. */
export const openSqliteNotes = (path: string, nowMs: () => number): Notes => {
  makeOwn(path);
  const db = new DatabaseSync(path);
  // What is removed is gone from the file too: password hashes lie here.
  db.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 2000;
    CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value TEXT NOT NULL, until_ms INTEGER) STRICT;
    CREATE INDEX IF NOT EXISTS notes_by_end ON notes (until_ms) WHERE until_ms IS NOT NULL;`);
  const select = db.prepare('SELECT value FROM notes WHERE key = ? AND (until_ms IS NULL OR until_ms > ?)');
  const upsert = db.prepare(
    'INSERT INTO notes (key, value, until_ms) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, until_ms = excluded.until_ms',
  );
  const insert = db.prepare('INSERT OR IGNORE INTO notes (key, value, until_ms) VALUES (?, ?, ?)');
  const removeOne = db.prepare('DELETE FROM notes WHERE key = ? RETURNING value');
  const removeOld = db.prepare('DELETE FROM notes WHERE until_ms <= ?');
  // substr, because LIKE has wildcards that keys may hold.
  const selectAll = db.prepare(
    'SELECT key, value FROM notes WHERE substr(key, 1, ?) = ? AND (until_ms IS NULL OR until_ms > ?) ORDER BY key LIMIT ?',
  );
  const until = (keepMs: number | null): number | null => (keepMs === null ? null : nowMs() + keepMs);

  const notes: Notes = {
    get: async (key) => {
      checkKey(key);
      const row = select.get(key, nowMs());
      return row === undefined ? null : String(row.value);
    },
    put: async (key, value, keepMs) => {
      checkKey(key);
      removeOld.run(nowMs());
      upsert.run(key, value, until(keepMs));
    },
    add: async (key, value, keepMs) => {
      checkKey(key);
      removeOld.run(nowMs());
      return insert.run(key, value, until(keepMs)).changes > 0;
    },
    take: async (key) => {
      checkKey(key);
      removeOld.run(nowMs());
      const row = removeOne.get(key);
      return row === undefined ? null : String(row.value);
    },
    remove: async (key) => {
      checkKey(key);
      removeOne.get(key);
    },
    list: async (prefix) =>
      selectAll
        .all(prefix.length, prefix, nowMs(), mostListed)
        .map((row) => ({ key: String(row.key), value: String(row.value) })),
    close: () => db.close(),
  };
  const guarded =
    <A extends readonly unknown[], R>(act: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      act(...args).catch((error: unknown) => {
        throw asUnavailable(error);
      });
  const { get, put, add, take, remove, list, close } = notes;
  return {
    ...{ get: guarded(get), put: guarded(put), add: guarded(add), take: guarded(take) },
    ...{ remove: guarded(remove), list: guarded(list), close },
  };
};
