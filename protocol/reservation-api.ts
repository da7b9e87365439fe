// What residents' pages, telephone desks and integrators say to the booking doors, and what they hear.
import { z } from 'zod';
import { Contact, ReadReason } from './contacts.ts';
import { BusinessDate, CommandId, EpochMs, Language, ProcedureId, ReservationId, SiteId } from './ids.ts';
import { Refusal } from './refusals.ts';
import { Seats } from './reservation-events.ts';
import { BookingSession, HoldId, LinkSecret, ReservationCode } from './reservation-ids.ts';
import { Channel } from './reservation-rules.ts';
import { DeskReservation, FreeTimeView, ReservationView } from './reservation-views.ts';
import { SlotChange } from './slot-change.ts';

const commandId = CommandId.max(60, 'must be at most 60 characters').describe(
  'Made by the client; sending it again returns the first answer',
);
const partySize = z.int().min(1, 'must be 1 to 20').max(20, 'must be 1 to 20').default(1);
const where = { site: SiteId, date: BusinessDate };
/** By the desk only: residents are always `web`. */
const channel = z.enum(['telephone', 'reception']).default('telephone');

/** Shown with a wish, so that one's place in the line at a release holds. */
const pass = z
  .string()
  .regex(/^[0-9a-z]{1,12}\.[A-Za-z0-9_-]{27}$/, 'must be the pass that the line gave')
  .optional();

export const LineRequest = z.strictObject({
  session: BookingSession,
  ...where,
  procedure: ProcedureId,
  pass,
});
export type LineRequest = z.infer<typeof LineRequest>;
export const LineAnswer = z.strictObject({
  ok: z.literal(true),
  line: z
    .strictObject({
      releaseAtMs: EpochMs,
      turnAtMs: EpochMs.describe('From then on the session may hold or book'),
      pass: z.string().describe('To be shown with every wish for that day'),
    })
    .nullable()
    .describe('null: nothing is released within half an hour, and there is no line'),
});
export type LineAnswer = z.infer<typeof LineAnswer>;

const HoldFields = {
  commandId,
  session: BookingSession,
  ...where,
  procedure: ProcedureId,
  slotAtMs: EpochMs,
  partySize,
  language: Language.default('ja'),
};
export const HoldRequest = z.strictObject({ ...HoldFields, pass });
export type HoldRequest = z.infer<typeof HoldRequest>;
export const DeskHoldRequest = z.strictObject({ ...HoldFields, channel });

export const HoldChange = z.strictObject({ commandId, session: BookingSession, ...where, hold: HoldId });
/** Extends a hold, or gives it back. */
export type HoldChange = z.infer<typeof HoldChange>;

const BookFields = {
  ...HoldFields,
  hold: HoldId.nullable().default(null).describe('The place held before; null: whatever is free now'),
  contact: Contact.optional(),
};
export const BookRequest = z.strictObject({ ...BookFields, pass });
export type BookRequest = z.infer<typeof BookRequest>;
export const DeskBookRequest = z.strictObject({ ...BookFields, channel });
export type DeskBookRequest = z.infer<typeof DeskBookRequest>;

/** What shows that a reservation is one's own: its code with the last four digits of the telephone, or with its link's secret. */
export const Proof = z
  .strictObject({
    code: ReservationCode,
    lastFour: z
      .string()
      .max(40)
      .transform((text) => text.normalize('NFKC').replaceAll(/\D/g, ''))
      .pipe(z.string().regex(/^\d{4}$/, 'must be the last four digits of the telephone number'))
      .optional(),
    secret: LinkSecret.optional(),
  })
  .refine((proof) => (proof.lastFour === undefined) !== (proof.secret === undefined), {
    error: 'must hold lastFour or secret',
    path: ['lastFour'],
  });
export type Proof = z.infer<typeof Proof>;
export const FindRequest = z.strictObject({ proof: Proof });

const to = z.strictObject({ ...where, slotAtMs: EpochMs, hold: HoldId.nullable().default(null) });
export const MoveRequest = z.strictObject({ commandId, session: BookingSession, proof: Proof, to, pass });
export type MoveRequest = z.infer<typeof MoveRequest>;
export const CancelRequest = z.strictObject({ commandId, proof: Proof });
export const AcceptRequest = z.strictObject({ commandId, proof: Proof, hold: HoldId });

