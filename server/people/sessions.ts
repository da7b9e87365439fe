// Who is signed in on which browser: random tokens, kept only as hashes, so that a restart signs nobody out.
import { createHash, randomBytes } from 'node:crypto';
import type { StaffId } from '../../protocol/ids.ts';

/** A browser's session; `key` is the token's hash and safe to keep in memory and logs. */
export type Session = { readonly key: string; readonly staff: StaffId };

export type Sessions = {
  /** Begins a session and gives the token for the cookie. */
  begin(staff: StaffId): Promise<{ readonly token: string; readonly session: Session }>;
  /** The session of a token; null when unknown or older than `lifetimeMs`. Throws LogUnavailable while the store is away. */
  find(token: string): Promise<Session | null>;
  /** A pass for sockets at hubs of another address, good while the session is; null: this hub is alone. */
  passFor(session: Session): Promise<string | null>;
  /** The session of a pass; null when it is none of ours, or its session is over. */
  findByPass(pass: string): Promise<Session | null>;
  /** Ends a session by its token; unknown ones are ignored. */
  end(token: string): Promise<void>;
  /** Calls back with the key of each session that ends, at whichever hub; returns a function that stops it. */
  onEnd(listener: (key: string) => void): () => void;
  close(): void;
};

/** A working day with its edges: people sign in each morning, so that events name the right person. */
export const lifetimeMs = 16 * 3_600_000;
/** Beyond it the oldest are forgotten. */
export const mostSessions = 10_000;

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const keyOf = (token: string): string => createHash('sha256').update(token).digest('hex');
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

export type Ends = { tell(key: string): void; listen: Sessions['onEnd'] };

/** Those who want to hear of sessions that end. */
export const createEnds = (): Ends => {
  const listeners = new Set<(key: string) => void>();
  return {
    tell: (key) => {
      for (const listener of [...listeners]) listener(key);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
