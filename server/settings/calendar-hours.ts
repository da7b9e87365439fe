// Whether hours of the week ever meet those in which a site is open.
import {
  type CalendarSettings,
  type OpeningSettings,
  type Weekday,
  weekdays,
} from '../../protocol/calendar-settings.ts';
import type { GroupHours } from '../../protocol/reservation-settings.ts';
import { type Path, type Problem, problem } from './problem.ts';

/** A problem for every entry of hours in which the site is never open, on whatever day the calendar may name. */
export const hoursOutside = (
  calendar: CalendarSettings,
  list: readonly Pick<GroupHours, 'from' | 'to' | 'weekdays'>[],
  path: Path,
): readonly Problem[] =>
  list.flatMap((hours, index) => {
    const open = openingsOf(calendar, hours.weekdays ?? weekdays);
    if (open.some((opening) => opening.from < hours.to && hours.from < opening.to)) return [];
    const known = [...new Set(open.map((opening) => `${opening.from}–${opening.to}`))].join(', ');
    return [
      problem(
        [...path, index],
        `${hours.from}–${hours.to}`,
        `must meet hours in which the site is open: ${known || 'none on these weekdays'}`,
      ),
    ];
  });

/** Openings of the weekdays, and all that are not bound to a weekday. */
const openingsOf = (calendar: CalendarSettings, on: readonly Weekday[]): readonly OpeningSettings[] => [
  ...on.flatMap((weekday) => calendar.weekly[weekday] ?? []),
  ...(typeof calendar.holidays === 'string' ? [] : calendar.holidays),
  ...calendar.openDays.flatMap((day) => day.openings),
  ...calendar.exceptions.flatMap((day) => day.openings),
  ...calendar.extra.flatMap((day) => day.openings),
];
