// A line in which one piece of work is done at a time, in order of arrival, of bounded length.

export type Line = {
  /** Does the work in its turn and gives its result; 'full' when too much is waiting already. */
  join<T>(work: () => Promise<T>): Promise<T> | 'full';
  /** Resolves when all that is in line now is done. */
  empty(): Promise<void>;
  /** Pieces of work in line, the one being done included. */
  length(): number;
};

/** After so long without a pause, sockets and timers get their turn between two pieces of work. */
const breathMs = 8;

/** A line of at most `maxLength` pieces of work, the one being done included. */
export const createLine = (maxLength: number): Line => {
  let tail: Promise<unknown> = Promise.resolve();
  let length = 0;
  let busySince = 0;

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (performance.now() - busySince > breathMs) {
      await new Promise((resolve) => setImmediate(resolve));
      busySince = performance.now();
    }
    return work();
  };

  return {
    join: (work) => {
      if (length >= maxLength) return 'full';
      if (length === 0) busySince = performance.now();
      length += 1;
      const done = tail.then(() => inTurn(work));
      const leave = () => {
        length -= 1;
      };
      // A failure is the caller's to handle; those behind it in line go on.
      tail = done.then(leave, leave);
      return done;
    },
    empty: async () => {
      await tail;
    },
    length: () => length,
  };
};
