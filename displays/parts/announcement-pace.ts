// How fully a call is announced when others wait: pure, so that no call begins more than 20 s after it was made.

/** full: chime, Japanese, then the ticket's language. japanese: without the last. hurried: a short chime. brief: number and booth alone. */
export type Pace = 'full' | 'japanese' | 'hurried' | 'brief';

/** From the fullest to the shortest. */
export const paces: readonly Pace[] = ['full', 'japanese', 'hurried', 'brief'];

/** A call is to begin within this after it was made, ms. */
export const lateLimitMs = 20_000;

/** How long an announcement takes at most, ms, at the usual rate; a further language is asked about again before it begins. */
export const paceMs: Readonly<Record<Pace, number>> = {
  full: 14_000,
  japanese: 7_500,
  hurried: 6_400,
  brief: 3_600,
};
/** The language after Japanese, ms. */
export const furtherMs = 6_500;

/** So many more may be called in this very instant and must find their place, too. */
const reserve = 2;

/**
 * Whether all that wait, in their order, and a reserve after them can still begin in time,
 * when the first may begin in `afterMs` and each is brief.
 */
const inTime = (waitingAtMs: readonly number[], nowMs: number, afterMs: number, rate: number): boolean =>
  [...waitingAtMs, ...Array<number>(reserve).fill(nowMs)].every(
    (atMs, place) => nowMs + afterMs + (place * paceMs.brief) / rate <= atMs + lateLimitMs,
  );

/**
 * The fullest pace at which those that wait can still begin in time, else the shortest.
 * `waitingAtMs`: when each was called, in order, without the one that begins now. `rate`: of speech, 1 as usual.
 */
export const paceOf = (waitingAtMs: readonly number[], nowMs: number, rate = 1): Pace =>
  paces.find((pace) => inTime(waitingAtMs, nowMs, paceMs[pace] / rate, rate)) ?? 'brief';

/** Whether a further language may be begun now. */
export const mayAddLanguage = (waitingAtMs: readonly number[], nowMs: number, rate = 1): boolean =>
  inTime(waitingAtMs, nowMs, furtherMs / rate, rate);
