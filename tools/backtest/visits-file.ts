// `visits.csv`: one row per wait of a ticket and the visit that followed; bad rows are told and left out.
import { parseDate, parseTime, plain } from './civil.ts';
import { type BadRow, readCsv, type TableRow } from './csv-table.ts';

export type PastVisit = {
  readonly line: number;
  readonly site: string;
  /** yyyy-mm-dd */
  readonly date: string;
  readonly ticket: string;
  readonly procedure: string;
  readonly source: string;
  readonly slotMs: number | null;
  readonly issuedMs: number;
  /** null: never called. */
  readonly calledMs: number | null;
  /** null: not known. */
  readonly finishedMs: number | null;
  /** Left before the call then; null: did not, or nobody knows when. */
  readonly leftMs: number | null;
  readonly booth: string | null;
  /** The instant that orders the queue, and from when an early reservation may be called (null: at once). */
  readonly dueMs: number;
  readonly callableFromMs: number | null;
  readonly outcome: Outcome;
};

export const outcomes = [
  'finished',
  'absent',
  'held',
  'transferred',
  'undone',
  'cancelled',
  'dayEnded',
] as const;
export type Outcome = (typeof outcomes)[number];

export const visitColumns = {
  required: [
    'site',
    'date',
    'ticket',
    'procedure',
    'source',
    'slot',
    'issued_at',
    'called_at',
    'finished_at',
    'booth',
  ],
  /** Written by Junban's own export; others need not have them. */
  optional: ['due_at', 'outcome'],
} as const;

export type VisitsFile = {
  readonly visits: readonly PastVisit[];
  readonly bad: readonly BadRow[];
  readonly ignored: readonly string[];
  readonly encoding: string;
};

/** Sources of a ticket that joins the queue once more on the same day. */
export const rejoining: readonly string[] = ['returned', 'transferred', 'resumed'];

/** Longer than this between issue and call, or call and end, is a slip of the pen (minutes). */
const longest = { wait: 12 * 60, visit: 8 * 60 } as const;
const minuteMs = 60_000;

/** Throws FileRefused when the file as a whole cannot be used. */
export const readVisits = (file: string, bytes: Uint8Array): VisitsFile => {
  const table = readCsv(file, bytes, visitColumns);
  const bad = [...table.bad];
  const visits: PastVisit[] = [];
  const first = new Map<string, number>();
  for (const row of table.rows) {
    const visit = visitFrom(row);
    if (typeof visit === 'string') {
      bad.push({ file, line: row.line, reason: visit });
      continue;
    }
    const key = [visit.site, visit.date, visit.ticket, visit.issuedMs, visit.source].join('\u0000');
    const earlier = first.get(key);
    if (earlier !== undefined) {
      bad.push({
        file,
        line: row.line,
        reason: `is a duplicate of line ${earlier}: same site, date, ticket, issued_at and source`,
      });
      continue;
    }
    first.set(key, row.line);
    visits.push(visit);
  }
  bad.sort((a, b) => a.line - b.line);
  return { visits, bad, ignored: table.ignored, encoding: table.encoding };
};

const visitFrom = ({ line, cells }: TableRow): PastVisit | string => {
  const cell = (name: string) => cells.get(name) ?? '';
  for (const name of ['site', 'date', 'ticket', 'procedure', 'issued_at'])
    if (cell(name) === '') return `${name} is empty`;
  const date = parseDate(cell('date'));
  if (date === null) return `date "${cell('date')}" is not a date such as 2026-04-01`;
  const times: Record<string, number | null> = {};
  for (const name of ['slot', 'issued_at', 'called_at', 'finished_at', 'due_at']) {
    times[name] = cell(name) === '' ? null : parseTime(cell(name), date);
    if (cell(name) !== '' && times[name] === null)
      return `${name} "${cell(name)}" is not a time such as 09:05:00 or 2026-04-01T09:05:00`;
  }
  const outcome = outcomes.find((known) => known === (cell('outcome') || 'finished'));
  if (outcome === undefined) return `outcome "${cell('outcome')}" is none of ${outcomes.join(', ')}`;
  const issuedMs = times.issued_at ?? 0;
  const calledMs = times.called_at ?? null;
  const finishedMs = times.finished_at ?? null;
  const place = placeOf(issuedMs, times.slot ?? null);
  if (times.due_at != null) place.dueMs = times.due_at;
  return (
    disorder(issuedMs, calledMs, finishedMs, outcome) ?? {
      line,
      site: cell('site'),
      date,
      ticket: plain(cell('ticket')),
      procedure: cell('procedure'),
      source: cell('source'),
      slotMs: times.slot ?? null,
      issuedMs,
      calledMs,
      finishedMs: calledMs === null ? null : finishedMs,
      leftMs: calledMs === null ? finishedMs : null,
      booth: cell('booth') === '' ? null : plain(cell('booth')),
      ...place,
      outcome,
    }
  );
};

/** What is wrong with the order of the times; null: nothing. */
const disorder = (
  issuedMs: number,
  calledMs: number | null,
  finishedMs: number | null,
  outcome: Outcome,
): string | null => {
  if (calledMs === null && finishedMs !== null) {
    if (outcome !== 'cancelled' && outcome !== 'dayEnded')
      return 'has finished_at but no called_at; one who left before the call has the outcome cancelled';
    if (finishedMs < issuedMs) return 'finished_at (when they left) is before issued_at';
  }
  if (calledMs === null) return null;
  if (calledMs < issuedMs) return 'called_at is before issued_at';
  if (calledMs - issuedMs > longest.wait * minuteMs)
    return `called_at is more than ${longest.wait / 60} hours after issued_at`;
  if (finishedMs === null) return null;
  if (finishedMs < calledMs) return 'finished_at is before called_at';
  if (finishedMs - calledMs > longest.visit * minuteMs)
    return `finished_at is more than ${longest.visit / 60} hours after called_at`;
  return null;
};

/** The house's default rules: a reservation in time is due ten minutes before its slot, and not called earlier. */
export const slotRules = { lead: 10, grace: 10, earliest: 10 } as const;

/** Due time, without marks, and the first callable instant of one who comes at `issuedMs`. */
export const placeOf = (issuedMs: number, slotMs: number | null) => {
  if (slotMs === null || issuedMs > slotMs + slotRules.grace * minuteMs)
    return { dueMs: issuedMs, callableFromMs: null };
  const callableMs = slotMs - slotRules.earliest * minuteMs;
  return {
    dueMs: slotMs - slotRules.lead * minuteMs,
    callableFromMs: callableMs > issuedMs ? callableMs : null,
  };
};
