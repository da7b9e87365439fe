// The exact places of one slot: booth minutes that count ÷ minutes of a place × the share for reservations.
import type { ProcedureId } from '../../protocol/ids.ts';
import type { ResolvedGroup } from '../settings/resolved-site.ts';
import type { Closed, Rational } from './contract.ts';
import { type GridSlot, mustEnd } from './grid.ts';
import { over, plus, rational, times, zero } from './rational.ts';
import type { Stretch } from './stretches.ts';

/** A slot before carry, releases and changes by hand. */
export type Reckoned = {
  readonly boothMinutes: Rational;
  readonly lostToTerminals: Rational;
  readonly reservedMinutes: Rational;
  readonly exact: Rational;
  readonly procedures: readonly ProcedureId[];
  readonly closed: Closed | null;
};

/** A slot on its way to the plan. */
export type Drafted = GridSlot & {
  readonly startAtMs: number;
  readonly endAtMs: number;
  readonly reckoned: Reckoned;
  readonly closed: Closed | null;
};

/**
 * Booth minutes of a slot, with shared terminals and the share of each stretch in it. A visit that begins in the last
 * p80 minutes before the end would, one time in five, not be over by then: a slot that begins there is closed, and of
 * the others only minutes count that come so long before the end as a long visit takes more than a place.
 */
export const reckonSlot = (
  group: ResolvedGroup,
  slot: GridSlot,
  stretches: readonly Stretch[],
  p80Minutes: number,
  nationalLinkEnds: string | null,
): Reckoned => {
  const end = mustEnd(slot, nationalLinkEnds);
  const longer = Math.max(0, p80Minutes - group.minutesPerPlace);
  const counted = { from: slot.from, to: Math.min(slot.to, Math.floor(end.at - longer)) };
  const within = stretches.filter((one) => one.from < slot.to && slot.from < one.to);
  let [boothMinutes, lost, reserved] = [zero, zero, zero];
  for (const stretch of within) {
    const own = stretch.groups.get(group.id);
    const minutes = Math.min(stretch.to, counted.to) - Math.max(stretch.from, counted.from);
    if (own === undefined || minutes <= 0) continue;
    const worked = times(own.booths, rational(minutes));
    boothMinutes = plus(boothMinutes, worked);
    lost = plus(lost, times(own.lost, rational(minutes)));
    reserved = plus(reserved, times(worked, own.share));
  }
  const own = within.flatMap((stretch) => stretch.groups.get(group.id) ?? []);
  const tooLate = slot.from + Math.max(p80Minutes, group.minutesPerPlace) > end.at;
  return {
    boothMinutes,
    lostToTerminals: lost,
    reservedMinutes: reserved,
    exact: over(reserved, rational(group.minutesPerPlace)),
    procedures: group.procedures.filter(
      (id) => own.every((one) => one.open.includes(id)) && own.some((one) => one.served.includes(id)),
    ),
    closed: tooLate
      ? { by: end.by, reason: null }
      : boothMinutes.n === 0n
        ? { by: 'staffing', reason: null }
        : null,
  };
};
