// The chart page: one file, nothing from elsewhere, data that cannot break out; the table counts what it says.
import { describe, expect, it } from 'vitest';
import { compare, comparisonInWords } from './compare.ts';
import { chartPage } from './page.ts';
import { placeOf } from './visits-file.ts';
import type { Forecasted } from './walk.ts';

const minute = 60_000;
const atNine = Date.UTC(2026, 3, 1, 0, 0);
const baselines = (value: number) => ({
  naive: value,
  'naive per procedure': value,
  'queue length': value,
  'head of line': value,
  'last called': value,
  'rolling mean': value,
});
const forecasted = (i: number, wait: number | null, p50: number | null, procedure = '更新'): Forecasted => {
  const issuedMs = atNine + i * minute;
  const calledMs = wait === null ? null : issuedMs + wait * minute;
  return {
    visit: {
      ...{ line: i + 2, site: 'centre', date: '2026-04-01', ticket: `A${i}`, procedure, source: 'button' },
      ...{
        slotMs: null,
        issuedMs,
        calledMs,
        finishedMs: null,
        leftMs: null,
        booth: null,
        outcome: 'finished',
      },
      ...placeOf(issuedMs, null),
    },
    wait,
    said: p50 === null ? null : { p20: p50 - 5, p50, p80: p50 + 5, mean: p50 + 1, calledShare: 1 },
    baselines: baselines(0),
  };
};
const some = [
  forecasted(0, 10, 12),
  forecasted(1, 20, 12),
  forecasted(2, 0.5, 0),
  forecasted(3, null, 9),
  forecasted(4, 30, null),
  forecasted(70, 8, 8, '</script><script>alert(1)</script>'),
];

describe('the table', () => {
  const found = compare(some);

  it('measures every estimator on the tickets that waited, were called and had a forecast', () => {
    expect(found).toMatchObject({
      tickets: 6,
      atOnce: 1,
      atOnceWrong: 0,
      neverCalled: 1,
      unsaid: 1,
      left: 0,
    });
    const [ours, naive] = ['ours', 'naive'].map((by) => found.overall.find((row) => row.by === by));
    expect(ours).toMatchObject({ by: 'ours', count: 3, bias: -2, width: 10 });
    expect(ours?.mae).toBeCloseTo(10 / 3);
    expect(ours?.coverage).toBeCloseTo(2 / 3);
    // 20 against 7, 12, 17: 0.2 × 13 + 0.5 × 8 + 0.8 × 3 = 9.0; 10 against 7, 12, 17: 0.6 + 1.0 + 1.4; 8 against 3, 8, 13: 1.0 + 1.0.
    expect(ours?.pinball).toBeCloseTo((9 + 3 + 2) / 9);
    expect(naive).toMatchObject({ by: 'naive', count: 3 });
    expect(naive?.mae).toBeCloseTo(38 / 3);
    expect(found.perHour.filter(({ by }) => by === 'ours').map(({ name }) => name)).toEqual([
      '9:00',
      '10:00',
    ]);
  });

  it('chooses by what was told, and counts "not today" and "no wait" apart, with how often they were wrong', () => {
    const home = (wait: number | null) => {
      const one = forecasted(5, wait, 300);
      return { ...one, said: one.said && { ...one.said, calledShare: 0.2 } };
    };
    const odd = [home(40), home(null), forecasted(6, 9, 0.4), forecasted(7, 0.5, 0.4), forecasted(8, 0.2, 6)];
    const told = compare([...some, ...odd]);
    expect(told).toMatchObject({ notToday: 2, notTodayWrong: 1, atOnce: 3, atOnceWrong: 1 });
    // Told six minutes and called at once: that is an error, however short the wait was.
    expect(told.overall[0]).toMatchObject({ by: 'ours', count: 4 });
  });

  it('is told in aligned columns, Japanese names too', () => {
    const lines = comparisonInWords(found)
      .split('\n')
      .filter((line) => line.includes('%'));
    const ends = lines.map((line) => [...line].reduce((sum, c) => sum + (c > '\u1100' ? 2 : 1), 0));
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.some((line) => line.startsWith('更新'))).toBe(true);
    expect(lines.map((line, i) => (ends[i] === ends[0] ? '' : line)).join('')).toBe('');
  });
});

describe('the page', () => {
  const page = chartPage('a "file" <b>.csv', compare(some), some);

  it('needs nothing from elsewhere', () => {
    const addresses = page.match(/(?:https?:)?\/\/[a-z0-9.]+/gi) ?? [];
    expect(addresses.filter((address) => !address.includes('www.w3.org'))).toEqual([]);
    expect(page).toContain("default-src 'none'");
  });

  it('keeps what a file says inside its data', () => {
    expect(page).not.toContain('alert(1)</script>');
    expect(page).not.toContain('<b>.csv');
    const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    const data = JSON.parse(json);
    expect(data.file).toBe('a "file" <b>.csv');
    expect(data.points).toHaveLength(3);
    expect(data.days[0].tickets[2]).toEqual([610, 3, 8, 13, 8, '</script><script>alert(1)</script>', 'A70']);
  });
});
