// Which line of a calendar decides a date, one pair of neighbours of the precedence at a time; and what is added.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, holidayOn, matchesRule } from './dates.ts';
import { mergeHours, minutesOf } from './hours.ts';
import { openingsOn } from './openings.ts';
import { calendarOf, dateOf, datesBetween, hoursText, procedureOf, weekly } from './test-support.ts';

const everyDay = weekly('mon tue wed thu fri sat sun', '09:00', '17:00');
const short = [{ from: '10:00', to: '12:00' }];
const hoursOn = (calendar: unknown, date: string): string =>
  hoursText(openingsOn(calendarOf(calendar), dateOf(date)));

describe('precedence', () => {
  it('is closed outside since and until, even where an exception says open', () => {
    const calendar = {
      weekly: everyDay,
      since: '2026-04-02',
      until: '2026-04-04',
      exceptions: [{ date: '2026-04-05', openings: short }],
    };
    const days = datesBetween('2026-04-01', '2026-04-05').map((date) => hoursOn(calendar, date));
    expect(days).toEqual(['closed', '09:00-17:00', '09:00-17:00', '09:00-17:00', 'closed']);
  });

  it('lets an exception open a day that is closed every year, and close an ordinary one', () => {
    const calendar = {
      weekly: everyDay,
      closedYearly: [{ from: '12-29', to: '01-03' }],
      exceptions: [{ date: '2026-12-29', openings: short }, { date: '2026-12-28' }],
    };
    expect(hoursOn(calendar, '2026-12-28')).toBe('closed');
    expect(hoursOn(calendar, '2026-12-29')).toBe('10:00-12:00');
    expect(hoursOn(calendar, '2026-12-30')).toBe('closed');
  });

  it('closes by the year and by the month before holiday hours are looked at', () => {
    const holidays = short;
    expect(hoursOn({ weekly: everyDay, holidays }, '2027-01-01')).toBe('10:00-12:00');
    expect(
      hoursOn({ weekly: everyDay, holidays, closedYearly: [{ from: '12-29', to: '01-03' }] }, '2027-01-01'),
    ).toBe('closed');
    expect(
      hoursOn(
        { weekly: everyDay, holidays, closedDays: [{ rule: { weekday: 'fri', nth: [1] } }] },
        '2027-01-01',
      ),
    ).toBe('closed');
  });

  it('asks holidays before days by the month, and those before the week', () => {
    const openDays = [{ rule: { weekday: 'mon', nth: [2] }, openings: short }];
    // 12 October 2026, Sports Day, is a second Monday; 9 November is one, too, and no holiday.
    expect(hoursOn({ weekly: everyDay, openDays }, '2026-10-12')).toBe('closed');
    expect(hoursOn({ weekly: everyDay, openDays, holidays: 'asWeekday' }, '2026-10-12')).toBe('10:00-12:00');
    expect(
      hoursOn({ weekly: everyDay, openDays, holidays: [{ from: '13:00', to: '14:00' }] }, '2026-10-12'),
    ).toBe('13:00-14:00');
    expect(hoursOn({ weekly: everyDay, openDays }, '2026-11-09')).toBe('10:00-12:00');
    expect(hoursOn({ weekly: everyDay, openDays }, '2026-11-16')).toBe('09:00-17:00');
  });

  it('reads an empty list of holiday hours as closed', () => {
    expect(hoursOn({ weekly: everyDay, holidays: [] }, '2026-11-23')).toBe('closed');
  });
});

