// The store's disk: what is on it survives everything. Plain and synchronous; the rules of the log's contract.
import { isReservationEvent } from '../../../../protocol/reservation-events.ts';
import { checkBatch, checkStream } from '../../../../server/log/batch.ts';
import { chainHash, chainStart } from '../../../../server/log/chain.ts';
import type { AppendResult, LogEntry, StoredEntry } from '../../../../server/log/contract.ts';

export type Disk = {
  append(stream: string, expectedVersion: number, entries: readonly LogEntry[]): AppendResult;
  read(stream: string, afterVersion: number, limit: number): readonly StoredEntry[];
  version(stream: string): number;
  streams(prefix: string): readonly string[];
  remove(stream: string, version: number): boolean;
};

/** Which of the log's promises a broken disk does not keep; for showing that the checks see it. */
export type DiskRules = {
  readonly expectedVersion: boolean | 'not for bookings';
  readonly commandMemory: boolean;
};
export const soundRules: DiskRules = { expectedVersion: true, commandMemory: true };

type Stream = { readonly entries: StoredEntry[]; readonly commands: Map<string, readonly StoredEntry[]> };

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
};

/** `onWritten` hears of every batch, in order. What is read is frozen: readers share it. */
export const createDisk = (
  onWritten: (entries: readonly StoredEntry[]) => void,
  rules: DiskRules = soundRules,
): Disk => {
  const streams = new Map<string, Stream>();
  /** Whether a batch is held to the version that it was decided on. */
  const isHeld = (entries: readonly LogEntry[]): boolean =>
    rules.expectedVersion === true ||
    (rules.expectedVersion === 'not for bookings' &&
      !entries.every(({ event }) => isReservationEvent(event as { readonly type: string })));
  return {
    append: (stream, expectedVersion, entries) => {
      const commandId = checkBatch(stream, expectedVersion, entries);
      const { entries: all, commands }: Stream = streams.get(stream) ?? { entries: [], commands: new Map() };
      const actualVersion = all.length;
      const earlier = commands.get(commandId);
      if (earlier !== undefined && rules.commandMemory) return { kind: 'repeated', entries: earlier };
      if (actualVersion !== expectedVersion && isHeld(entries)) {
        return { kind: 'conflict', actualVersion };
      }
      let hash = all.at(-1)?.hash ?? chainStart(stream);
      const written = entries.map((entry, place): StoredEntry => {
        const { schema, meta, event } = JSON.parse(JSON.stringify(entry));
        const version = actualVersion + place + 1;
        hash = chainHash(hash, version, entry);
        return frozen({ stream, version, schema, meta, event, hash });
      });
      streams.set(stream, { entries: all, commands });
      all.push(...written);
      commands.set(commandId, written);
      onWritten(written);
      return { kind: 'appended', version: all.length };
    },
    read: (stream, afterVersion, limit) => {
      checkStream(stream);
      const entries = streams.get(stream)?.entries ?? [];
      return entries.slice(afterVersion, afterVersion + Math.max(0, Math.trunc(limit)));
    },
    version: (stream) => {
      checkStream(stream);
      return streams.get(stream)?.entries.length ?? 0;
    },
    remove: (stream, version) => {
      checkStream(stream);
      if (version === 0 || streams.get(stream)?.entries.length !== version) return false;
      return streams.delete(stream);
    },
    streams: (prefix) => [...streams.keys()].filter((name) => name.startsWith(prefix)).sort(),
  };
};
