// Those who follow streams of a log: woken by the store's word of an append, they read on from their own place.

import { LogUnavailable } from '../base/log-unavailable.ts';
import type { StoredEntry } from './contract.ts';

type Read = (stream: string, afterVersion: number) => Promise<readonly StoredEntry[]>;
type OnEntries = (entries: readonly StoredEntry[]) => void | Promise<void>;
type OnRewritten = () => void | Promise<void>;

export type Followers = {
  /** See EventLog.follow. An error thrown by `onEntries` is not caught: it ends the process, as any bug does. */
  follow(stream: string, afterVersion: number, onEntries: OnEntries, onRewritten?: OnRewritten): () => void;
  /** To be called after each append. */
  wake(stream: string): void;
  /** When nobody knows what was appended, e.g. after a broken line. */
  wakeAll(): void;
  close(): void;
};

const retryMs = 1_000;

/** Nothing is kept per follower but its place in the stream, so that a slow one costs no memory. */
export const createFollowers = (read: Read): Followers => {
  const wakers = new Map<string, Set<() => void>>();
  const stops = new Set<() => void>();

  const follow = (
    stream: string,
    afterVersion: number,
    onEntries: OnEntries,
    onRewritten: OnRewritten = () => {},
  ) => {
    let place = afterVersion;
    /** Of the entry at `place`, once one was told: it is read again with what follows it, to see that it still stands. */
    let hash: string | null = null;
    let stopped = false;
    let news = true;
    let wake = () => {};
    const onNews = () => {
      news = true;
      wake();
    };

    const pause = (ms: number | null) =>
      new Promise<void>((resolve) => {
        wake = resolve;
        if (ms !== null) setTimeout(resolve, ms).unref();
      });

    const readOn = async (): Promise<readonly StoredEntry[] | 'unreadable' | 'rewritten'> => {
      try {
        if (hash === null) return await read(stream, place);
        const [known, ...entries] = await read(stream, place - 1);
        return known?.version === place && known.hash === hash ? entries : 'rewritten';
      } catch (error) {
        if (error instanceof LogUnavailable) return 'unreadable';
        throw error;
      }
    };

    const run = async () => {
      while (!stopped) {
        // Lowered before reading: an append during the read raises it again.
        news = false;
        const entries = await readOn();
        if (stopped) return;
        if (entries === 'unreadable') {
          await pause(retryMs);
          continue;
        }
        if (entries === 'rewritten') {
          place = 0;
          hash = null;
          await onRewritten();
          continue;
        }
        const last = entries.at(-1);
        if (last === undefined) {
          if (!news) await pause(null);
          continue;
        }
        place = last.version;
        hash = last.hash;
        await onEntries(entries);
      }
    };

    const listeners = wakers.get(stream) ?? new Set();
    wakers.set(stream, listeners.add(onNews));
    const stop = () => {
      stopped = true;
      stops.delete(stop);
      listeners.delete(onNews);
      if (listeners.size === 0 && wakers.get(stream) === listeners) wakers.delete(stream);
      wake();
    };
    stops.add(stop);
    // The first read waits a turn, so that a caller has its stop function before the first entry.
    setImmediate(run);
    return stop;
  };

  return {
    follow,
    wake: (stream) => {
      for (const onNews of wakers.get(stream) ?? []) onNews();
    },
    wakeAll: () => {
      for (const listeners of wakers.values()) for (const onNews of listeners) onNews();
    },
    close: () => {
      for (const stop of [...stops]) stop();
    },
  };
};
