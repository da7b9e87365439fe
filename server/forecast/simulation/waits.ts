// From the waits of all runs to the figures that are shown.
import type { Spread, Wait } from '../contract.ts';

/** Quantile of ascending values, between two of them where it falls there (plotting position n + 1). */
export const quantileOf = (ascending: Float32Array | Float64Array, share: number): number => {
  const place = Math.min(ascending.length, Math.max(1, share * (ascending.length + 1))) - 1;
  const low = Math.floor(place);
  const from = ascending[low] ?? 0;
  const to = ascending[Math.min(low + 1, ascending.length - 1)] ?? from;
  return from === to ? from : from + (to - from) * (place - low);
};

/** Sorts `waits` (minutes; Infinity: not called). Calls that never came count as at the day's end. */
export const waitOf = (waits: Float32Array, ends: number): Wait => {
  let called = 0;
  let sum = 0;
  for (let i = 0; i < waits.length; i += 1) {
    const wait = waits[i] as number;
    if (wait === Number.POSITIVE_INFINITY) waits[i] = ends;
    else called += 1;
    sum += waits[i] as number;
  }
  return { ...spreadOf(waits, sum), calledShare: called / waits.length };
};

/** Sorts the values. */
export const spreadOf = (values: Float32Array, sum = values.reduce((a, b) => a + b, 0)): Spread => {
  values.sort();
  return {
    p20: quantileOf(values, 0.2),
    p50: quantileOf(values, 0.5),
    p80: quantileOf(values, 0.8),
    mean: sum / Math.max(1, values.length),
  };
};
