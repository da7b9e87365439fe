// Which business day a site lives in, which comes next, and which day a command may name.

import type { CommandRequest } from '../../protocol/commands.ts';
import type { BusinessDate } from '../../protocol/ids.ts';
import { addDays, businessDateAt, instantOf } from '../calendar/dates.ts';
import { dayPlan, type NextOpening, nextBusinessDay, nextOpening } from '../calendar/day-plan.ts';
import { civilMinute } from '../day/civil.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';

/** Tickets given while the hub was away may be told this many days later. */
export const lateDays = 7;

/** The business day at an instant (epoch ms): yesterday's until it has ended, when it runs over midnight. */
export const businessDayAt = (site: ResolvedSite, nowMs: number): BusinessDate => {
  const date = businessDateAt(nowMs);
  const yesterday = addDays(date, -1);
  const endsAtMs = dayPlan(site, yesterday)?.endsAtMs ?? 0;
  return endsAtMs > nowMs ? yesterday : date;
};

/** The instant (epoch ms) at which the day after `date` becomes today. */
export const rolloverAt = (site: ResolvedSite, date: BusinessDate): number =>
  Math.max(instantOf(date, 1_440), dayPlan(site, date)?.endsAtMs ?? 0);

/** Where a command belongs: one of the days, or nowhere. */
export const dayOfRequest = (
  request: CommandRequest,
  today: BusinessDate,
  next: BusinessDate | null,
): 'today' | 'next' | 'past' | 'notAllowed' => {
  const { date, command } = request;
  if (date === undefined || date === today) return 'today';
  const isRecord = command.type === 'recordTicket';
  if (date === next) return isRecord || command.type === 'leaseNumbers' ? 'next' : 'notAllowed';
  const isRecent = date < today && date >= addDays(today, -lateDays);
  return isRecord && isRecent ? 'past' : 'notAllowed';
};

/** Instants (epoch ms) at which time alone changes what screens show: openings begin, intake ends, openings end. */
export const edgesOf = (site: ResolvedSite, date: BusinessDate): readonly number[] => {
  const plan = dayPlan(site, date);
  if (plan === null) return [];
  const lastIntakeMs = Math.round(site.rules.lastIntakeMinutes * 60_000);
  const first = plan.openings[0]?.fromMs ?? plan.intakeFromMs;
  const earlyMs = first - plan.intakeFromMs;
  const inside = plan.openings.flatMap(({ fromMs, toMs }) => [
    fromMs - earlyMs,
    fromMs,
    toMs - lastIntakeMs,
    toMs,
  ]);
  return [...inside, plan.endsAtMs];
};

export type Ahead = {
  /** The next opening after now, today's included; found once and kept until it comes. */
  opening(nowMs: number): NextOpening | null;
  /** "2026-11-24 09:00", or "-". */
  openingInWords(nowMs: number): string;
  businessDay(after: BusinessDate): NextOpening | null;
};

/** Looks ahead in the calendar and remembers what it saw, because every refusal and every view asks. */
export const createAhead = (site: ResolvedSite): Ahead => {
  let opening:
    | { readonly fromMs: number; readonly found: NextOpening | null; readonly words: string }
    | undefined;
  let day: { readonly after: BusinessDate; readonly found: NextOpening | null } | undefined;
  const openingAfter = (nowMs: number): { readonly found: NextOpening | null; readonly words: string } => {
    const untilMs = opening?.found?.atMs ?? (opening?.fromMs ?? 0) + 3_600_000;
    if (opening === undefined || nowMs < opening.fromMs || nowMs >= untilMs) {
      const found = nextOpening(site, nowMs);
      opening = { fromMs: nowMs, found, words: found === null ? '-' : civilMinute(found.atMs) };
    }
    return opening;
  };
  return {
    opening: (nowMs) => openingAfter(nowMs).found,
    openingInWords: (nowMs) => openingAfter(nowMs).words,
    businessDay: (after) => {
      if (day?.after !== after) day = { after, found: nextBusinessDay(site, after) };
      return day.found;
    },
  };
};
