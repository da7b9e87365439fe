// Dates and instants by plain arithmetic are those that the time zone database gives for Japan.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BusinessDate } from '../../protocol/ids.ts';
import { civilMinute } from '../day/civil.ts';
import { addDays, businessDateAt, instantOf, timeZone } from './dates.ts';

const from = Temporal.PlainDate.from('1952-01-01');
const dates = fc.integer({ min: 0, max: 365 * 250 }).map((days) => from.add({ days }));
const minutes = fc.integer({ min: 0, max: 1_440 });

it('a date and minutes are the instant of the zone', () => {
  fc.assert(
    fc.property(dates, minutes, (date, minute) => {
      const day = minute === 1_440 ? date.add({ days: 1 }) : date;
      const plainTime = Temporal.PlainTime.from({
        hour: Math.floor((minute % 1_440) / 60),
        minute: minute % 60,
      });
      expect(instantOf(date.toString() as BusinessDate, minute)).toBe(
        day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds,
      );
    }),
  );
});

it('an instant lies on the date and minute of the zone', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: 0, max: 86_399_999 }), (date, ms) => {
      const atMs = Date.parse(date.toString()) + ms;
      const there = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
      expect(businessDateAt(atMs)).toBe(there.toPlainDate().toString());
      expect(civilMinute(atMs)).toBe(
        `${there.toPlainDate()} ${there.toPlainTime().toString({ smallestUnit: 'minute' })}`,
      );
    }),
  );
});

it('days are counted as the calendar counts them', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -800, max: 800 }), (date, days) => {
      expect(addDays(date.toString() as BusinessDate, days)).toBe(date.add({ days }).toString());
    }),
  );
});
