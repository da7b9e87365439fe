// Exact fractions against whole-number arithmetic of their own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceil, compare, floor, inWords, minus, over, plus, rational, shareOf, times } from './rational.ts';

const any = fc
  .tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 1, max: 5000 }))
  .map(([n, d]) => rational(n, d));

describe('fractions', () => {
  it('keep the laws that doubles break', () => {
    expect(floor(times(rational(60, 14), shareOf(70)))).toBe(3);
    expect(Math.floor(((2 * 30) / 14) * 0.7)).toBe(2);
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(plus(a, b)).toEqual(plus(b, a));
        expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)));
        expect(minus(plus(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(times(over(a, b), b)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)));
      }),
    );
  });
  it('have whole numbers on either side', () => {
    expect([
      floor(rational(-1, 2)),
      ceil(rational(-1, 2)),
      floor(rational(9, 4)),
      ceil(rational(9, 4)),
    ]).toEqual([-1, 0, 2, 3]);
    fc.assert(
      fc.property(any, (a) => {
        expect(compare(rational(floor(a)), a)).toBeLessThanOrEqual(0);
        expect(compare(a, rational(floor(a) + 1))).toBeLessThan(0);
        expect([0, 1]).toContain(ceil(a) - floor(a));
      }),
    );
  });
  it('are read from settings and written for people', () => {
    expect(
      [shareOf(60), shareOf('0.625'), shareOf('1'), shareOf('1.0')].map((one) => `${one.n}/${one.d}`),
    ).toEqual(['3/5', '5/8', '1/1', '1/1']);
    expect([rational(9, 4), rational(20, 7), rational(-1, 2), rational(0)].map(inWords)).toEqual([
      '2.25',
      '≈ 2.857',
      '-0.5',
      '0',
    ]);
    expect(() => rational(1, 0)).toThrow(RangeError);
  });
});
