// The shown range: always right, and never moved without need.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextShown, type Shown } from './shown-range.ts';

const wait = (p20: number, p50: number, p80: number) => ({ p20, p50, p80 });
const anyWait = fc
  .tuple(
    fc.double({ min: 0, max: 240, noNaN: true }),
    fc.double({ min: 0, max: 60, noNaN: true }),
    fc.double({ min: 0, max: 90, noNaN: true }),
  )
  .map(([p20, a, b]) => wait(p20, p20 + a, p20 + a + b));

describe('the shown range', () => {
  it('begins as the estimate, outwards to humane steps', () => {
    expect(nextShown(null, wait(27, 31, 38))).toEqual({ low: 25, high: 40 });
    expect(nextShown(null, wait(1, 2, 4))).toBe('soon');
    expect(nextShown(null, wait(71, 80, 104))).toEqual({ low: 70, high: 110 });
  });

  it('stays while it is right and moves when it is not', () => {
    const shown = { low: 25, high: 40 };
    expect(nextShown(shown, wait(23.5, 30, 41.5))).toEqual(shown);
    expect(nextShown(shown, wait(22, 29, 38))).toEqual({ low: 20, high: 40 });
    expect(nextShown(shown, wait(30, 36, 43))).toEqual({ low: 30, high: 45 });
    expect(nextShown({ low: 10, high: 60 }, wait(27, 31, 38))).toEqual({ low: 25, high: 40 });
    expect(nextShown('soon', wait(1, 3, 6))).toBe('soon');
    expect(nextShown('soon', wait(3, 5, 9))).toEqual({ low: 0, high: 10 });
    expect(nextShown({ low: 0, high: 10 }, wait(0, 2, 4))).toEqual({ low: 0, high: 10 });
    expect(nextShown({ low: 0, high: 10 }, wait(0, 1, 2))).toBe('soon');
  });

  it('holds P20 to P80 but for two minutes, after any history', () => {
    fc.assert(
      fc.property(fc.array(anyWait, { minLength: 1, maxLength: 20 }), (history) => {
        let shown: Shown | null = null;
        for (const now of history) {
          shown = nextShown(shown, now);
          const [low, high] = shown === 'soon' ? [0, 5] : [shown.low, shown.high];
          expect(low).toBeLessThanOrEqual(now.p20 + 2);
          expect(high).toBeGreaterThanOrEqual(now.p80 - 2);
          // Asked again with the same figures it shows the same.
          expect(nextShown(shown, now)).toEqual(shown);
        }
      }),
    );
  });

  it('does not flicker: a wobble of a minute moves it once at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.array(
          fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
          {
            minLength: 5,
            maxLength: 40,
          },
        ),
        (base, wobbles) => {
          let moves = 0;
          let shown = nextShown(null, wait(base, base + 5, base + 12));
          for (const [a, b] of wobbles) {
            const next = nextShown(shown, wait(Math.max(0, base + a), base + 5, base + 12 + b));
            if (next !== shown) moves += 1;
            shown = next;
          }
          expect(moves).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
