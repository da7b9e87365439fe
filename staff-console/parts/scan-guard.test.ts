// A scan is one text, a person's keys are keys, and nothing is lost or acts twice.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScanGuard } from './scan-guard.ts';

describe('the scan guard', () => {
  const heard: string[] = [];
  const guard = createScanGuard({
    act: (name) => heard.push(name),
    scanned: (text) => heard.push(`scan ${text}`),
  });
  beforeEach(() => {
    heard.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('hands a scan on as one text, capitals and all, and none of its letters acts', () => {
    for (const key of ['7', 'Shift+K', 'Q', 'M', '-', '2', 'X', 'W', 'P', 'D']) {
      expect(guard.key(key)).toBe(true);
      vi.advanceTimersByTime(15);
    }
    expect(guard.key('Enter')).toBe(true);
    vi.runAllTimers();
    expect(heard).toEqual(['scan 7KQM-2XWPD']);
  });

  it('lets a person’s keys act, a moment later and in order', () => {
    guard.key('A');
    vi.advanceTimersByTime(60);
    guard.key('Shift+W');
    vi.advanceTimersByTime(60);
    expect(heard).toEqual(['A', 'Shift+W']);
  });

  it('is not misled by a page that was busy: keys that waited in its line belong to the scan', () => {
    let nowMs = 0;
    const slow = createScanGuard({
      act: (name) => heard.push(name),
      scanned: (text) => heard.push(`scan ${text}`),
      nowMs: () => nowMs,
    });
    slow.key('7');
    nowMs = 300;
    // The timer was due at 40 and runs at 300, before the keys that the scanner sent at 10 and 20.
    vi.advanceTimersByTime(40);
    expect(heard).toEqual([]);
    for (const key of 'KQM2X') slow.key(key);
    expect(slow.key('Enter')).toBe(true);
    expect(heard).toEqual(['scan 7KQM2X']);
    slow.key('A');
    nowMs += 40;
    vi.advanceTimersByTime(40);
    expect(heard).toEqual(['scan 7KQM2X', 'A']);
    slow.close();
  });

  it('leaves alone what no scanner sends, and an Enter without a scan before it', () => {
    expect(['Escape', 'ArrowDown', 'Alt+A', 'Enter'].map(guard.key)).toEqual([false, false, false, false]);
    guard.key('A');
    expect(guard.key('Enter')).toBe(false);
    vi.runAllTimers();
    expect(heard).toEqual(['A']);
  });
});
