// Dates, times and places of a reservation in the reader's language.
import { textIn } from '../../../protocol/ids.ts';
import type { ReservationView } from '../../../protocol/reservation-views.ts';
import { calendarDateIn } from '../../../protocol/texts/dates.ts';
import { dateOf, timeOf } from '../../parts/civil-time.ts';
import type { Visit } from './visit.ts';

/** "2026年12月10日（木）" or "Thu, December 10". */
export const dayIn = (visit: Visit, atMs: number): string => dateOf(atMs, visit.texts.tag);
/** Of a date YYYY-MM-DD; noon in Japan lies in that date. */
export const dayNamed = (visit: Visit, date: string): string =>
  dayIn(visit, Date.parse(`${date}T12:00:00+09:00`));
export const momentIn = (visit: Visit, atMs: number): string => `${dayIn(visit, atMs)} ${timeOf(atMs)}`;
export const monthIn = (visit: Visit, date: string): string =>
  calendarDateIn(visit.texts.tag, date, { year: 'numeric', month: 'long' });

const utcNoon = (date: string): number => Date.parse(`${date}T12:00:00+09:00`);
/** Short names of the weekdays, Sunday first. */
export const weekdaysIn = (tag: string): readonly string[] =>
  // 4 January 2026 is a Sunday.
  Array.from({ length: 7 }, (_, index) => {
    const said = dateOf(utcNoon(`2026-01-${String(4 + index).padStart(2, '0')}`), tag);
    if (tag.startsWith('ja')) return said.replace(/^.*（(.+)）$/, '$1');
    return tag === 'ne'
      ? (said.split(', ')[1] ?? '')
      : new Intl.DateTimeFormat(tag, { timeZone: 'Asia/Tokyo', weekday: 'short' }).format(
          utcNoon(`2026-01-${String(4 + index).padStart(2, '0')}`),
        );
  });

/** Name of a place; its id where the offer does not know it any more. */
export const placeName = (visit: Visit, site: string): string => {
  const found = visit.offer?.sites.find((one) => one.site === site);
  return found === undefined ? site : textIn(found.names, visit.language);
};

/** Name of a procedure, and what to bring to it, as the place tells it. */
export const procedureOf = (visit: Visit, procedure: string, site: string | null) => {
  const all = (visit.offer?.sites ?? []).filter((one) => site === null || one.site === site);
  const found = all
    .flatMap((one) => one.groups.flatMap((group) => group.procedures))
    .find((one) => one.procedure === procedure);
  return {
    name: found === undefined ? procedure : textIn(found.names, visit.language),
    bring: found?.bring == null ? null : textIn(found.bring, visit.language),
  };
};

/** When a reservation is, in words; null: it waits. */
export const whenIn = (visit: Visit, view: Pick<ReservationView, 'seats'>): string | null => {
  const first = view.seats[0];
  return first === undefined ? null : momentIn(visit, first.atMs);
};
