// A procedure's times: where they lie (with the doubt about it), their shape, the booths' share in it, what follows a visit.

import type { Assumptions } from '../contract.ts';
import {
  type Histogram,
  logMoments,
  normalHistogram,
  quantileTable,
  shifted,
  sumOf,
  total,
} from '../numbers/histogram.ts';
import { type Durations, meanOf } from '../numbers/quantile-table.ts';
import { logDeviation } from '../numbers/shrink.ts';
import { binsOfDay } from '../numbers/time-bins.ts';
import { doubt, strength } from './assumptions.ts';
import { type Leaving, leavingOf } from './leaving.ts';
import { emptyProcedureTally, type ProcedureTally, type Tally } from './tally.ts';

export type ProcedureFigures = {
  readonly plannedMinutes: number;
  /** Call to leaving, at the usual place; today's level and the booth's factor multiply it. */
  readonly time: Durations;
  /** Start to leaving. */
  readonly served: Durations;
  /** Mean and standard deviation of the logarithm of call-to-leaving ÷ planned minutes. */
  readonly logMean: number;
  readonly logDeviation: number;
  /** Doubt about the place today, before today has been seen: of the figure itself, and of days as such. */
  readonly placeDeviation: number;
  /** Visits at which Start is pressed, and calls to which nobody comes, as shares. */
  readonly startShare: number;
  readonly absentShare: number;
  readonly heldShare: number;
  readonly transfers: readonly { readonly to: string; readonly share: number }[];
  /** Factor of a booth in this procedure; 1 for one that has not been seen. */
  readonly boothFactors: ReadonlyMap<number, number>;
  /** Walk-ins per minute by half-hour of the day. */
  readonly walkInRate: Float64Array;
  readonly markedShare: number;
  readonly markedMinutes: number;
  /** null: nobody leaves before the call, as far as is known. */
  readonly leaving: Leaving | null;
};

type Share = (count: (tally: Tally) => number, of: (tally: Tally) => number, prior: number) => number;

/** Where times lie: mean of the logarithms and its variance. */
type Place = { readonly mean: number; readonly variance: number };

export const procedureFigures = (
  tally: Tally,
  assumptions: Assumptions,
  organisation: Tally | null,
  share: Share,
): ReadonlyMap<string, ProcedureFigures> => {
  const ids = [...assumptions.plannedMinutes.keys()];
  const places = new Map(ids.map((id) => [id, placeOf(tally, organisation, id, assumptions)]));
  const booths = boothEffects(tally, ids);
  return new Map(
    ids.map((id) => {
      const mine = tally.procedures.get(id) ?? emptyProcedureTally();
      const above = organisation?.procedures.get(id) ?? null;
      const of = (pick: (p: ProcedureTally) => number) => (t: Tally) => {
        const found = t.procedures.get(id);
        return found === undefined ? 0 : pick(found);
      };
      const plannedMinutes = assumptions.plannedMinutes.get(id) ?? 10;
      const place = places.get(id) ?? { mean: 0, variance: 1 };
      const time = timesAt(mine.times, above?.times ?? null, place, assumptions);
      const table = quantileTable(time, plannedMinutes);
      const absentShare = share(
        of((p) => p.absents),
        of((p) => p.calls),
        assumptions.absentShare,
      );
      const figures: ProcedureFigures = {
        plannedMinutes,
        time: { table, mean: meanOf(table) },
        served: servedOf(mine, time, plannedMinutes, assumptions),
        logMean: logMoments(time).mean,
        logDeviation: Math.sqrt(Math.max(0.01, logMoments(time).variance)),
        placeDeviation: Math.sqrt(place.variance + dayVariance(mine, above)),
        startShare: (total(mine.served) + 0.5 * 4) / (mine.ended + 4),
        absentShare,
        heldShare: mine.held / (mine.ended + strength.share),
        transfers: [...mine.transfers]
          .filter(([to]) => assumptions.plannedMinutes.has(to))
          .map(([to, n]) => ({ to, share: n / (mine.ended + strength.share) })),
        boothFactors: booths.get(id) ?? new Map(),
        walkInRate: walkInRate(tally, mine),
        markedShare:
          mine.marked /
          Math.max(
            strength.share,
            mine.walkIns.reduce((a, b) => a + b, 0),
          ),
        markedMinutes: mine.marked === 0 ? 0 : mine.minutesOff / mine.marked,
        leaving: leavingOf(tally, id),
      };
      return [id, figures];
    }),
  );
};

/** Normal shrinkage on the logarithms: planned minutes → organisation → site. */
const placeOf = (tally: Tally, organisation: Tally | null, id: string, assumptions: Assumptions): Place => {
  const deviation = logDeviation(assumptions.visitVariation);
  let prior: Place = { mean: -(deviation ** 2) / 2, variance: doubt.planned ** 2 };
  const above = organisation?.procedures.get(id);
  if (above !== undefined && total(above.times) > 0) {
    const known = pooled(prior, above, deviation);
    prior = { mean: known.mean, variance: known.variance + doubt.site ** 2 };
  }
  const mine = tally.procedures.get(id);
  return mine === undefined ? prior : pooled(prior, mine, deviation);
};

