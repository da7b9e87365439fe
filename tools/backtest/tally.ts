// Sums of forecast errors, small enough to keep per day, and the measures made of them.
import type { Wait } from '../../server/forecast/contract.ts';

/** A forecast in minutes. */
export type Range = Pick<Wait, 'p20' | 'p50' | 'p80' | 'mean' | 'calledShare'>;

/** What forecasts are told apart by. */
export type Cell = {
  readonly moment: 'issue' | 'waiting';
  /** Before the day's surprise, after it, or a day without one. */
  readonly phase: 'plain' | 'before' | 'after';
  readonly procedure: string;
  readonly hour: number;
  readonly by: string;
};

/** Sums over forecasts, in minutes. */
export type Sums = {
  count: number;
  absolute: number;
  /** Of the P50, and of the mean. */
  signed: number;
  signedMean: number;
  pinball: number;
  /** Those with a range, and how often the truth lay in it. */
  ranged: number;
  covered: number;
  width: number;
};

/** Sums per cell of one day; keys by `keyOf`. */
export type Tally = Record<string, Sums>;

export const keyOf = (cell: Cell): string =>
  [cell.moment, cell.phase, cell.procedure, cell.hour, cell.by].join('|');
const parsed = (key: string): Cell => {
  const [moment, phase, procedure, hour, by] = key.split('|');
  return { moment, phase, procedure, hour: Number(hour), by } as Cell;
};

const zero = (): Sums => ({
  count: 0,
  absolute: 0,
  signed: 0,
  signedMean: 0,
  pinball: 0,
  ranged: 0,
  covered: 0,
  width: 0,
});

/** Adds one forecast, a range or a single number, against the true wait; `never`: not called before the day ended. */
export const addForecast = (
  tally: Tally,
  cell: Cell,
  said: Range | number,
  truth: number,
  never = false,
): void => {
  const key = keyOf(cell);
  const range = typeof said === 'number' ? pointAt(said) : said;
  tally[key] ??= zero();
  const sums = tally[key];
  sums.count += 1;
  sums.absolute += Math.abs(range.p50 - truth);
  sums.signed += range.p50 - truth;
  sums.signedMean += range.mean - truth;
  sums.pinball +=
    (loss(0.2, range.p20, truth) + loss(0.5, range.p50, truth) + loss(0.8, range.p80, truth)) / 3;
  if (typeof said === 'number') return;
  sums.ranged += 1;
  sums.covered += never ? coverOfNever(range) : truth >= range.p20 && truth <= range.p80 ? 1 : 0;
  sums.width += range.p80 - range.p20;
};

/** One number as a range of no width. */
export const pointAt = (minutes: number): Range => ({
  ...{ p20: minutes, p50: minutes, p80: minutes, mean: minutes },
  calledShare: 1,
});

/**
 * "Not called today" is one outcome with a probability of its own, not a minute that may lie inside: it is covered by
 * as much of that probability as lies between 20 and 80 percent (Czado, Gneiting & Held 2009, "Predictive model
 * assessment for count data"). Otherwise even a perfect forecast would seem to cover too much.
 */
const coverOfNever = ({ calledShare }: Range): number =>
  calledShare >= 0.8 ? 0 : (0.8 - Math.max(0.2, calledShare)) / (1 - calledShare);

/** Koenker & Bassett 1978. */
const loss = (share: number, said: number, truth: number): number =>
  truth >= said ? share * (truth - said) : (1 - share) * (said - truth);

/** The sums of all cells that pass. */
export const sumOf = (tally: Tally, pick: (cell: Cell) => boolean): Sums => {
  const total = zero();
  for (const [key, sums] of Object.entries(tally)) {
    if (!pick(parsed(key))) continue;
    for (const name of Object.keys(total) as (keyof Sums)[]) total[name] += sums[name];
  }
  return total;
};

export const addSums = (a: Sums, b: Sums): Sums => {
  const total = zero();
  for (const name of Object.keys(total) as (keyof Sums)[]) total[name] = a[name] + b[name];
  return total;
};

/** Minutes and shares; NaN where nothing was counted. */
export type Measures = {
  readonly count: number;
  readonly mae: number;
  readonly bias: number;
  readonly meanBias: number;
  readonly pinball: number;
  readonly coverage: number;
  readonly width: number;
};
export const measuresOf = (sums: Sums): Measures => ({
  count: sums.count,
  mae: sums.absolute / sums.count,
  bias: sums.signed / sums.count,
  meanBias: sums.signedMean / sums.count,
  pinball: sums.pinball / sums.count,
  coverage: sums.covered / sums.ranged,
  width: sums.width / sums.ranged,
});

/** Several days as one. */
export const merged = (tallies: readonly Tally[]): Tally => {
  const all: Tally = {};
  for (const tally of tallies)
    for (const [key, sums] of Object.entries(tally)) {
      const before = all[key];
      all[key] = before === undefined ? sums : addSums(before, sums);
    }
  return all;
};
