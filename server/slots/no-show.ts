// How many reservations nobody comes for: learned per site, procedure, hour, lead time and channel, never per person.
import type { Channel } from '../../protocol/reservation-rules.ts';
import { businessDateAt, instantOf } from '../calendar/dates.ts';
import type { LeadClass, NoShowRates, NoShowSeen } from './contract.ts';

const dayMs = 86_400_000;

/** How long before its slot a reservation was made, in classes of calendar days. */
export const leadClass = (madeAtMs: number, slotAtMs: number): LeadClass => {
  const midnight = (atMs: number): number => instantOf(businessDateAt(atMs), 0);
  const days = Math.round((midnight(slotAtMs) - midnight(madeAtMs)) / dayMs);
  if (days <= 0) return 'sameDay';
  if (days <= 3) return 'days1to3';
  if (days <= 7) return 'days4to7';
  return days <= 30 ? 'days8to30' : 'later';
};

/** The hour of the day of a slot in Japan, 0 to 23. */
export const hourOf = (slotAtMs: number): number =>
  Math.floor((slotAtMs - instantOf(businessDateAt(slotAtMs), 0)) / 3_600_000);

/** What a share is asked of: each field narrows the ones before; left out: all. */
export type NoShowCell = {
  readonly site: string;
  readonly procedure?: string;
  readonly hour?: number;
  readonly lead?: LeadClass;
  readonly channel?: Channel;
};

/** The cell and the wider ones it lies in, the widest first. */
export const cellsAround = ({ site, procedure, hour, lead, channel }: NoShowCell): readonly string[] => {
  const parts = [site, procedure, hour, lead, channel];
  const end = parts.indexOf(undefined);
  const known = parts.slice(0, end < 0 ? parts.length : end);
  return known.map((_, index) => known.slice(0, index + 1).join('|'));
};

/** What past reservations teach; `prior`: the settings' share (0 to 1) and as how many reservations it counts. */
export const learnNoShow = (seen: Iterable<NoShowSeen>, prior: NoShowRates['prior']): NoShowRates => {
  const cells = new Map<string, { missed: number; seen: number }>();
  for (const one of seen) {
    const { site, procedure, channel } = one;
    const lead = leadClass(one.madeAtMs, one.slotAtMs);
    for (const key of cellsAround({ site, procedure, hour: hourOf(one.slotAtMs), lead, channel })) {
      const cell = cells.get(key) ?? { missed: 0, seen: 0 };
      cells.set(key, { missed: cell.missed + (one.came ? 0 : 1), seen: cell.seen + 1 });
    }
  }
  return { prior, cells };
};

/** A share (0 to 1) as a Beta distribution: `share` its mean, `weight` the reservations it stands for (α + β). */
export type NoShowShare = { readonly share: number; readonly weight: number };

/**
 * The share of those who do not come in a cell: what was seen in it, shrunk towards the next wider cell, that one
 * towards the next, the widest towards the prior. Beta prior and binomial counts: (missed + w·wider) ÷ (seen + w).
 */
export const noShowShare = ({ prior, cells }: NoShowRates, cell: NoShowCell): NoShowShare => {
  let { share, weight } = prior;
  for (const key of cellsAround(cell)) {
    const { missed, seen } = cells.get(key) ?? { missed: 0, seen: 0 };
    share = (missed + prior.weight * share) / (seen + prior.weight);
    weight = prior.weight + seen;
  }
  return { share, weight };
};
