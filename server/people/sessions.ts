// Who is signed in on which browser: random tokens, kept only as hashes, so that a restart signs nobody out.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { NetworkAddress, StaffId } from '../../protocol/ids.ts';
import { defaultLimits } from '../../protocol/limits.ts';

export const HowSignedIn = z.enum(['password', 'sso', 'demo', 'firstLink']);
export type HowSignedIn = z.infer<typeof HowSignedIn>;

/** What is noted at the beginning of a session and never changes. */
export const SessionBegin = z.strictObject({ staff: StaffId, how: HowSignedIn, from: NetworkAddress });
export type SessionBegin = z.infer<typeof SessionBegin>;

/** A browser's session; `key` is the token's hash and safe to keep in memory and logs. */
export type Session = SessionBegin & {
  readonly key: string;
  readonly begunAtMs: number;
  /** When the person last did something, to the minute. */
  readonly usedAtMs: number;
  /** Nothing is shown or done until it is unlocked. */
  readonly locked: boolean;
};

/** All throw LogUnavailable while the store is away. */
export type Sessions = {
  /** Begins a session and gives the token for the cookie. */
  begin(begin: SessionBegin): Promise<{ readonly token: string; readonly session: Session }>;
  /** The session of a token; null when unknown or older than `lifetimeMs`. */
  find(token: string): Promise<Session | null>;
  /** The session of a key, as the store has it at this moment. */
  look(key: string): Promise<Session | null>;
  /** A pass for sockets at hubs of another address, good while the session is; null: this hub is alone. */
  passFor(session: Session): Promise<string | null>;
  /** The session of a pass; null when it is none of ours, or its session is over. */
  findByPass(pass: string): Promise<Session | null>;
  /** The person did something just now. A locked session stays locked. */
  use(key: string): Promise<void>;
  /** Locks it: at once, or only when it has not been used for the idle limit. True: by this call. */
  lock(key: string, when: 'now' | 'idle'): Promise<boolean>;
  unlock(key: string): Promise<void>;
  /** Ends a session by its token; unknown ones are ignored. */
  end(token: string): Promise<void>;
  endKey(key: string): Promise<void>;
  /** Ends all sessions of a person but one (null: all). */
  endAllOf(staff: StaffId, exceptKey: string | null): Promise<void>;
  /** Calls back with the key of each session that ends, at whichever hub; returns a function that stops it. */
  onEnd(listener: (key: string) => void): () => void;
  /** As `onEnd`, when one is locked by `lock`. */
  onLock(listener: (key: string) => void): () => void;
  close(): void;
};

/** A working day with its edges: people sign in each morning, so that events name the right person. */
export const lifetimeMs = 16 * 3_600_000;
export type SessionLimits = {
  /** How many browsers one person may be signed in on; beyond it the oldest session ends, told to `onTooMany`. */
  readonly mostPerPerson: number;
  readonly onTooMany: () => void;
  /** Unused for so long, a session is locked, ms. */
  readonly idleMs: number;
};
export const defaultSessionLimits: SessionLimits = {
  mostPerPerson: defaultLimits.sessionsPerPerson,
  onTooMany: () => {},
  idleMs: 20 * 60_000,
};

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const keyOf = (token: string): string => createHash('sha256').update(token).digest('hex');
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

export type Ends = { tell(key: string): void; listen: Sessions['onEnd'] };

/** Those who want to hear of sessions that end, or are locked. */
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
