// Whether something is new: judged so that a clock that was put back never makes the old new again.

/** How far two clocks that agree may differ, ms: a message sent this instant may seem to come from the future by so much. */
export const clockAgreementMs = 5_000;

/** Younger than `withinMs` at `nowMs`. What lies in the future is not new: a clock was put back after it. */
export const isFresh = (atMs: number, nowMs: number, withinMs: number): boolean => {
  const ageMs = nowMs - atMs;
  return ageMs >= -clockAgreementMs && ageMs <= withinMs;
};
