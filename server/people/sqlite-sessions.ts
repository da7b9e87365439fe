// Sessions in a file beside the log, for a hub that is alone.
import { DatabaseSync } from 'node:sqlite';
import { StaffId } from '../../protocol/ids.ts';
import { createEnds, isToken, keyOf, lifetimeMs, mostSessions, newToken, type Sessions } from './sessions.ts';

/** Opens (or makes) the session file; `nowMs` gives epoch milliseconds. */
export const openSqliteSessions = (path: string, nowMs: () => number): Sessions => {
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;
    CREATE TABLE IF NOT EXISTS sessions (key TEXT PRIMARY KEY, staff TEXT NOT NULL, begun_at_ms INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS sessions_by_time ON sessions (begun_at_ms);`);
  const insert = db.prepare('INSERT INTO sessions (key, staff, begun_at_ms) VALUES (?, ?, ?)');
  const select = db.prepare('SELECT staff FROM sessions WHERE key = ? AND begun_at_ms > ?');
  const remove = db.prepare('DELETE FROM sessions WHERE key = ?');
  const removeOld = db.prepare('DELETE FROM sessions WHERE begun_at_ms <= ?');
  const removeMost = db.prepare(
    'DELETE FROM sessions WHERE key NOT IN (SELECT key FROM sessions ORDER BY begun_at_ms DESC LIMIT ?)',
  );
  const ends = createEnds();

  return {
    begin: async (staff) => {
      const token = newToken();
      const key = keyOf(token);
      removeOld.run(nowMs() - lifetimeMs);
      insert.run(key, staff, nowMs());
      removeMost.run(mostSessions);
      return { token, session: { key, staff } };
    },
    find: async (token) => {
      if (!isToken(token)) return null;
      const key = keyOf(token);
      const row = select.get(key, nowMs() - lifetimeMs);
      return row === undefined ? null : { key, staff: StaffId.parse(row.staff) };
    },
    passFor: async () => null,
    findByPass: async () => null,
    end: async (token) => {
      const key = keyOf(token);
      if (remove.run(key).changes > 0) ends.tell(key);
    },
    onEnd: ends.listen,
    close: () => db.close(),
  };
};
