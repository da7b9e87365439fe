// For tests: a clock that moves only when told to.
import type { Clock } from './clock.ts';

export type TestClock = Clock & {
  /** Moves on by `ms`, in steps, letting promises settle between them. */
  advance(ms: number): Promise<void>;
};

const settle = async (): Promise<void> => {
  for (let i = 0; i < 30; i++) await Promise.resolve();
};

/** Starts at an instant, epoch ms. */
export const createTestClock = (startMs: number): TestClock => {
  let nowMs = startMs;
  let sequence = 0;
  let timers: { readonly atMs: number; readonly order: number; readonly callback: () => void }[] = [];
  return {
    now: () => nowMs,
    after: (ms, callback) => {
      const timer = { atMs: nowMs + Math.max(0, ms), order: sequence++, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: async (ms) => {
      const endMs = nowMs + ms;
      await settle();
      for (;;) {
        const due = timers
          .filter((timer) => timer.atMs <= endMs)
          .sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        nowMs = Math.max(nowMs, due.atMs);
        due.callback();
        await settle();
      }
      nowMs = endMs;
      await settle();
    },
  };
};
