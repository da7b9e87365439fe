// When a site is open: weekly hours, holidays, closed ranges, rules by the month, exceptions and extra openings.
import { z } from 'zod';
import { LocalText, ProcedureId } from './ids.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const Weekday = z.enum(weekdays);
export type Weekday = z.infer<typeof Weekday>;

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  error: 'must be a time from 00:00 to 24:00, e.g. "09:00"',
  // Hours of which one is no time are not compared.
  abort: true,
});
const date = z.iso.date('must be a date, e.g. "2026-11-24"');
const monthDay = z
  .string()
  .regex(
    /^(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31)$/,
    'must be month and day, e.g. "12-29"',
  );

export const OpeningSettings = z
  .strictObject({
    from: clockTime.describe('The doors open'),
    to: clockTime.describe('The doors close; "24:00" is midnight'),
    procedures: z
      .array(ProcedureId)
      .min(1)
      .max(26)
      .optional()
      .describe('Only these; left out: all of the site'),
  })
  .refine((opening) => opening.from < opening.to, { path: ['to'], message: 'must be later than from' });
export type OpeningSettings = z.infer<typeof OpeningSettings>;
const openings = z.array(OpeningSettings).max(6);

export const MonthRule = z
  .strictObject({
    weekday: Weekday.describe('The weekday that is counted'),
    nth: z
      .array(
        z
          .int()
          .min(-1)
          .max(5)
          .refine((n) => n !== 0, 'must be 1 to 5, or -1 for the last'),
      )
      .min(1)
      .max(5)
      .describe('Which of the month, 1 to 5; -1 is the last'),
    daysAfter: z
      .int()
      .min(0)
      .max(13)
      .default(0)
      .describe('"the Sunday after the third Saturday": sat, 3, daysAfter 1'),
  })
  .describe('Days by their place in the month');
export type MonthRule = z.infer<typeof MonthRule>;

const validity = {
  since: date.optional().describe('From this date on'),
  until: date.optional().describe('Up to this date, included'),
};

export const CalendarSettings = z.strictObject({
  weekly: z
    .partialRecord(Weekday, openings)
    .default({})
    .describe('Hours per weekday; a weekday left out is closed'),
  holidays: z
    .union([z.literal('closed'), z.literal('asWeekday'), openings], {
      error: 'must be closed, asWeekday or a list of hours',
    })
    .default('closed')
    .describe('National holidays: closed, as the weekday, or hours of their own'),
  closedYearly: z
    .array(
      z.strictObject({
        from: monthDay.describe('Month and day of the first'),
        to: monthDay.describe('Month and day of the last'),
        name: LocalText.optional().describe('Why'),
      }),
    )
    .max(20)
    .default([])
    .describe('Closed every year from … to …, both included; may cross the new year'),
  closedDays: z
    .array(z.strictObject({ rule: MonthRule.describe('Which days'), ...validity }))
    .max(20)
    .default([])
    .describe('Days by the month that are closed'),
  openDays: z
    .array(
      z.strictObject({
        rule: MonthRule.describe('Which days'),
        openings: openings.describe('Their hours'),
        ...validity,
      }),
    )
    .max(20)
    .default([])
    .describe('Days by the month that are open with these hours instead of the weekly ones'),
  exceptions: z
    .array(
      z.strictObject({
        date: date.describe('The one date'),
        openings: openings.default([]).describe('Its hours; none: closed'),
        name: LocalText.optional().describe('Why, or where a touring window is'),
      }),
    )
    .max(1000)
    .default([])
    .describe(
      'What holds on one date, before everything else, extra included; no openings: closed. Touring sessions too',
    ),
  extra: z
    .array(
      z.strictObject({
        openings: openings.describe('The hours that are added'),
        since: date.describe('From this date on'),
        until: date.describe('Up to this date, included'),
        weekdays: z.array(Weekday).min(1).max(7).optional().describe('Only on these weekdays'),
        rule: MonthRule.optional().describe(
          'Only on these days of the month; with weekdays: on days that are both',
        ),
        onlyWhenOpen: z
          .boolean()
          .default(true)
          .describe(
            'Added only to days that are open anyway; false: also where the week has no hours, never to a day closed by name',
          ),
      }),
    )
    .max(50)
    .default([])
    .describe('Openings added to a day, e.g. Saturday afternoons for card issue only'),
  since: date.optional().describe('The site opens on this date'),
  until: date.optional().describe('The site closes for good after this date'),
});
export type CalendarSettings = z.infer<typeof CalendarSettings>;
