// The hours of one date, from a site's calendar: which rule speaks first, and what is added afterwards.
import type { CalendarSettings, OpeningSettings } from '../../protocol/calendar-settings.ts';
import type { BusinessDate } from '../../protocol/ids.ts';
import { holidayOn, inYearlyRange, isValidOn, matchesRule, weekdayOf } from './dates.ts';
import { mergeHours, type Opening } from './hours.ts';

/**
 * The hours of a date in order of time, never overlapping; empty: closed.
 *
 * The first that has something to say about the date decides:
 *  1. since/until: outside them the site does not exist: closed.
 *  2. exceptions: the hours of that one date and nothing else; no hours: closed.
 *  3. closedYearly: closed.
 *  4. closedDays: closed.
 *  5. holidays: on a national holiday closed, or hours of their own; asWeekday: read on.
 *  6. openDays: these hours instead of the weekly ones.
 *  7. weekly: the hours of the weekday; none: not open by itself.
 * Then `extra` is added to what 5 to 7 gave. A date that 1 to 5 closed, and an exception, stay as they are:
 * nobody who wrote "closed" should find the door open because of a line elsewhere.
 */
export const openingsOn = (calendar: CalendarSettings, date: BusinessDate): readonly Opening[] => {
  if (!isValidOn(calendar, date)) return [];
  const exception = calendar.exceptions.find((one) => one.date === date);
  if (exception !== undefined) return mergeHours(exception.openings);
  const hours = regularHours(calendar, date);
  if (hours === 'closed') return [];
  return mergeHours([...hours, ...extraHours(calendar, date, hours.length > 0)]);
};

const regularHours = (
  calendar: CalendarSettings,
  date: BusinessDate,
): readonly OpeningSettings[] | 'closed' => {
  if (calendar.closedYearly.some((range) => inYearlyRange(range, date))) return 'closed';
  if (calendar.closedDays.some((day) => isValidOn(day, date) && matchesRule(day.rule, date))) return 'closed';
  if (calendar.holidays !== 'asWeekday' && holidayOn(date) !== null) {
    // An empty list of holiday hours says the same as the word.
    return calendar.holidays === 'closed' || calendar.holidays.length === 0 ? 'closed' : calendar.holidays;
  }
  const openDays = calendar.openDays.filter((day) => isValidOn(day, date) && matchesRule(day.rule, date));
  if (openDays.length > 0) return openDays.flatMap((day) => day.openings);
  return calendar.weekly[weekdayOf(date)] ?? [];
};

const extraHours = (
  calendar: CalendarSettings,
  date: BusinessDate,
  isOpen: boolean,
): readonly OpeningSettings[] =>
  calendar.extra
    .filter(
      (extra) =>
        isValidOn(extra, date) &&
        (isOpen || !extra.onlyWhenOpen) &&
        (extra.weekdays === undefined || extra.weekdays.includes(weekdayOf(date))) &&
        (extra.rule === undefined || matchesRule(extra.rule, date)),
    )
    .flatMap((extra) => extra.openings);
