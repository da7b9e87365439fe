// A wait is said in steps of five minutes, never tighter than the estimate, in every language.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../ids.ts';
import { stepFor } from '../wait-range.ts';
import { rangeOf, showRange, textsFor } from './index.ts';

const estimate = (p20: number, p50: number, p80: number) => ({ p20, p50, p80 });

describe('the range of a wait', () => {
  it.each([
    [estimate(0, 1, 2), 'まもなく'],
    [estimate(1, 3, 4.9), 'まもなく'],
    [estimate(2, 5, 9), '10分以内'],
    [estimate(5, 5, 5), '約5分'],
    [estimate(12, 15, 21), '約10～25分'],
    [estimate(30, 31, 35), '約30～35分'],
    [estimate(61, 70, 89.5), '約60～90分'],
  ])('%o is %s', (wait, said) => {
    expect(showRange(wait, textsFor('ja').wall)).toBe(said);
  });

  it('is the one the hub tells, where it tells one', () => {
    const told = (low: number, high: number) => ({ ...estimate(12, 15, 21), shown: { low, high } });
    expect(showRange(told(10, 30), textsFor('ja').wall)).toBe('約10～30分');
    expect(showRange(told(0, 0), textsFor('ja').wall)).toBe('まもなく');
  });

  it('holds the estimate, in steps of five, whatever the figures', () => {
    const minutes = fc.double({ min: 0, max: 600, noNaN: true });
    fc.assert(
      fc.property(minutes, minutes, (a, b) => {
        const [p20, p80] = [Math.min(a, b), Math.max(a, b)];
        const range = rangeOf({ p20, p50: (p20 + p80) / 2, p80 });
        if (range === 'soon') return p80 < 5;
        return (
          range.low <= p20 &&
          range.high >= p80 &&
          range.low % 5 === 0 &&
          range.high % 5 === 0 &&
          range.high - range.low < p80 - p20 + 2 * stepFor(p80)
        );
      }),
    );
  });
});

describe.each(languages)('the texts in %s', (language) => {
  const texts = textsFor(language);

  it('name the number and the booth in a spoken call', () => {
    const said = texts.speech.call('A', 12, 3);
    expect(said).toMatch(/A\D*12\D/);
    expect(said).toMatch(/\D3\D/);
  });

  it('say a wait with both of its ends', () => {
    for (const section of [texts.wall, texts.paper]) {
      expect(section.range({ low: 10, high: 25 })).toMatch(/10.*25/);
      expect(section.range({ low: 0, high: 10 })).toMatch(/^\D*10\D*$/);
      expect(section.range({ low: 5, high: 5 })).toMatch(/^\D*5\D*$/);
    }
  });

  it('are none of them empty', () => {
    const empty = [...Object.entries(texts.wall), ...Object.entries(texts.paper)].filter(
      ([, text]) => typeof text === 'string' && text.trim() === '',
    );
    expect(empty).toEqual([]);
  });
});
