// Reads an office's own demand table: renewals per fiscal year, or procedures per month; and reckons it again instead of believing it.
import { parse } from 'csv-parse/browser/esm/sync';
import { reiwaYear, yearOfReiwa } from '../../protocol/fiscal-year.ts';

export type YearRow = {
  readonly year: number;
  readonly parts: readonly { readonly name: string; readonly count: number }[];
  readonly total: number;
  /** Share of the capacity, whole per cent, halves up. */
  readonly ratio: number;
  /** Places left over; below zero: missing. */
  readonly surplus: number;
};
export type MonthRow = {
  readonly kind: string;
  readonly year: number;
  readonly status: string;
  /** April to March. */
  readonly months: readonly number[];
  readonly total: number;
};
/** What the paper prints and is not so: `field` of which row, printed and reckoned. */
export type Difference = {
  readonly row: string;
  readonly field: string;
  readonly printed: number;
  readonly reckoned: number;
};
export type Demand =
  | { readonly kind: 'years'; readonly rows: readonly YearRow[]; readonly differences: readonly Difference[] }
  | {
      readonly kind: 'months';
      readonly rows: readonly MonthRow[];
      readonly differences: readonly Difference[];
    };
/** `line` counts from 1, the heading; `field` is the column's name. */
export type DemandFault = {
  readonly line: number;
  readonly field: string;
  readonly wanted: 'number' | 'year' | 'columns';
};
export type DemandRead =
  | { readonly ok: true; readonly demand: Demand }
  | { readonly ok: false; readonly fault: DemandFault };

const monthFields = ['m04', 'm05', 'm06', 'm07', 'm08', 'm09', 'm10', 'm11', 'm12', 'm01', 'm02', 'm03'];
const printedFields = ['total', 'surplus_printed', 'ratio_printed_percent'];

class Fault extends Error {
  readonly fault: DemandFault;
  constructor(fault: DemandFault) {
    super(`${fault.line} ${fault.field}`);
    this.fault = fault;
  }
}
type Line = Readonly<Record<string, string>>;

const numberIn = (row: Line, field: string, line: number): number => {
  const text = (row[field] ?? '').replaceAll(',', '');
  if (!/^-?\d{1,12}$/.test(text)) throw new Fault({ line, field, wanted: 'number' });
  return Number(text);
};
const countIn = (row: Line, field: string, line: number): number => {
  const value = numberIn(row, field, line);
  if (value < 0) throw new Fault({ line, field, wanted: 'number' });
  return value;
};
const yearIn = (row: Line, line: number): number => {
  const text = row.fiscal_year ?? '';
  const year = /^\d{4}$/.test(text) ? Number(text) : yearOfReiwa(text);
  if (year === null) throw new Fault({ line, field: 'fiscal_year', wanted: 'year' });
  return year;
};
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Whole per cent, halves up; in whole numbers, so that no half is lost. */
export const ratioPercent = (demand: number, capacity: number): number =>
  Math.floor((200 * demand + capacity) / (2 * capacity));

const printedDiffer = (
  row: Line,
  line: number,
  name: string,
  reckoned: Readonly<Record<string, number>>,
): Difference[] =>
  Object.entries(reckoned).flatMap(([field, value]) => {
    if ((row[field] ?? '') === '') return [];
    const printed = numberIn(row, field, line);
    return printed === value ? [] : [{ row: name, field, printed, reckoned: value }];
  });

const years = (rows: readonly Line[], fields: readonly string[], capacity: number): Demand => {
  const differences: Difference[] = [];
  const parts = fields.filter((field) => field !== 'fiscal_year' && !printedFields.includes(field));
  const read = rows.map((row, at): YearRow => {
    const line = at + 2;
    const year = yearIn(row, line);
    const counts = parts.map((name) => ({ name, count: countIn(row, name, line) }));
    const total = sum(counts.map(({ count }) => count));
    const [ratio, surplus] = [ratioPercent(total, capacity), capacity - total];
    const reckoned = { total, surplus_printed: surplus, ratio_printed_percent: ratio };
    differences.push(...printedDiffer(row, line, reiwaYear(year), reckoned));
    return { year, parts: counts, total, ratio, surplus };
  });
  return { kind: 'years', rows: read, differences };
};

const months = (rows: readonly Line[]): Demand => {
  const differences: Difference[] = [];
  const read = rows.map((row, at): MonthRow => {
    const line = at + 2;
    const [year, kind] = [yearIn(row, line), row.kind ?? ''];
    const counts = monthFields.map((field) => countIn(row, field, line));
    const total = sum(counts);
    differences.push(...printedDiffer(row, line, `${kind} ${reiwaYear(year)}`, { total }));
    return { kind, year, status: row.status ?? '', months: counts, total };
  });
  // Rows of the kind "total" are sums of the others of their year, month by month.
  for (const whole of read.filter(({ kind }) => kind === 'total')) {
    const others = read.filter(({ kind, year }) => kind !== 'total' && year === whole.year);
    for (const [at, field] of monthFields.entries()) {
      const [printed, reckoned] = [whole.months[at] ?? 0, sum(others.map((one) => one.months[at] ?? 0))];
      if (printed !== reckoned)
        differences.push({ row: `total ${reiwaYear(whole.year)}`, field, printed, reckoned });
    }
  }
  return { kind: 'months', rows: read, differences };
};

/** `capacity`: places a fiscal year, at least 1. Never throws for what an office wrote. */
export const readDemand = (text: string, capacity: number): DemandRead => {
  try {
    const rows: Line[] = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
    const fields = Object.keys(rows[0] ?? {});
    if (!fields.includes('fiscal_year'))
      throw new Fault({ line: 1, field: 'fiscal_year', wanted: 'columns' });
    if (monthFields.every((field) => fields.includes(field))) return { ok: true, demand: months(rows) };
    const known = fields.filter((field) => field !== 'fiscal_year' && !printedFields.includes(field));
    if (known.length === 0) throw new Fault({ line: 1, field: 'm04 … m03', wanted: 'columns' });
    return { ok: true, demand: years(rows, fields, capacity) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    const line = (error as { lines?: number }).lines;
    return { ok: false, fault: { line: line ?? 1, field: 'fiscal_year', wanted: 'columns' } };
  }
};
