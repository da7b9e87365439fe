// Lets few computations run at once and few wait, fairly by address: passwords cost time and memory on purpose.

export type WorkSlots = {
  /** Runs it when its turn comes; null when too many wait already. */
  run<T>(address: string, work: () => Promise<T>): Promise<T | null>;
};

export type SlotLimits = {
  readonly atOnce: number;
  /** Waiting of one address, and of all. */
  readonly perAddress: number;
  readonly waiting: number;
};
/** Two use both cores of a small server and 40 MB; a hundred booths behind one proxy may begin together. */
export const usualSlots: SlotLimits = { atOnce: 2, perAddress: 120, waiting: 400 };

/** Addresses take turns, so that a flood from one does not keep others waiting. */
export const createWorkSlots = (limits: SlotLimits = usualSlots): WorkSlots => {
  const queues = new Map<string, (() => void)[]>();
  let running = 0;
  let waiting = 0;

  const next = (): void => {
    const [entry] = queues;
    if (entry === undefined || running >= limits.atOnce) return;
    const [address, queue] = entry;
    const go = queue.shift();
    // Behind all the others, or away.
    queues.delete(address);
    if (queue.length > 0) queues.set(address, queue);
    waiting -= 1;
    running += 1;
    go?.();
  };

  return {
    run: async (address, work) => {
      const queue = queues.get(address) ?? [];
      if (waiting >= limits.waiting || queue.length >= limits.perAddress) return null;
      const turn = new Promise<void>((resolve) => queue.push(resolve));
      queues.set(address, queue);
      waiting += 1;
      next();
      await turn;
      try {
        return await work();
      } finally {
        running -= 1;
        next();
      }
    },
  };
};
