// The half-hours of a day in Japan, in which habits (pauses, arrivals) are counted.

export const binsOfDay = 48;
export const minuteMs = 60_000;
export const binMs = 30 * minuteMs;
/** Japan keeps one offset all year. */
const offsetMs = 9 * 60 * minuteMs;

/** The half-hour of the day, 0 to 47, of an instant (epoch ms). */
export const binAt = (atMs: number): number =>
  ((Math.floor((atMs + offsetMs) / binMs) % binsOfDay) + binsOfDay) % binsOfDay;

/** Adds the hours between two instants to their half-hours. */
export const addHours = (hours: Float64Array, fromMs: number, toMs: number): void => {
  for (let atMs = fromMs; atMs < toMs; ) {
    const next = Math.min(toMs, (Math.floor((atMs + offsetMs) / binMs) + 1) * binMs - offsetMs);
    const bin = binAt(atMs);
    hours[bin] = (hours[bin] ?? 0) + (next - atMs) / (60 * minuteMs);
    atMs = next;
  }
};

export const addOne = (counts: Float64Array, atMs: number): void => {
  const bin = binAt(atMs);
  counts[bin] = (counts[bin] ?? 0) + 1;
};

/** Minutes from now. */
export const minutesFrom = (nowMs: number, atMs: number): number => (atMs - nowMs) / minuteMs;
