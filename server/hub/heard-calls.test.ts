// Calls of a hub whose clock is ahead are made when they are heard; what was there before, and small disagreement, stays.
import { describe, expect, it } from 'vitest';
import { isFresh } from '../../protocol/fresh.ts';
import type { BusinessDate, SiteId } from '../../protocol/ids.ts';
import { type Call, type DayState, emptyDay } from '../day/state.ts';
import { createHeardCalls } from './heard-calls.ts';

const nowMs = Date.parse('2026-11-24T10:00:00+09:00');
const call = (callId: string, atMs: number): Call =>
  ({ callId, ticket: callId.slice(0, 4), booth: 1, atMs, recall: false, withdrawn: false }) as Call;
const dayWith = (calls: readonly Call[], date = '2026-11-24'): DayState => ({
  ...emptyDay('centre' as SiteId, date as BusinessDate),
  calls,
});

describe('a call of a hub whose clock is eight seconds ahead', () => {
  const before = call('A001.1', nowMs + 3_600_000);
  const ahead = call('A002.1', nowMs + 8_000);
  const calls = createHeardCalls(dayWith([before]));
  calls.heard(dayWith([before, ahead]), nowMs);
  // Heard again with one more change of the day: the first time counts.
  calls.heard(dayWith([before, ahead, call('A003.1', nowMs + 9_000)]), nowMs + 2_000);

  it('is fresh here from the moment that it is heard', () => {
    expect(isFresh(ahead.atMs, nowMs, 60_000)).toBe(false);
    expect(calls.atMs(ahead)).toBe(nowMs);
  });

  it('is not made later by what comes after it', () => {
    expect(calls.atMs(call('A003.1', nowMs + 9_000))).toBe(nowMs + 2_000);
    expect(calls.atMs(ahead)).toBe(nowMs);
  });

  it('says nothing of what was there before this hub listened: a clock was put back since', () => {
    expect(calls.atMs(before)).toBe(before.atMs);
  });

  it('is forgotten with its day', () => {
    calls.heard(dayWith([], '2026-11-25'), nowMs);
    expect(calls.atMs(ahead)).toBe(ahead.atMs);
  });
});

it('a call within what two clocks may differ keeps its time, so that all hubs tell the same', () => {
  const calls = createHeardCalls(dayWith([]));
  const near = call('A001.1', nowMs + 4_000);
  calls.heard(dayWith([near]), nowMs);
  expect(calls.atMs(near)).toBe(near.atMs);
});
