// Watches what waits in memory for clients to take it, and cuts those who hold too much, or take nothing for too long.
import type { Logger } from 'pino';
import type { LimitName } from '../../protocol/limits.ts';
import type { LimitBook } from '../base/limit-book.ts';

/** One client, as far as its waiting bytes go. */
export type Taker = {
  /** Bytes that wait now. */
  waiting(): number;
  /** Any number that changes whenever the client has taken something. */
  taken(): number;
  /** Ends it at once, without waiting for it. */
  cut(): void;
  /** For the log: its address, nothing personal. */
  readonly name: string;
  /** The connection it is on: what is watched there at two places is counted once when it is cut. */
  line(): object;
};

export type WaitingBytes = {
  /** Watches a client until the returned function is called. */
  watch(taker: Taker): () => void;
  total(): number;
  close(): void;
};

type Entry = { readonly taker: Taker; taken: number; sinceMs: number | null };

/** Looks at everybody once a second, more often when `stuckSeconds` is short. `nowMs` counts steadily, in ms. */
export const createWaitingBytes = (
  book: LimitBook,
  logger: Logger,
  nowMs: () => number = () => performance.now(),
): WaitingBytes => {
  const stuckMs = book.of.stuckSeconds * 1_000;
  const entries = new Set<Entry>();
  const lost = new WeakSet<object>();

  const cut = (entry: Entry, limit: LimitName, bytes: number): void => {
    entries.delete(entry);
    const line = entry.taker.line();
    if (!lost.has(line)) {
      lost.add(line);
      book.reached(limit);
      logger.warn({ client: entry.taker.name, limit, bytes }, 'a client that does not take its data is cut');
    }
    entry.taker.cut();
  };

  /** True when the client has taken nothing for too long of what waits. */
  const isStuck = (entry: Entry, bytes: number, now: number): boolean => {
    if (bytes === 0) {
      entry.sinceMs = null;
      return false;
    }
    const taken = entry.taker.taken();
    if (entry.sinceMs === null || taken !== entry.taken) {
      entry.sinceMs = now;
      entry.taken = taken;
    }
    return now - entry.sinceMs >= stuckMs;
  };

  const look = (): void => {
    const now = nowMs();
    const holding: { readonly entry: Entry; readonly bytes: number }[] = [];
    let total = 0;
    for (const entry of entries) {
      const bytes = entry.taker.waiting();
      if (bytes > book.of.bufferedBytes) cut(entry, 'bufferedBytes', bytes);
      else if (isStuck(entry, bytes, now)) cut(entry, 'stuckSeconds', bytes);
      else if (bytes > 0) {
        holding.push({ entry, bytes });
        total += bytes;
      }
    }
    if (total <= book.of.bufferedBytesInAll) return;
    for (const { entry, bytes } of holding.sort((a, b) => b.bytes - a.bytes)) {
      if (total <= book.of.bufferedBytesInAll) return;
      total -= bytes;
      cut(entry, 'bufferedBytesInAll', bytes);
    }
  };

  const timer = setInterval(look, Math.min(1_000, stuckMs / 4));
  timer.unref();
  const total = (): number => {
    let sum = 0;
    for (const { taker } of entries) sum += taker.waiting();
    return sum;
  };
  book.showFill('bufferedBytesInAll', total);
  return {
    watch: (taker) => {
      const entry: Entry = { taker, taken: 0, sinceMs: null };
      entries.add(entry);
      return () => entries.delete(entry);
    },
    total,
    close: () => clearInterval(timer),
  };
};
