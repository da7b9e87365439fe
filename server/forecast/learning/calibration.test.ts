// Ranges that correct themselves: they come to hold three times in five whatever the runs get wrong, and stay in order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scored, Wait } from '../contract.ts';
import { normalQuantile } from '../numbers/normal.ts';
import { assumptions, pastDay } from '../test-support.ts';
import { afterBreak, calibrated, isBad, uncalibrated, withDayScored, withScored } from './calibration.ts';
import { addDay, learn } from './learn.ts';

const wait = (p20: number, p50: number, p80: number): Wait => ({ p20, p50, p80, mean: p50, calledShare: 1 });
/** True waits that scatter by `spread` (logarithm) around `factor` × the forecast P50, which is 5 to 65 minutes. */
const history = (count: number, factor: number, spread: number, saidSpread: number): readonly Scored[] =>
  Array.from({ length: count }, (_, i) => {
    const p50 = 5 + ((i * 37) % 61);
    const z = normalQuantile((((i * 0.618034) % 1) + 1e-4) / 1.001);
    const range = (share: number) => p50 * Math.exp(saidSpread * normalQuantile(share));
    return {
      procedure: i % 3 === 0 ? 'issue' : 'renewal',
      said: wait(range(0.2), p50, range(0.8)),
      waitMinutes: factor * p50 * Math.exp(spread * z),
    };
  });
const told = (scored: readonly Scored[]) => {
  let calibration = uncalibrated;
  return scored.map((one) => {
    const range = calibrated(calibration, one.procedure, { ...one.said, mean: one.said.p50 });
    calibration = withScored(calibration, one);
    return { ...one, range };
  });
};
const share = <T>(list: readonly T[], test: (one: T) => boolean) => list.filter(test).length / list.length;
const holds = ({ range, waitMinutes }: ReturnType<typeof told>[number]) =>
  range.p20 <= waitMinutes && waitMinutes <= range.p80;

describe('what was said, corrected by what came', () => {
  it.each([
    ['too wide', 1, 0.2, 0.8],
    ['too narrow', 1, 0.6, 0.1],
    ['half as long again as said', 1.5, 0.3, 0.3],
    ['a third too long', 0.67, 0.3, 0.3],
  ])('holds three times in five: %s', (_, factor, spread, saidSpread) => {
    const late = told(history(600, factor, spread, saidSpread)).slice(150);
    expect(share(late, holds)).toBeGreaterThan(0.55);
    expect(share(late, holds)).toBeLessThan(0.66);
    const over = share(late, ({ range, waitMinutes }) => waitMinutes > range.p50);
    expect(over).toBeGreaterThan(0.4);
    expect(over).toBeLessThan(0.6);
  });

  it('is left alone before anything has come true, and where nobody is told a wait', () => {
    const said = wait(10, 15, 22);
    expect(calibrated(uncalibrated, 'renewal', said)).toEqual(said);
    const sentHome = { ...wait(200, 300, 300), calledShare: 0.3 };
    const known = withDayScored(uncalibrated, history(50, 2, 0.3, 0.3));
    expect(calibrated(known, 'renewal', sentHome)).toEqual(sentHome);
  });

  it('stays in order, finite and at least nothing, whatever was said and came', () => {
    const minutes = fc.double({ min: 0, max: 500, noNaN: true });
    const anyWait = fc
      .tuple(fc.array(minutes, { minLength: 3, maxLength: 3 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([list, calledShare]) => {
        const [p20 = 0, p50 = 0, p80 = 0] = list.toSorted((a, b) => a - b);
        return { ...wait(p20, p50, p80), calledShare };
      });
    const anyScored = fc.record({
      procedure: fc.constantFrom('renewal', 'issue'),
      said: anyWait,
      waitMinutes: minutes,
    });
    fc.assert(
      fc.property(fc.array(fc.option(anyScored), { maxLength: 60 }), anyWait, (scored, next) => {
        const known = withDayScored(uncalibrated, scored);
        const { p20, p50, p80 } = calibrated(known, 'renewal', next);
        expect(p20).toBeGreaterThanOrEqual(0);
        expect(p50).toBeGreaterThanOrEqual(p20);
        expect(p80).toBeGreaterThanOrEqual(p50);
        expect(Number.isFinite(p80)).toBe(true);
        // The same from the same log, at once or in pieces.
        const cut = Math.floor(scored.length / 2);
        const pieces = withDayScored(withDayScored(uncalibrated, scored.slice(0, cut)), scored.slice(cut));
        expect(calibrated(pieces, 'renewal', next)).toEqual({
          ...next,
          ...calibrated(known, 'renewal', next),
        });
      }),
      { numRuns: 60 },
    );
  });

  it('says when it has become bad, widens itself, and recovers', () => {
    const good = withDayScored(uncalibrated, history(200, 1, 0.3, 0.3));
    expect(isBad(good)).toBe(false);
    const changed = history(26, 4, 0.05, 0.3);
    const bad = withDayScored(good, changed);
    expect(isBad(bad)).toBe(true);
    const said = wait(22, 30, 40);
    const width = (known: typeof good) => {
      const range = calibrated(known, 'renewal', said);
      return Math.log((range.p80 + 2) / (range.p20 + 2));
    };
    expect(width(bad)).toBeGreaterThan(1.4 * width(good));
    expect(isBad(withDayScored(bad, history(120, 4, 0.3, 0.3)))).toBe(false);
  });

  it('tells how a day went by what was told then, not by what is known since', () => {
    const day = (nth: number, scored: readonly Scored[]) => pastDay(nth, 'renewal', [10], { scored });
    const known = learn([day(1, history(60, 2, 0.1, 0.2))], assumptions({ renewal: 10, issue: 20 }));
    // The first tickets of a world in which all takes twice as long were told half.
    expect(known.lastDay?.meanErrorMinutes).toBeGreaterThan(8);
    const next = addDay(known, day(2, history(60, 2, 0.1, 0.2)));
    expect(next.lastDay?.tickets).toBe(60);
    expect(next.lastDay?.meanErrorMinutes).toBeLessThan(0.7 * (known.lastDay?.meanErrorMinutes ?? 0));
    expect(next.lastDay?.covered).toBeGreaterThan(0.5);
    // A day without a word leaves the last one standing, and learning in one go gives the same.
    expect(addDay(next, day(3, [])).lastDay).toEqual(next.lastDay);
    const days = [day(1, history(60, 2, 0.1, 0.2)), day(2, history(60, 2, 0.1, 0.2))];
    expect(learn(days, assumptions({ renewal: 10, issue: 20 })).lastDay).toEqual(next.lastDay);
  });

  it('believes what was before an outage half as much afterwards', () => {
    const known = withDayScored(uncalibrated, history(150, 1.6, 0.2, 0.3));
    const p50 = (of: typeof known) => calibrated(of, 'renewal', wait(22, 30, 40)).p50;
    expect(p50(known)).toBeGreaterThan(43);
    expect(p50(afterBreak(known))).toBeLessThan(p50(known));
    expect(p50(afterBreak(known))).toBeGreaterThan(33);
  });
});
