// One more visitor, now and later: who asks changes nothing, who comes later is not finished sooner, a kept due time is never worse than none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learn } from '../learning/learn.ts';
import { booth, busy, certain, line, minuteMs, nowMs, queue } from '../test-support.ts';
import { beginOverflowLook, overflowLook } from './overflow-look.ts';
import { outlook } from './what-if.ts';

const models = learn([], certain({ renewal: 10 }));
const at = (booths: number, waiting: number, reservedMinutes: readonly number[] = []) => ({
  ...queue(
    ['renewal'],
    Array.from({ length: booths }, (_, i) => booth(i + 1, ['renewal'], busy('renewal', 3))),
    line(waiting, 'renewal'),
  ),
  reservations: reservedMinutes.map((minutes, i) => ({
    id: `R${i}`,
    procedure: 'renewal',
    slotMs: nowMs + minutes * minuteMs,
    minutesOff: 0,
  })),
});
const laterMs = [30, 60, 120, 240].map((minutes) => nowMs + minutes * minuteMs);
const travelMinutes = [0, 15, 30];
const lookAt = (now: ReturnType<typeof at>) => {
  const found = overflowLook({ queue: now, models, laterMs, travelMinutes, runs: 64 }).procedures.get(
    'renewal',
  );
  if (found === undefined) throw new Error('renewal was not looked at');
  return found;
};

describe('the look ahead', () => {
  it('reckons waits and ends that can be reckoned by hand', () => {
    // Two booths, each three minutes into a visit of ten; ten before us: the last of them is called with 4 × 10 more.
    const { now, later, kept, minutesEach } = lookAt(at(2, 10));
    expect(now.waitP50).toBeGreaterThan(52);
    expect(now.waitP50).toBeLessThan(64);
    expect((now.finishP50Ms - nowMs) / minuteMs - now.waitP50).toBeGreaterThan(8);
    expect(minutesEach).toBeCloseTo(5, 0);
    // After two hours nobody waits any more.
    expect(later[2]?.waitP50).toBeLessThan(2);
    // Who arrives in half an hour with today's place waits half an hour less.
    expect(now.waitP50 - (kept[2]?.waitP50 ?? 0)).toBeGreaterThan(27);
  });

  it('lets nobody overtake whose place is kept while they travel', () => {
    const { later, kept } = lookAt(at(1, 3, [35, 35, 35, 35, 35]));
    // Due now, before those who are due 10 minutes before their slots; who comes in half an hour is due after them.
    expect(kept[2]?.waitP50).toBeLessThan(15);
    expect(later[0]?.waitP50).toBeGreaterThan(40);
  });

  it('finds the reservation that would be called late', () => {
    expect(lookAt(at(1, 0)).reservation).toBeNull();
    const quiet = lookAt(at(2, 0, [25])).reservation;
    expect(quiet?.lateP80).toBeLessThan(3);
    const crowded = lookAt(at(1, 0, [25, 25, 25, 25, 25])).reservation;
    expect(crowded?.lateP80).toBeGreaterThan(25);
    // It does not meet the queue of now, unless that is long.
    expect(lookAt(at(2, 0, [60])).reservation).toBeNull();
    expect(lookAt(at(1, 5, [60])).reservation).not.toBeNull();
  });

  it('changes nothing for those in the queue, and asks the same in slices', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 15 }), (booths, waiting) => {
        const now = at(booths, waiting, [45, 90]);
        const whole = overflowLook({ queue: now, models, laterMs, travelMinutes, runs: 64 });
        const bare = outlook(now, models, { minRuns: 64 }).procedures.get('renewal');
        expect(whole.procedures.get('renewal')?.now.waitP50).toBeCloseTo(bare?.p50 ?? -1, 1);
        const job = beginOverflowLook({ queue: now, models, laterMs, travelMinutes, runs: 64 });
        let found = job.advance(3);
        for (let slices = 0; found === null && slices < 1_000; slices += 1) found = job.advance(3);
        expect(found).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('gives nobody an earlier end for coming later, and a later one for a place that is kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 40 }), (booths, waiting) => {
        const { now, later, kept } = lookAt(at(booths, waiting));
        const one = 1.5 * minuteMs;
        let before = now.finishP80Ms;
        for (const { finishP80Ms } of later) {
          expect(finishP80Ms).toBeGreaterThanOrEqual(before - one);
          before = finishP80Ms;
        }
        for (const { finishP50Ms, atMs } of kept)
          expect(finishP50Ms).toBeLessThanOrEqual(Math.max(now.finishP50Ms, atMs + 11 * minuteMs) + one);
      }),
      { numRuns: 30 },
    );
  });

  it('says nothing of what is in outage or not served', () => {
    const two = queue(['renewal', 'issue'], [booth(1, ['renewal'])], []);
    const both = learn([], certain({ renewal: 10, issue: 10 }));
    const look = overflowLook({ queue: two, models: both, laterMs, travelMinutes, runs: 64 });
    expect([...look.procedures.keys()]).toEqual(['renewal']);
    const frozen = { ...two, procedures: two.procedures.map((one) => ({ ...one, frozen: true })) };
    expect(overflowLook({ queue: frozen, models: both, laterMs, travelMinutes }).procedures.size).toBe(0);
  });
});
