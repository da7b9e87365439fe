// `booths.csv`: when each booth was open; bad rows are told and left out.
import { parseDate, parseTime, plain } from './civil.ts';
import { type BadRow, readCsv, type TableRow } from './csv-table.ts';

export type BoothSession = {
  readonly site: string;
  readonly date: string;
  readonly booth: string;
  readonly openedMs: number;
  /** null: not known. */
  readonly closedMs: number | null;
};
export type BoothsFile = {
  readonly sessions: readonly BoothSession[];
  readonly bad: readonly BadRow[];
  readonly ignored: readonly string[];
};

export const boothColumns = {
  required: ['site', 'date', 'booth', 'opened_at', 'closed_at'],
  optional: [],
} as const;

/** Throws FileRefused when the file as a whole cannot be used. */
export const readBooths = (file: string, bytes: Uint8Array): BoothsFile => {
  const table = readCsv(file, bytes, boothColumns);
  const bad = [...table.bad];
  const sessions: BoothSession[] = [];
  const lastEnd = new Map<string, number>();
  const rows = table.rows.map((row) => ({ line: row.line, session: sessionFrom(row) }));
  rows.sort((a, b) => openedOf(a.session) - openedOf(b.session));
  for (const { line, session } of rows) {
    const key = typeof session === 'string' ? '' : [session.site, session.date, session.booth].join('\u0000');
    const reason =
      typeof session === 'string'
        ? session
        : session.openedMs < (lastEnd.get(key) ?? 0)
          ? 'opens before the same booth closed (see its earlier row)'
          : null;
    if (reason !== null || typeof session === 'string') {
      bad.push({ file, line, reason: reason ?? '' });
      continue;
    }
    lastEnd.set(key, session.closedMs ?? session.openedMs);
    sessions.push(session);
  }
  bad.sort((a, b) => a.line - b.line);
  return { sessions, bad, ignored: table.ignored };
};

const openedOf = (session: BoothSession | string): number =>
  typeof session === 'string' ? 0 : session.openedMs;

const sessionFrom = ({ cells }: TableRow): BoothSession | string => {
  const cell = (name: string) => cells.get(name) ?? '';
  for (const name of ['site', 'date', 'booth', 'opened_at']) if (cell(name) === '') return `${name} is empty`;
  const date = parseDate(cell('date'));
  if (date === null) return `date "${cell('date')}" is not a date such as 2026-04-01`;
  const openedMs = parseTime(cell('opened_at'), date);
  const closedMs = cell('closed_at') === '' ? null : parseTime(cell('closed_at'), date);
  if (openedMs === null) return `opened_at "${cell('opened_at')}" is not a time such as 09:00:00`;
  if (closedMs === null && cell('closed_at') !== '')
    return `closed_at "${cell('closed_at')}" is not a time such as 17:15:00`;
  if (closedMs !== null && closedMs < openedMs) return 'closed_at is before opened_at';
  return { site: cell('site'), date, booth: plain(cell('booth')), openedMs, closedMs };
};
