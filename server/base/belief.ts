// What time it is, from clocks that may lie: a reading that has jumped is believed once it has stood. Pure.

/** How far two clocks may differ and still agree, ms: what a time server puts right in passing. */
export const agreementMs = 30_000;
/** A new time that nobody confirms is believed after this at the latest, ms. */
export const longestDoubtMs = 600_000;

/** What cannot be taken back is not done before the time has stood for so long, unless two clocks bear it out, ms. */
export const settleMs = 120_000;

/** All clocks at one instant: the machine's, the store's server's (null: it has none, or has not told), epoch ms. */
export type Reading = {
  readonly ownMs: number;
  readonly storeMs: number | null;
  /** Runs evenly whatever is done to the clocks, through the machine's sleep too, ms since whenever. */
  readonly steadyMs: number;
};

/** A clock that says another time than what is believed. */
export type Doubt = {
  readonly clock: 'own' | 'store';
  /** How far it is ahead (negative: behind), ms. */
  readonly aheadMs: number;
  readonly sinceSteadyMs: number;
};

export type Belief = {
  /** Epoch ms, at `steadyMs`. */
  readonly nowMs: number;
  readonly steadyMs: number;
  /** Since when (steady) the time has gone on without a jump. */
  readonly stoodSinceMs: number;
  /** From when on (steady) it bears what cannot be taken back. */
  readonly settledAtMs: number;
  readonly doubt: Doubt | null;
};

const agree = (a: number, b: number): boolean => Math.abs(a - b) <= agreementMs;

/** The first belief: the store's clock where there is one, since all hubs of the store see the same. */
export const firstBelief = ({ ownMs, storeMs, steadyMs }: Reading): Belief => {
  const isDisputed = storeMs !== null && !agree(ownMs, storeMs);
  return {
    nowMs: storeMs ?? ownMs,
    steadyMs,
    stoodSinceMs: steadyMs,
    settledAtMs: storeMs === null || isDisputed ? steadyMs + settleMs : steadyMs,
    doubt: isDisputed ? { clock: 'own', aheadMs: ownMs - storeMs, sinceSteadyMs: steadyMs } : null,
  };
};

/** The doubt about a clock as it goes on: the same one as before, unless the clock was set once more. */
const doubtOf = (before: Doubt | null, clock: Doubt['clock'], aheadMs: number, steadyMs: number): Doubt =>
  before !== null && before.clock === clock && agree(before.aheadMs, aheadMs)
    ? { ...before, aheadMs }
    : { clock, aheadMs, sinceSteadyMs: steadyMs };

/**
 * The belief after one more reading. Small differences are followed, the store's first. Two clocks that agree against the belief
 * are followed at once; one alone when it has stood as long as the time before it did, ten minutes at most: so a clock that is
 * put right soon after the start is believed soon, and one that jumps in the middle of a day is not. While another clock
 * still bears the belief out, one alone is never followed.
 */
export const believe = (before: Belief, reading: Reading): Belief => {
  const { ownMs, storeMs, steadyMs } = reading;
  const expectedMs = before.nowMs + (steadyMs - before.steadyMs);
  const goesOn = (nowMs: number, doubt: Doubt | null): Belief => ({ ...before, nowMs, steadyMs, doubt });
  const turnsTo = (nowMs: number, stoodMs: number, doubt: Doubt | null): Belief => ({
    ...{ nowMs, steadyMs, doubt },
    stoodSinceMs: steadyMs,
    settledAtMs: steadyMs + Math.max(0, settleMs - stoodMs),
  });
  const doubt = (clock: Doubt['clock'], atMs: number): Doubt =>
    doubtOf(before.doubt, clock, atMs - expectedMs, steadyMs);

  if (storeMs !== null && agree(storeMs, expectedMs)) {
    if (!agree(ownMs, storeMs)) return goesOn(storeMs, doubt('own', ownMs));
    return { ...goesOn(storeMs, null), settledAtMs: Math.min(before.settledAtMs, steadyMs) };
  }
  if (agree(ownMs, expectedMs)) return goesOn(ownMs, storeMs === null ? null : doubt('store', storeMs));
  if (storeMs !== null && agree(ownMs, storeMs)) return turnsTo(storeMs, settleMs, null);

  const lone = storeMs === null ? doubt('own', ownMs) : doubt('store', storeMs);
  const stoodMs = steadyMs - lone.sinceSteadyMs;
  const stoodBeforeMs = lone.sinceSteadyMs - before.stoodSinceMs;
  if (stoodMs < Math.min(longestDoubtMs, stoodBeforeMs)) return goesOn(expectedMs, lone);
  const atMs = storeMs ?? ownMs;
  return turnsTo(atMs, stoodMs, agree(ownMs, atMs) ? null : doubtOf(null, 'own', ownMs - atMs, steadyMs));
};
