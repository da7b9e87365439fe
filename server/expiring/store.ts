// Small things that all hubs must know for a while, or until they are removed: waiting pairings, links, counters, password hashes.

export type Note = { readonly key: string; readonly value: string };

/** Every implementation passes test/contracts/notes.contract.ts. All throw LogUnavailable while the store is away. */
export type Notes = {
  /** null: there is none, or its time is up. */
  get(key: string): Promise<string | null>;
  /** Kept for `keepMs` milliseconds; null: until removed. */
  put(key: string, value: string, keepMs: number | null): Promise<void>;
  /** Only when there is none; tells whether it was put. Of several at once exactly one is. */
  add(key: string, value: string, keepMs: number | null): Promise<boolean>;
  /** Gives it and removes it; of several takers exactly one gets it. */
  take(key: string): Promise<string | null>;
  remove(key: string): Promise<void>;
  /** Those whose key begins so, in order of key; at most 1,000. */
  list(prefix: string): Promise<readonly Note[]>;
  close(): void;
};

/** Throws RangeError on a key that is none of ours. */
export const checkKey = (key: string): void => {
  if (!/^[A-Za-z0-9:._/-]{1,200}$/.test(key)) throw new RangeError(`note key ${JSON.stringify(key)}`);
};
export const mostListed = 1_000;
