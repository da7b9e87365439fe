// The event log as a hub has it: its side of a line to the store, with followers that read when they are woken.

import { LogUnavailable } from '../../../../server/base/log-unavailable.ts';
import { createAvailability } from '../../../../server/log/availability.ts';
import { checkStream } from '../../../../server/log/batch.ts';
import type { EventLog } from '../../../../server/log/contract.ts';
import { createFollowers } from '../../../../server/log/followers.ts';
import type { Disk } from './disk.ts';

/** One side of a line to the store. */
export type StoreLine = {
  /** Has the work done at the store; rejects with LogUnavailable when no answer came, whether it was done or not. */
  ask<T>(kind: 'append' | 'read' | 'check', work: (disk: Disk) => T): Promise<T>;
  /** The store says that a stream has grown; null: anything may have. */
  onNews(listener: (stream: string | null) => void): void;
};

const pageSize = 500;

/** Keeps test/contracts/event-log.contract.ts when the line does not fail. */
export const createStoreLog = (line: StoreLine): EventLog => {
  let closed = false;
  const check = async (): Promise<void> => ask('check', () => {});
  const followed = new Map<string, number>();
  const ask: StoreLine['ask'] = (kind, work) =>
    closed ? Promise.reject(new LogUnavailable('The event log is closed.')) : line.ask(kind, work);

  const availability = createAvailability(check);
  const { reading, writing } = availability;
  const followers = createFollowers((stream, after) =>
    reading(() => ask('read', (disk) => disk.read(stream, after, pageSize))),
  );
  line.onNews((stream) => {
    for (const name of stream === null ? [...followed.keys()] : [stream]) followers.wake(name);
  });

  return {
    append: async (stream, expectedVersion, entries) =>
      writing(() => ask('append', (disk) => disk.append(stream, expectedVersion, entries))),
    read: async (stream, afterVersion, limit = 1_000) =>
      reading(() => ask('read', (disk) => disk.read(stream, afterVersion, limit))),
    version: async (stream) => reading(() => ask('read', (disk) => disk.version(stream))),
    streams: async (prefix) => reading(() => ask('read', (disk) => disk.streams(prefix))),
    remove: async (stream, version) => writing(() => ask('append', (disk) => disk.remove(stream, version))),
    follow: (stream, afterVersion, onEntries, onRewritten) => {
      checkStream(stream);
      followed.set(stream, (followed.get(stream) ?? 0) + 1);
      const stop = followers.follow(stream, afterVersion, onEntries, onRewritten);
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        const left = (followed.get(stream) ?? 1) - 1;
        if (left > 0) followed.set(stream, left);
        else followed.delete(stream);
        stop();
      };
    },
    available: availability.available,
    onAvailable: availability.onAvailable,
    check: () => writing(check),
    close: async () => {
      closed = true;
      availability.close();
      followers.close();
    },
  };
};
