// A bell for loops that sleep until there is something to do.
import type { Clock } from './clock.ts';

export type Bell = {
  /** Wakes whoever waits; remembered when nobody does. */
  ring(): void;
  /** Until the bell rings or `ms` have passed. */
  wait(ms: number): Promise<void>;
};

export const createBell = (clock: Clock): Bell => {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        if (rung) {
          rung = false;
          resolve();
          return;
        }
        const done = (): void => {
          cancel();
          wake = null;
          rung = false;
          resolve();
        };
        const cancel = clock.after(ms, done);
        wake = done;
      }),
  };
};
