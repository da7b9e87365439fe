// What is shown of reservations: to who has one, to desks, and to whoever looks for a free place.
import { z } from 'zod';
import {
  BusinessDate,
  EpochMs,
  Language,
  LocalText,
  ProcedureId,
  ReservationId,
  SiteId,
  SlotGroupId,
  TicketNumber,
} from './ids.ts';
import { Seats } from './reservation-events.ts';
import { HoldId, ReservationCode } from './reservation-ids.ts';
import { Channel, ContactFields } from './reservation-rules.ts';
import { District, Eligibility } from './reservation-settings.ts';

export const ReservationState = z.enum(['booked', 'arrived', 'missed', 'cancelled', 'waiting', 'offered']);
/** waiting: in the waiting list; offered: a freed place is kept for them. */
export type ReservationState = z.infer<typeof ReservationState>;

export const FreeTimeView = z.strictObject({
  site: SiteId,
  date: BusinessDate,
  seats: Seats,
  free: z.int().min(1).describe('Places free in the first slot'),
});
export type FreeTimeView = z.infer<typeof FreeTimeView>;

export const ReservationMove = z.enum(['move', 'cancel', 'accept', 'leave']);
/** What its resident may do with it now. */
export type ReservationMove = z.infer<typeof ReservationMove>;

const held = {
  reservation: ReservationId,
  code: ReservationCode,
  site: SiteId,
  date: BusinessDate,
  state: ReservationState,
  procedure: ProcedureId,
  group: SlotGroupId,
  seats: z.array(Seats.element).describe('Where it is booked; none: it waits'),
  minutes: z.int(),
  partySize: z.int(),
  language: Language,
  bookedAtMs: EpochMs,
  sequence: z.int().describe('SEQUENCE of its calendar file'),
  moves: z.int(),
  ticket: TicketNumber.nullable(),
  waiting: z
    .strictObject({
      fromMs: EpochMs,
      toMs: EpochMs,
      offer: z.strictObject({ hold: HoldId, seats: Seats, untilMs: EpochMs }).nullable(),
      before: z.int().min(0).describe('Who wait before them'),
    })
    .nullable(),
};
export const ReservationView = z.strictObject({ ...held, may: z.array(ReservationMove) });
/** A reservation as who has it sees it; nothing of the person. */
export type ReservationView = z.infer<typeof ReservationView>;

export const DeskReservation = z.strictObject({
  ...held,
  channel: Channel,
  reached: z.boolean().nullable().describe('Whether the desk reached them by telephone; null: not tried'),
  arrivedAtMs: EpochMs.nullable(),
});
/** The same as desks see it; personal data is asked for apart, with a reason. */
export type DeskReservation = z.infer<typeof DeskReservation>;

export const ComingReservation = z.strictObject({
  reservation: ReservationId,
  code: ReservationCode,
  procedure: ProcedureId,
  slotAtMs: EpochMs,
  places: z.int(),
  partySize: z.int(),
  language: Language,
  late: z.boolean().describe('Its slot has begun'),
});
/** Somebody who is expected within two hours and is not there yet. */
export type ComingReservation = z.infer<typeof ComingReservation>;

export const BookingGroup = z.strictObject({
  group: SlotGroupId,
  names: LocalText,
  procedures: z.array(
    z.strictObject({
      procedure: ProcedureId,
      names: LocalText,
      bring: LocalText.nullable(),
      asks: z
        .boolean()
        .default(false)
        .describe('Whether it is possible already is asked, by the group’s `eligibility`'),
    }),
  ),
  contact: ContactFields,
  eligibility: Eligibility.nullable(),
  holdMinutes: z.int(),
  partyMost: z.int().min(1).describe('The largest party'),
  waitlist: z.boolean(),
  offerMinutes: z
    .int()
    .default(30)
    .describe('How long a freed place is kept for the first in the waiting list'),
  firstDate: BusinessDate.describe('Today'),
  lastDate: BusinessDate.describe('The last date that can be booked now, or next at `opensAtMs`'),
});
export const BookingSite = z.strictObject({
  site: SiteId,
  names: LocalText,
  address: z.string().nullable(),
  groups: z.array(BookingGroup),
});
export const BookingOffer = z.strictObject({
  organisation: LocalText,
  languages: z.array(Language),
  telephone: z.string().nullable(),
  districts: z.array(District),
  sites: z.array(BookingSite),
  nowMs: EpochMs,
});
/** All that can be reserved, where, and what is asked for it. */
export type BookingOffer = z.infer<typeof BookingOffer>;

export const FreeDay = z.strictObject({
  date: BusinessDate,
  places: z.int().min(0).describe('All places of the day; 0: none that day'),
  free: z
    .int()
    .min(0)
    .describe('What a party of the asked size finds: the sum of free places of slots that fit'),
  opensAtMs: EpochMs.nullable().describe('When more of it can be booked; null: all that there is can be'),
  waiting: z.int().min(0).describe('How many are in the waiting list'),
});
export type FreeDay = z.infer<typeof FreeDay>;
export const FreeDays = z.strictObject({ site: SiteId, procedure: ProcedureId, days: z.array(FreeDay) });
export type FreeDays = z.infer<typeof FreeDays>;

export const FreeSlot = z.strictObject({
  atMs: EpochMs,
  endMs: EpochMs,
  places: z.int().min(0),
  free: z.int().min(0),
  state: z.enum(['free', 'full', 'closed', 'notYet', 'past']),
  reason: z.string().nullable().describe('Why it is closed'),
});
export type FreeSlot = z.infer<typeof FreeSlot>;
export const FreeSlots = z.strictObject({
  site: SiteId,
  date: BusinessDate,
  procedure: ProcedureId,
  slots: z.array(FreeSlot),
  waiting: z.int().min(0),
});
export type FreeSlots = z.infer<typeof FreeSlots>;

export const Soonest = z.strictObject({
  procedure: ProcedureId,
  sites: z.array(
    z.strictObject({
      site: SiteId,
      first: FreeTimeView.nullable(),
      free: z.int().min(0).describe('Places free in all days that can be booked'),
      days: z
        .array(z.strictObject({ date: BusinessDate, atMs: EpochMs, free: z.int().min(1) }))
        .optional()
        .describe('Asked for with daily: every day on which something is free, and its first free time'),
    }),
  ),
});
export type Soonest = z.infer<typeof Soonest>;
