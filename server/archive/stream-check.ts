// Looks at a stream's entries one by one, in order: gaps, hash chain, command ids, and whether events can be read.
import { parseAuditEntry } from '../audit/events.ts';
import { parseArchiveEntry } from '../log/archived-days.ts';
import { chainHash, chainStart } from '../log/chain.ts';
import type { StoredEntry } from '../log/contract.ts';
import { parseStored } from '../log/stored-events.ts';
import { parsePeopleEntry } from '../people/register/events.ts';

export type StreamCheck = {
  /** What is wrong with this entry; null: nothing. To be asked no more after the first that is wrong. */
  next(entry: StoredEntry): string | null;
  /** The last entry that was right: version (0: none) and hash. */
  head(): { readonly version: number; readonly hash: string };
};

/** Reads the event as its stream's reader would; throws with the reason. Of other streams the events are opaque. */
const readEvent = (entry: StoredEntry): void => {
  if (entry.stream.startsWith('day:')) parseStored(entry);
  if (entry.stream.startsWith('archive:')) parseArchiveEntry(entry);
  if (entry.stream.startsWith('audit:')) parseAuditEntry(entry);
  if (entry.stream.startsWith('people:')) parsePeopleEntry(entry);
};

/** Starts before the stream's first entry. */
export const createStreamCheck = (stream: string): StreamCheck => {
  let [version, hash, command] = [0, chainStart(stream), ''];
  /** Command id → version of its first entry. */
  const commands = new Map<string, number>();

  const problemWith = (entry: StoredEntry): string | null => {
    if (entry.version !== version + 1) {
      return entry.version <= version
        ? `entry ${entry.version} stands where entry ${version + 1} should`
        : `entry ${version + 1} is missing; ${entry.version} follows ${version === 0 ? 'the beginning' : version}`;
    }
    if (chainHash(hash, entry.version, entry) !== entry.hash) {
      return `entry ${entry.version} (${entry.event.type}) does not fit its hash: it was changed after it was written`;
    }
    const { commandId } = entry.meta;
    const earlier = commandId === command ? undefined : commands.get(commandId);
    if (earlier !== undefined) {
      return `entry ${entry.version} repeats the command id ${commandId} of entry ${earlier}`;
    }
    try {
      readEvent(entry);
      return null;
    } catch (error) {
      return `entry ${entry.version} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  };

  return {
    next: (entry) => {
      const problem = problemWith(entry);
      if (problem !== null) return problem;
      if (entry.meta.commandId !== command) {
        command = entry.meta.commandId;
        commands.set(command, entry.version);
      }
      [version, hash] = [entry.version, entry.hash];
      return null;
    },
    head: () => ({ version, hash }),
  };
};
