// What a site's tally says once it is shrunk towards its organisation's and the settings' assumptions.

import type { NoShowRates } from '../../slots/contract.ts';
import type { Assumptions } from '../contract.ts';
import {
  type Histogram,
  normalHistogram,
  quantileTable,
  shifted,
  sumOf,
  total,
} from '../numbers/histogram.ts';
import { type Durations, meanOf } from '../numbers/quantile-table.ts';
import { logDeviation, shrunkShare } from '../numbers/shrink.ts';
import { binsOfDay } from '../numbers/time-bins.ts';
import { strength } from './assumptions.ts';
import { unit } from './count-day.ts';
import { type Overtime, overtimeOf } from './overtime.ts';
import { type Pace, paceOf } from './pace.ts';
import { type ProcedureFigures, procedureFigures } from './procedure-figures.ts';
import type { Tally } from './tally.ts';

export type Figures = {
  readonly procedures: ReadonlyMap<string, ProcedureFigures>;
  readonly walk: Durations;
  readonly absence: Durations;
  readonly gap: Durations;
  readonly reaction: Durations;
  /** Ratio to the procedure's planned minutes. */
  readonly resumed: Durations;
  readonly hold: Durations;
  readonly returnDelay: Durations;
  readonly shortPause: Durations;
  readonly longPause: Durations;
  /** All pauses, for one that has begun and has no announced end. */
  readonly pause: Durations;
  readonly holdTakenUpShare: number;
  readonly holdSameBoothShare: number;
  readonly returnShare: number;
  /** Per hour of an open booth, by half-hour of the day. */
  readonly shortPauseRate: Float64Array;
  readonly longPauseRate: Float64Array;
  readonly longAgainRate: number;
  readonly closingRate: Float64Array;
  /** The same of a booth for which nobody waits. */
  readonly idleShortPauseRate: Float64Array;
  readonly idleLongPauseRate: Float64Array;
  readonly idleClosingRate: Float64Array;
  readonly overtime: Overtime;
  readonly pace: Pace;
  /** Actual less announced end of a pause. */
  readonly overrunMinutes: number;
  readonly overrunSpread: number;
  /** By procedure, hour, lead time and channel; see `noShowCell`. */
  readonly noShow: NoShowRates;
  readonly latenessMinutes: number;
  readonly latenessSpread: number;
};

export const figuresOf = (tally: Tally, assumptions: Assumptions, organisation: Tally | null): Figures => {
  const { walkSeconds, gapSeconds, pauseMinutes } = assumptions;
  const shape = (
    pick: (tally: Tally) => Histogram,
    unitMinutes: number,
    meanMinutes: number,
    variation: number,
  ): Durations =>
    durations(pick(tally), organisation && pick(organisation), unitMinutes, meanMinutes, variation);
  const share = (count: (tally: Tally) => number, of: (tally: Tally) => number, prior: number): number => {
    const upper = organisation
      ? shrunkShare(count(organisation), of(organisation), prior, strength.share)
      : prior;
    return shrunkShare(count(tally), of(tally), upper, strength.share);
  };
  const rate = (pick: (tally: Tally) => Float64Array, hours: (tally: Tally) => Float64Array, prior: number) =>
    rates(tally, organisation, pick, hours, prior);
  // People eat at noon whether or not somebody waits: unless seen otherwise, long pauses are as frequent in both cases.
  const anyLongRate = rate(
    (t) => plus(t.longPauses, t.idleLongPauses),
    (t) => plus(t.freshHours, t.idleFreshHours),
    0.05,
  );
  const given = (
    upper: Float64Array,
    pick: (tally: Tally) => Float64Array,
    hours: (tally: Tally) => Float64Array,
  ): Float64Array =>
    upper.map((prior, bin) =>
      shrunkShare(pick(tally)[bin] ?? 0, hours(tally)[bin] ?? 0, prior, strength.binHours),
    );
  const [lateness, spread] = momentsOf(
    [tally.lateness, tally.latenessMinutes, tally.latenessSquares],
    [assumptions.latenessMinutes, assumptions.latenessSpreadMinutes],
  );
  const [overrun, overrunSpread] = momentsOf(
    [tally.announced, tally.overrunMinutes, tally.overrunSquares],
    [0, 3],
  );
  return {
    procedures: procedureFigures(tally, assumptions, organisation, share),
    walk: shape((t) => t.walk, walkSeconds / 60, walkSeconds / 60, 0.7),
    absence: shape((t) => t.absence, unit.absence, unit.absence, 0.6),
    gap: shape((t) => t.gap, gapSeconds / 60, gapSeconds / 60, 1),
    reaction: shape((t) => t.reaction, gapSeconds / 60, gapSeconds / 60, 1),
    resumed: shape((t) => t.resumed, 1, 0.5, 0.8),
    hold: shape((t) => t.hold, unit.hold, unit.hold, 0.8),
    returnDelay: shape((t) => t.returnDelay, unit.returnDelay, unit.returnDelay, 0.8),
    shortPause: shape((t) => t.shortPause, pauseMinutes, pauseMinutes * 0.6, 0.6),
    longPause: shape((t) => t.longPause, pauseMinutes, Math.max(45, pauseMinutes * 2), 0.4),
    pause: shape((t) => sumOf(t.shortPause, t.longPause), pauseMinutes, pauseMinutes, 1),
    holdTakenUpShare: share(
      (t) => t.holdsTakenUp,
      (t) => t.holds,
      0.9,
    ),
    holdSameBoothShare: share(
      (t) => t.holdsSameBooth,
      (t) => t.holdsTakenUp,
      0.8,
    ),
    returnShare: share(
      (t) => t.returns,
      (t) => t.absences,
      assumptions.returnShare,
    ),
    shortPauseRate: rate(
      (t) => t.shortPauses,
      (t) => t.boothHours,
      assumptions.pausesPerHour,
    ),
    longPauseRate: given(
      anyLongRate,
      (t) => t.longPauses,
      (t) => t.freshHours,
    ),
    longAgainRate: shrunkShare(
      tally.longAgain,
      Math.max(
        0,
        sum(tally.boothHours) + sum(tally.idleHours) - sum(tally.freshHours) - sum(tally.idleFreshHours),
      ),
      0.01,
      strength.boothHours,
    ),
    closingRate: rate(
      (t) => t.closings,
      (t) => t.boothHours,
      0.01,
    ),
    idleShortPauseRate: rate(
      (t) => t.idleShortPauses,
      (t) => t.idleHours,
      assumptions.pausesPerHour,
    ),
    idleLongPauseRate: given(
      anyLongRate,
      (t) => t.idleLongPauses,
      (t) => t.idleFreshHours,
    ),
    idleClosingRate: rate(
      (t) => t.idleClosings,
      (t) => t.idleHours,
      0.01,
    ),
    overtime: overtimeOf(tally),
    pace: paceOf(tally),
    overrunMinutes: overrun,
    overrunSpread,
    noShow: noShowOf(tally, assumptions, organisation),
    latenessMinutes: lateness,
    latenessSpread: spread,
  };
};

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((one, i) => one + (b[i] ?? 0));
const sum = (list: Float64Array): number => list.reduce((all, one) => all + one, 0);

