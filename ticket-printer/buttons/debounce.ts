// Two presses of one key within the debounce time are one; different keys and devices know nothing of each other.

export type Debounce = {
  /** True when this press counts. `atMs` on any clock that only goes forward. */
  press(key: string, atMs: number): boolean;
};

/** A bouncing contact does not lengthen its own time: what counts is the last press that counted. */
export const createDebounce = (debounceMs: number): Debounce => {
  const last = new Map<string, number>();
  return {
    press: (key, atMs) => {
      const before = last.get(key);
      if (before !== undefined && atMs - before < debounceMs) return false;
      last.set(key, atMs);
      return true;
    },
  };
};
