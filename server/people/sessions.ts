// Who is signed in on which browser: random tokens, kept hashed on disk, so that a restart signs nobody out.
import { createHash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { StaffId } from '../../protocol/ids.ts';
import { defaultLimits } from '../../protocol/limits.ts';

/** A browser's session; `key` is the token's hash and safe to keep in memory and logs. */
export type Session = { readonly key: string; readonly staff: StaffId };

export type Sessions = {
  /** Begins a session and gives the token for the cookie. */
  begin(staff: StaffId): { readonly token: string; readonly session: Session };
  /** The session of a token; null when unknown or older than `lifetimeMs`. */
  find(token: string): Session | null;
  /** Ends a session by its token; unknown ones are ignored. */
  end(token: string): void;
  /** Calls back with the key of each session that ends; returns a function that stops it. */
  onEnd(listener: (key: string) => void): () => void;
  close(): void;
};

/** A working day with its edges: people sign in each morning, so that events name the right person. */
export const lifetimeMs = 16 * 3_600_000;

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Opens (or makes) the session file; `nowMs` gives epoch milliseconds. Of one person's sessions the oldest end beyond
 * `mostPerPerson`, each told to `onTooMany`.
 */
export const openSessions = (
  path: string,
  nowMs: () => number,
  mostPerPerson: number = defaultLimits.sessionsPerPerson,
  onTooMany: () => void = () => {},
): Sessions => {
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;
    CREATE TABLE IF NOT EXISTS sessions (key TEXT PRIMARY KEY, staff TEXT NOT NULL, begun_at_ms INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS sessions_by_time ON sessions (begun_at_ms);`);
  const insert = db.prepare('INSERT INTO sessions (key, staff, begun_at_ms) VALUES (?, ?, ?)');
  const select = db.prepare('SELECT staff FROM sessions WHERE key = ? AND begun_at_ms > ?');
  const remove = db.prepare('DELETE FROM sessions WHERE key = ?');
  const removeOld = db.prepare('DELETE FROM sessions WHERE begun_at_ms <= ?');
  const removeOldest = db.prepare(
    `DELETE FROM sessions WHERE key IN (
       SELECT key FROM sessions WHERE staff = ? ORDER BY begun_at_ms DESC, rowid DESC LIMIT -1 OFFSET ?
     ) RETURNING key`,
  );
  const listeners = new Set<(key: string) => void>();
  const tellEnd = (key: string): void => {
    for (const listener of listeners) listener(key);
  };

  return {
    begin(staff) {
      const token = randomBytes(32).toString('base64url');
      const key = hash(token);
      removeOld.run(nowMs() - lifetimeMs);
      insert.run(key, staff, nowMs());
      for (const row of removeOldest.all(staff, mostPerPerson)) {
        onTooMany();
        tellEnd(String(row.key));
      }
      return { token, session: { key, staff } };
    },
    find(token) {
      if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
      const key = hash(token);
      const row = select.get(key, nowMs() - lifetimeMs);
      return row === undefined ? null : { key, staff: StaffId.parse(row.staff) };
    },
    end(token) {
      const key = hash(token);
      if (remove.run(key).changes > 0) tellEnd(key);
    },
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => db.close(),
  };
};
