// How a group of procedures is booked: the rules that organisation, site and group may set, and what holds where none does.
import { z } from 'zod';

const bounded = (low: number, high: number, unit: string) =>
  z
    .int(`must be ${low} to ${high} ${unit}`)
    .min(low, `must be ${low} to ${high} ${unit}`)
    .max(high, `must be ${low} to ${high} ${unit}`);

/** Where a reservation comes from: the resident's own browser, the telephone desk, reception, an accepted offer. */
export const channels = ['web', 'telephone', 'reception', 'offer'] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;

export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  error: 'must be a time from 00:00 to 24:00, e.g. "09:00"',
  // Hours of which one is no time are not compared.
  abort: true,
});

const shareText = /^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/;
const shareError =
  'must be a share: whole per cent from 0 to 100, e.g. 60, or a decimal in quotes, e.g. "0.625"';
/** A share that loses nothing: whole per cent (60) or a decimal of at most six places in quotes ("0.625"). */
export const ExactShare = z.union(
  [z.int(shareError).min(0, shareError).max(100, shareError), z.string().regex(shareText, shareError)],
  { error: shareError },
);
export type ExactShare = z.infer<typeof ExactShare>;

/** A share in millionths, a whole number: nothing is lost of what the settings can say. */
export const millionthsOf = (share: ExactShare): number => {
  if (typeof share === 'number') return share * 10_000;
  const [whole = '0', places = ''] = share.split('.');
  return Number(whole) * 1_000_000 + Number(places.padEnd(6, '0'));
};

export const Release = z.strictObject({
  share: ExactShare.default(100).describe('So much of every day’s places; the portions make 100 together'),
  daysBefore: bounded(0, 366, 'days').describe('So many days before the date'),
  at: ClockTime.default('08:30').describe('At this time of that day'),
});
/** One portion of a day's places and when it can be booked. */
export type Release = z.infer<typeof Release>;

export const Closing = z.union(
  [
    z.strictObject({
      minutesBefore: bounded(0, 10_080, 'minutes').describe('So many minutes before the slot'),
    }),
    z.strictObject({
      daysBefore: bounded(0, 366, 'days').describe('So many days before the date'),
      at: ClockTime.default('24:00').describe('At this time of that day'),
    }),
  ],
  { error: 'must be { minutesBefore: 60 } or { daysBefore: 1, at: "17:00" }' },
);
/** Until when a slot can be booked; never later than its start. */
export type Closing = z.infer<typeof Closing>;

const ChannelRules = z.strictObject({
  open: z.boolean().default(true).describe('false: not by this way'),
  closes: Closing.optional().describe('Here instead of the group’s'),
});
const untilTheSlot = { open: true, closes: { minutesBefore: 0 } };

export const TelephoneKept = z
  .strictObject({
    share: ExactShare.describe('So much of the places may be taken by telephone only, at first'),
    fullUntilDaysBefore: bounded(0, 366, 'days')
      .default(7)
      .describe('From then on it falls, day by day alike'),
    noneFromDaysBefore: bounded(0, 366, 'days').default(2).describe('From then on nothing is kept'),
  })
  .refine((kept) => kept.noneFromDaysBefore <= kept.fullUntilDaysBefore, {
    path: ['noneFromDaysBefore'],
    message: 'must not be more than fullUntilDaysBefore',
  });
export type TelephoneKept = z.infer<typeof TelephoneKept>;

export const ChannelSettings = z.strictObject({
  web: ChannelRules.prefault({}).describe('Residents themselves, at /booking'),
  telephone: ChannelRules.prefault({}).describe('Staff while talking on the telephone'),
  reception: ChannelRules.prefault(untilTheSlot).describe('Staff for a visitor before them'),
  offer: ChannelRules.prefault(untilTheSlot).describe('An offer of the hub that a visitor accepts'),
  keptForTelephone: TelephoneKept.optional().describe(
    'Places that the web may not take while few are free; left out: none',
  ),
});
export type ChannelSettings = z.infer<typeof ChannelSettings>;

