// A half day's extra places for those who will not come: few, over the half day as a whole, and only while promises are kept.
import type { OverbookingSettings } from '../../protocol/reservation-rules.ts';
import { overflowRisk } from './beta-binomial.ts';
import type { HalfDay } from './contract.ts';
import type { NoShowShare } from './no-show.ts';

/** Below so many places a half day gains nothing that the risk allows (reckoned: the first place at 40). */
export const fewestPlaces = 40;
/** Promises to reserved visitors that must be kept in the simulation. */
export const promisesKeptAtLeast = 0.95;

export type Window = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Planned places of its open slots. */
  readonly places: number;
  readonly noShow: NoShowShare;
  /** By when everybody must be served. */
  readonly finishByMs: number;
};

/** What the simulation of the half day with so many bookings more says; null: there is none. */
export type WindowSimulated =
  | ((extra: number) => { readonly promisesKept: number; readonly p80FinishMs: number })
  | null;

/**
 * The largest number of extra places so that, one by one up to it, the risk that more come than there are places stays
 * below the setting's, the simulation keeps 95 % of the promises and ends in time, and the cap holds. `because` tells
 * what stopped it.
 */
export const overbook = (rule: OverbookingSettings, window: Window, simulated: WindowSimulated): HalfDay => {
  const { places, noShow } = window;
  const most = Math.floor((places * rule.mostPercent) / 100);
  const riskOf = (extra: number): number =>
    overflowRisk(
      places + extra,
      places,
      noShow.weight * (1 - noShow.share),
      Math.max(noShow.weight * noShow.share, Number.EPSILON),
    );
  const objection = (extra: number): HalfDay['because'] | null => {
    if (extra > most) return 'mostPercent';
    if (riskOf(extra) > rule.riskPercent / 100) return 'risk';
    if (simulated === null) return 'notSimulated';
    const { promisesKept, p80FinishMs } = simulated(extra);
    if (promisesKept < promisesKeptAtLeast) return 'promises';
    return p80FinishMs > window.finishByMs ? 'finish' : null;
  };
  let extra = 0;
  let because: HalfDay['because'] | null = !rule.on ? 'off' : places < fewestPlaces ? 'tooFew' : null;
  while (because === null) {
    because = objection(extra + 1);
    if (because === null) extra += 1;
  }
  const { fromMs, toMs } = window;
  return {
    fromMs,
    toMs,
    places,
    extra,
    noShowShare: noShow.share,
    risk: extra === 0 ? 0 : riskOf(extra),
    because,
  };
};
