// Dates and parts of dates in every public language: of that language, not of the machine's own.
import { describe, expect, it } from 'vitest';
import { languages } from '../ids.ts';
import { calendarDateIn, dateIn } from './dates.ts';
import { textsFor } from './index.ts';

describe('a date on a card', () => {
  it.each([
    ['ja', '2027年8月1日', '2027年8月', '8月'],
    ['en', 'August 1, 2027', 'August 2027', 'August'],
    ['ne', '2027 अगस्ट 1', '2027 अगस्ट', 'अगस्ट'],
    ['fil', 'Agosto 1, 2027', 'Agosto 2027', 'Agosto'],
    ['zh-Hant', '2027年8月1日', '2027年8月', '8月'],
  ])('in %s', (tag, whole, month, alone) => {
    expect(calendarDateIn(tag, '2027-08-01')).toBe(whole);
    expect(calendarDateIn(tag, '2027-08-01', { year: 'numeric', month: 'long' })).toBe(month);
    expect(calendarDateIn(tag, '2027-08-01', { month: 'long' })).toBe(alone);
  });

  it.each(languages)('has twelve months and figures that everybody here reads, in %s', (language) => {
    const { tag } = textsFor(language);
    const all = Array.from({ length: 12 }, (_, index) => `2027-${String(index + 1).padStart(2, '0')}-28`);
    expect(new Set(all.map((date) => calendarDateIn(tag, date, { month: 'long' }))).size).toBe(12);
    for (const date of all) expect(calendarDateIn(tag, date)).toMatch(/2027.*28|28.*2027/);
  });
});

it('says an instant by the day that it is in Japan', () => {
  const look = { year: true, month: 'long' } as const;
  expect(dateIn('ne', Date.parse('2027-07-31T15:00:00Z'), look)).toBe('2027 अगस्ट 1, आइत');
});
