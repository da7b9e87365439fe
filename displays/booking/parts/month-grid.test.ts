// Rows of a month against a paper calendar, and what holds for every month.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAfter, monthAfter, monthRows, weekdayNumber, weekOf } from './month-grid.ts';

describe('the rows of a month', () => {
  it('are those of a paper calendar for December 2026, which begins on a Tuesday', () => {
    const rows = monthRows('2026-12-24');
    expect(rows.map((row) => row.map((day) => (day === null ? 0 : Number(day.slice(8)))))).toEqual([
      [0, 0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11, 12],
      [13, 14, 15, 16, 17, 18, 19],
      [20, 21, 22, 23, 24, 25, 26],
      [27, 28, 29, 30, 31, 0, 0],
    ]);
  });

  it('hold every day of the month once, each under its weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const date = dateAfter('1990-01-01', days);
        const rows = monthRows(date);
        const all = rows.flat().filter((day) => day !== null);
        expect(new Set(all).size).toBe(all.length);
        expect(all).toContain(date);
        expect(all.every((day) => day.slice(0, 7) === date.slice(0, 7))).toBe(true);
        expect(dateAfter(all.at(-1) ?? '', 1)).toBe(monthAfter(date, 1));
        for (const row of rows)
          for (const [index, day] of row.entries()) if (day !== null) expect(weekdayNumber(day)).toBe(index);
        expect(weekOf(date)).toContain(date);
        expect(weekdayNumber(weekOf(date)[0] ?? '')).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
