// The settings of reservations: groups of procedures, who is planned to serve them when, terminals, closures.
import { z } from 'zod';
import { Weekday } from './calendar-settings.ts';
import { BoothNumber, BusinessDate, LocalText, ProcedureId, SiteId, SlotGroupId } from './ids.ts';
import { Renewal } from './kiosk-settings.ts';
import { ClockTime, ExactShare, ReservationRules } from './reservation-rules.ts';

const later = { path: ['to'], message: 'must be later than from' };
const hours = {
  from: ClockTime.describe('From this time'),
  to: ClockTime.describe('Until this time'),
};
const someWeekdays = z
  .array(Weekday)
  .min(1, 'must name at least one weekday')
  .max(7)
  .optional()
  .describe('Only on these weekdays; left out: on all');
const everyHour = z.strictObject({ ...hours, weekdays: someWeekdays });

export const GroupHours = everyHour.refine((one) => one.from < one.to, later);
export type GroupHours = z.infer<typeof GroupHours>;

export const ShareByHour = everyHour
  .extend({ share: ExactShare.describe('How much of the booths’ time is for reservations then') })
  .refine((one) => one.from < one.to, later);
export type ShareByHour = z.infer<typeof ShareByHour>;

export const Eligibility = z.strictObject({
  renews: Renewal.describe('What is renewed: the card, or its certificate'),
  monthsBefore: z
    .int('must be 0 to 24 months')
    .min(0, 'must be 0 to 24 months')
    .max(24, 'must be 0 to 24 months')
    .default(3)
    .describe('Possible from so many months before the birthday on which it ends'),
});
/** "Renewal from three months before the birthday". */
export type Eligibility = z.infer<typeof Eligibility>;

export const SlotGroup = z.strictObject({
  id: SlotGroupId.describe('Its name in commands and events; the same at several sites: one group'),
  names: LocalText.describe('As residents read it'),
  procedures: z
    .array(ProcedureId)
    .min(1, 'must name at least one procedure')
    .max(26)
    .describe('Procedures that share the places; each in one group only'),
  minutesPerPlace: z
    .int('must be 1 to 240 minutes')
    .min(1, 'must be 1 to 240 minutes')
    .max(240, 'must be 1 to 240 minutes')
    .optional()
    .describe(
      'How long a booth is taken by one place; left out: the longest planned minutes of its procedures',
    ),
  hours: z
    .array(GroupHours)
    .max(20)
    .default([])
    .describe('When it can be booked; none: while the site is open'),
  shareByHour: z
    .array(ShareByHour)
    .max(40)
    .default([])
    .describe('Other shares than `share`, by the hour; the first that fits holds'),
  eligibility: Eligibility.optional().describe('Asks residents for expiry date or birthday before they book'),
  ...ReservationRules.shape,
});
/** Procedures that are booked together. */
export type SlotGroup = z.infer<typeof SlotGroup>;

const PlannedBooths = z.union([z.int().min(1).max(200), z.array(BoothNumber).min(1).max(200)], {
  error: 'must be a number of booths from 1 to 200, or a list of booth numbers, e.g. [1, 2, 3]',
});

export const StaffBreak = z
  .strictObject({
    ...hours,
    booths: z
      .int()
      .min(1, 'must be 1 to 200')
      .max(200, 'must be 1 to 200')
      .optional()
      .describe('So many of them rest at the same time; left out: all'),
  })
  .refine((one) => one.from < one.to, later);

export const StaffingRow = z
  .strictObject({
    ...hours,
    weekdays: someWeekdays,
    booths: PlannedBooths.describe('So many booths are staffed, or which'),
    procedures: z
      .array(ProcedureId)
      .min(1, 'must name at least one procedure')
      .max(26)
      .optional()
      .describe(
        'What they serve; left out: everything that can be reserved. Their time is divided alike among the groups of it',
      ),
    breaks: z.array(StaffBreak).max(10).default([]).describe('Lunch and breaks, in which they serve nobody'),
    since: z.iso.date('must be a date, e.g. "2026-11-24"').optional().describe('From this date on'),
    until: z.iso.date('must be a date, e.g. "2026-11-24"').optional().describe('Up to this date, included'),
  })
  .refine((row) => row.from < row.to, later);
