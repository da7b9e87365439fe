// Overbooking of a half day and the no-shows it rests on: known figures, and never more than the risk, the cap and the simulation allow.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lnGamma, overflowRisk } from './beta-binomial.ts';
import { hourOf, leadClass, learnNoShow, noShowShare } from './no-show.ts';
import { overbook } from './overbook.ts';
import { at, planOf } from './slots.test-support.ts';

const rule = { on: true, mostPercent: 5, riskPercent: 5 };
const sure = 1e9;
const windowOf = (places: number, share = 0.1, weight = sure) => ({
  ...{ fromMs: 0, toMs: 1, places, finishByMs: 1000 },
  noShow: { share, weight },
});
const fine = () => ({ promisesKept: 0.97, p80FinishMs: 900 });
/** Chance that more than `places` of `booked` come, added up by the recurrence of the binomial. */
const binomialTail = (booked: number, places: number, come: number): number => {
  let chances = [1];
  for (let n = 0; n < booked; n += 1) {
    chances = Array.from(
      { length: n + 2 },
      (_, k) => (chances[k] ?? 0) * (1 - come) + (chances[k - 1] ?? 0) * come,
    );
  }
  return chances.slice(places + 1).reduce((all, chance) => all + chance, 0);
};

describe('the risk that more come than there are places', () => {
  it('is the binomial’s when the share is certain, and larger when it is not', () => {
    expect(lnGamma(11)).toBeCloseTo(Math.log(3_628_800), 10);
    expect(overflowRisk(42, 40, sure * 0.9, sure * 0.1)).toBeCloseTo(binomialTail(42, 40, 0.9), 5);
    expect(overflowRisk(42, 40, 90, 10)).toBeGreaterThan(binomialTail(42, 40, 0.9));
    expect(overflowRisk(40, 40, 9, 1)).toBe(0);
  });
});

describe('a half day’s extra places', () => {
  it.each([
    [10, 5, 0, 'tooFew'],
    [39, 10, 0, 'tooFew'],
    [40, 5, 1, 'risk'],
    [40, 10, 2, 'mostPercent'],
    [200, 5, 10, 'mostPercent'],
  ])('with %i places and a risk of %i %%: %i, because of %s', (places, riskPercent, extra, because) => {
    expect(overbook({ ...rule, riskPercent }, windowOf(places), fine)).toMatchObject({ extra, because });
  });

  it('need a simulation that keeps promises and ends in time, for every one of them', () => {
    expect(overbook(rule, windowOf(200), null)).toMatchObject({ extra: 0, because: 'notSimulated' });
    const until = (most: number, what: object) => (extra: number) => ({
      ...fine(),
      ...(extra > most ? what : {}),
    });
    expect(overbook(rule, windowOf(200), until(3, { promisesKept: 0.94 }))).toMatchObject({
      ...{ extra: 3, because: 'promises' },
    });
    expect(overbook(rule, windowOf(200), until(0, { p80FinishMs: 1001 }))).toMatchObject({
      ...{ extra: 0, because: 'finish' },
    });
    expect(overbook({ ...rule, on: false }, windowOf(200), fine)).toMatchObject({ extra: 0, because: 'off' });
  });

  it('never break the cap or the risk', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 0, max: 0.6, noNaN: true }),
        fc.integer({ min: 1, max: 2000 }),
        (places, share, weight) => {
          const half = overbook(rule, windowOf(places, share, weight), fine);
          expect(half.extra).toBeLessThanOrEqual(places * 0.05);
          expect(half.risk).toBeLessThanOrEqual(0.05);
          if (places < 40) expect(half.extra).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stand in slots that have places, one by one over the half day', () => {
    const plan = planOf(
      { group: { share: 100, overbooking: { on: true, riskPercent: 20 } } },
      { simulated: () => ({ promisesKept: 1, p80FinishMs: 0 }) },
    );
    // Three booths × 4 hours ÷ 12 minutes are 60 places in each half; a tenth does not come.
    expect(plan.halfDays.map(({ places, extra }) => [places, extra])).toEqual([
      [60, 3],
      [60, 3],
    ]);
    expect(plan.places).toBe(126);
    expect(Math.max(...plan.slots.map((slot) => slot.overbooked))).toBe(1);
    expect(plan.slots.reduce((all, slot) => all + slot.overbooked, 0)).toBe(6);
  });
});

describe('no-shows', () => {
  const prior = { share: 0.1, weight: 50 };
  const seen = (count: number, came: boolean, hour: string, madeAtMs: number) =>
    Array.from({ length: count }, () => ({
      ...{ site: 'centre', procedure: 'card', channel: 'web' as const, madeAtMs, came },
      slotAtMs: at(hour),
    }));
  const early = at('09:00', '2026-11-10');
  const rates = learnNoShow(
    [
      ...seen(300, false, '16:00', early),
      ...seen(300, true, '16:00', early),
      ...seen(400, true, '09:00', early),
    ],
    prior,
  );

  it('are the prior’s where nothing was seen, and the cell’s own where much was', () => {
    expect(noShowShare(rates, { site: 'elsewhere' }).share).toBe(0.1);
    expect(noShowShare(rates, { site: 'centre', procedure: 'card', hour: 16 }).share).toBeGreaterThan(0.45);
    expect(noShowShare(rates, { site: 'centre', procedure: 'card', hour: 9 }).share).toBeLessThan(0.06);
    // (300 + 50 × 0.1) ÷ (1000 + 50)
    expect(noShowShare(rates, { site: 'centre' })).toEqual({ share: 305 / 1050, weight: 1050 });
    // A cell that was never seen is as the wider one.
    const hour = { site: 'centre', procedure: 'card', hour: 16, lead: 'sameDay' as const };
    expect(noShowShare(rates, hour).share).toBeCloseTo(
      noShowShare(rates, { ...hour, lead: undefined as never }).share,
    );
  });

  it('are told apart by hour and lead time in Japan', () => {
    expect(hourOf(at('00:30'))).toBe(0);
    expect(hourOf(at('19:59'))).toBe(19);
    const lead = (date: string) => leadClass(at('23:59', date), at('09:00'));
    expect(
      ['2026-12-07', '2026-12-06', '2026-12-04', '2026-12-03', '2026-11-30', '2026-11-29'].map(lead),
    ).toEqual([...['sameDay', 'days1to3', 'days1to3', 'days4to7', 'days4to7', 'days8to30']]);
    expect(lead('2026-11-06')).toBe('later');
  });
});
