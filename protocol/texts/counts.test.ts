// Numbers take the form and the digits that each language has for them.
import { describe, expect, it } from 'vitest';
import { languages } from '../ids.ts';
import { countingIn } from './counts.ts';
import { dateIn } from './dates.ts';
import { textsFor } from './index.ts';

describe('counting', () => {
  it('takes the plural form of the language', () => {
    const people = (tag: string) =>
      countingIn(tag).counted({ zero: 'nobody', one: '{n} person', other: '{n} people' });
    expect([0, 1, 2, 1200].map(people('en'))).toEqual(['nobody', '1 person', '2 people', '1,200 people']);
    expect(people('pt-BR')(1)).toBe('1 person');
    expect(people('ja')(1)).toBe('1 people');
  });

  it('writes waits with the dash of the language, Latin digits everywhere', () => {
    const said = (tag: string) => {
      const wait = countingIn(tag).wait({ within: '<{n}', about: '~{n}' });
      return [wait({ low: 0, high: 5 }), wait({ low: 5, high: 5 }), wait({ low: 10, high: 25 })];
    };
    expect(said('en')).toEqual(['<5', '~5', '~10–25']);
    expect(said('ja')).toEqual(['<5', '~5', '~10～25']);
    expect(said('ne')).toEqual(['<5', '~5', '~10–25']);
  });
});

describe.each(languages)('a date in %s', (language) => {
  const { tag } = textsFor(language);
  const days = Array.from({ length: 40 }, (_, index) => Date.UTC(2026, 0, 1 + index * 9, 15 + (index % 12)));

  it('is the one of Intl, in Latin digits', () => {
    for (const atMs of days)
      for (const year of [true, false]) {
        const by = new Intl.DateTimeFormat(`${tag}-u-nu-latn`, {
          ...{ timeZone: 'Asia/Tokyo', month: 'long', day: 'numeric', weekday: 'short' },
          ...(year ? { year: 'numeric' } : {}),
        } as Intl.DateTimeFormatOptions);
        expect(dateIn(tag, atMs, { year, month: 'long' })).toBe(by.format(atMs));
      }
  });
});
