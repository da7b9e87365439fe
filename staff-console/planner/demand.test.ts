// The papers' own tables, as they are: what holds is reproduced, what does not is told; and what an office wrote wrongly is named.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ratioPercent, readDemand } from './demand.ts';

const example = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, `../../examples/demand/${name}.csv`), 'utf8');

it('reproduces Minato’s ratios, and says that the paper prints 160 where it is 161', () => {
  const read = readDemand(example('minato'), 44_000);
  if (!read.ok || read.demand.kind !== 'years') throw new Error(JSON.stringify(read));
  expect(read.demand.rows.map(({ ratio }) => ratio)).toEqual([93, 145, 123, 95, 81, 161]);
  expect(read.demand.rows.map(({ year }) => year)).toEqual([2025, 2026, 2027, 2028, 2029, 2030]);
  expect(read.demand.rows.map(({ surplus }) => surplus)).toEqual([2867, -19910, -10021, 2259, 8359, -26714]);
  expect(read.demand.differences).toEqual([
    { row: '令和12年度', field: 'ratio_printed_percent', printed: 160, reckoned: 161 },
  ]);
});

it('reproduces Kawasaki’s sums, months and years', () => {
  const read = readDemand(example('kawasaki'), 1);
  if (!read.ok || read.demand.kind !== 'months') throw new Error(JSON.stringify(read));
  expect(read.demand.differences).toEqual([]);
  const totals = read.demand.rows.filter(({ kind }) => kind === 'total').map(({ total }) => total);
  expect(totals).toEqual([229_919, 215_560, 448_233, 313_501]);
});

it('tells a month and a year that do not add up', () => {
  const wrong = example('kawasaki').replace('total,R6,actual,9871,', 'total,R6,actual,9872,');
  const read = readDemand(wrong, 1);
  expect(read.ok && read.demand.differences).toEqual([
    { row: 'total 令和6年度', field: 'total', printed: 215_560, reckoned: 215_561 },
    { row: 'total 令和6年度', field: 'm04', printed: 9872, reckoned: 9871 },
  ]);
});

it.each([
  ['fiscal_year,a\nR7,many', { line: 2, field: 'a', wanted: 'number' }],
  ['fiscal_year,a\nR7,5\nR8,-5', { line: 3, field: 'a', wanted: 'number' }],
  ['fiscal_year,a\nH30,5', { line: 2, field: 'fiscal_year', wanted: 'year' }],
  ['year,a\n2025,5', { line: 1, field: 'fiscal_year', wanted: 'columns' }],
  ['fiscal_year,total\nR7,5', { line: 1, field: 'm04 … m03', wanted: 'columns' }],
  ['', { line: 1, field: 'fiscal_year', wanted: 'columns' }],
])('names line and column of %j', (text, fault) => {
  expect(readDemand(text, 44_000)).toEqual({ ok: false, fault });
});

it('rounds halves up, exactly, whatever the figures', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (demand, capacity) => {
      const doubled = BigInt(demand) * 200n + BigInt(capacity);
      expect(ratioPercent(demand, capacity)).toBe(Number(doubled / (2n * BigInt(capacity))));
    }),
  );
});
