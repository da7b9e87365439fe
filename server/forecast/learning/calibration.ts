// Ranges that correct themselves: what was said of tickets that have been called by now moves and scales what is said next.
//
// Online conformal calibration. Errors are logarithms of (wait ÷ forecast P50); their weighted quantiles, recent tickets
// of the same procedure and of like waits weighing most, take the place of what the runs say (Vovk, Gammerman & Shafer
// 2005; weights by Barber, Candès, Ramdas & Tibshirani 2023, "Conformal prediction beyond exchangeability"). The shares
// that are aimed at follow the misses (Gibbs & Candès 2021, "Adaptive conformal inference under distribution shift").
// Of two candidates, the runs' own spread scaled and a spread of the errors alone, the one that lost less weighs more.
import type { Said, Scored, Wait } from '../contract.ts';
import { normalQuantile } from '../numbers/normal.ts';

type Range = Pick<Wait, 'p20' | 'p50' | 'p80'>;

/** Added to waits and forecasts before they are divided, so that a minute more or less at an idle counter is no error. */
const smallMinutes = 2;
/** Waits (minutes) at which corrections are kept; between them they are interpolated. */
const grid = [1, 4, 10, 20, 40, 80, 160] as const;
const logGrid = grid.map((minutes) => Math.log(minutes + smallMinutes));
/** A ticket whose forecast was so far away in logarithms weighs 1/e of one at the grid's place. */
const reach = 0.9;
/** Tickets kept, after how many of a site's a ticket weighs half, and what one of another procedure weighs. */
const kept = 300;
const halfLife = 80;
const otherWeight = 0.15;
/** The runs' own spread weighs as so many tickets against the errors. */
const priorTickets = 6;
/** Less than this is no wait to be told (minutes). */
const leastWait = 1;
/** No correction is larger than this, in logarithms. */
const mostShift = 1.2;
/** How fast the shares that are aimed at follow a miss, and between which bounds. */
const step = 0.03;
const bounds = { low: [0.06, 0.34], high: [0.66, 0.94] } as const;
/** Losses fade by this much with each ticket. */
const lossFade = 0.98;

/** Of the last tickets, fewer than so many inside: the forecast has become bad (once in some 500 such stretches by chance). */
export const badness = { tickets: 40, inside: 15 } as const;

type Error = {
  readonly procedure: string;
  readonly at: number;
  /** Logarithms: forecast P50, error, and the runs' own spread below and above (NaN: not called often enough to tell). */
  readonly size: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
};
/** At each place of the grid: shifts of P20, P50, P80 as errors, and as multiples of the runs' own spread. */
type Table = {
  readonly errors: readonly Float64Array[];
  readonly scaled: readonly Float64Array[];
  readonly tickets: Float64Array;
};
type Learned = {
  readonly low: number;
  readonly high: number;
  readonly lossErrors: number;
  readonly lossScaled: number;
  readonly table: Table;
};

export type Calibration = {
  /** Tickets ever seen. */
  readonly seen: number;
  readonly errors: readonly Error[];
  readonly procedures: ReadonlyMap<string, Learned>;
  /** Of the last tickets: whether what was said, corrected, held. */
  readonly held: readonly boolean[];
};

export const uncalibrated: Calibration = { seen: 0, errors: [], procedures: new Map(), held: [] };

/** Whether too few of the last ranges held; ranges are wider until they do again. */
export const isBad = ({ held }: Calibration): boolean =>
  held.length >= badness.tickets && held.filter(Boolean).length < badness.inside;