export const WaitRequest = z.strictObject({
  commandId,
  session: BookingSession,
  ...where,
  procedure: ProcedureId,
  fromMs: EpochMs,
  toMs: EpochMs,
  partySize,
  language: Language.default('ja'),
  contact: Contact.optional(),
});
export type WaitRequest = z.infer<typeof WaitRequest>;

const reservation = { reservation: ReservationId };
const deskNote = z.string().trim().max(200, 'must be at most 200 characters').default('');
export const DeskMoveRequest = z.strictObject({
  commandId,
  session: BookingSession,
  ...reservation,
  to,
  channel,
});
export const DeskCancelRequest = z.strictObject({
  commandId,
  ...reservation,
  by: z.enum(['resident', 'desk', 'site']).default('desk').describe('At whose wish'),
  note: deskNote.describe('Why; no personal data'),
});
export const ReachedRequest = z.strictObject({ commandId, ...reservation, reached: z.boolean() });
export const ContactRequest = z.strictObject({ ...reservation, reason: ReadReason });
export const ContactChange = z.strictObject({ ...reservation, contact: Contact });

export const SearchRequest = z
  .strictObject({
    by: z.discriminatedUnion('field', [
      z.strictObject({ field: z.literal('code'), code: ReservationCode }),
      z.strictObject({ field: z.literal('kana'), kana: z.string().trim().min(1).max(200) }),
      z.strictObject({ field: z.literal('phone'), phone: z.string().trim().min(4).max(40) }),
      z.strictObject({ field: z.literal('id'), reservation: ReservationId }),
    ]),
    reason: ReadReason,
  })
  .describe('By post, because addresses are logged on the way');
export type SearchRequest = z.infer<typeof SearchRequest>;
export const SearchAnswer = z.strictObject({
  ok: z.literal(true),
  found: z.array(DeskReservation).max(50),
  more: z.boolean().describe('true: there are more than fifty; ask closer'),
});

export const SlotChangeRequest = z.strictObject({
  commandId,
  ...where,
  slots: SlotChange,
  dryRun: z.boolean().default(false).describe('true: only tells whom it would leave without a place'),
});
export const SlotChangeBack = z.strictObject({ commandId, ...where, change: z.string().min(1).max(100) });
export const StrandedView = z.strictObject({
  reservation: DeskReservation,
  why: z.enum(['noSlot', 'closed', 'procedure', 'fewerPlaces']),
});

export const DaySheet = z.strictObject({
  ...where,
  version: z.int(),
  reservations: z.array(DeskReservation),
  changes: z.array(z.strictObject({ change: z.string(), slots: SlotChange })),
});
export type DaySheet = z.infer<typeof DaySheet>;

export const Held = z.strictObject({
  ok: z.literal(true),
  hold: HoldId,
  ...where,
  seats: Seats,
  untilMs: EpochMs,
  extended: z.boolean(),
});
export type Held = z.infer<typeof Held>;
export const Released = z.strictObject({ ok: z.literal(true) });
export const Booked = z.strictObject({
  ok: z.literal(true),
  reservation: ReservationView,
  secret: LinkSecret.nullable().describe(
    'For its link; null where it was given before and cannot be made again',
  ),
});
export type Booked = z.infer<typeof Booked>;
export const Found = z.strictObject({ ok: z.literal(true), reservation: ReservationView });
export const CalendarFound = z.strictObject({
  ok: z.literal(true),
  name: z.string().describe('Of the file'),
  content: z.string().describe('A calendar file (RFC 5545)'),
});
export const DeskDone = z.strictObject({ ok: z.literal(true), reservation: DeskReservation });
export const ContactFound = z.strictObject({ ok: z.literal(true), contact: Contact.nullable() });
export const SlotsChanged = z.strictObject({
  ok: z.literal(true),
  change: z.string().nullable().describe('Its name, to take it back; null: a dry run'),
  stranded: z.array(StrandedView).describe('Who keep their reservation, but have no place: to be told'),
});
export type SlotsChanged = z.infer<typeof SlotsChanged>;

export const BookingRefused = z.strictObject({
  ok: z.literal(false),
  refusal: Refusal,
  alternatives: z.array(FreeTimeView).max(3).default([]),
});
export type BookingRefused = z.infer<typeof BookingRefused>;

export { Channel };