const durations = (
  seen: Histogram,
  above: Histogram | null,
  unitMinutes: number,
  meanMinutes: number,
  variation: number,
): Durations => {
  const deviation = logDeviation(variation);
  const assumed = normalHistogram(
    Math.log(meanMinutes / unitMinutes) - deviation ** 2 / 2,
    deviation,
    strength.shape,
  );
  const prior = above === null ? assumed : shifted(sumOf(above, assumed), 0, strength.shape);
  const table = quantileTable(total(seen) === 0 ? prior : sumOf(seen, prior), unitMinutes);
  return { table, mean: meanOf(table) };
};

/** Rates per half-hour, each shrunk to the site's over the day, that to the organisation's, that to the prior. */
const rates = (
  tally: Tally,
  organisation: Tally | null,
  pick: (tally: Tally) => Float64Array,
  hours: (tally: Tally) => Float64Array,
  prior: number,
): Float64Array => {
  const upper =
    organisation === null
      ? prior
      : shrunkShare(sum(pick(organisation)), sum(hours(organisation)), prior, strength.boothHours);
  const overall = shrunkShare(sum(pick(tally)), sum(hours(tally)), upper, strength.boothHours);
  return Float64Array.from({ length: binsOfDay }, (_, bin) =>
    shrunkShare(pick(tally)[bin] ?? 0, hours(tally)[bin] ?? 0, overall, strength.binHours),
  );
};

/** Mean and standard deviation from count, sum and squares, shrunk towards a prior pair. */
const momentsOf = (
  [n, total, squares]: readonly [number, number, number],
  [mean, deviation]: readonly [number, number],
): readonly [number, number] => {
  const weight = strength.share;
  const shrunk = (total + weight * mean) / (n + weight);
  const square = (squares + weight * (deviation ** 2 + mean ** 2)) / (n + weight) - shrunk ** 2;
  return [shrunk, Math.sqrt(Math.max(0.01, square))];
};

/** Shares of no-shows: cells of the site, shrunk to the organisation's share, that one to what is assumed. */
const noShowOf = (tally: Tally, assumptions: Assumptions, organisation: Tally | null): NoShowRates => {
  const weight = assumptions.noShowWeight ?? strength.share;
  const { noShows = 0, reservations = 0 } = organisation ?? {};
  return {
    prior: { share: shrunkShare(noShows, reservations, assumptions.noShowShare, weight), weight },
    cells: new Map([...tally.noShowCells].map(([cell, [missed = 0, seen = 0]]) => [cell, { missed, seen }])),
  };
};