/** With one more ticket that was called. Neither argument is changed. */
export const withScored = (before: Calibration, { procedure, said, waitMinutes }: Scored): Calibration => {
  // Who was to be sent home, as far as was said, was told no wait.
  if (said.calledShare < 0.5) return before;
  const told = corrected(before, procedure, said);
  const size = logOf(said.p50);
  const spread = said.calledShare >= 0.8;
  const one: Error = {
    procedure,
    at: before.seen,
    size,
    error: logOf(waitMinutes) - size,
    low: Math.max(leastSpread, size - logOf(said.p20)),
    high: spread ? Math.max(leastSpread, logOf(said.p80) - size) : Number.NaN,
  };
  const errors = [...before.errors.slice(-(kept - 1)), one];
  const held =
    said.p50 < leastWait
      ? before.held
      : [...before.held.slice(-(badness.tickets - 1)), told.p20 <= waitMinutes && waitMinutes <= told.p80];
  const seen = before.seen + 1;
  const mine = before.procedures.get(procedure) ?? fresh;
  // At an idle counter nearly every range holds; what is aimed at is that those hold which are told as a wait.
  const counts = said.p50 >= leastWait;
  const low = clamp(mine.low + (counts ? step * (0.2 - Number(waitMinutes < told.p20)) : 0), bounds.low);
  const high = clamp(mine.high + (counts ? step * (0.8 - Number(waitMinutes <= told.p80)) : 0), bounds.high);
  const lossOf = (range: Range) => pinball(range, size + one.error);
  const next: Learned = {
    low,
    high,
    lossErrors: lossFade * mine.lossErrors + lossOf(candidate(mine.table.errors, size, 1, 1)),
    lossScaled: lossFade * mine.lossScaled + lossOf(candidate(mine.table.scaled, size, one.low, one.high)),
    table: tableOf(errors, seen, procedure, low, high),
  };
  return { seen, errors, held, procedures: new Map(before.procedures).set(procedure, next) };
};

/** With all of a day's, in order; null: an outage began or ended. */
export const withDayScored = (before: Calibration, scored: readonly (Scored | null)[]): Calibration =>
  scored.reduce((all, one) => (one === null ? afterBreak(all) : withScored(all, one)), before);

/** After an outage began or ended: what was learned before counts half. */
export const afterBreak = (before: Calibration): Calibration => {
  const seen = before.seen + halfLife;
  const procedures = new Map(
    [...before.procedures].map(([id, one]) => [
      id,
      { ...one, table: tableOf(before.errors, seen, id, one.low, one.high) },
    ]),
  );
  return { ...before, seen, procedures };
};

/** A wait as it is told. */
export const calibrated = (calibration: Calibration, procedure: string, wait: Wait): Wait => {
  if (calibration.seen === 0 || wait.calledShare < 0.5) return wait;
  const range = corrected(calibration, procedure, wait);
  return { ...wait, ...range, mean: Math.max(0, wait.mean + range.p50 - wait.p50) };
};

const corrected = (calibration: Calibration, procedure: string, said: Said): Range => {
  const mine = calibration.procedures.get(procedure);
  const { p20, p50, p80 } = said;
  if (mine === undefined) return { p20, p50, p80 };
  const size = logOf(p50);
  const low = Math.max(leastSpread, size - logOf(p20));
  const high = Math.max(leastSpread, logOf(p80) - size);
  const tickets = at(mine.table.tickets, size);
  const errors = candidate(mine.table.errors, size, 1, 1);
  const scaled = candidate(mine.table.scaled, size, low, high);
  // The errors alone must have shown themselves better, on tickets enough.
  const share =
    tickets < 20 ? 0 : clamp(((mine.lossScaled + 1e-9) / (mine.lossErrors + 1e-9) - 0.97) / 0.06, [0, 1]);
  const mix = (of: 'p20' | 'p50' | 'p80') =>
    minutesOf(clamp(scaled[of] + share * (errors[of] - scaled[of]), [size - mostShift, size + mostShift]));
  const wide = isBad(calibration) ? widening : 1;
  const middle = mix('p50');
  const from = logOf(middle) - wide * Math.max(0, logOf(middle) - logOf(mix('p20')));
  const to = logOf(middle) + wide * Math.max(0, logOf(mix('p80')) - logOf(middle));
  // Where the slow case is that the day ends first, it stays so.
  const slow = said.calledShare < 0.8 ? p80 : minutesOf(to);
  return { p20: Math.min(middle, minutesOf(from)), p50: middle, p80: Math.max(middle, slow) };
};

/** A bad forecast's range is wider by so much, in logarithms. */
const widening = 1.5;
const leastSpread = 0.03;
const logOf = (minutes: number): number => Math.log(Math.max(0, minutes) + smallMinutes);
const minutesOf = (log: number): number => Math.max(0, Math.exp(log) - smallMinutes);
const clamp = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));

/** As logarithms. */
const candidate = (rows: readonly Float64Array[], size: number, low: number, high: number): Range => {
  const [a = empty, b = empty, c = empty] = rows;
  const scale = (z: number) => z * (z < 0 ? low : Number.isNaN(high) ? low : high);
  return { p20: size + scale(at(a, size)), p50: size + scale(at(b, size)), p80: size + scale(at(c, size)) };
};
const empty = new Float64Array(grid.length);

