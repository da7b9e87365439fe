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
        const there = times[parent] as number;
        if (there < time || (there === time && (items[parent] as number) < item)) break;
        times[at] = there;
        items[at] = items[parent] as number;
        at = parent;
      }
      times[at] = time;
      items[at] = item;
    },
    time: () => times[0] as number,
    pop: () => {
      const top = items[0] as number;
      size -= 1;
      const time = times[size] as number;
      const item = items[size] as number;
      let at = 0;
      for (let child = 1; child < size; child = 2 * at + 1) {
        let least = times[child] as number;
        if (child + 1 < size) {
          const other = times[child + 1] as number;
          if (other < least || (other === least && (items[child + 1] as number) < (items[child] as number))) {
            child += 1;
            least = other;
          }
        }
        if (time < least || (time === least && item < (items[child] as number))) break;
        times[at] = least;
        items[at] = items[child] as number;
        at = child;
      }
      times[at] = time;
      items[at] = item;
      return top;
    },
  };
};
