// The events of a run by time: a binary heap of fixed size on typed arrays, so that nothing is allocated while running.

export type EventHeap = {
  readonly clear: () => void;
  readonly size: () => number;
  /** Does nothing when the heap is full or the time is infinite. */
  readonly push: (time: number, item: number) => void;
  /** Time of the earliest event. */
  readonly time: () => number;
  /** Takes the earliest event's item; of equal times the lower item. */
  readonly pop: () => number;
};

export const createHeap = (capacity: number): EventHeap => {
  const times = new Float64Array(capacity);
  const items = new Int32Array(capacity);
  let size = 0;
  const before = (time: number, item: number, at: number): boolean => {
    const there = times[at] as number;
    return time < there || (time === there && item < (items[at] as number));
  };
  const put = (at: number, time: number, item: number): void => {
    times[at] = time;
    items[at] = item;
  };
  const move = (from: number, to: number): void => put(to, times[from] as number, items[from] as number);

  return {
    clear: () => {
      size = 0;
    },
    size: () => size,
    push: (time, item) => {
      if (size === capacity || time === Number.POSITIVE_INFINITY) return;
      let at = size;
      size += 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!before(time, item, parent)) break;
        move(parent, at);
        at = parent;
      }
      put(at, time, item);
    },
    time: () => times[0] as number,
    pop: () => {
      const top = items[0] as number;
      size -= 1;
      const time = times[size] as number;
      const item = items[size] as number;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && before(times[child + 1] as number, items[child + 1] as number, child))
          child += 1;
        if (before(time, item, child)) break;
        move(child, at);
        at = child;
      }
      put(at, time, item);
      return top;
    },
  };
};
