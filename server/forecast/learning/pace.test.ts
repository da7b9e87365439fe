// Quicker when the hall is full: seen where it is so, and nothing of it where it is not.
import { describe, expect, it } from 'vitest';
import { assumptions, minuteMs, pastDay } from '../test-support.ts';
import { learn } from './learn.ts';
import { paceAt, waitingAt } from './pace.ts';

const assumed = assumptions({ renewal: 10 });
/** Each day 24 come at once and are served one after the other; `minutes` by how many still wait. */
const days = (minutes: (waiting: number, nth: number) => number) =>
  Array.from({ length: 20 }, (_, nth) => {
    const day = pastDay(
      nth,
      'renewal',
      Array.from({ length: 24 }, (_, i) => minutes(23 - i, nth * 7 + i)),
    );
    const arrivals = day.visits.map(() => ({
      ...{ procedure: 'renewal', atMs: day.opensAtMs - minuteMs, slotMs: null, minutesOff: 0 },
    }));
    return { ...day, arrivals };
  });
const scatter = (i: number) => Math.exp(0.3 * Math.sin(i * 12.9898) * 1.4);

describe('pace', () => {
  it('counts who waits from who came, was called and left', () => {
    const [day] = days(() => 10);
    if (day === undefined) throw new Error('no day');
    const left = [{ procedure: 'renewal', sinceMs: day.opensAtMs, leftAtMs: day.opensAtMs + minuteMs }];
    const at = waitingAt({ ...day, left });
    expect(at(day.opensAtMs - 2 * minuteMs)).toBe(0);
    expect(at(day.opensAtMs)).toBe(23);
    expect(at(day.opensAtMs + 5 * minuteMs)).toBe(22);
  });

  it('is learned where staff hurry, and none where they do not', () => {
    const hurried = learn(
      days((waiting, i) => 12 * (1 + waiting) ** -0.25 * scatter(i)),
      assumed,
    ).figures.pace;
    expect(hurried.slope).toBeLessThan(-0.18);
    expect(hurried.slope).toBeGreaterThan(-0.3);
    expect(paceAt(hurried, 20)).toBeLessThan(paceAt(hurried, 2));
    const steady = learn(
      days((_, i) => 10 * scatter(i)),
      assumed,
    ).figures.pace;
    expect(Math.abs(steady.slope)).toBeLessThan(0.05);
    expect(learn([], assumed).figures.pace.slope).toBe(0);
  });
});
