// Limits of time that a stalled PC does not use up: what came in while it stood still is heard before anything is given up.

/** A limit is counted in steps of at most so many milliseconds. */
const stepMs = 100;
/** A step that took so much longer than it should means that this program stood still. */
const stallMs = 100;
/** On a PC that stalls without end a limit is still kept, so many milliseconds late. */
const mostExtraMs = 15_000;

/** Calls back once `milliseconds` of running time are over; returns a function that ends it. */
export const afterAwake = (milliseconds: number, callback: () => void): (() => void) => {
  const lastMs = performance.now() + milliseconds + mostExtraMs;
  let left = milliseconds;
  let timer: NodeJS.Timeout | undefined;
  const step = (): void => {
    const startedMs = performance.now();
    const length = Math.min(left, stepMs);
    timer = setTimeout(() => {
      const nowMs = performance.now();
      // Timers come before input: after a stall the answer may be there already, unread.
      if (nowMs - startedMs <= length + stallMs || nowMs > lastMs) left -= length;
      if (left > 0) step();
      else callback();
    }, length);
  };
  step();
  return () => clearTimeout(timer);
};

/** Waits, but not for ever; rejects when `milliseconds` of running time are over. */
export const within = <T>(promise: Promise<T>, milliseconds: number, what: string): Promise<T> => {
  let end = (): void => {};
  const limit = new Promise<never>((_, reject) => {
    end = afterAwake(milliseconds, () => reject(new Error(`${what}: no answer within ${milliseconds} ms`)));
  });
  return Promise.race([promise, limit]).finally(() => end());
};

/** A limit one can ask about: over after `milliseconds` of running time. Call `end` when it does not matter any more. */
export const createLimit = (milliseconds: number): { over(): boolean; end(): void } => {
  let over = false;
  const end = afterAwake(milliseconds, () => {
    over = true;
  });
  return { over: () => over, end };
};
