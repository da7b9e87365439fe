// However calls come, none begins more than 20 s late while the shortest form can keep up; and none is shortened without need.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  announcementMs,
  betweenMs,
  lateLimitMs,
  mayAddLanguage,
  type Pace,
  paceOf,
  speechMs,
} from './announcement-pace.ts';
import { chimeMs } from './chime.ts';

type Lengths = (pace: Pace | 'further', rate: number) => number;
/** Every announcement as long as it can be. */
const longest: Lengths = (pace, rate) =>
  pace === 'further' ? speechMs.further / rate : announcementMs(pace, rate);

/** Speaks calls made at these instants as a wall would; when each began, and how. */
const speakAll = (callsMs: readonly number[], rate = 1, lengthOf: Lengths = longest) => {
  const calls = [...callsMs].sort((a, b) => a - b);
  const spoken: { lateMs: number; pace: string; further: boolean }[] = [];
  let nowMs = 0;
  for (let next = 0; next < calls.length; next += 1) {
    const atMs = calls[next] ?? 0;
    nowMs = Math.max(nowMs, atMs);
    const waiting = () => calls.slice(next + 1).filter((other) => other <= nowMs);
    const pace = paceOf(waiting(), nowMs, rate);
    const lateMs = nowMs - atMs;
    // One of many in a row has no chime, but the first of them.
    nowMs += lengthOf(pace, rate) + (pace === 'terse' && lateMs === 0 ? chimeMs.short - betweenMs : 0);
    const further = pace === 'full' && mayAddLanguage(waiting(), nowMs, rate);
    if (further) nowMs += lengthOf('further', rate);
    spoken.push({ lateMs, pace, further });
  }
  return spoken;
};

/** Instants of calls, ms: at most `burst` at once, and one each `refillMs` after that. */
const instants = (gapsMs: readonly number[], burst: number, refillMs: number): readonly number[] => {
  let tokens = burst;
  let atMs = 0;
  return gapsMs.map((gapMs) => {
    const waitMs = Math.max(gapMs < 3_000 ? gapMs % 300 : gapMs, Math.max(0, (1 - tokens) * refillMs));
    tokens = Math.min(burst, tokens + waitMs / refillMs) - 1;
    atMs += waitMs;
    return atMs;
  });
};
const gaps = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 60 });
const latest = (spoken: ReturnType<typeof speakAll>) => Math.max(...spoken.map(({ lateMs }) => lateMs));

describe('the pace of announcements', () => {
  it.each([
    0.5, 0.6, 0.7, 0.8, 0.9, 1, 2,
  ])('a single call is spoken in full, in its language too, at rate %d', (rate) => {
    expect(speakAll([0], rate)).toEqual([{ lateMs: 0, pace: 'full', further: true }]);
  });

  it('shortens step by step as more wait, and comes back', () => {
    const waiting = (count: number) => Array.from({ length: count }, () => 0);
    expect([0, 1, 2, 3, 8].map((count) => paceOf(waiting(count), 0))).toEqual([
      'full',
      'full',
      'brief',
      'terse',
      'terse',
    ]);
    // One that has waited for a while already leaves less time.
    expect(paceOf([0], 12_000)).toBe('terse');
    expect(paceOf([0], 8_000)).toBe('hurried');
    expect(paceOf([], 60_000)).toBe('full');
  });

  it('leaves the further language out when somebody waits who would begin late', () => {
    expect(mayAddLanguage([], 0)).toBe(true);
    expect(mayAddLanguage([0], 0)).toBe(false);
    expect(mayAddLanguage([0, 0, 0], 0)).toBe(false);
  });

  it('no call begins more than 20 s late when at most three come at once and one each 3.4 s after that', () => {
    const shares = fc.array(fc.double({ min: 0.4, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, shares, fc.constantFrom(1, 1.5), (between, parts, speed) => {
        let turn = 0;
        const lengthOf: Lengths = (pace, rate) => longest(pace, rate) * (parts[turn++ % parts.length] ?? 1);
        const calls = instants(between, 3, 3_400);
        expect(latest(speakAll(calls, speed))).toBeLessThanOrEqual(lateLimitMs);
        expect(latest(speakAll(calls, speed, lengthOf))).toBeLessThanOrEqual(lateLimitMs);
      }),
      { numRuns: 2_000 },
    );
  });

  // Numbers to 350 at booths 1 to 12: 95 of 100 announcements are no longer than this.
  const usual = { full: 7_700, hurried: 6_600, brief: 4_000, terse: 2_650, further: 5_800 } as const;

  it('nor, with numbers as they are usual, when four come at once and one each 2.7 s after that', () => {
    fc.assert(
      fc.property(gaps, (between) => {
        const calls = instants(between, 4, 2_700);
        expect(latest(speakAll(calls, 1, (pace) => usual[pace]))).toBeLessThanOrEqual(lateLimitMs);
      }),
      { numRuns: 2_000 },
    );
  });

  it('nor when eight booths call in the same moment after a silence', () => {
    const eight = Array.from({ length: 8 }, () => 0);
    expect(latest(speakAll(eight, 1, (pace) => usual[pace]))).toBeLessThanOrEqual(lateLimitMs);
  });

  it('beyond that every call is still spoken, in the shortest form', () => {
    const spoken = speakAll(Array.from({ length: 20 }, () => 0));
    expect(spoken).toHaveLength(20);
    expect(spoken.slice(0, 12).every(({ pace }) => pace === 'terse')).toBe(true);
  });
});
