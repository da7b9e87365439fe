// A wait as people are told it: a range in whole minutes, in steps that grow with it.

/** Under this many minutes a wait is "soon". */
export const soonMinutes = 5;

/** In whole minutes; low 0: "within high minutes". */
export type WaitRange = { readonly low: number; readonly high: number };

/** Steps of five minutes up to an hour, of ten up to two, of a quarter of an hour beyond. */
export const stepFor = (minutes: number): number => (minutes <= 60 ? 5 : minutes <= 120 ? 10 : 15);

/**
 * The range that holds P20 to P80 (minutes), outwards to whole steps, so that the promise is not too tight;
 * 'soon' when even the slow case is under five minutes.
 */
export const freshRange = (p20: number, p80: number): WaitRange | 'soon' => {
  if (p80 < soonMinutes) return 'soon';
  const slow = Math.max(p20, p80);
  const down = stepFor(p20);
  const up = stepFor(slow);
  return { low: Math.max(0, Math.floor(p20 / down) * down), high: Math.ceil(slow / up) * up };
};

/** Whether a wait comes from others at the same booths: nobody waits for the procedure, and yet it takes a while. Minutes. */
export const isShared = (
  waiting: number,
  wait: { readonly shown?: { readonly low: number } | undefined } | null,
): boolean => waiting === 0 && (wait?.shown?.low ?? 0) >= 5;