export type StaffingRow = z.infer<typeof StaffingRow>;

export const TerminalSettings = z.strictObject({
  count: z.int().min(1, 'must be 1 to 200').max(200, 'must be 1 to 200').describe('So many stand there'),
  groups: z
    .array(SlotGroupId)
    .min(1)
    .max(20)
    .optional()
    .describe('Groups whose booths need one; left out: all'),
});
/** A shared limit: a booth without a free terminal cannot serve. */
export type TerminalSettings = z.infer<typeof TerminalSettings>;

export const PlannedClosure = z
  .strictObject({
    date: BusinessDate.describe('The date'),
    from: ClockTime.default('00:00').describe('From this time'),
    to: ClockTime.default('24:00').describe('Until this time'),
    groups: z.array(SlotGroupId).min(1).max(20).optional().describe('Only these; left out: all'),
    reason: LocalText.describe('Why, as residents read it'),
  })
  .refine((one) => one.from < one.to, later);
export type PlannedClosure = z.infer<typeof PlannedClosure>;

export const NoShowPrior = z.strictObject({
  percent: z
    .number()
    .min(0, 'must be 0 to 60 per cent')
    .max(60, 'must be 0 to 60 per cent')
    .default(10)
    .describe('So many of a hundred do not come, until the site has seen its own'),
  weight: z
    .number()
    .min(1, 'must be 1 to 10000 reservations')
    .max(10_000, 'must be 1 to 10000 reservations')
    .default(50)
    .describe('It counts as much as so many reservations seen'),
});
export type NoShowPrior = z.infer<typeof NoShowPrior>;

export const SiteReservations = z.strictObject({
  groups: z.array(SlotGroup).min(1, 'must name at least one group').max(20).describe('What can be reserved'),
  staffingPlan: z
    .array(StaffingRow)
    .min(1, 'must have at least one row')
    .max(100)
    .describe('How many booths are staffed when; rows add up'),
  terminals: TerminalSettings.optional().describe('Terminals that booths share; left out: one at each'),
  nationalLinkEnds: ClockTime.optional().describe(
    'The national system ends then; nobody is booked whose visit would be cut. Left out: not before the site closes',
  ),
  closures: z
    .array(PlannedClosure)
    .max(200)
    .default([])
    .describe('Hours in which nothing can be reserved, known beforehand; others are closed by hand'),
  noShow: NoShowPrior.prefault({}).describe('Those who do not come'),
  rules: ReservationRules.default({}).describe('Rules of all groups of the site, before the organisation’s'),
});
/** What one site takes reservations for. */
export type SiteReservations = z.infer<typeof SiteReservations>;

export const District = z.strictObject({
  id: SlotGroupId.describe('Its name'),
  names: LocalText.describe('As residents read it'),
  minutes: z
    .partialRecord(SiteId, z.int().min(0, 'must be 0 to 600 minutes').max(600, 'must be 0 to 600 minutes'))
    .describe('Minutes on the way from there to each site'),
});
/** Where a resident lives, as far as it says how far the sites are. */
export type District = z.infer<typeof District>;

export const OrganisationReservations = z.strictObject({
  rules: ReservationRules.default({}).describe('Rules of every site, before the built-in defaults'),
  districts: z.array(District).max(300).default([]).describe('For "nearest to me"; none: not offered'),
  telephone: z
    .string()
    .trim()
    .min(3)
    .max(40)
    .optional()
    .describe('The number to book by telephone, as residents read it'),
});
export type OrganisationReservations = z.infer<typeof OrganisationReservations>;
