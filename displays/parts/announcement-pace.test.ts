// However calls come, none begins more than 20 s late while the shortest form can keep up; and none is shortened without need.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { furtherMs, lateLimitMs, mayAddLanguage, paceMs, paceOf } from './announcement-pace.ts';

/** Speaks calls made at these instants as a wall would; when each began, and how. */
const speakAll = (callsMs: readonly number[], rate = 1) => {
  const calls = [...callsMs].sort((a, b) => a - b);
  const spoken: { lateMs: number; pace: string; further: boolean }[] = [];
  let nowMs = 0;
  for (let next = 0; next < calls.length; next += 1) {
    const atMs = calls[next] ?? 0;
    nowMs = Math.max(nowMs, atMs);
    const waiting = () => calls.slice(next + 1).filter((other) => other <= nowMs);
    const pace = paceOf(waiting(), nowMs, rate);
    const lateMs = nowMs - atMs;
    nowMs += (pace === 'full' ? paceMs.japanese : paceMs[pace]) / rate;
    const further = pace === 'full' && mayAddLanguage(waiting(), nowMs, rate);
    if (further) nowMs += furtherMs / rate;
    spoken.push({ lateMs, pace, further });
  }
  return spoken;
};

describe('the pace of announcements', () => {
  it('a single call is spoken in full', () => {
    expect(speakAll([0])).toEqual([{ lateMs: 0, pace: 'full', further: true }]);
  });

  it('shortens step by step as more wait, and comes back', () => {
    const waiting = (count: number) => Array.from({ length: count }, () => 0);
    expect([0, 1, 2, 3, 8].map((count) => paceOf(waiting(count), 0))).toEqual([
      'full',
      'japanese',
      'japanese',
      'brief',
      'brief',
    ]);
    // One that has waited for a while already leaves less time.
    expect(paceOf([0], 13_000)).toBe('hurried');
    expect(paceOf([], 60_000)).toBe('full');
  });

  it('no call begins more than 20 s late when at most four come at once and one each 3.7 s after that', () => {
    const refillMs = 3_700;
    const gaps = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.constantFrom(1, 1.5), (between, rate) => {
        let tokens = 4;
        let atMs = 0;
        const calls = between.map((gapMs) => {
          const short = Math.max(0, (1 - tokens) * refillMs);
          const waitMs = Math.max(gapMs < 3_000 ? 0 : gapMs, short);
          tokens = Math.min(4, tokens + waitMs / refillMs) - 1;
          atMs += waitMs;
          return atMs;
        });
        expect(Math.max(...speakAll(calls, rate).map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(
          lateLimitMs,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('beyond that every call is still spoken, in the shortest form', () => {
    const spoken = speakAll(Array.from({ length: 20 }, () => 0));
    expect(spoken).toHaveLength(20);
    expect(spoken.slice(0, 12).every(({ pace }) => pace === 'brief')).toBe(true);
  });
});