const pinball = ({ p20, p50, p80 }: Range, truth: number): number => {
  const loss = (share: number, said: number) =>
    truth >= said ? share * (truth - said) : (1 - share) * (said - truth);
  return loss(0.2, p20) + loss(0.5, p50) + loss(0.8, p80);
};

/** Of a row over the grid, at a size in between. */
const at = (row: Float64Array, size: number): number => {
  let i = 0;
  while (i < grid.length - 2 && size > (logGrid[i + 1] ?? 0)) i += 1;
  const from = logGrid[i] ?? 0;
  const place = clamp((size - from) / ((logGrid[i + 1] ?? 1) - from), [0, 1]);
  return (row[i] ?? 0) * (1 - place) + (row[i + 1] ?? 0) * place;
};

/** Before anything was seen: the runs' own quantiles. */
const prior = Array.from({ length: 19 }, (_, i) => normalQuantile((i + 1) / 20) / normalQuantile(0.8));

const tableOf = (
  all: readonly Error[],
  seen: number,
  procedure: string,
  low: number,
  high: number,
): Table => {
  const base = all.map(
    (one) => 0.5 ** ((seen - one.at) / halfLife) * (one.procedure === procedure ? 1 : otherWeight),
  );
  const known = all.map((_, i) => i).filter((i) => !Number.isNaN(all[i]?.high));
  const scaledOf = (i: number) => {
    const one = all[i] as Error;
    return one.error / (one.error < 0 ? one.low : one.high);
  };
  const errorOf = (i: number) => all[i]?.error ?? 0;
  const byError = all.map((_, i) => i).sort((a, b) => errorOf(a) - errorOf(b));
  const byScaled = known.sort((a, b) => scaledOf(a) - scaledOf(b));
  const spread = all.reduce((sum, one) => sum + one.low, 0) / Math.max(1, all.length);
  const rows = () => [0, 1, 2].map(() => new Float64Array(grid.length));
  const [errors, scaled] = [rows(), rows()];
  const tickets = new Float64Array(grid.length);
  const shares = [low, 0.5, high];
  logGrid.forEach((size, g) => {
    const weights = all.map((one, i) => (base[i] ?? 0) * Math.exp(-(((one.size - size) / reach) ** 2)));
    tickets[g] = weights.reduce((sum, weight) => sum + weight, 0);
    const seenErrors = quantiles(byError, errorOf, weights, shares, spread);
    const seenScaled = quantiles(byScaled, scaledOf, weights, shares, 1);
    for (let k = 0; k < 3; k += 1) {
      (errors[k] as Float64Array)[g] = seenErrors[k] ?? 0;
      (scaled[k] as Float64Array)[g] = seenScaled[k] ?? 0;
    }
  });
  return { errors, scaled, tickets };
};

/** Weighted quantiles of the values of `order` (ascending), with the prior's points among them. */
const quantiles = (
  order: readonly number[],
  valueAt: (i: number) => number,
  weights: readonly number[],
  shares: readonly number[],
  priorScale: number,
): readonly number[] => {
  const each = priorTickets / prior.length;
  const total = order.reduce((sum, i) => sum + (weights[i] ?? 0), 0) + priorTickets;
  const found: number[] = [];
  let sum = 0;
  let before = Number.NaN;
  let p = 0;
  const take = (value: number, weight: number): void => {
    // Between two values, at the middle of each one's weight.
    const middle = sum + weight / 2;
    while (found.length < shares.length && middle >= (shares[found.length] ?? 1) * total)
      found.push(Number.isNaN(before) ? value : (before + value) / 2);
    sum += weight;
    before = value;
  };
  for (const i of order) {
    const value = valueAt(i);
    while (p < prior.length && (prior[p] ?? 0) * priorScale <= value) {
      take((prior[p] ?? 0) * priorScale, each);
      p += 1;
    }
    take(value, weights[i] ?? 0);
  }
  for (; p < prior.length; p += 1) take((prior[p] ?? 0) * priorScale, each);
  while (found.length < shares.length) found.push(before);
  return found;
};

const fresh: Learned = {
  low: 0.2,
  high: 0.8,
  lossErrors: 0,
  lossScaled: 0,
  table: {
    errors: [empty, empty, empty],
    scaled: [empty.map(() => -1), empty, empty.map(() => 1)],
    tickets: empty,
  },
};
