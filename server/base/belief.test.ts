// Which time is believed: jumps that pass are ignored, those that stand are followed, and two clocks outweigh one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agreementMs,
  type Belief,
  believe,
  firstBelief,
  longestDoubtMs,
  type Reading,
  settleMs,
} from './belief.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-24T11:00:00+09:00');
/** All clocks right after so many ms. */
const right = (afterMs: number, change: Partial<Reading> = {}): Reading => ({
  ownMs: start + afterMs,
  storeMs: null,
  steadyMs: 5_000 + afterMs,
  ...change,
});
/** The belief after readings every second from one time to another. */
const through = (
  belief: Belief,
  fromMs: number,
  toMs: number,
  reading: (atMs: number) => Reading,
): Belief => {
  let now = belief;
  for (let atMs = fromMs; atMs <= toMs; atMs += 1_000) now = believe(now, reading(atMs));
  return now;
};
const running = through(firstBelief(right(0)), 0, hour, right);

describe('one clock alone', () => {
  it('nine hours ahead for three seconds is not believed, and then forgotten', () => {
    const ahead = (atMs: number) => right(atMs, { ownMs: start + atMs + 9 * hour });
    const during = through(running, hour, hour + 3_000, ahead);
    expect(during.nowMs).toBe(start + hour + 3_000);
    expect(during.doubt).toMatchObject({ clock: 'own', aheadMs: 9 * hour });
    expect(believe(during, right(hour + 4_000))).toMatchObject({ nowMs: start + hour + 4_000, doubt: null });
  });

  it('that has stood for ten minutes is followed', () => {
    const back = (atMs: number) => right(atMs, { ownMs: start + atMs - 2 * hour });
    const almost = through(running, hour, hour + longestDoubtMs - 1_000, back);
    expect(almost.nowMs).toBe(start + hour + longestDoubtMs - 1_000);
    const after = through(almost, hour + longestDoubtMs, hour + longestDoubtMs + 1_000, back);
    expect(after).toMatchObject({ nowMs: start - hour + longestDoubtMs + 1_000, doubt: null });
  });

  it('set right five seconds after the start is followed after five more, and settles later', () => {
    const wrong = (atMs: number) => right(atMs, { ownMs: start + atMs + 24 * hour });
    const started = through(firstBelief(wrong(0)), 0, 5_000, wrong);
    expect(started.settledAtMs).toBe(5_000 + settleMs);
    const soon = through(started, 6_000, 13_000, right);
    expect(soon.nowMs).toBe(start + 13_000);
    expect(soon.settledAtMs - soon.steadyMs).toBeGreaterThan(settleMs - 15_000);
  });

  it('that is set again and again is not followed before it stands', () => {
    const wild = (atMs: number) => right(atMs, { ownMs: start + atMs + ((atMs / 1_000) % 97) * hour });
    const after = through(running, hour, 3 * hour, wild);
    expect(after.nowMs).toBe(start + 3 * hour);
  });

  it('drifts and is put right a little: followed at once', () => {
    expect(believe(running, right(hour + 1_000, { ownMs: start + hour + 15_000 }))).toMatchObject({
      nowMs: start + hour + 15_000,
      doubt: null,
    });
  });
});

describe('a store with a clock', () => {
  const both = (atMs: number, change: Partial<Reading> = {}) =>
    right(atMs, { storeMs: start + atMs, ...change });
  const shared = through(firstBelief(both(0)), 0, hour, both);

  it('keeps the hub right for ever while its own clock is wrong, and says so', () => {
    const wrong = (atMs: number) => both(atMs, { ownMs: start + atMs + 9 * hour });
    const after = through(shared, hour, 2 * hour, wrong);
    expect(after).toMatchObject({ nowMs: start + 2 * hour, doubt: { clock: 'own', aheadMs: 9 * hour } });
  });

  it('that jumps alone is not followed while the own clock bears the time out', () => {
    const wrong = (atMs: number) => both(atMs, { storeMs: start + atMs + 24 * hour });
    const after = through(shared, hour, 2 * hour, wrong);
    expect(after).toMatchObject({ nowMs: start + 2 * hour, doubt: { clock: 'store' } });
  });

  it('that agrees with the own clock is followed at once: the machine stood still', () => {
    const later = (atMs: number) => right(atMs, { ownMs: start + atMs + hour, storeMs: start + atMs + hour });
    expect(believe(shared, later(hour + 1_000))).toMatchObject({
      nowMs: start + 2 * hour + 1_000,
      doubt: null,
    });
  });

  it('counts at the start, and what two clocks say is settled at once', () => {
    const joined = firstBelief(both(0, { ownMs: start - 26 * hour }));
    expect(joined).toMatchObject({ nowMs: start, doubt: { clock: 'own', aheadMs: -26 * hour } });
    expect(firstBelief(both(0)).settledAtMs).toBe(5_000);
  });
});

it('whatever one clock says for less than half as long as the time has stood, the belief runs evenly', () => {
  const jump = fc.integer({ min: -48 * hour, max: 48 * hour });
  fc.assert(
    fc.property(fc.array(fc.record({ jump, seconds: fc.integer({ min: 1, max: 500 }) })), (wrongs) => {
      let belief = running;
      let atMs = hour;
      for (const wrong of wrongs) {
        const isSmall = Math.abs(wrong.jump) <= agreementMs;
        belief = through(belief, atMs, atMs + wrong.seconds * 1_000, (ms) =>
          right(ms, isSmall ? {} : { ownMs: start + ms + wrong.jump }),
        );
        atMs += wrong.seconds * 1_000 + 1_000;
        belief = believe(belief, right(atMs));
        expect(belief.nowMs).toBe(start + atMs);
      }
    }),
    { numRuns: 50 },
  );
});
