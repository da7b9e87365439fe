// Local dates of Japan: national holidays, places in the month, yearly ranges, and the way to and from instants.
import holidayJp from '@holiday-jp/holiday_jp';
import {
  type CalendarSettings,
  type MonthRule,
  type Weekday,
  weekdays,
} from '../../protocol/calendar-settings.ts';
import type { BusinessDate } from '../../protocol/ids.ts';

/** Civil time is Japan's whatever the zone of the host. */
export const timeZone = 'Asia/Tokyo';

/** National holidays are known from 1970 to this year; later ones are ordinary days until the package is newer. */
export const holidaysKnownUntil = 2050;

/** The Japanese name of a national holiday, substitute (振替休日) and bridged (国民の休日) ones included; else null. */
export const holidayOn = (date: BusinessDate): string | null => {
  const known: Readonly<Record<string, { readonly name: string }>> = holidayJp.holidays;
  return Object.hasOwn(known, date) ? (known[date]?.name ?? null) : null;
};

/** The weekday of a local date. */
export const weekdayOf = (date: BusinessDate): Weekday => {
  const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
  if (weekday === undefined) throw new RangeError(`no weekday for ${date}`);
  return weekday;
};

const dayMs = 86_400_000;
/** Japan is nine hours ahead of UTC all year since 1952; plain arithmetic is fifty times faster than asking the zone. */
const offsetMs = 9 * 3_600_000;
const dateAtUtc = (ms: number): BusinessDate => new Date(ms).toISOString().slice(0, 10) as BusinessDate;

/** The date `days` later (earlier when negative). */
export const addDays = (date: BusinessDate, days: number): BusinessDate =>
  dateAtUtc(Date.parse(date) + days * dayMs);

/** Whether a date is, say, the day after the third Saturday of a month; counted from the month of that Saturday. */
export const matchesRule = (rule: MonthRule, date: BusinessDate): boolean => {
  const anchor = Temporal.PlainDate.from(date).subtract({ days: rule.daysAfter });
  if (weekdays[anchor.dayOfWeek - 1] !== rule.weekday) return false;
  const nth = Math.ceil(anchor.day / 7);
  const isLast = anchor.day + 7 > anchor.daysInMonth;
  return rule.nth.some((wanted) => (wanted === -1 ? isLast : wanted === nth));
};

/** Whether a date lies in a range of every year, both ends included; 12-29 to 01-03 crosses the new year. */
export const inYearlyRange = (
  range: CalendarSettings['closedYearly'][number],
  date: BusinessDate,
): boolean => {
  const day = date.slice(5);
  return range.from <= range.to ? range.from <= day && day <= range.to : range.from <= day || day <= range.to;
};

/** Whether a date is within since and until, both included; left out: no limit. ISO dates compare as text. */
export const isValidOn = (
  range: { readonly since?: string | undefined; readonly until?: string | undefined },
  date: BusinessDate,
): boolean =>
  (range.since === undefined || range.since <= date) && (range.until === undefined || date <= range.until);

/** The instant (epoch ms) of so many minutes after a date's midnight; 1,440 is the next midnight. Dates from 1952 on. */
export const instantOf = (date: BusinessDate, minutes: number): number =>
  Date.parse(date) - offsetMs + minutes * 60_000;

/** The local date of Japan at an instant (epoch ms): the business date, should the site be open. From 1952 on. */
export const businessDateAt = (atMs: number): BusinessDate => dateAtUtc(atMs + offsetMs);
