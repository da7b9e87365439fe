// Counts by key what is there now, e.g. connections by address; a key without any is forgotten.

export type Counts = {
  /** One more; returns a function that takes it off again, once. */
  add(key: string): () => void;
  of(key: string): number;
  total(): number;
};

/** Starts with nothing there. */
export const createCounts = (): Counts => {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    add: (key) => {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      total += 1;
      let there = true;
      return () => {
        if (!there) return;
        there = false;
        total -= 1;
        const left = (counts.get(key) ?? 0) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      };
    },
    of: (key) => counts.get(key) ?? 0,
    total: () => total,
  };
};
