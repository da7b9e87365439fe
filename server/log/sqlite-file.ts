// Opens the file of the event log: makes or checks its schema, and keeps a second hub out of it.
import { DatabaseSync } from 'node:sqlite';
import { makeOwn } from '../base/own-files.ts';
import { chainHash, chainStart } from './chain.ts';

/** "JNBN": marks the file as ours. */
const applicationId = 0x4a4e424e;

/** Gives the entries of an older file the hashes that they would have got. */
const chainAll = (db: DatabaseSync): void => {
  db.exec(
    "ALTER TABLE events ADD COLUMN hub TEXT; ALTER TABLE events ADD COLUMN hash TEXT NOT NULL DEFAULT ''",
  );
  const write = db.prepare('UPDATE events SET hash = ? WHERE stream = ? AND version = ?');
  const rows = db.prepare('SELECT * FROM events WHERE stream = ? ORDER BY version');
  for (const { id, name } of db.prepare('SELECT id, name FROM streams').all()) {
    let hash = chainStart(String(name));
    for (const row of rows.all(Number(id))) {
      const meta = {
        atMs: Number(row.at_ms),
        actor: JSON.parse(String(row.actor)),
        commandId: String(row.command),
      };
      const entry = { schema: Number(row.schema), meta, event: JSON.parse(String(row.event)) };
      hash = chainHash(hash, Number(row.version), entry);
      write.run(hash, Number(id), Number(row.version));
    }
  }
};

/** One step per schema version; a file of version n has had the first n steps. Steps are never edited, only added. */
const migrations: readonly ((db: DatabaseSync) => void)[] = [
  (db) =>
    db.exec(`CREATE TABLE streams (
     id INTEGER PRIMARY KEY,
     name TEXT NOT NULL UNIQUE
   ) STRICT;
   CREATE TABLE events (
     stream INTEGER NOT NULL REFERENCES streams (id),
     version INTEGER NOT NULL CHECK (version > 0),
     place INTEGER NOT NULL CHECK (place >= 0), -- within its command: 0, 1, 2 …
     command TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     actor TEXT NOT NULL,
     schema INTEGER NOT NULL,
     event TEXT NOT NULL,
     PRIMARY KEY (stream, version)
   ) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX commands ON events (stream, command) WHERE place = 0;
   CREATE TABLE health (id INTEGER PRIMARY KEY CHECK (id = 1), checks INTEGER NOT NULL) STRICT;
   INSERT INTO health VALUES (1, 0);`),
  chainAll,
];

/** The log's file cannot be used as it is; the message says why, in one line for the operator. */
export class LogFileRefused extends Error {
  override name = 'LogFileRefused';
}

const numberOf = (db: DatabaseSync, pragma: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);

const codeOf = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;

const busy = 5;

/** Takes what SQLite says on opening and puts it into words. */
const refused = (path: string, error: unknown): LogFileRefused => {
  if (error instanceof LogFileRefused) return error;
  const words: Record<number, string> = {
    3: 'may not be read or written by this user',
    5: 'is locked by another program',
    8: 'may not be written by this user',
    11: 'is damaged; restore the last backup',
    14: 'cannot be opened: check that its folder exists and may be written',
    26: 'is not an event log of Junban',
  };
  const why = words[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
  return new LogFileRefused(`Event log ${path} ${why}.`, { cause: error });
};

/**
 * Holds a lock of the operating system on `path`.lock, which is gone when the process is, however it ends.
 * It sits beside the log so that the log itself stays readable for backups. Returns the release.
 */
const holdExclusively = (path: string): (() => void) => {
  makeOwn(`${path}.lock`);
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec(
      `PRAGMA journal_mode=DELETE; BEGIN IMMEDIATE; PRAGMA user_version=${process.pid}; COMMIT; BEGIN IMMEDIATE`,
    );
  } catch (error) {
    let holder = 0;
    try {
      holder = numberOf(lock, 'user_version');
    } catch {
      // The holder is writing its number at this very moment; the refusal stands without it.
    }
    lock.close();
    if (codeOf(error) !== busy) throw error;
    throw new LogFileRefused(
      `Event log ${path} is in use by another hub (process ${holder}). Stop that one, or choose another data folder.`,
    );
  }
  return () => lock.close();
};

const migrate = (db: DatabaseSync, path: string): void => {
  const [application, version] = [numberOf(db, 'application_id'), numberOf(db, 'user_version')];
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n);
  const fresh = application === 0 && version === 0 && tables === 0;
  if (!fresh && application !== applicationId) {
    throw new LogFileRefused(
      `Event log ${path} is not an event log of Junban: it belongs to another program.`,
    );
  }
  if (version > migrations.length) {
    throw new LogFileRefused(
      `Event log ${path} was written by a newer Junban (version ${version} of the file; this one knows up to ${migrations.length}). Update the hub.`,
    );
  }
  if (!fresh && version < 1) {
    throw new LogFileRefused(`Event log ${path} has no version: it was not made by a released Junban.`);
  }
  if (version === migrations.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of migrations.slice(version)) step(db);
    db.exec(`PRAGMA application_id=${applicationId}; PRAGMA user_version=${migrations.length}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

export type LogFile = { readonly db: DatabaseSync; readonly release: () => void };

/** Opens or makes the file for the one hub that may write it. Throws LogFileRefused with the reason. */
export const openLogFile = (path: string): LogFile => {
  let release = () => {};
  let db: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') release = holdExclusively(path);
    makeOwn(path);
    db = new DatabaseSync(path, { timeout: 2_000, enableForeignKeyConstraints: true });
    // Checked before the first change, so that somebody else's file is left as it was.
    migrate(db, path);
    db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
    return { db, release };
  } catch (error) {
    db?.close();
    release();
    throw refused(path, error);
  }
};

/** Opens the file beside a running hub, for a backup; nothing is migrated. Throws LogFileRefused with the reason. */
export const openForBackup = (path: string): DatabaseSync => {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: 10_000, readOnly: true });
    if (numberOf(db, 'application_id') !== applicationId) {
      throw new LogFileRefused(`${path} is not an event log of Junban.`);
    }
    return db;
  } catch (error) {
    db?.close();
    throw refused(path, error);
  }
};

/** Opens the file beside a running hub to read its entries. Throws LogFileRefused, also when it is of another version. */
export const openForReading = (path: string): DatabaseSync => {
  const db = openForBackup(path);
  const version = numberOf(db, 'user_version');
  if (version === migrations.length) return db;
  db.close();
  throw new LogFileRefused(
    version > migrations.length
      ? `Event log ${path} was written by a newer Junban; update this one.`
      : `Event log ${path} is of an older Junban; start the hub once, which brings it up to date.`,
  );
};