describe('extra openings', () => {
  const evening = (more: object) => ({
    weekly: weekly('mon wed fri', '09:00', '17:00'),
    extra: [
      {
        since: '2026-04-01',
        until: '2026-04-30',
        openings: [{ from: '17:00', to: '19:00', procedures: ['card-issue'] }],
        ...more,
      },
    ],
  });

  it('are added between their dates to days that are open anyway', () => {
    expect(hoursOn(evening({}), '2026-04-01')).toBe('09:00-17:00, 17:00-19:00 card-issue');
    expect(hoursOn(evening({}), '2026-04-02')).toBe('closed');
    expect(hoursOn(evening({}), '2026-05-01')).toBe('09:00-17:00');
  });

  it('open a day of their own when told so, but none that is closed by name', () => {
    const also = { ...evening({ onlyWhenOpen: false }), exceptions: [{ date: '2026-04-11' }] };
    expect(hoursOn(also, '2026-04-02')).toBe('17:00-19:00 card-issue');
    expect(hoursOn(also, '2026-04-29')).toBe('closed'); // Showa Day
    expect(hoursOn(also, '2026-04-11')).toBe('closed');
  });

  it('need both weekday and place in the month where both are given', () => {
    const both = evening({ weekdays: ['wed'], rule: { weekday: 'wed', nth: [1, -1] } });
    const wednesdays = ['2026-04-01', '2026-04-08', '2026-04-15', '2026-04-22'];
    expect(wednesdays.map((date) => hoursOn(both, date).includes('19:00'))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('leave an exception as it is written', () => {
    const calendar = { ...evening({}), exceptions: [{ date: '2026-04-01', openings: short }] };
    expect(hoursOn(calendar, '2026-04-01')).toBe('10:00-12:00');
  });
});

describe('touring windows', () => {
  it('are open at their dated sessions and never else', () => {
    // Two weekday sessions in one district, January to March H31 (2019), 9:30 to 16:00.
    const sessions = ['2019-01-22', '2019-02-19'];
    const touring = {
      exceptions: sessions.map((date) => ({ date, openings: [{ from: '09:30', to: '16:00' }] })),
    };
    const open = datesBetween('2019-01-01', '2019-03-31').filter(
      (date) => hoursOn(touring, date) !== 'closed',
    );
    expect(open).toEqual(sessions);
    expect(hoursOn(touring, '2019-01-22')).toBe('09:30-16:00');
  });
});

describe('days by their place in the month', () => {
  const datesOf = (rule: Parameters<typeof matchesRule>[0], first: string, last: string) =>
    datesBetween(first, last).filter((date) => matchesRule(rule, date));

  it('knows the fifth and the last of a month with five Saturdays', () => {
    const rule = { weekday: 'sat', nth: [5], daysAfter: 0 } as const;
    expect(datesOf({ ...rule, nth: [5] }, '2026-08-01', '2026-09-30')).toEqual(['2026-08-29']);
    expect(datesOf({ ...rule, nth: [-1] }, '2026-08-01', '2026-09-30')).toEqual(['2026-08-29', '2026-09-26']);
    expect(datesOf({ ...rule, nth: [4, -1] }, '2026-08-01', '2026-08-31')).toEqual([
      '2026-08-22',
      '2026-08-29',
    ]);
  });

  it('counts from the month of the day it follows, into the next month where that must be', () => {
    // 31 January 2026 is the fifth Saturday; the Sunday after it is 1 February.
    const rule = { weekday: 'sat', nth: [-1], daysAfter: 1 } as const;
    expect(datesOf({ ...rule, nth: [-1] }, '2026-01-01', '2026-02-28')).toEqual(['2026-02-01']);
  });

  it('finds one second Saturday in every month, on the 8th to the 14th', () => {
    const found = datesOf({ weekday: 'sat', nth: [2], daysAfter: 0 }, '2026-01-01', '2029-12-31');
    expect(found).toHaveLength(48);
    expect(found.every((date) => Number(date.slice(8)) >= 8 && Number(date.slice(8)) <= 14)).toBe(true);
  });
});

describe('national holidays', () => {
  it('know substitutes, bridges and the moved days of the Olympic years', () => {
    expect(holidayOn(dateOf('2026-05-06'))).toContain('振替休日');
    expect(holidayOn(dateOf('2026-09-22'))).not.toBeNull();
    expect(holidayOn(dateOf('2032-09-21'))).not.toBeNull(); // bridge: Respect Day on the 20th, equinox on the 22nd
    expect(holidayOn(dateOf('2020-07-24'))).not.toBeNull();
    expect(holidayOn(dateOf('2020-10-12'))).toBeNull();
    expect(holidayOn(dateOf('2018-12-23'))).not.toBeNull();
    expect(holidayOn(dateOf('2019-12-23'))).toBeNull();
  });

  it('are known up to 2050 and unknown, not refused, afterwards', () => {
    expect(holidayOn(dateOf('2050-11-23'))).not.toBeNull();
    expect(holidayOn(dateOf('2051-01-01'))).toBeNull();
  });
});

describe('merging hours', () => {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const anyHours = fc.array(
    fc
      .record({
        from: fc.integer({ min: 0, max: 95 }),
        length: fc.integer({ min: 1, max: 40 }),
        procedures: fc.option(
          fc.uniqueArray(fc.constantFrom('card-issue', 'renewal', 'pin-reset').map(procedureOf), {
            minLength: 1,
          }),
          { nil: undefined },
        ),
      })
      .map(({ from, length, procedures }) => ({
        from: clock(from * 15),
        to: clock(Math.min(1440, (from + length) * 15)),
        procedures,
      })),
    { maxLength: 6 },
  );

  it('opens in every minute what the given hours open, in order, without overlap, and in one piece', () => {
    fc.assert(
      fc.property(anyHours, (hours) => {
        const merged = mergeHours(hours);
        for (let minute = 0; minute < 1440; minute += 15) {
          const covers = (one: { readonly from: string; readonly to: string }) =>
            minutesOf(one.from) <= minute && minute < minutesOf(one.to);
          for (const procedure of ['card-issue', 'renewal', 'pin-reset', 'other'].map(procedureOf)) {
            const serves = (one: { readonly procedures?: readonly string[] | null | undefined }) =>
              (one.procedures ?? null) === null || one.procedures?.includes(procedure) === true;
            expect(merged.some((one) => covers(one) && serves(one))).toBe(
              hours.some((one) => covers(one) && serves(one)),
            );
          }
        }
        merged.slice(1).forEach((opening, index) => {
          const before = merged[index];
          expect(before !== undefined && before.to <= opening.from).toBe(true);
          const touches = before?.to === opening.from;
          const same =
            JSON.stringify([...(before?.procedures ?? ['*'])].sort()) ===
            JSON.stringify([...(opening.procedures ?? ['*'])].sort());
          expect(touches && same).toBe(false);
        });
      }),
    );
  });

  it('joins a morning and an afternoon that touch, and keeps a lunch break', () => {
    expect(
      hoursText(
        mergeHours([
          { from: '12:00', to: '17:00' },
          { from: '09:00', to: '12:00' },
        ]),
      ),
    ).toBe('09:00-17:00');
    expect(
      hoursText(
        mergeHours([
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '17:00' },
        ]),
      ),
    ).toBe('09:00-12:00, 13:00-17:00');
  });
});

describe('yearly ranges', () => {
  it('take their leap day with them', () => {
    const calendar = { weekly: everyDay, closedYearly: [{ from: '02-28', to: '02-29' }] };
    const closed = datesBetween('2027-02-25', '2028-03-02').filter(
      (date) => hoursOn(calendar, date) === 'closed',
    );
    expect(closed.filter((date) => date.slice(5, 7) === '02' && holidayOn(date) === null)).toEqual([
      '2027-02-28',
      '2028-02-28',
      '2028-02-29',
    ]);
  });

  it('are the same every year, whichever side of the new year they begin on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 }), fc.integer({ min: 0, max: 365 }), (start, end) => {
        const monthDay = (day: number) => addDays(dateOf('2028-01-01'), day).slice(5);
        const calendar = calendarOf({
          weekly: everyDay,
          holidays: 'asWeekday',
          closedYearly: [{ from: monthDay(start), to: monthDay(end) }],
        });
        const closed = datesBetween('2028-01-01', '2028-12-31').filter(
          (date) => openingsOn(calendar, date).length === 0,
        );
        expect(closed).toHaveLength(start <= end ? end - start + 1 : 366 - start + end + 1);
      }),
      { numRuns: 30 },
    );
  });
});
