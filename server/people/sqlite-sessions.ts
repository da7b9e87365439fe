// Sessions in a file beside the log, for a hub that is alone.
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { makeOwn } from '../base/own-files.ts';
import {
  createEnds,
  defaultSessionLimits,
  isToken,
  keyOf,
  lifetimeMs,
  newToken,
  type Session,
  SessionBegin,
  type SessionLimits,
  type Sessions,
} from './sessions.ts';

/** Sessions of the time before there were passwords are dropped with their table. */
const schema = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;
  DROP TABLE IF EXISTS sessions;
  CREATE TABLE IF NOT EXISTS signed_in (
    key TEXT PRIMARY KEY, staff TEXT NOT NULL, how TEXT NOT NULL, came_from TEXT NOT NULL,
    begun_at_ms INTEGER NOT NULL, used_at_ms INTEGER NOT NULL, locked INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS signed_in_by_time ON signed_in (begun_at_ms);
  CREATE INDEX IF NOT EXISTS signed_in_by_staff ON signed_in (staff);`;

/** Opens (or makes) the session file; `nowMs` gives epoch milliseconds. */
export const openSqliteSessions = (
  path: string,
  nowMs: () => number,
  { mostPerPerson, onTooMany, idleMs }: SessionLimits = defaultSessionLimits,
): Sessions => {
  makeOwn(path);
  const db = new DatabaseSync(path);
  db.exec(schema);
  const insert = db.prepare(
    'INSERT INTO signed_in (key, staff, how, came_from, begun_at_ms, used_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = db.prepare('SELECT * FROM signed_in WHERE key = ? AND begun_at_ms > ?');
  const remove = db.prepare('DELETE FROM signed_in WHERE key = ?');
  const removeOf = db.prepare('DELETE FROM signed_in WHERE staff = ? AND key <> ? RETURNING key');
  const removeOld = db.prepare('DELETE FROM signed_in WHERE begun_at_ms <= ?');
  const removeOldest = db.prepare(
    `DELETE FROM signed_in WHERE key IN (
       SELECT key FROM signed_in WHERE staff = ? ORDER BY begun_at_ms DESC, rowid DESC LIMIT -1 OFFSET ?
     ) RETURNING key`,
  );
  const touch = db.prepare(
    'UPDATE signed_in SET used_at_ms = ? WHERE key = ? AND locked = 0 AND used_at_ms > ?',
  );
  const setLocked = db.prepare(
    'UPDATE signed_in SET locked = 1 WHERE key = ? AND locked = 0 AND used_at_ms <= ?',
  );
  const setOpen = db.prepare('UPDATE signed_in SET locked = 0, used_at_ms = ? WHERE key = ?');
  const ends = createEnds();
  const locks = createEnds();

  const sessionOf = (row: Record<string, SQLOutputValue>): Session => ({
    key: String(row.key),
    ...SessionBegin.parse({ staff: row.staff, how: row.how, from: row.came_from }),
    begunAtMs: Number(row.begun_at_ms),
    usedAtMs: Number(row.used_at_ms),
    locked: row.locked === 1 || nowMs() - Number(row.used_at_ms) >= idleMs,
  });
  const look = (key: string): Session | null => {
    const row = select.get(key, nowMs() - lifetimeMs);
    return row === undefined ? null : sessionOf(row);
  };
  const endKey = (key: string): void => {
    if (remove.run(key).changes > 0) ends.tell(key);
  };

  return {
    begin: async (begin) => {
      const token = newToken();
      const key = keyOf(token);
      const now = nowMs();
      removeOld.run(now - lifetimeMs);
      insert.run(key, begin.staff, begin.how, begin.from, now, now);
      for (const row of removeOldest.all(begin.staff, mostPerPerson)) {
        onTooMany();
        ends.tell(String(row.key));
      }
      return { token, session: { ...begin, key, begunAtMs: now, usedAtMs: now, locked: false } };
    },
    find: async (token) => (isToken(token) ? look(keyOf(token)) : null),
    look: async (key) => look(key),
    passFor: async () => null,
    findByPass: async () => null,
    use: async (key) => void touch.run(nowMs(), key, nowMs() - idleMs),
    lock: async (key, when) => {
      const locked = setLocked.run(key, when === 'now' ? nowMs() : nowMs() - idleMs).changes > 0;
      if (locked) locks.tell(key);
      return locked;
    },
    unlock: async (key) => void setOpen.run(nowMs(), key),
    end: async (token) => endKey(keyOf(token)),
    endKey: async (key) => endKey(key),
    endAllOf: async (staff, exceptKey) => {
      for (const row of removeOf.all(staff, exceptKey ?? '')) ends.tell(String(row.key));
    },
    onEnd: ends.listen,
    onLock: locks.listen,
    close: () => db.close(),
  };
};
