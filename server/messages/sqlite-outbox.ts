// The outbox in a file beside the log, for a hub that is alone.
import { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { makeOwn } from '../base/own-files.ts';
import type { Outbox } from './outbox.ts';

/** Name of the file within the hub's data folder. */
export const outboxFileName = 'outbox.sqlite';

const schema = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 2000;
  CREATE TABLE IF NOT EXISTS outbox (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, due_ms INTEGER, until_ms INTEGER NOT NULL, forget_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting') STRICT;
  CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due_ms) WHERE due_ms IS NOT NULL;
  CREATE INDEX IF NOT EXISTS outbox_forget ON outbox (forget_ms);`;

/** Opens (or makes) the file. */
export const openSqliteOutbox = (path: string): Outbox => {
  // For this user only: with a code and four digits of a telephone number a reservation can be seen.
  makeOwn(path);
  const db = new DatabaseSync(path);
  db.exec(schema);
  const insert = db.prepare(
    'INSERT OR IGNORE INTO outbox (id, body, due_ms, until_ms, forget_ms) VALUES (?, ?, ?, ?, ?)',
  );
  // One statement, so that two takers never get the same.
  const claim = db.prepare(`UPDATE outbox SET due_ms = ?, tries = tries + 1
    WHERE id IN (SELECT id FROM outbox WHERE due_ms <= ? ORDER BY due_ms, id LIMIT ?)
    RETURNING id, body, until_ms, tries, due_ms`);
  const settle = db.prepare(
    "UPDATE outbox SET due_ms = NULL, body = '', state = ? WHERE id = ? AND due_ms = ?",
  );
  const putOff = db.prepare('UPDATE outbox SET due_ms = ? WHERE id = ? AND due_ms = ?');
  const drop = db.prepare('DELETE FROM outbox WHERE id = ? AND due_ms IS NOT NULL');
  const forget = db.prepare('DELETE FROM outbox WHERE forget_ms <= ?');
  const count =
    db.prepare(`SELECT count(due_ms) AS waiting, count(*) FILTER (WHERE state = 'failed') AS failed,
    min(due_ms) FILTER (WHERE due_ms <= ?) AS since FROM outbox`);

  const guarded = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error && 'errcode' in error)) throw error;
      throw new LogUnavailable(`outbox: ${error.message}`, { cause: error });
    }
  };
  const changed = (result: { readonly changes: number | bigint }): boolean => Number(result.changes) > 0;

  return {
    add: ({ id, body, dueAtMs, untilMs, forgetAtMs }) =>
      guarded(() => changed(insert.run(id, body, dueAtMs, untilMs, forgetAtMs))),
    take: (nowMs, leaseMs, limit) =>
      guarded(() =>
        claim.all(nowMs + leaseMs, nowMs, limit).map((row) => ({
          id: String(row.id),
          body: String(row.body),
          untilMs: Number(row.until_ms),
          tries: Number(row.tries),
          claim: Number(row.due_ms),
        })),
      ),
    settle: (taken, outcome) => guarded(() => changed(settle.run(outcome, taken.id, taken.claim))),
    putOff: (taken, dueAtMs) => guarded(() => changed(putOff.run(dueAtMs, taken.id, taken.claim))),
    drop: (id) => guarded(() => changed(drop.run(id))),
    forget: (nowMs) => guarded(() => Number(forget.run(nowMs).changes)),
    counts: (nowMs) =>
      guarded(() => {
        const row = count.get(nowMs);
        return {
          waiting: Number(row?.waiting),
          failed: Number(row?.failed),
          dueSinceMs: row?.since == null ? null : Number(row.since),
        };
      }),
    close: () => db.close(),
  };
};
