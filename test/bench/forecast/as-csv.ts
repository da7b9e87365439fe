// Made-up days as an office would export them: the rows of visits.csv and booths.csv, for tests of the backtest.
import { civilTime, startOf } from '../../../tools/backtest/civil.ts';
import { dateOf } from './office-eyes.ts';
import { type Day, dayOf } from './world/day.ts';
import { hours, officeOf } from './world/office.ts';
import { noSurprises, type Visitor } from './world/state.ts';

export const csvHeaders = {
  visits: 'site,date,ticket,procedure,source,slot,issued_at,called_at,finished_at,booth',
  booths: 'site,date,booth,opened_at,closed_at',
} as const;

/** `days` ordinary days of the office of a seed, from its first day on, as two CSV texts. */
export const officeAsCsv = (
  seed: number,
  days: number,
): { readonly visits: string; readonly booths: string } => {
  const office = officeOf(seed);
  const visits: string[] = [csvHeaders.visits];
  const booths: string[] = [csvHeaders.booths];
  for (let index = 0; index < days; index += 1) {
    const day = dayOf(office, seed * 1_000 + 500 + index, noSurprises);
    day.runUntil(hours.endsAt);
    visits.push(...visitLines(day, dateOf(index)));
    booths.push(...boothLines(day, dateOf(index)));
  }
  return { visits: `${visits.join('\r\n')}\r\n`, booths: `${booths.join('\r\n')}\r\n` };
};

const clockOn = (date: string) => (minute: number) =>
  civilTime(startOf(date) + Math.round(minute * 60) * 1_000).slice(11, 19);

/** One line per wait: from issue or return to the call, and to the end of the visit. */
const visitLines = (day: Day, date: string): readonly string[] => {
  const clock = clockOn(date);
  const lines: { readonly at: number; readonly text: string }[] = [];
  const since = new Map<number, number>();
  const calls = new Map<number, { readonly at: number; readonly booth: number }>();
  const line = (visitor: Visitor, endedAt: number | null) => {
    const call = calls.get(visitor.sequence);
    const from = since.get(visitor.sequence) ?? visitor.issuedAt;
    const procedure = day.world.office.procedures[visitor.procedure];
    const ticket = `${procedure?.letter ?? 'X'}${String(visitor.sequence).padStart(3, '0')}`;
    const source = visitor.returned ? 'returned' : visitor.slotAt === null ? 'button' : 'reservation';
    const slot = visitor.slotAt === null || visitor.returned ? '' : clock(visitor.slotAt);
    const times = [from, call?.at ?? null, endedAt].map((at) => (at === null ? '' : clock(at)));
    const cells = [
      'centre',
      date,
      ticket,
      procedure?.id,
      source,
      slot,
      ...times,
      call === undefined ? '' : call.booth + 1,
    ];
    lines.push({ at: from, text: cells.join(',') });
    since.delete(visitor.sequence);
    calls.delete(visitor.sequence);
  };
  const here = new Map<number, Visitor>();
  for (const event of day.seen) {
    if (event.type === 'issued' || event.type === 'returned') {
      since.set(event.visitor.sequence, event.at);
      here.set(event.visitor.sequence, event.visitor);
    } else if (event.type === 'called') calls.set(event.visitor.sequence, event);
    else if (event.type === 'finished' || event.type === 'absent') {
      line(event.visitor, event.at);
      here.delete(event.visitor.sequence);
    }
  }
  for (const visitor of here.values()) line(visitor, null);
  return lines.sort((a, b) => a.at - b.at).map(({ text }) => text);
};

const boothLines = (day: Day, date: string): readonly string[] => {
  const clock = clockOn(date);
  const opened = new Map<number, number>();
  const lines: string[] = [];
  for (const event of day.seen) {
    if (event.type === 'opened' || event.type === 'resumed') opened.set(event.booth, event.at);
    if (event.type !== 'closed' && event.type !== 'paused') continue;
    const from = opened.get(event.booth);
    if (from === undefined) continue;
    lines.push(`centre,${date},${event.booth + 1},${clock(from)},${clock(event.at)}`);
    opened.delete(event.booth);
  }
  return lines;
};
