// One-time links: 256 random bits told once, kept only as a hash, good for one use and for a while.
import type { Notes } from '../expiring/store.ts';
import { isToken, keyOf, newToken } from './sessions.ts';

/** first: makes the first administrator; password: sets the password of an account. */
export type LinkKind = 'first' | 'password';

export type Links = {
  /** The token for a link that stands for `value`, good for `keepMs`. */
  make(kind: LinkKind, value: string, keepMs: number): Promise<string>;
  /** What the link stands for, while it is good. */
  look(kind: LinkKind, token: string): Promise<string | null>;
  /** As `look`, and the link is used up; of several takers exactly one gets it. */
  take(kind: LinkKind, token: string): Promise<string | null>;
  /** All links of the kind that stand for `value` are over. */
  drop(kind: LinkKind, value: string): Promise<void>;
};

export const createLinks = (notes: Notes): Links => {
  const noteOf = (kind: LinkKind, token: string): string => `link:${kind}:${keyOf(token)}`;
  return {
    make: async (kind, value, keepMs) => {
      const token = newToken();
      await notes.put(noteOf(kind, token), value, keepMs);
      return token;
    },
    look: async (kind, token) => (isToken(token) ? notes.get(noteOf(kind, token)) : null),
    take: async (kind, token) => (isToken(token) ? notes.take(noteOf(kind, token)) : null),
    drop: async (kind, value) => {
      for (const note of await notes.list(`link:${kind}:`)) {
        if (note.value === value) await notes.remove(note.key);
      }
    },
  };
};
