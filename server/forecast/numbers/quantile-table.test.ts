// What is left of a duration that has begun: the right share of those that last longer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableSize } from './draws.ts';
import { meanOf, residual, shareBelow } from './quantile-table.ts';

const tableOf = (quantile: (share: number) => number) =>
  Float64Array.from({ length: tableSize }, (_, i) => quantile((i + 0.5) / tableSize));
const memoryless = tableOf((share) => -10 * Math.log(1 - share));
const even = tableOf((share) => 20 * share);
const meanLeft = (table: Float64Array, elapsed: number): number => {
  const below = shareBelow(table, elapsed);
  const draws = Array.from({ length: 400 }, (_, i) =>
    residual(table, meanOf(table), elapsed, below, (i + 0.5) / 400),
  );
  return draws.reduce((sum, one) => sum + one, 0) / draws.length;
};

describe('what is left', () => {
  it('is as much as ever of what has no memory, and half of the rest of what is even', () => {
    for (const elapsed of [0, 5, 15, 30]) expect(meanLeft(memoryless, elapsed)).toBeCloseTo(10, -0.5);
    for (const elapsed of [0, 8, 16]) expect(meanLeft(even, elapsed)).toBeCloseTo((20 - elapsed) / 2, 0);
  });

  it('is never negative, grows with the share, and is something even past all that was seen', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0.001, max: 0.998, noNaN: true }),
        (elapsed, share) => {
          const below = shareBelow(memoryless, elapsed);
          const left = (u: number) => residual(memoryless, 10, elapsed, below, u);
          expect(left(share)).toBeGreaterThanOrEqual(0);
          expect(left(share + 0.001)).toBeGreaterThanOrEqual(left(share));
        },
      ),
    );
    expect(meanLeft(even, 60)).toBeGreaterThan(10);
  });
});
