// Quantile tables: 1,024 equally likely durations in ascending order, and what is left of one that has begun.
import { tableSize } from './draws.ts';

/** Past every duration seen, this share of the mean, or of what has passed, is taken to be left on average. */
const tailOfMean = 0.35;
const tailOfElapsed = 0.25;

/** A quantile table with its mean, in minutes unless said otherwise. */
export type Durations = { readonly table: Float64Array; readonly mean: number };

export const meanOf = (table: Float64Array): number => table.reduce((sum, one) => sum + one, 0) / tableSize;

/** Share of the durations that are at most `value`, 0 to 1. */
export const shareBelow = (table: Float64Array, value: number): number => {
  let low = 0;
  let high = tableSize;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low / tableSize;
};

/**
 * What is left of a duration that has lasted `elapsed` already, at the quantile `share` (0 to 1) of those that last
 * longer; same unit as the table.
 */
export const residual = (
  table: Float64Array,
  mean: number,
  elapsed: number,
  below: number,
  share: number,
): number => {
  const step = (below + share * (1 - below)) * tableSize - 0.5;
  const first = below * tableSize;
  if (first >= tableSize - 2) {
    return Math.max(tailOfMean * mean, tailOfElapsed * elapsed) * -Math.log(1 - share);
  }
  const low = Math.max(Math.floor(step), 0);
  const from = table[Math.min(low, tableSize - 1)] ?? 0;
  const to = table[Math.min(low + 1, tableSize - 1)] ?? from;
  return Math.max(0, from + (to - from) * Math.min(1, Math.max(0, step - low)) - elapsed);
};
