// How many more visitors a site can take before it is strained itself: counted down at once, so that a crowd told the same thing does not run the same way.
import type { ProcedureLook } from '../forecast/simulation/overflow-look.ts';
import { staleMs } from './levels/levels.ts';
import { type Limits, mustEndBy } from './limits.ts';

const minuteMs = 60_000;
/** Those on the way together may make the slow case of a site longer by at most so much. */
export const mostGrowthMinutes = 10;

/**
 * Visitors whom the target may still be sent by the figures of this look: spare minutes before it would be strained or
 * full, each at P80, ÷ the minutes that one more adds; and of those on the way no more than lengthen its waits by ten
 * minutes. `onTheWay` are sent and not there yet: the look already reckons them in its queue, but their number bounds
 * what may come at once. 0 when the figures are stale.
 */
export const budgetOf = (look: ProcedureLook, limits: Limits, onTheWay: number, nowMs: number): number => {
  const { now, reservation, minutesEach } = look;
  if (nowMs - now.atMs > staleMs || minutesEach <= 0) return 0;
  const spare = Math.min(
    limits.walkInMinutes - now.waitP80,
    (mustEndBy(limits) - now.finishP80Ms) / minuteMs,
    reservation === null ? Number.POSITIVE_INFINITY : limits.reservationMinutes - reservation.lateP80,
  );
  const byGrowth = Math.floor(mostGrowthMinutes / minutesEach) - onTheWay;
  return Math.max(0, Math.min(Math.floor(spare / minutesEach), byGrowth));
};

/**
 * Walk-ins whom a strained site may still take itself before the figures are beyond what is allowed: it thins its
 * intake to what keeps it there, instead of stopping and starting. 0 when the figures are stale.
 */
export const roomOf = (look: ProcedureLook, limits: Limits, nowMs: number): number => {
  const { now, reservation, minutesEach } = look;
  if (nowMs - now.atMs > staleMs || minutesEach <= 0) return 0;
  const spare = Math.min(
    limits.walkInMinutes - now.waitP50,
    (mustEndBy(limits) - now.finishP80Ms) / minuteMs,
    reservation === null ? Number.POSITIVE_INFINITY : limits.reservationMinutes - reservation.lateP80,
  );
  // The figures are of one more already.
  return spare < 0 ? 0 : 1 + Math.floor(spare / minutesEach);
};

/** Budgets between two looks: counted down by each acceptance, whatever the next look will say. */
export type Budget = {
  readonly left: () => number;
  /** Takes one; false: none is left, and the offer must not be made. */
  readonly take: () => boolean;
  /** An offer that was taken and not accepted gives its place back, never more than was taken. */
  readonly giveBack: () => void;
};

export const createBudget = (most: number): Budget => {
  let left = most;
  return {
    left: () => left,
    take: () => {
      if (left <= 0) return false;
      left -= 1;
      return true;
    },
    giveBack: () => {
      left = Math.min(most, left + 1);
    },
  };
};
