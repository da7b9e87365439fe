// Reads the audit newest first, in pages that bound the work of one request.
import { BusinessDate } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { type AuditLine, type AuditPage, type AuditQuery, auditDays } from '../../protocol/wire-audit.ts';
import type { DaySource } from './sources.ts';

/** Most lines of one page. */
export const auditPageLines = 500;

type Place = Pick<AuditLine, 'atMs' | 'place'>;

/** Newest first; what happened in one instant, in the order of the streams, the later version first. */
const newestFirst = (a: Place, b: Place): number => b.atMs - a.atMs || comparePlaces(b.place, a.place);
const comparePlaces = (a: string, b: string): number => {
  const [aStream = '', aVersion] = a.split(' ');
  const [bStream = '', bVersion] = b.split(' ');
  if (aStream !== bStream) return aStream < bStream ? -1 : 1;
  return Number(aVersion) - Number(bVersion);
};

const nextOf = (date: BusinessDate, { atMs, place }: Place): string => `${date} ${atMs} ${place}`;
const placeIn = (next: string): { readonly date: BusinessDate; readonly place: Place } | null => {
  const found = /^(\d{4}-\d{2}-\d{2}) (\d{1,16}) (\S{1,150} \d{1,9})$/.exec(next);
  const date = BusinessDate.safeParse(found?.[1]);
  if (found === null || !date.success) return null;
  return { date: date.data, place: { atMs: Number(found[2]), place: found[3] ?? '' } };
};

const wanted = (query: AuditQuery): ((line: AuditLine) => boolean) => {
  const actor = query.actor?.toLowerCase();
  return (line) =>
    (query.type === undefined || line.type === query.type) &&
    (query.who === 'all' ||
      line.kind === 'staff' ||
      line.kind === 'integrator' ||
      line.type === 'signInRefused') &&
    (actor === undefined || `${line.actor} ${line.name ?? ''}`.toLowerCase().includes(actor));
};

const dayBefore = (date: BusinessDate): BusinessDate =>
  BusinessDate.parse(Temporal.PlainDate.from(date).subtract({ days: 1 }).toString());
const daysBetween = (from: BusinessDate, to: BusinessDate): number =>
  Temporal.PlainDate.from(from).until(to).total({ unit: 'days' });

/** A page of lines; refused when the days are in the wrong order or too many, or `before` is none of ours. */
export const readAudit = async (
  query: AuditQuery,
  today: BusinessDate,
  source: DaySource,
): Promise<Parsed<AuditPage>> => {
  const to = query.to ?? today;
  const from = query.from ?? to;
  const wrong = (field: string, problem: string) =>
    ({ ok: false, refusal: refuse('malformed', { field, problem }) }) as const;
  const days = daysBetween(from, to);
  if (days < 0) return wrong('from', `must not be after to (${to})`);
  if (days >= auditDays) return wrong('from', `must be at most ${auditDays} days before to`);
  const start = query.before === undefined ? null : placeIn(query.before);
  if (query.before !== undefined && (start === null || start.date > to || start.date < from)) {
    return wrong('before', 'must be the `next` of a page with the same days');
  }
  const isWanted = wanted(query);
  const lines: AuditLine[] = [];
  for (let date = start?.date ?? to; date >= from; date = dayBefore(date)) {
    const found = (await source.linesOf(date, query.site ?? null))
      .filter(isWanted)
      .filter((line) => start === null || newestFirst(start.place, line) < 0)
      .sort(newestFirst);
    for (const line of found) {
      lines.push(line);
      if (lines.length === auditPageLines) {
        return { ok: true, value: { lines, next: nextOf(date, line), archived: [...source.archived] } };
      }
    }
  }
  return { ok: true, value: { lines, next: null, archived: [...source.archived] } };
};
