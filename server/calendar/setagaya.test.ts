// Setagaya's My Number Card Centre over two years, day by day, against dates worked out by hand from the law and a paper calendar.
import { describe, expect, it } from 'vitest';
import { openingsOn } from './openings.ts';
import { calendarOf, dateOf, datesBetween, hoursText, weekly } from './test-support.ts';

const centre = calendarOf({
  weekly: { ...weekly('sun mon wed fri', '09:00', '17:00'), ...weekly('tue thu', '11:00', '19:00') },
  holidays: 'closed',
  closedYearly: [{ from: '12-29', to: '01-03' }],
  closedDays: [{ rule: { weekday: 'sat', nth: [3], daysAfter: 1 } }],
});

// 1 April 2026 is a Wednesday, so the third Saturday is the 18th; every month then moves on by its length modulo 7.
const sundaysAfterThirdSaturday = [
  ['2026-04-19', '2026-05-17', '2026-06-21', '2026-07-19', '2026-08-16', '2026-09-20'],
  ['2026-10-18', '2026-11-22', '2026-12-20', '2027-01-17', '2027-02-21', '2027-03-21'],
  ['2027-04-18', '2027-05-16', '2027-06-20', '2027-07-18', '2027-08-22', '2027-09-19'],
  ['2027-10-17', '2027-11-21', '2027-12-19', '2028-01-16', '2028-02-20', '2028-03-19'],
].flat();

// 国民の祝日に関する法律: fixed days, Happy Mondays (second of January and October, third of July and September),
// equinoxes, the Monday-like substitutes (振替休日) and the day between two holidays (国民の休日, 22 September 2026).
const nationalHolidays = [
  ['2026-04-29', '2026-05-03', '2026-05-04', '2026-05-05'], // Constitution Day is a Sunday:
  ['2026-05-06'], // its substitute is the first day after the row of holidays, a Wednesday
  ['2026-07-20', '2026-08-11'],
  ['2026-09-21', '2026-09-22', '2026-09-23'],
  ['2026-10-12', '2026-11-03', '2026-11-23'],
  ['2027-01-01', '2027-01-11', '2027-02-11', '2027-02-23'],
  ['2027-03-21', '2027-03-22'], // the equinox is a Sunday: Monday instead
  ['2027-04-29', '2027-05-03', '2027-05-04', '2027-05-05'],
  ['2027-07-19', '2027-08-11'],
  ['2027-09-20', '2027-09-23'], // two days lie between them, so no bridge
  ['2027-10-11', '2027-11-03', '2027-11-23'],
  ['2028-01-01', '2028-01-10', '2028-02-11', '2028-02-23', '2028-03-20'],
].flat();

const yearEnd = [
  ['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'],
  ['2027-12-29', '2027-12-30', '2027-12-31', '2028-01-01', '2028-01-02', '2028-01-03'],
].flat();

// Open days per month, counted on paper: length − Saturdays − that Sunday − holidays and year end not yet counted.
const openDaysPerMonth: Readonly<Record<string, number>> = {
  '2026-04': 24,
  '2026-05': 21,
  '2026-06': 25,
  '2026-07': 25,
  '2026-08': 24,
  '2026-09': 22,
  '2026-10': 24,
  '2026-11': 23,
  '2026-12': 23,
  '2027-01': 22,
  '2027-02': 21,
  '2027-03': 25,
  '2027-04': 24,
  '2027-05': 22,
  '2027-06': 25,
  '2027-07': 24,
  '2027-08': 25,
  '2027-09': 23,
  '2027-10': 24,
  '2027-11': 23,
  '2027-12': 23,
  '2028-01': 22,
  '2028-02': 22,
  '2028-03': 25,
};

const days = datesBetween('2026-04-01', '2028-03-31');
const weekdayName = (date: string): string =>
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';

const byHand = (date: string): string => {
  const weekday = weekdayName(date);
  const closed =
    weekday === 'sat' || [...sundaysAfterThirdSaturday, ...nationalHolidays, ...yearEnd].includes(date);
  if (closed) return 'closed';
  return weekday === 'tue' || weekday === 'thu' ? '11:00-19:00' : '09:00-17:00';
};

describe("the calendar of Setagaya's centre, April 2026 to March 2028", () => {
  it('has the right hours on each of the 731 days', () => {
    expect(days).toHaveLength(731);
    const wrong = days
      .map((date) => ({ date, is: hoursText(openingsOn(centre, date)), should: byHand(date) }))
      .filter(({ is, should }) => is !== should);
    expect(wrong).toEqual([]);
  });

  it('is open on as many days of each month as were counted on paper', () => {
    const counted: Record<string, number> = {};
    for (const date of days.filter((one) => openingsOn(centre, one).length > 0)) {
      const month = date.slice(0, 7);
      counted[month] = (counted[month] ?? 0) + 1;
    }
    expect(counted).toEqual(openDaysPerMonth);
  });

  it.each([
    ['2026-04-12', 'an ordinary Sunday', '09:00-17:00'],
    ['2026-04-19', 'the Sunday after the third Saturday', 'closed'],
    ['2026-05-06', 'a substitute holiday on a Wednesday', 'closed'],
    ['2026-09-22', 'a bridged holiday on a Tuesday', 'closed'],
    ['2026-08-30', 'the Sunday after a fifth Saturday', '09:00-17:00'],
    ['2026-12-28', 'the last Monday before the year end', '09:00-17:00'],
    ['2027-01-04', 'the first Monday after it', '09:00-17:00'],
    ['2028-02-29', 'a leap day, a Tuesday', '11:00-19:00'],
  ])('%s, %s: %s', (date, _what, hours) => {
    expect(hoursText(openingsOn(centre, dateOf(date)))).toBe(hours);
  });

  it('never needs the next month: a third Saturday is the 15th to the 21st, so its Sunday the 16th to the 22nd', () => {
    const dates = sundaysAfterThirdSaturday.map((date) => Number(date.slice(8)));
    expect(Math.min(...dates)).toBe(16);
    expect(Math.max(...dates)).toBe(22);
  });
});
