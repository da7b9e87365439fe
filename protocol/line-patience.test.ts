// Waiting stays short for one mishap, doubles under strain, never passes ten seconds, and comes down again.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  attemptAllowed,
  beatAfter,
  createPatience,
  delayBefore,
  mostStrain,
  silenceAllowed,
  steadyMs,
} from './line-patience.ts';

const luck = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const strains = fc.integer({ min: 0, max: 50 });
const hubs = fc.integer({ min: 1, max: 9 });

describe('what is allowed', () => {
  const kinds = [
    ['a beat', silenceAllowed],
    ['the next look', beatAfter],
    ['an attempt', attemptAllowed],
  ] as const;

  it.each(kinds)('for %s grows with each strain, whatever the luck, up to ten seconds', (_, allowed) => {
    fc.assert(
      fc.property(strains, luck, luck, (strain, one, other) => {
        const ms = allowed(strain, one);
        expect(ms).toBeGreaterThan(0);
        expect(ms).toBeLessThanOrEqual(10_000);
        // Below the ceiling, the shortest of the next is longer than the longest of this.
        if (allowed(strain, 1) * 2 <= 10_000 && strain < mostStrain)
          expect(allowed(strain + 1, other)).toBeGreaterThan(ms);
      }),
    );
  });

  it('moves a client whose hub falls silent to another within three seconds', () => {
    fc.assert(
      fc.property(luck, luck, luck, (a, b, c) => {
        expect(beatAfter(0, a) + silenceAllowed(0, b) + delayBefore(0, 2, 0, c)).toBeLessThan(3_000);
      }),
    );
  });
});

describe('the delay before an attempt', () => {
  it('is short for hubs not tried yet, and never over a few seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), hubs, strains, luck, (n, addresses, strain, random) => {
        const ms = delayBefore(n, addresses, strain, random);
        expect(ms).toBeGreaterThanOrEqual(0);
        const untried = addresses > 1 && n < addresses - 1;
        expect(ms).toBeLessThanOrEqual(untried ? 400 * 2 ** mostStrain : 2_000);
        if (untried && strain === 0) expect(ms).toBeLessThanOrEqual(400);
        if (!untried) expect(ms).toBeGreaterThanOrEqual(175);
      }),
    );
  });

  it('spreads a crowd over the whole of it', () => {
    const delays = Array.from({ length: 1_000 }, (_, i) => delayBefore(0, 2, 2, i / 1_000));
    for (const part of [0, 400, 800, 1_200]) {
      expect(delays.filter((ms) => ms >= part && ms < part + 400)).toHaveLength(250);
    }
  });
});

describe('patience', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('comes with the first loss, and is not strained further by lines that break or hubs that refuse', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (ups) => {
        const patience = createPatience();
        expect(patience.strain()).toBe(0);
        patience.down(true);
        for (const up of ups) {
          if (up) patience.up();
          patience.down(false);
          expect(patience.strain()).toBe(2);
        }
        patience.close();
      }),
    );
  });

  it('is what happened: two strains for a loss, one more for each slow one, one less for each steady while', () => {
    const step = fc.oneof(
      fc.constant('slow' as const),
      fc.constant('broken' as const),
      fc.integer({ min: 0, max: 6 }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const patience = createPatience();
        let strain = 0;
        let steady = true;
        for (const now of steps) {
          if (typeof now === 'number') {
            patience.up();
            vi.advanceTimersByTime(now * steadyMs + 1);
            if (now > 0) steady = true;
            strain = Math.max(0, strain - now);
          } else {
            patience.down(now === 'slow');
            if (steady) strain = Math.max(strain, 2);
            else if (now === 'slow') strain = Math.min(mostStrain, strain + 1);
            steady = false;
          }
          expect(patience.strain()).toBe(strain);
        }
        patience.close();
        expect(vi.getTimerCount()).toBe(0);
      }),
    );
  });
});
