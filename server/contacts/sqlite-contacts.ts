// Sealed contacts in a file of their own: what is erased is overwritten with zeros, and the write-ahead file is cut.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ReservationId } from '../../protocol/ids.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { makeOwn } from '../base/own-files.ts';
import { LogFileRefused } from '../log/sqlite-file.ts';
import { indexSchema, openSqliteIndex } from './sqlite-index.ts';
import type { ContactStore, SealedContact } from './store.ts';

/** Name of the file within the hub's data folder. */
export const contactsFileName = 'contacts.sqlite';
/** "JNCT": marks the file as ours. */
const applicationId = 0x4a4e4354;
const fileVersion = 1;

const schema = `CREATE TABLE IF NOT EXISTS contacts (
    reservation TEXT PRIMARY KEY,
    until_ms INTEGER NOT NULL,
    schema INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS contacts_by_time ON contacts (until_ms);
  PRAGMA application_id=${applicationId}; PRAGMA user_version=${fileVersion};`;

const statements = {
  put: `INSERT INTO contacts (reservation, until_ms, schema, key_id, sealed) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (reservation) DO UPDATE SET until_ms = excluded.until_ms, schema = excluded.schema,
      key_id = excluded.key_id, sealed = excluded.sealed`,
  find: 'SELECT * FROM contacts WHERE reservation = ?',
  replace: `UPDATE contacts SET until_ms = ?, schema = ?, key_id = ?, sealed = ?
    WHERE reservation = ? AND until_ms = ? AND sealed = ?`,
  erase: 'DELETE FROM contacts WHERE reservation = ?',
  eraseDue: `DELETE FROM contacts WHERE reservation IN (
    SELECT reservation FROM contacts WHERE until_ms <= ? ORDER BY until_ms LIMIT ?)`,
  page: 'SELECT * FROM contacts WHERE reservation > ? ORDER BY reservation LIMIT ?',
  count: 'SELECT count(*) AS n FROM contacts',
  // Moves all into the database and cuts the write-ahead file to nothing, unless somebody is reading there.
  cut: 'PRAGMA wal_checkpoint(TRUNCATE)',
  // Writes every page anew. secure_delete overwrites a record where it lies, but not the copies that SQLite leaves in
  // the unused part of a page when it moves records between pages: 3 in 1,000 were still there without this.
  renew: 'VACUUM',
} as const;

const numberOf = (db: DatabaseSync, pragma: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);

const checkFile = (db: DatabaseSync, path: string): void => {
  const [application, version] = [numberOf(db, 'application_id'), numberOf(db, 'user_version')];
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n);
  if (application === 0 && version === 0 && tables === 0) return;
  if (application !== applicationId) {
    throw new LogFileRefused(`${path} is not a vault of Junban: it belongs to another program.`);
  }
  if (version > fileVersion) {
    throw new LogFileRefused(`${path} was written by a newer Junban. Update the hub.`);
  }
};

const openFile = (path: string): DatabaseSync => {
  let db: DatabaseSync | undefined;
  try {
    // Made before SQLite does, for this user only; the files beside it get the same rights.
    makeOwn(path);
    db = new DatabaseSync(path, { timeout: 2_000 });
    checkFile(db, path);
    db.exec(
      'PRAGMA secure_delete=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY',
    );
    db.exec(schema);
    db.exec(indexSchema);
    if (numberOf(db, 'secure_delete') !== 1) throw new Error('SQLite here cannot overwrite what it deletes');
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof LogFileRefused) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new LogFileRefused(`${path} cannot be used for personal data (${why}).`, { cause: error });
  }
};

const recordFrom = (row: Record<string, unknown>): SealedContact => ({
  reservation: ReservationId.parse(row.reservation),
  untilMs: Number(row.until_ms),
  schema: Number(row.schema),
  keyId: String(row.key_id),
  sealed: Buffer.from(row.sealed as Uint8Array),
});

/** Opens or makes the file. Throws LogFileRefused with one line for the operator. */
export const openSqliteContacts = (path: string): ContactStore => {
  const db = openFile(path);
  const prepared = Object.fromEntries(
    Object.entries(statements).map(([name, sql]) => [name, db.prepare(sql)]),
  ) as Record<keyof typeof statements, StatementSync>;
  let open = true;
  // An earlier process may have ended between erasing and sweeping.
  let swept = false;

  const guarded = async <T>(work: () => T): Promise<T> => {
    if (!open) throw new LogUnavailable('The vault is closed.');
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error && 'errcode' in error)) throw error;
      throw new LogUnavailable(`contacts: ${error.message}`, { cause: error });
    }
  };
  const changed = (statement: StatementSync, ...values: readonly (string | number | Buffer)[]): number => {
    const changes = Number(statement.run(...values).changes);
    if (changes > 0) swept = false;
    return changes;
  };
  const erased = (statement: StatementSync, ...values: readonly (string | number)[]): number => {
    const count = changed(statement, ...values);
    if (count > 0) prepared.cut.get();
    return count;
  };
  const sweepNow = (): boolean => {
    if (swept) return true;
    prepared.renew.run();
    swept = Number(prepared.cut.get()?.busy) === 0;
    return swept;
  };

  return {
    put: ({ reservation, untilMs, schema: version, keyId, sealed }) =>
      guarded(() => void changed(prepared.put, reservation, untilMs, version, keyId, sealed)),
    find: (reservation) =>
      guarded(() => {
        const row = prepared.find.get(reservation);
        return row === undefined ? null : recordFrom(row);
      }),
    replace: (before, after) =>
      guarded(() => {
        const place = [before.reservation, before.untilMs, before.sealed] as const;
        const { untilMs, schema: version, keyId, sealed } = after;
        return changed(prepared.replace, untilMs, version, keyId, sealed, ...place) === 1;
      }),
    erase: (reservation) => guarded(() => erased(prepared.erase, reservation) > 0),
    eraseDue: (nowMs, limit) => guarded(() => erased(prepared.eraseDue, nowMs, limit)),
    sweep: () => guarded(sweepNow),
    page: (cursor, limit) =>
      guarded(() => {
        const records = prepared.page.all(cursor ?? '', limit).map(recordFrom);
        return { records, next: records.length < limit ? null : (records.at(-1)?.reservation ?? null) };
      }),
    count: () => guarded(() => Number(prepared.count.get()?.n)),
    index: openSqliteIndex(db, guarded),
    close: async () => {
      if (!open) return;
      open = false;
      db.close();
    },
  };
};
