// What a visitor can be offered instead of waiting here, soonest finished first: filtered by what they can use, near-ties in an order of chance.
import type { ProbeLook, ProcedureLook } from '../forecast/simulation/overflow-look.ts';
import { chanceOf } from './chance-of.ts';
import { staleMs } from './levels/levels.ts';
import { type Limits, mustEndBy } from './limits.ts';

const minuteMs = 60_000;
/** Options that end within so many minutes of each other are alike. */
export const nearTieMinutes = 10;
/** What is told as the end is rounded up to whole steps. */
const stepMs = 5 * minuteMs;
/** A return sooner than this is no freedom. */
const shortestReturnMinutes = 30;

export type Needs = {
  readonly procedure: string;
  readonly wheelchair: boolean;
  /** Where staff must speak it; null: no matter. */
  readonly language: string | null;
  /** The ward they live in; null: not told. */
  readonly ward: string | null;
  /** The only site that has their card; null: any. */
  readonly cardAt: string | null;
};
/** What a place can be used for. */
export type Place = {
  readonly site: string;
  readonly procedures: readonly string[];
  /** false: nobody without a reservation. */
  readonly walkIn: boolean;
  readonly wheelchair: boolean;
  readonly languages: readonly string[];
  /** It serves these wards only; null: all. */
  readonly wards: readonly string[] | null;
};
export type Target = {
  readonly place: Place;
  readonly look: ProcedureLook | null;
  readonly limits: Limits;
  readonly travelMinutes: number;
  /** See budget.ts. */
  readonly budget: number;
  /** Free slots, by start (epoch ms). */
  readonly slots: readonly number[];
  /** Minutes of one visit of the procedure there, by plan. */
  readonly visitMinutes: number;
};
export type Offer = {
  readonly kind: 'returnToday' | 'siteNow' | 'siteSlot' | 'otherDay';
  readonly site: string;
  /** To be there (epoch ms). */
  readonly atMs: number;
  /** Finished in half of the cases, and what is told: nine of ten, rounded up. */
  readonly finishP50Ms: number;
  readonly finishByMs: number;
};

/** Whether somebody can be served there at all. */
export const canUse = (place: Place, needs: Needs, comesWithoutSlot: boolean): boolean =>
  place.procedures.includes(needs.procedure) &&
  (!comesWithoutSlot || place.walkIn) &&
  (!needs.wheelchair || place.wheelchair) &&
  (needs.language === null || place.languages.includes(needs.language)) &&
  (place.wards === null || (needs.ward !== null && place.wards.includes(needs.ward))) &&
  (needs.cardAt === null || needs.cardAt === place.site);

const roundedUp = (ms: number): number => Math.ceil(ms / stepMs) * stepMs;

/** One of `looks` at the instant, between the two around it; null: beyond what was looked at. */
export const lookAt = (looks: readonly ProbeLook[], atMs: number): ProbeLook | null => {
  const next = looks.findIndex((one) => one.atMs >= atMs);
  const after = looks[next];
  if (after === undefined) return null;
  const before = looks[next - 1];
  if (before === undefined) return after.atMs === atMs ? after : null;
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  const between = (a: number, b: number) => a + share * (b - a);
  return {
    atMs,
    waitP50: between(before.waitP50, after.waitP50),
    waitP80: between(before.waitP80, after.waitP80),
    finishP50Ms: Math.round(between(before.finishP50Ms, after.finishP50Ms)),
    finishP80Ms: Math.round(between(before.finishP80Ms, after.finishP80Ms)),
    finishP90Ms: Math.round(between(before.finishP90Ms, after.finishP90Ms)),
  };
};

const isFresh = (look: ProcedureLook | null, nowMs: number): look is ProcedureLook =>
  look !== null && nowMs - look.now.atMs <= staleMs;

