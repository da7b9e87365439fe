// Blind indexes in the vault's own file: terms by which people are found, and terms that one reservation may claim.
import type { DatabaseSync } from 'node:sqlite';
import { ReservationId } from '../../protocol/ids.ts';
import type { ContactIndex } from './index-store.ts';

export const indexSchema = `CREATE TABLE IF NOT EXISTS contact_terms (
    term TEXT NOT NULL, reservation TEXT NOT NULL, PRIMARY KEY (term, reservation)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS contact_terms_by_reservation ON contact_terms (reservation);
  CREATE TABLE IF NOT EXISTS contact_claims (
    term TEXT PRIMARY KEY, reservation TEXT NOT NULL, at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS contact_claims_by_reservation ON contact_claims (reservation);
  CREATE TRIGGER IF NOT EXISTS contact_gone AFTER DELETE ON contacts BEGIN
    DELETE FROM contact_terms WHERE reservation = old.reservation;
    DELETE FROM contact_claims WHERE reservation = old.reservation;
  END;`;

/** On a file that is open; `guarded` turns the store's troubles into LogUnavailable. */
export const openSqliteIndex = (
  db: DatabaseSync,
  guarded: <T>(work: () => T) => Promise<T>,
): ContactIndex => {
  const forget = db.prepare('DELETE FROM contact_terms WHERE reservation = ?');
  const add = db.prepare('INSERT OR IGNORE INTO contact_terms (term, reservation) VALUES (?, ?)');
  const found = db.prepare('SELECT reservation FROM contact_terms WHERE term = ? LIMIT ?');
  const claimFree = db.prepare(
    'INSERT OR IGNORE INTO contact_claims (term, reservation, at_ms) VALUES (?, ?, ?)',
  );
  const claimFrom = db.prepare(
    'UPDATE contact_claims SET reservation = ?, at_ms = ? WHERE term = ? AND reservation = ?',
  );
  const holder = db.prepare('SELECT reservation, at_ms FROM contact_claims WHERE term = ?');
  const claimed = db.prepare('SELECT term FROM contact_claims WHERE reservation = ?');
  const release = db.prepare('DELETE FROM contact_claims WHERE reservation = ?');
  return {
    put: (reservation, terms) =>
      guarded(() => {
        db.exec('BEGIN IMMEDIATE');
        try {
          forget.run(reservation);
          for (const term of terms) add.run(term, reservation);
          db.exec('COMMIT');
        } catch (error) {
          db.exec('ROLLBACK');
          throw error;
        }
      }),
    find: (term, limit) =>
      guarded(() => found.all(term, limit).map((row) => ReservationId.parse(row.reservation))),
    claim: (term, reservation, atMs, before) =>
      guarded(() => {
        if (before === null) claimFree.run(term, reservation, atMs);
        else claimFrom.run(reservation, atMs, term, before);
        const row = holder.get(term);
        if (row === undefined || row.reservation === reservation)
          return row === undefined ? { reservation: before ?? reservation, atMs: 0 } : null;
        return { reservation: ReservationId.parse(row.reservation), atMs: Number(row.at_ms) };
      }),
    claimsOf: (reservation) => guarded(() => claimed.all(reservation).map((row) => String(row.term))),
    release: (reservation) => guarded(() => void release.run(reservation)),
  };
};
