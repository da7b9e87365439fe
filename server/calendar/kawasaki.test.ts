// Kawasaki's card centre at KSP (July 2020 to December 2023) and the Saturdays of its ward offices, against the city's own words.
import { describe, expect, it } from 'vitest';
import { openingsOn } from './openings.ts';
import { calendarOf, dateOf, datesBetween, hoursText, weekly } from './test-support.ts';

const ksp = calendarOf({
  weekly: { ...weekly('mon tue wed thu', '12:00', '20:00'), ...weekly('sat sun', '09:00', '17:00') },
  holidays: [{ from: '09:00', to: '17:00' }],
  closedDays: [{ rule: { weekday: 'fri', nth: [1, 2, 3, 4, 5] } }],
  closedYearly: [{ from: '12-29', to: '01-03' }],
  since: '2020-07-27',
  until: '2023-12-28',
});

describe('the KSP centre', () => {
  it.each([
    ['2020-07-26', 'the day before it opened, a Sunday', 'closed'],
    ['2020-07-27', 'its first day, a Monday', '12:00-20:00'],
    ['2021-07-22', 'Marine Day moved for the Olympics, a Thursday', '09:00-17:00'],
    ['2021-07-23', 'Sports Day moved for the Olympics, a Friday', 'closed'],
    ['2021-08-09', 'a substitute Monday after Mountain Day on Sunday the 8th', '09:00-17:00'],
    ['2021-10-11', 'the Monday that Sports Day had left that year', '12:00-20:00'],
    ['2021-11-23', 'Labour Thanksgiving Day, a Tuesday', '09:00-17:00'],
    ['2021-11-26', 'a Friday', 'closed'],
    ['2021-11-27', 'a Saturday', '09:00-17:00'],
    ['2021-12-29', 'the first day of the year end, a Wednesday', 'closed'],
    ['2022-01-03', 'its last day, a Monday', 'closed'],
    ['2022-01-04', 'the day after, a Tuesday', '12:00-20:00'],
    ['2022-02-23', "the Emperor's Birthday, a Wednesday", '09:00-17:00'],
    ['2023-12-28', 'its last day, a Thursday', '12:00-20:00'],
    ['2023-12-31', 'after its end', 'closed'],
    ['2024-02-01', 'long after its end, a Thursday', 'closed'],
  ])('%s, %s: %s', (date, _what, hours) => {
    expect(hoursText(openingsOn(ksp, dateOf(date)))).toBe(hours);
  });

  it('is closed on every Friday it lived through', () => {
    const fridays = datesBetween('2020-07-27', '2023-12-28').filter(
      (date) => new Date(date).getUTCDay() === 5,
    );
    expect(fridays).toHaveLength(178);
    expect(fridays.filter((date) => openingsOn(ksp, date).length > 0)).toEqual([]);
  });
});

const wardOffice = calendarOf({
  weekly: weekly('mon tue wed thu fri', '08:30', '17:00'),
  openDays: [{ rule: { weekday: 'sat', nth: [2, 4] }, openings: [{ from: '08:30', to: '12:30' }] }],
  closedYearly: [{ from: '12-29', to: '01-03' }],
  extra: [
    {
      since: '2021-05-22',
      until: '2021-08-31',
      rule: { weekday: 'sat', nth: [2, 4] },
      openings: [{ from: '15:00', to: '18:00', procedures: ['card-issue'] }],
    },
  ],
});

describe('a ward office in 2021', () => {
  // Second and fourth Saturdays of 2021, from a calendar on which 1 January is a Friday.
  const openSaturdays = [
    ['2021-01-09', '2021-01-23', '2021-02-13', '2021-02-27', '2021-03-13', '2021-03-27'],
    ['2021-04-10', '2021-04-24', '2021-05-08', '2021-05-22', '2021-06-12', '2021-06-26'],
    ['2021-07-10', '2021-07-24', '2021-08-14', '2021-08-28', '2021-09-11', '2021-09-25'],
    ['2021-10-09', '2021-10-23', '2021-11-13', '2021-11-27', '2021-12-11', '2021-12-25'],
  ].flat();
  const withAfternoon = [
    ...['2021-05-22', '2021-06-12', '2021-06-26', '2021-07-10', '2021-07-24', '2021-08-14', '2021-08-28'],
  ];

  it('is open on the second and fourth Saturdays only, with the afternoon for card issue from late May to August', () => {
    const saturdays = datesBetween('2021-01-01', '2021-12-31').filter(
      (date) => new Date(date).getUTCDay() === 6,
    );
    for (const date of saturdays) {
      const should = withAfternoon.includes(date)
        ? '08:30-12:30, 15:00-18:00 card-issue'
        : openSaturdays.includes(date)
          ? '08:30-12:30'
          : 'closed';
      expect([date, hoursText(openingsOn(wardOffice, date))]).toEqual([date, should]);
    }
  });

  it('has no Saturday hours on weekdays and stays closed on Sundays and holidays', () => {
    expect(hoursText(openingsOn(wardOffice, dateOf('2021-06-11')))).toBe('08:30-17:00');
    expect(hoursText(openingsOn(wardOffice, dateOf('2021-06-13')))).toBe('closed');
    expect(hoursText(openingsOn(wardOffice, dateOf('2021-07-22')))).toBe('closed');
  });
});
