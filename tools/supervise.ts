// Keeps one child of `npm start` running: starts it again, ever more slowly, when it ends by itself, and says so.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

export type Supervised = {
  /** Resolves with its exit code when it is not started again: it was stopped, or never was well. */
  readonly over: Promise<number>;
  stop(): Promise<void>;
};

export type Watchful = {
  /** Of the process, for people: "The hub". */
  readonly name: string;
  /** `again`: it was well before. */
  readonly start: (again: boolean) => Child;
  /** Whether one run has come so far that it is worth another when it ends. */
  readonly isWell: (child: Child) => Promise<boolean>;
  /** A child that ends before it was ever well: tried again too, or the end of all. */
  readonly endsWhenNeverWell: boolean;
  readonly say: (line: string) => void;
  readonly firstWaitMs?: number;
  readonly longestWaitMs?: number;
};

/** Starts it at once. */
export const supervise = (options: Watchful): Supervised => {
  const {
    name,
    start,
    isWell,
    endsWhenNeverWell,
    say,
    firstWaitMs = 1_000,
    longestWaitMs = 30_000,
  } = options;
  const pause = new AbortController();
  let child: Child | null = null;
  let stopping = false;
  let wasWell = false;

  const run = async (): Promise<number> => {
    let waitMs = firstWaitMs;
    for (;;) {
      const startedMs = performance.now();
      child = start(wasWell);
      void isWell(child).then((well) => {
        wasWell ||= well;
      });
      const code = await child.ended;
      if (stopping || (!wasWell && endsWhenNeverWell)) return code;
      if (performance.now() - startedMs > longestWaitMs) waitMs = firstWaitMs;
      say(`${name} ended (${child.how()}); it is started again in ${waitMs / 1000} s.`);
      await sleep(waitMs, undefined, { signal: pause.signal }).catch(() => {});
      if (stopping) return code;
      waitMs = Math.min(longestWaitMs, waitMs * 2);
    }
  };
  const over = run();
  return {
    over,
    stop: async () => {
      stopping = true;
      pause.abort();
      await child?.stop();
      await over;
    },
  };
};
