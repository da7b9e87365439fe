// The hash chain over a stream's entries: each hash covers its entry and the hash before it, so that a later change shows.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LogEntry, StoredEntry } from './contract.ts';

/** A hash of the chain as it is written. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What stands before a stream's first entry. It holds the name, so that a day cannot pass for another site's. */
export const chainStart = (stream: string): string => sha256(`junban:${stream}`);

/** The hash of an entry, hexadecimal SHA-256, given the hash of the one before it and the entry's version. */
export const chainHash = (previous: string, version: number, entry: LogEntry): string => {
  const { schema, meta, event } = entry;
  // A list, so that the order of keys in our own records does not matter.
  return sha256(
    JSON.stringify([
      previous,
      version,
      schema,
      meta.atMs,
      meta.actor ?? null,
      meta.commandId,
      meta.hub ?? null,
      event,
    ]),
  );
};

/** The hash after further entries, the first of which gets the version after `version`. */
export const chainOn = (previous: string, version: number, entries: readonly LogEntry[]): string =>
  entries.reduce((hash, entry, index) => chainHash(hash, version + index + 1, entry), previous);

/** Where a chain breaks; null: nowhere. `entries` follow the one that has the hash `previous`. */
export const chainBreak = (previous: string, entries: readonly StoredEntry[]): StoredEntry | null => {
  let hash = previous;
  for (const entry of entries) {
    hash = chainHash(hash, entry.version, entry);
    if (hash !== entry.hash) return entry;
  }
  return null;
};
