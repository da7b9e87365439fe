// Durations counted on a logarithmic scale: any shape is kept, days are added and forgotten, quantiles are read off.
import { tableSize } from './draws.ts';
import { normalBelow } from './normal.ts';

/** The shortest duration told apart, in minutes. */
const shortest = 1 / 60;

/** What durations are counted by: the logarithm of how often the unit goes into them. */
export const logRatio = (minutes: number, unitMinutes: number): number =>
  Math.log(Math.max(shortest, minutes) / unitMinutes);

/** Bins are this wide in natural logarithms (5 %), from e^-4.5 to e^+4.5 of the unit. */
export const binWidth = 0.05;
export const binCount = 180;
const lowest = -(binCount / 2) * binWidth;

export type Histogram = Float64Array;
export const emptyHistogram = (): Histogram => new Float64Array(binCount);

const binOf = (log: number): number =>
  Math.min(binCount - 1, Math.max(0, Math.floor((log - lowest) / binWidth)));

/** Counts one duration, given as the natural logarithm of its ratio to the unit. */
export const count = (histogram: Histogram, log: number, weight = 1): void => {
  const bin = binOf(log);
  histogram[bin] = (histogram[bin] ?? 0) + weight;
};

export const total = (histogram: Histogram): number => histogram.reduce((sum, one) => sum + one, 0);

/** Mean and variance of the logarithms; zero for an empty histogram. */
export const logMoments = (histogram: Histogram): { readonly mean: number; readonly variance: number } => {
  let [n, sum, squares] = [0, 0, 0];
  for (let bin = 0; bin < binCount; bin += 1) {
    const weight = histogram[bin] ?? 0;
    const log = lowest + (bin + 0.5) * binWidth;
    n += weight;
    sum += weight * log;
    squares += weight * log * log;
  }
  if (n === 0) return { mean: 0, variance: 0 };
  const mean = sum / n;
  return { mean, variance: Math.max(0, squares / n - mean * mean) };
};

/** A lognormal shape of the given total weight. `mean` and `deviation` are those of the logarithm. */
export const normalHistogram = (mean: number, deviation: number, weight: number): Histogram => {
  const histogram = emptyHistogram();
  for (let bin = 0; bin < binCount; bin += 1) {
    const from = lowest + bin * binWidth;
    const share = normalBelow((from + binWidth - mean) / deviation) - normalBelow((from - mean) / deviation);
    histogram[bin] = share * weight;
  }
  return histogram;
};

/** The histogram moved by `shift` (in logarithms) and scaled to `weight`; what leaves the scale stays at its end. */
export const shifted = (histogram: Histogram, shift: number, weight: number): Histogram => {
  const moved = emptyHistogram();
  const sum = total(histogram);
  if (sum === 0) return moved;
  for (let bin = 0; bin < binCount; bin += 1) {
    const share = ((histogram[bin] ?? 0) * weight) / sum;
    if (share === 0) continue;
    // Between two bins, so that a shift by half a bin is not lost.
    const place = bin + shift / binWidth;
    const low = Math.floor(place);
    const high = place - low;
    add(moved, low, share * (1 - high));
    add(moved, low + 1, share * high);
  }
  return moved;
};

const add = (histogram: Histogram, bin: number, weight: number): void => {
  const inside = Math.min(binCount - 1, Math.max(0, bin));
  histogram[inside] = (histogram[inside] ?? 0) + weight;
};

/** Sums both. */
export const sumOf = (a: Histogram, b: Histogram): Histogram => a.map((one, bin) => one + (b[bin] ?? 0));

/** Durations at 1,024 equal steps of probability, ascending, in `unit`s; straight lines within a bin. */
export const quantileTable = (histogram: Histogram, unit: number): Float64Array => {
  const table = new Float64Array(tableSize);
  const sum = total(histogram);
  let bin = 0;
  let before = 0;
  for (let step = 0; step < tableSize; step += 1) {
    const wanted = ((step + 0.5) / tableSize) * sum;
    while (bin < binCount - 1 && before + (histogram[bin] ?? 0) < wanted) {
      before += histogram[bin] ?? 0;
      bin += 1;
    }
    const inside = (histogram[bin] ?? 0) > 0 ? (wanted - before) / (histogram[bin] ?? 1) : 0.5;
    table[step] = unit * Math.exp(lowest + (bin + Math.min(1, Math.max(0, inside))) * binWidth);
  }
  return table;
};
