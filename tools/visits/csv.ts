// The rows of a business day as lines of CSV, for `npm run backtest` here or anywhere.

import { boothColumns } from '../backtest/booths-file.ts';
import { exactTime } from '../backtest/civil.ts';
import { visitColumns } from '../backtest/visits-file.ts';
import type { BoothRow, VisitRow } from './rows.ts';

export const visitHeader = [...visitColumns.required, ...visitColumns.optional].join(',');
export const boothHeader = boothColumns.required.join(',');

type Day = { readonly site: string; readonly date: string };

/** None of the values can hold a comma or a quote: they are ids, numbers and times. */
const line = (cells: readonly (string | number | null)[]): string =>
  cells.map((cell) => cell ?? '').join(',');
const time = (atMs: number | null): string | null => (atMs === null ? null : exactTime(atMs));

export const visitLine = ({ site, date }: Day, row: VisitRow): string =>
  line([
    site,
    date,
    row.ticket,
    row.procedure,
    row.source,
    time(row.slotMs),
    time(row.issuedMs),
    time(row.calledMs),
    time(row.finishedMs),
    row.booth,
    time(row.dueMs),
    row.outcome,
  ]);

export const boothLine = ({ site, date }: Day, row: BoothRow): string =>
  line([site, date, row.booth, time(row.openedMs), time(row.closedMs)]);
