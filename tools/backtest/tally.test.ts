// The measures: what a forecast that knows the truth's own distribution must score.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addForecast, measuresOf, sumOf, type Tally } from './tally.ts';

const cell = { moment: 'issue', phase: 'plain', procedure: 'renewal', hour: 9, by: 'ours' } as const;

describe('coverage', () => {
  it('of a perfect forecast is 60 %, also when it may be that nobody calls any more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (calledPercent) => {
        // Waits of 1 to 100 minutes, equally likely; those beyond `calledPercent` are never called.
        const tally: Tally = {};
        const at = (minutes: number) => Math.min(minutes, calledPercent + 0.5);
        const said = {
          p20: at(20.5),
          p50: at(50.5),
          p80: at(80.5),
          mean: 0,
          calledShare: calledPercent / 100,
        };
        for (let wait = 1; wait <= 100; wait += 1)
          addForecast(tally, cell, said, at(wait), wait > calledPercent);
        expect(measuresOf(sumOf(tally, () => true)).coverage).toBeCloseTo(0.6, 1);
      }),
    );
  });
});

describe('the measures', () => {
  it('are sums over the chosen cells', () => {
    const tally: Tally = {};
    addForecast(tally, cell, { p20: 5, p50: 10, p80: 15, mean: 11, calledShare: 1 }, 12);
    addForecast(tally, { ...cell, hour: 10 }, 20, 12);
    const both = measuresOf(sumOf(tally, () => true));
    expect(both).toMatchObject({ count: 2, mae: 5, bias: 3, meanBias: 3.5, coverage: 1, width: 10 });
    // 12 against 5, 10, 15: 0.2 × 7 + 0.5 × 2 + 0.2 × 3; against 20 three times: (0.8 + 0.5 + 0.2) × 8.
    expect(both.pinball).toBeCloseTo((3 / 3 + 12 / 3) / 2);
    expect(measuresOf(sumOf(tally, ({ hour }) => hour === 10))).toMatchObject({ count: 1, mae: 8 });
  });
});
