// All sites' forecasts in one line: a short slice of one at a time, with rests between, so that commands never wait long.
import type { Models } from '../forecast/learning/learn.ts';
import { HubClosing } from './hub-closing.ts';

/** A slice ends after this, give or take one small piece of work. */
const sliceMs = 1;
/** Between two slices the loop belongs to others for so many times what the slice took. */
const restTimes = 4;
/** Work is cut this small: about a tenth of a millisecond. */
const callsAtOnce = 300;

/** Work in small pieces; null: not done yet. */
export type Job<T> = { readonly advance: (calls: number) => T | null };

/** What the line does for days to come. */
export type ForecastAhead = {
  /** What is known of the site: what past days have taught, once they are read. */
  models(): Models;
  /** Work with these models, in the line's own time. */
  play<T>(makeJob: () => Job<T>): Promise<T>;
};

export type ForecastLine = {
  /** Takes its turn. Rejects when making or running the job throws, or when the line is closed. */
  run<T>(makeJob: () => Job<T>): Promise<T>;
  close(): void;
};

type Waiting = {
  readonly makeJob: () => Job<unknown>;
  readonly resolve: (found: unknown) => void;
  readonly reject: (error: unknown) => void;
};

export const createForecastLine = (): ForecastLine => {
  const waiting: Waiting[] = [];
  let current: { readonly job: Job<unknown>; readonly of: Waiting } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const next = (): void => {
    const of = waiting.shift();
    if (of === undefined) return;
    try {
      current = { job: of.makeJob(), of };
    } catch (error) {
      of.reject(error);
    }
  };

  /** Works on the job in hand, or begins the next; a beginning is a slice of its own. */
  const work = (): void => {
    if (current === null) {
      next();
      return;
    }
    const { job, of } = current;
    const untilMs = performance.now() + sliceMs;
    try {
      do {
        const found = job.advance(callsAtOnce);
        if (found === null) continue;
        current = null;
        of.resolve(found);
        return;
      } while (performance.now() < untilMs);
    } catch (error) {
      current = null;
      of.reject(error);
    }
  };

  const slice = (): void => {
    timer = null;
    const began = performance.now();
    work();
    if (current === null && waiting.length === 0) return;
    rest((performance.now() - began) * restTimes);
  };
  const rest = (ms: number): void => {
    if (closed || timer !== null) return;
    timer = setTimeout(slice, ms);
    timer.unref();
  };

  return {
    run: <T>(makeJob: () => Job<T>) =>
      new Promise<T>((resolve, reject) => {
        if (closed) {
          reject(new HubClosing());
          return;
        }
        waiting.push({ makeJob, resolve: (found) => resolve(found as T), reject });
        rest(0);
      }),
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      for (const { reject } of waiting.splice(0)) reject(new HubClosing());
      current?.of.reject(new HubClosing());
      current = null;
    },
  };
};
