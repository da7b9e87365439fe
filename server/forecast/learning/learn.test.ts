// Learning: little data lean on the assumptions, much data prevail; today is noticed; order of reading is of no matter.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptions, minuteMs, nowMs, pastDay } from '../test-support.ts';
import { addDay, learn, learnOrganisation, type Models, withToday } from './learn.ts';
import { hazardUpTo } from './leaving.ts';
import { levelMoments } from './level.ts';

const assumed = assumptions({ renewal: 10, issue: 20 });
const meanOf = (models: Models, id = 'renewal') => models.figures.procedures.get(id)?.time.mean ?? Number.NaN;
const levelOf = (models: Models, id = 'renewal') =>
  Math.exp(levelMoments(models.today.levels.get(id) ?? []).mean);

/** Times around a mean, the same ones every time. */
const around = (mean: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => mean * (0.5 + ((i * 7) % count) / count));
const days = (mean: number, count: number, visits = 30) =>
  Array.from({ length: count }, (_, nth) => pastDay(nth, 'renewal', around(mean, visits)));

describe('what past days teach', () => {
  it('is the planned minutes before any day', () => {
    expect(meanOf(learn([], assumed))).toBeGreaterThan(9);
    expect(meanOf(learn([], assumed))).toBeLessThan(11);
  });

  it('moves from the planned minutes to what was seen, and its doubt goes', () => {
    const doubts = [0, 1, 5, 20].map((n) => learn(days(18, n), assumed));
    const means = doubts.map((models) => meanOf(models));
    expect(means[1]).toBeGreaterThan((means[0] ?? 0) + 3);
    expect(means[2]).toBeGreaterThan(means[1] ?? 0);
    expect(means.at(-1)).toBeGreaterThan(17);
    expect(means.at(-1)).toBeLessThan(19);
    const few = meanOf(learn([pastDay(0, 'renewal', [18, 18])], assumed));
    expect(few).toBeGreaterThan(10);
    expect(few).toBeLessThan(15);
    const deviations = doubts.map((models) => models.figures.procedures.get('renewal')?.placeDeviation ?? 0);
    expect(deviations).toEqual([...deviations].sort((a, b) => b - a));
  });

  it('keeps the shape it has seen', () => {
    const quickOrSlow = Array.from({ length: 20 }, (_, nth) =>
      pastDay(
        nth,
        'renewal',
        Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? 30 : 5)),
      ),
    );
    const table =
      learn(quickOrSlow, assumed).figures.procedures.get('renewal')?.time.table ?? new Float64Array();
    const between = table.filter((minutes) => minutes > 8 && minutes < 20).length;
    expect(between / table.length).toBeLessThan(0.08);
  });

  it('leans on the organisation where the site has little', () => {
    const organisation = learnOrganisation([{ site: 'north', days: days(25, 20) }], () => assumed);
    expect(meanOf(learn([], assumed, organisation))).toBeGreaterThan(20);
    expect(meanOf(learn(days(10, 20), assumed, organisation))).toBeLessThan(12);
  });

  it('knows booths, gaps and absences', () => {
    const slow = days(15, 15).map((day) => ({
      ...day,
      visits: day.visits.map((visit, i) => {
        const booth = 1 + (i % 2);
        const factor = booth === 2 ? 1.5 : 1;
        const endedAtMs = visit.calledAtMs + (visit.endedAtMs - visit.calledAtMs) * factor;
        return { ...visit, booth, endedAtMs };
      }),
    }));
    const factors = learn(slow, assumed).figures.procedures.get('renewal')?.boothFactors;
    const ratio = (factors?.get(2) ?? 0) / (factors?.get(1) ?? 1);
    expect(ratio).toBeGreaterThan(1.25);
    expect(ratio).toBeLessThan(1.6);
    const { gap } = learn(days(10, 10), assumed).figures;
    expect(gap.mean).toBeGreaterThan(0.22);
    expect(gap.mean).toBeLessThan(0.3);
  });

  it('is the same whatever the order of reading, at once or day by day', () => {
    const past = Array.from({ length: 8 }, (_, nth) => pastDay(nth, 'renewal', around(8 + nth, 12)));
    fc.assert(
      fc.property(fc.shuffledSubarray(past, { minLength: 8 }), (shuffled) => {
        const whole = learn(shuffled, assumed);
        expect(past.reduce(addDay, learn([], assumed))).toEqual(whole);
        expect(learn(past, assumed)).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it('knows when booths go away unplanned, and not when it was planned', () => {
    const start = (nth: number) => nowMs - 60 * minuteMs - (60 - nth) * 24 * 60 * minuteMs;
    const withLunch = (planned: boolean) =>
      Array.from({ length: 20 }, (_, nth) => {
        const fromMs = start(nth) + 180 * minuteMs;
        const pause = { booth: 1, fromMs, toMs: fromMs + 60 * minuteMs, untilMs: null };
        return pastDay(nth, 'renewal', [10], {
          pauses: [pause],
          planned: planned ? [{ booth: 1, fromMs: start(nth), toMs: fromMs }] : [],
        });
      });
    // Whether or not somebody waits: a lunch with an empty queue tells of one with a full one.
    const rate = (models: Models) => Math.max(...models.figures.longPauseRate);
    expect(rate(learn(withLunch(false), assumed))).toBeGreaterThan(1);
    expect(rate(learn(withLunch(true), assumed))).toBeLessThan(0.1);
  });

  it('tells a booth that goes when nobody waits from one that goes over people’s heads', () => {
    const closing = (waiting: boolean) =>
      Array.from({ length: 20 }, (_, nth) => {
        const day = pastDay(nth, 'renewal', [10, 10, 10]);
        const toMs = day.opensAtMs + 40 * minuteMs;
        const left = { procedure: 'renewal', sinceMs: toMs - 5 * minuteMs, leftAtMs: toMs + 30 * minuteMs };
        const sessions = [{ booth: 1, fromMs: day.opensAtMs, toMs }];
        return { ...day, sessions, left: waiting ? [left] : [] };
      });
    const rates = (models: Models) =>
      [models.figures.closingRate, models.figures.idleClosingRate].map((rate) => Math.max(...rate));
    const [whileWaiting = 0, whenEmpty = 0] = rates(learn(closing(false), assumed));
    expect(whenEmpty).toBeGreaterThan(1);
    expect(whileWaiting).toBeLessThan(0.02);
    expect(rates(learn(closing(true), assumed))[0]).toBeGreaterThan(1);
  });

  it('learns how long people wait before they leave, per procedure', () => {
    const leaving = (models: Models, id: string) => models.figures.procedures.get(id)?.leaving ?? null;
    const days = Array.from({ length: 20 }, (_, nth) => {
      const day = pastDay(nth, 'renewal', [10, 10, 10, 10]);
      // Two of six go after 20 to 30 minutes.
      const left = [22, 28].map((minutes) => ({
        ...{ procedure: 'renewal', sinceMs: day.opensAtMs },
        leftAtMs: day.opensAtMs + minutes * minuteMs,
      }));
      return { ...day, left };
    });
    expect(leaving(learn([], assumed), 'renewal')).toBeNull();
    const found = leaving(learn(days, assumed), 'renewal');
    expect(found).not.toBeNull();
    if (found === null) return;
    expect(Math.exp(-hazardUpTo(found, 20))).toBeGreaterThan(0.85);
    expect(Math.exp(-hazardUpTo(found, 30))).toBeLessThan(0.65);
    expect(Math.exp(-hazardUpTo(found, 30))).toBeGreaterThan(0.4);
  });
});

describe('what today teaches', () => {
  const usual = learn(days(10, 20), assumed);

  it('is nothing when today is as usual', () => {
    expect(levelOf(withToday(usual, pastDay(60, 'renewal', around(10, 30))))).toBeCloseTo(1, 1);
  });

  it('notices within the day that a procedure takes half as long again, also from the middle of it', () => {
    expect(levelOf(withToday(usual, pastDay(60, 'renewal', around(15, 20))))).toBeGreaterThan(1.3);
    const halfway = [...around(10, 30), ...around(15, 20)];
    expect(levelOf(withToday(usual, pastDay(60, 'renewal', halfway)))).toBeGreaterThan(1.25);
  });

  it('is not carried away by one visit of two hours', () => {
    const odd = [...around(10, 20), 120];
    expect(levelOf(withToday(usual, pastDay(60, 'renewal', odd)))).toBeLessThan(1.15);
  });

  it('is the same at once and visit by visit', () => {
    const day = pastDay(60, 'renewal', around(13, 25));
    let step: Models | null = null;
    for (let n = 1; n <= 25; n += 1)
      step = withToday(usual, { ...day, visits: day.visits.slice(0, n) }, step);
    expect(step).toEqual(withToday(usual, day));
  });
});
