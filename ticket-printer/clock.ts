// Time as the agent sees it, so that tests can hold it, and the local date in Japan.

export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms`; returns a cancel function. */
  after(ms: number, callback: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms` of this clock. */
export const wait = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve);
  });

const tokyoOffsetMs = 9 * 3_600_000;

/** The local date in Japan (no summer time since 1951), whatever the host's zone: YYYY-MM-DD. */
export const tokyoDate = (atMs: number): string => new Date(atMs + tokyoOffsetMs).toISOString().slice(0, 10);