/** Come back here later today with the place kept: while it would be reached before the end, and the wait is worth leaving for. */
const returnToday = (here: Target, needs: Needs, nowMs: number): readonly Offer[] => {
  const { look, limits, place } = here;
  if (!isFresh(look, nowMs) || !canUse(place, needs, true)) return [];
  // Who comes back when half of the runs would have called them waits little, and loses nothing.
  const atMs = Math.floor((nowMs + look.now.waitP50 * minuteMs) / stepMs) * stepMs;
  const then = lookAt([look.now, ...look.kept], atMs);
  if (atMs - nowMs < shortestReturnMinutes * minuteMs || then === null) return [];
  if (then.finishP90Ms > mustEndBy(limits)) return [];
  return [offerOf('returnToday', place.site, then)];
};

const offerOf = (kind: Offer['kind'], site: string, look: ProbeLook): Offer => ({
  kind,
  site,
  atMs: look.atMs,
  finishP50Ms: look.finishP50Ms,
  finishByMs: roundedUp(look.finishP90Ms),
});

/** Set out now, due time kept. Skipped: no budget, stale figures, not over in time at P90, or the target strained by it. */
const siteNow = (target: Target, needs: Needs, nowMs: number): readonly Offer[] => {
  const { look, limits, place, travelMinutes, budget } = target;
  if (budget < 1 || !isFresh(look, nowMs) || !canUse(place, needs, true)) return [];
  const there = lookAt([look.now, ...look.kept], nowMs + travelMinutes * minuteMs);
  if (there === null || there.finishP90Ms > mustEndBy(limits)) return [];
  if (look.now.waitP50 + look.minutesEach > limits.walkInMinutes) return [];
  return [offerOf('siteNow', place.site, there)];
};

/** The first free slot that can be reached. It is over when it is, whatever the queue: its promise and the visit. */
const slotAt = (
  kind: 'siteSlot' | 'otherDay',
  target: Target,
  needs: Needs,
  nowMs: number,
): readonly Offer[] => {
  const { place, slots, limits, travelMinutes, visitMinutes } = target;
  if (!canUse(place, needs, false)) return [];
  const atMs = slots.toSorted((a, b) => a - b).find((slot) => slot >= nowMs + travelMinutes * minuteMs);
  if (atMs === undefined) return [];
  const finishP50Ms = atMs + visitMinutes * minuteMs;
  return [
    {
      kind,
      site: place.site,
      atMs,
      finishP50Ms,
      finishByMs: roundedUp(finishP50Ms + limits.reservationMinutes * minuteMs),
    },
  ];
};

/**
 * Offers, at most one of each kind and site, soonest finished first. Those within ten minutes of the soonest of their
 * cluster stand in an order drawn from `seed` (the ticket or the press), so that not everybody is sent the same way,
 * and whoever asks again sees the same. `here.slots` are of other days, targets' of today.
 */
export const offersFor = (asked: {
  readonly needs: Needs;
  readonly here: Target;
  readonly others: readonly Target[];
  readonly nowMs: number;
  readonly seed: string;
}): readonly Offer[] => {
  const { needs, here, others, nowMs, seed } = asked;
  const all = [
    ...returnToday(here, needs, nowMs),
    ...others.flatMap((target) => siteNow(target, needs, nowMs)),
    ...others.flatMap((target) => slotAt('siteSlot', target, needs, nowMs)),
    ...slotAt('otherDay', { ...here, travelMinutes: 0 }, needs, nowMs),
  ];
  return inOrder(all, seed);
};

const inOrder = (offers: readonly Offer[], seed: string): readonly Offer[] => {
  const left = offers.toSorted((a, b) => a.finishP50Ms - b.finishP50Ms || (a.site < b.site ? -1 : 1));
  const ordered: Offer[] = [];
  while (left.length > 0) {
    const soonest = left[0]?.finishP50Ms ?? 0;
    const far = left.findIndex((one) => one.finishP50Ms - soonest >= nearTieMinutes * minuteMs);
    const alike = left.splice(0, far === -1 ? left.length : far);
    const draw = ({ kind, site }: Offer) => chanceOf(`${seed} ${kind} ${site}`);
    ordered.push(...alike.toSorted((a, b) => draw(a) - draw(b)));
  }
  return ordered;
};