const pooled = (prior: Place, seen: ProcedureTally, deviation: number): Place => {
  const n = total(seen.times);
  if (n === 0) return prior;
  const { mean, variance } = logMoments(seen.times);
  // With few visits their own spread is as doubtful as their mean.
  const spread = (variance * n + deviation ** 2 * strength.shape) / (n + strength.shape);
  const known = 1 / (spread / n + doubt.day ** 2 / Math.max(seen.days, 0.2));
  const before = 1 / prior.variance;
  return { mean: (mean * known + prior.mean * before) / (known + before), variance: 1 / (known + before) };
};

/** The histogram of times around their place: what was seen, and while that is little a lognormal. */
const timesAt = (
  seen: Histogram,
  above: Histogram | null,
  place: Place,
  assumptions: Assumptions,
): Histogram => {
  const deviation = logDeviation(assumptions.visitVariation);
  const centred = (histogram: Histogram, weight: number) =>
    shifted(histogram, place.mean - logMoments(histogram).mean, weight);
  const assumed = normalHistogram(place.mean, deviation, strength.shape);
  const prior =
    above === null || total(above) === 0
      ? assumed
      : shifted(sumOf(centred(above, total(above)), assumed), 0, strength.shape);
  const n = total(seen);
  return n === 0 ? prior : sumOf(centred(seen, n), prior);
};

const servedOf = (
  mine: ProcedureTally,
  time: Histogram,
  plannedMinutes: number,
  assumptions: Assumptions,
): Durations => {
  const n = total(mine.served);
  const whole = quantileTable(time, plannedMinutes);
  // Unless seen, what is left after the walk.
  const afterWalk = Math.max(0.5, 1 - assumptions.walkSeconds / 60 / Math.max(0.1, meanOf(whole)));
  const assumed = shifted(time, Math.log(afterWalk), strength.shape);
  const table = quantileTable(n === 0 ? assumed : sumOf(mine.served, assumed), plannedMinutes);
  return { table, mean: meanOf(table) };
};

/** Variance between ordinary days, beyond what chance explains (method of moments, shrunk). */
const dayVariance = (mine: ProcedureTally, above: ProcedureTally | null): number => {
  const prior = doubt.day ** 2;
  const weight = strength.dayDeviation;
  const upper =
    above === null
      ? prior
      : Math.max(0, (above.deviationSquares + weight * prior) / (above.deviationDays + weight));
  const own = (mine.deviationSquares + weight * upper) / (mine.deviationDays + weight);
  return Math.min(0.3 ** 2, Math.max(0.02 ** 2, own));
};

/** Factors per procedure and booth: the booth's own over all procedures, then in this one; both shrunk. */
const boothEffects = (
  tally: Tally,
  ids: readonly string[],
): ReadonlyMap<string, ReadonlyMap<number, number>> => {
  const cells = ids.flatMap((id) => {
    const mine = tally.procedures.get(id);
    if (mine === undefined) return [];
    const variance = Math.max(0.05, logMoments(mine.times).variance);
    return [...mine.booths].map(([booth, { n, sum }]) => ({ id, booth, n, sum, variance }));
  });
  const general = new Map<string, number>();
  const centre = new Map<string, number>();
  // Backfitting (Breiman & Friedman 1985): three rounds settle what a handful of booths need.
  for (let round = 0; round < 3; round += 1) {
    for (const id of ids) {
      const mine = cells.filter((cell) => cell.id === id);
      const n = mine.reduce((all, cell) => all + cell.n, 0);
      const rest = mine.reduce((all, cell) => all + cell.sum - cell.n * (general.get(cell.booth) ?? 0), 0);
      centre.set(id, n === 0 ? 0 : rest / n);
    }
    for (const booth of new Set(cells.map((cell) => cell.booth))) {
      const mine = cells.filter((cell) => cell.booth === booth);
      const known = mine.reduce((all, cell) => all + cell.n / cell.variance, 0);
      const pull = mine.reduce(
        (all, cell) => all + (cell.sum - cell.n * (centre.get(cell.id) ?? 0)) / cell.variance,
        0,
      );
      general.set(booth, pull / (known + 1 / doubt.booth ** 2));
    }
  }
  const effect = ({ id, booth, n, sum, variance }: (typeof cells)[number]): number => {
    const shared = general.get(booth) ?? 0;
    const own = sum - n * ((centre.get(id) ?? 0) + shared);
    return shared + own / variance / (n / variance + 1 / doubt.boothProcedure ** 2);
  };
  return new Map(
    ids.map((id) => {
      const mine = cells.filter((cell) => cell.id === id);
      const n = mine.reduce((all, cell) => all + cell.n, 0);
      // The procedure's own figures are the average over its visits, so the factors must be one on that average.
      const average = mine.reduce((all, cell) => all + cell.n * effect(cell), 0) / Math.max(1e-9, n);
      return [id, new Map(mine.map((cell) => [Number(cell.booth), Math.exp(effect(cell) - average)]))];
    }),
  );
};

const walkInRate = (tally: Tally, mine: ProcedureTally): Float64Array =>
  Float64Array.from({ length: binsOfDay }, (_, bin) => {
    const hours = tally.doorHours[bin] ?? 0;
    return hours === 0 ? 0 : (mine.walkIns[bin] ?? 0) / (hours + strength.arrivalDays * 0.05) / 60;
  });
