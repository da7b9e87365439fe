// What every store checks before it writes: the name of the stream, and that a batch is one command's.
import type { LogEntry, StoredEntry } from './contract.ts';

/** More than one command can ever cause; a larger batch is a mistake of ours. */
export const maxBatch = 10_000;

const streamName = /^[a-z]{1,20}(?::[A-Za-z0-9._-]{1,100}){1,4}$/;

/** Throws RangeError unless the name looks like `day:centre:2026-11-24`. */
export const checkStream = (stream: string): void => {
  if (!streamName.test(stream)) {
    throw new RangeError(
      `stream ${JSON.stringify(stream)} must be words joined by colons, e.g. "day:centre:2026-11-24"`,
    );
  }
};

/** Throws RangeError on a malformed stream, version or batch; returns the command id that all entries share. */
export const checkBatch = (stream: string, expectedVersion: number, entries: readonly LogEntry[]): string => {
  checkStream(stream);
  if (!Number.isSafeInteger(expectedVersion) || expectedVersion < 0) {
    throw new RangeError(`expected version ${expectedVersion} must be a whole number from 0`);
  }
  const first = entries[0];
  if (first === undefined) throw new RangeError('a batch must have at least one entry');
  if (entries.length > maxBatch) throw new RangeError(`a batch must have at most ${maxBatch} entries`);
  const { commandId } = first.meta;
  if (commandId === '' || entries.some((entry) => entry.meta.commandId !== commandId)) {
    throw new RangeError('all entries of a batch must carry the same commandId');
  }
  return commandId;
};

const commandPage = 100;

/** All entries of a command whose first has the version `first`: they stand side by side. `read` reads on after a version. */
export const entriesOfCommand = async (
  read: (afterVersion: number, limit: number) => Promise<readonly StoredEntry[]>,
  commandId: string,
  first: number,
): Promise<readonly StoredEntry[]> => {
  const found: StoredEntry[] = [];
  for (let after = first - 1; ; after += commandPage) {
    const page = await read(after, commandPage);
    const own = page.filter((entry) => entry.meta.commandId === commandId);
    found.push(...own);
    if (own.length < commandPage) return found;
  }
};