export const PartyPlaces = z.union(
  [
    z.enum(['one', 'perPerson']),
    z
      .array(
        z.strictObject({
          upTo: bounded(1, 20, 'people').describe('A party of up to so many'),
          places: bounded(1, 20, 'places').describe('takes so many places'),
        }),
      )
      .min(1)
      .max(20)
      .refine(
        (steps) =>
          steps.every(
            (step, index) =>
              index === 0 ||
              (step.upTo > (steps[index - 1]?.upTo ?? 0) && step.places >= (steps[index - 1]?.places ?? 0)),
          ),
        'must rise: each upTo larger than the one before, places never fewer',
      ),
  ],
  { error: 'must be one, perPerson, or a list as [{ upTo: 2, places: 1 }, { upTo: 5, places: 2 }]' },
);
export type PartyPlaces = z.infer<typeof PartyPlaces>;

const need = z.enum(['required', 'optional', 'off']);
export const ContactFields = z.strictObject({
  name: need.default('required').describe('Name'),
  kana: need.default('required').describe('Name in kana, by which the desk searches'),
  telephone: need
    .default('required')
    .describe('Telephone number; its last four digits open the reservation with its code'),
  mail: need.default('optional').describe('Mail address, for messages if there are any'),
});
/** What is asked of who books: nothing more than the site needs. */
export type ContactFields = z.infer<typeof ContactFields>;

export const HoldMinutes = z.strictObject({
  web: bounded(1, 60, 'minutes').default(10).describe('A place picked in the browser; can be extended once'),
  telephone: bounded(1, 60, 'minutes').default(15).describe('A place picked by staff'),
});
export type HoldMinutes = z.infer<typeof HoldMinutes>;

export const WaitlistSettings = z.strictObject({
  open: z.boolean().default(false).describe('true: who finds nothing free may wait for a freed place'),
  offerMinutes: bounded(5, 1440, 'minutes')
    .default(30)
    .describe('A freed place is kept for the first in the list so long, then for the next'),
  mostPerDay: bounded(1, 500, 'entries').default(50).describe('Longest list of one group and date'),
});
export type WaitlistSettings = z.infer<typeof WaitlistSettings>;

export const OverbookingSettings = z.strictObject({
  on: z.boolean().default(false).describe('true: a half day may have more bookings than places, see docs'),
  mostPercent: bounded(0, 5, 'per cent').default(5).describe('Never more than so much of the half day'),
  riskPercent: bounded(1, 20, 'per cent')
    .default(5)
    .describe('How likely it may be that more come than there are places in the half day'),
});
export type OverbookingSettings = z.infer<typeof OverbookingSettings>;

const fields = {
  gridMinutes: bounded(5, 60, 'minutes').describe('A slot begins every so many minutes'),
  share: ExactShare.describe('How much of the booths’ time is for reservations; the rest is for walk-ins'),
  releases: z
    .array(Release)
    .min(1, 'must have at least one portion')
    .max(6)
    .describe('When a date can be booked: all at once, or in portions'),
  closes: Closing.describe('Until when a slot can be booked'),
  channels: ChannelSettings.describe('By which ways'),
  partyPlaces: PartyPlaces.describe('How many places a party takes'),
  contact: ContactFields.describe('What is asked of who books'),
  oneLivePerPerson: z.boolean().describe('One telephone number has one coming reservation of the group'),
  holdMinutes: HoldMinutes.describe('How long a place is kept while somebody fills in the form'),
  mostInHoldsPercent: bounded(1, 100, 'per cent').describe(
    'No more than so much of a group’s day is kept in holds',
  ),
  waitlist: WaitlistSettings.describe('For days on which nothing is free'),
  overbooking: OverbookingSettings.describe('For those who do not come'),
  drawSeconds: bounded(0, 120, 'seconds').describe(
    'At a release, turns of those who waited for it at /booking are drawn at random within so much time; 0: who is first',
  ),
};
/** What organisation, site and group may set of it. */
export const ReservationRules = z.strictObject(fields).partial();
export type ReservationRules = z.infer<typeof ReservationRules>;
/** The rules of one group with everything filled in. */
export const ResolvedReservationRules = z.strictObject(fields);
export type ResolvedReservationRules = z.infer<typeof ResolvedReservationRules>;

/** What holds where neither organisation, site nor group says otherwise. */
export const defaultReservationRules: ResolvedReservationRules = ResolvedReservationRules.parse({
  gridMinutes: 15,
  share: 60,
  releases: [{ daysBefore: 30 }],
  closes: { daysBefore: 1 },
  channels: {},
  partyPlaces: 'one',
  contact: {},
  oneLivePerPerson: true,
  holdMinutes: {},
  mostInHoldsPercent: 20,
  waitlist: {},
  overbooking: {},
  drawSeconds: 20,
});
