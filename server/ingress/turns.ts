// Work that comes in crowds, a slice of it per turn of the event loop, so that everybody else is served in between.

export type Turns = {
  /** Done at once unless this turn's slice is used up; then later, in the order given. */
  take(work: () => void): void;
  waiting(): number;
};

/** Slices are `sliceMs` long; a piece of work that was begun is finished. `nowMs` counts steadily. */
export const createTurns = (sliceMs: number, nowMs: () => number = () => performance.now()): Turns => {
  let queue: (() => void)[] = [];
  let spentMs = 0;
  let comesAgain = false;

  const run = (work: () => void): void => {
    const began = nowMs();
    try {
      work();
    } finally {
      spentMs += nowMs() - began;
    }
  };
  const serveNextTurn = (): void => {
    if (!comesAgain) setImmediate(serve);
    comesAgain = true;
  };
  const serve = (): void => {
    comesAgain = false;
    spentMs = 0;
    let done = 0;
    try {
      while (done < queue.length && spentMs < sliceMs) run(queue[done++] as () => void);
    } finally {
      queue = queue.slice(done);
      if (queue.length > 0) serveNextTurn();
    }
  };

  return {
    take: (work) => {
      serveNextTurn();
      if (queue.length === 0 && spentMs < sliceMs) run(work);
      else queue.push(work);
    },
    waiting: () => queue.length,
  };
};
