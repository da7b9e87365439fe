// Timers far away, timers of the past, clocks that jump; codes that are what they should be.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TicketCode } from '../../protocol/ids.ts';
import { newCode } from '../hub/codes.ts';
import { manualClock, systemClock } from './clock.ts';

describe('the system clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it('calls back after 26 days, not at once as a long setTimeout does', () => {
    const called = vi.fn();
    const days = 24 * 3_600_000;
    systemClock().at(1_000_000 + 26 * days, called);
    vi.advanceTimersByTime(26 * days - 1);
    expect(called).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledOnce();
  });

  it('calls back at once, but not from within, for an instant that has passed', () => {
    const called = vi.fn();
    systemClock().at(5, called);
    expect(called).not.toHaveBeenCalled();
    vi.advanceTimersByTime(0);
    expect(called).toHaveBeenCalledOnce();
  });

  it('notices within 10 s that the clock was set forward, and waits on when it was set back', () => {
    const forward = vi.fn();
    const back = vi.fn();
    systemClock().at(1_000_000 + 3_600_000, forward);
    vi.setSystemTime(1_000_000 + 3_600_000);
    vi.advanceTimersByTime(10_000);
    expect(forward).toHaveBeenCalledOnce();
    const now = Date.now();
    systemClock().at(now + 5_000, back);
    vi.setSystemTime(now - 60_000);
    vi.advanceTimersByTime(64_999);
    expect(back).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(back).toHaveBeenCalledOnce();
  });

  it('does not call back after it was cancelled', () => {
    const called = vi.fn();
    const cancel = systemClock().at(1_030_000, called);
    vi.advanceTimersByTime(20_000);
    cancel();
    vi.advanceTimersByTime(60_000);
    expect(called).not.toHaveBeenCalled();
  });
});

describe('the manual clock', () => {
  it('calls timers in order at their own instants, those set on the way too', async () => {
    const clock = manualClock(0);
    const seen: string[] = [];
    clock.at(30, () => seen.push(`c${clock.now()}`));
    clock.at(10, () => {
      seen.push(`a${clock.now()}`);
      clock.at(20, () => seen.push(`b${clock.now()}`));
    });
    clock.at(25, () => seen.push('never'))();
    await clock.advanceTo(40);
    expect([seen, clock.now()]).toEqual([['a10', 'b20', 'c30'], 40]);
  });
});

describe('codes', () => {
  it('are 16 characters of base 32, each time others', () => {
    const codes = Array.from({ length: 1_000 }, newCode);
    for (const one of codes) expect(TicketCode.safeParse(one).success).toBe(true);
    expect(new Set(codes).size).toBe(1_000);
  });
});
