// How fast something may go on: so many at once, and as many again within a minute; the same asked again costs nothing.

export type Pace = {
  /** Takes one for the key; 0: taken, or `id` was taken already; else how long to wait, in ms. */
  spend(key: string, id: string): number;
};

const minuteMs = 60_000;
/** Keys that are remembered; more than devices of any organisation. */
const mostKeys = 10_000;
/** Of the last so many of a key it is known that they were taken. */
const mostIds = 200;

type Bucket = { left: number; atMs: number; readonly ids: Set<string> };

/** Starts full. `perMinute`: how many there are at once, and how many come again within a minute. */
export const createPace = (perMinute: number, nowMs: () => number): Pace => {
  const buckets = new Map<string, Bucket>();
  const eachMs = minuteMs / perMinute;
  const bucketOf = (key: string): Bucket => {
    const known = buckets.get(key);
    if (known !== undefined) return known;
    const oldest = buckets.size >= mostKeys ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    const made = { left: perMinute, atMs: nowMs(), ids: new Set<string>() };
    buckets.set(key, made);
    return made;
  };
  return {
    spend: (key, id) => {
      const bucket = bucketOf(key);
      if (bucket.ids.has(id)) return 0;
      const now = nowMs();
      // A clock that was set back gives nothing, and takes nothing.
      bucket.left = Math.min(perMinute, bucket.left + Math.max(0, now - bucket.atMs) / eachMs);
      bucket.atMs = now;
      if (bucket.left < 1) return Math.max(1, (1 - bucket.left) * eachMs);
      bucket.left -= 1;
      bucket.ids.add(id);
      const first = bucket.ids.size > mostIds ? bucket.ids.values().next().value : undefined;
      if (first !== undefined) bucket.ids.delete(first);
      return 0;
    },
  };
};
