// Ranges that correct themselves: what was said of tickets that have been called by now moves and scales what is said next.
//
// Online conformal calibration. Errors are logarithms of (wait ÷ forecast P50); their weighted quantiles, recent tickets
// of the same procedure and of like waits weighing most, take the place of what the runs say (Vovk, Gammerman & Shafer
// 2005; weights by Barber, Candès, Ramdas & Tibshirani 2023, "Conformal prediction beyond exchangeability"). The ends
// follow the misses (Gibbs & Candès 2021, "Adaptive conformal inference under distribution shift"; Angelopoulos, Candès &
// Tibshirani 2023, "Conformal PID control"). Of three candidates, the runs alone, their spread scaled and moved, and the
// errors alone, those that lost less of late weigh more (Vovk 1990, Cesa-Bianchi & Lugosi 2006).
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
const kept = 400;
const halfLife = 200;
const otherWeight = 0.15;
/** The runs' own spread weighs as so many tickets against the errors. */
const priorTickets = 10;
/** Less than this is no wait to be told (minutes). */
const leastWait = 1;
/** No correction is larger than this, in logarithms. */
const mostShift = 1.2;
/** How fast the ends of a range follow a miss (in logarithms of its spread), for the procedure and for the site; and their bounds. */
const step = 0.03;
const mostStretch = 0.9;
/** Misses that are let pass on each side: a little under one in five, because those of long waits are heard of late. */
const missShare = 0.188;
/** Losses fade by this much with each ticket; a candidate that lost 4 % more weighs 1/e; the runs' own word has a start. */
const lossFade = 0.985;
const sharpness = 20;
const ownStart = 4;

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
/** How far the ends are stretched: logarithms of a factor on the spread below and above the middle. */
type Stretch = { readonly low: number; readonly high: number };
type Learned = {
  /** Tickets of the procedure ever seen. */
  readonly count: number;
  readonly stretch: Stretch;
  /** Faded losses of the three candidates: the runs alone, their spread scaled, the errors alone. */
  readonly losses: readonly [number, number, number];
  readonly table: Table;
};

export type Calibration = {
  /** Tickets ever seen. */
  readonly seen: number;
  readonly errors: readonly Error[];
  readonly procedures: ReadonlyMap<string, Learned>;
  /** Of the whole site; a procedure's own comes on top. */
  readonly stretch: Stretch;
  /** Of the last tickets: whether what was said, corrected, held. */
  readonly held: readonly boolean[];
};

export const uncalibrated: Calibration = {
  seen: 0,
  errors: [],
  procedures: new Map(),
  stretch: { low: 0, high: 0 },
  held: [],
};

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
  const truth = size + one.error;
  const [a, b, c] = candidatesOf(mine.table, said);
  const fade = (of: 0 | 1 | 2, range: Range) => lossFade * mine.losses[of] + pinball(range, truth);
  // At an idle counter nearly every range holds; what is aimed at is that those hold which are told as a wait.
  const follow = (stretch: Stretch): Stretch =>
    said.p50 < leastWait
      ? stretch
      : {
          low: bounded(stretch.low + step * (Number(waitMinutes < told.p20) - missShare), mostStretch),
          high: bounded(stretch.high + step * (Number(waitMinutes > told.p80) - missShare), mostStretch),
        };
  const next: Learned = {
    stretch: follow(mine.stretch),
    losses: [fade(0, a), fade(1, b), fade(2, c)],
    count: mine.count + 1,
    // Made anew with each of the first tickets, later with every fourth: it moves little, and costs the most.
    table: mine.count < 12 || mine.count % 4 === 0 ? tableOf(errors, seen, procedure) : mine.table,
  };
  return {
    ...{ seen, errors, held, stretch: follow(before.stretch) },
    procedures: new Map(before.procedures).set(procedure, next),
  };
};

/** With all of a day's, in order; null: an outage began or ended. */
export const withDayScored = (before: Calibration, scored: readonly (Scored | null)[]): Calibration =>
  scored.reduce((all, one) => (one === null ? afterBreak(all) : withScored(all, one)), before);

/** After an outage began or ended: what was learned before counts half. */
export const afterBreak = (before: Calibration): Calibration => {
  const seen = before.seen + halfLife;
  const procedures = new Map(
    [...before.procedures].map(([id, one]) => [id, { ...one, table: tableOf(before.errors, seen, id) }]),
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
  const candidates = candidatesOf(mine.table, said);
  // The errors alone must have been seen on tickets enough.
  const losses = at(mine.table.tickets, size) < 15 ? mine.losses.slice(0, 2) : mine.losses;
  const least = Math.min(...losses) + 1e-6;
  const weights = losses.map(
    (loss, i) => (i === 0 ? ownStart : 1) * Math.exp((-sharpness * (loss - least)) / least),
  );
  const sum = weights.reduce((all, one) => all + one, 0);
  const mix = (of: 'p20' | 'p50' | 'p80') =>
    size +
    bounded(
      candidates.reduce((all, one, i) => all + (one[of] - size) * (weights[i] ?? 0), 0) / sum,
      mostShift,
    );
  const wide = isBad(calibration) ? widening : 1;
  const middle = mix('p50');
  const end = (of: 'low' | 'high', spread: number) =>
    wide * Math.exp(mine.stretch[of] + calibration.stretch[of]) * Math.max(0, spread);
  const from = middle - end('low', middle - mix('p20'));
  const to = middle + end('high', mix('p80') - middle);
  const told = minutesOf(middle);
  // Where the slow case is that the day ends first, it stays so.
  const slow = said.calledShare < 0.8 ? p80 : minutesOf(to);
  return {
    p20: Math.max(0, Math.min(told - leastHalf, minutesOf(from))),
    p50: told,
    p80: Math.max(told + leastHalf, slow),
  };
};

/** The runs alone, their spread scaled, the errors alone; as logarithms. */
const candidatesOf = (table: Table, said: Said): readonly [Range, Range, Range] => {
  const size = logOf(said.p50);
  const own = { p20: Math.min(size, logOf(said.p20)), p50: size, p80: Math.max(size, logOf(said.p80)) };
  const low = Math.max(leastSpread, size - own.p20);
  const high = Math.max(leastSpread, own.p80 - size);
  return [own, candidate(table.scaled, size, low, high), candidate(table.errors, size, 1, 1)];
};

/** A bad forecast's range is wider by so much, in logarithms. */
const widening = 1.5;
const leastSpread = 0.03;
/** No range reaches less than this to either side (minutes): calls are noted by the second, not better. */
const leastHalf = 0.25;
const logOf = (minutes: number): number => Math.log(Math.max(0, minutes) + smallMinutes);
const minutesOf = (log: number): number => Math.max(0, Math.exp(log) - smallMinutes);
const bounded = (value: number, most: number): number => clamp(value, [-most, most]);
const clamp = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));

/** As logarithms. */
const candidate = (rows: readonly Float64Array[], size: number, low: number, high: number): Range => {
  const [a = empty, b = empty, c = empty] = rows;
  const scale = (z: number) => z * (z < 0 ? low : high);
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

const tableOf = (all: readonly Error[], seen: number, procedure: string): Table => {
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
  const shares = [0.2, 0.5, 0.8];
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
  count: 0,
  stretch: { low: 0, high: 0 },
  losses: [0, 0, 0],
  table: {
    errors: [empty, empty, empty],
    scaled: [empty.map(() => -1), empty, empty.map(() => 1)],
    tickets: empty,
  },
};
