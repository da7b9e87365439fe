// What happens to the places of a date: held, booked, moved, given back, waited for. Facts only; nothing of the person.
import { z } from 'zod';
import {
  BusinessDate,
  EpochMs,
  Language,
  ProcedureId,
  ReservationId,
  SiteId,
  SlotGroupId,
  TicketNumber,
} from './ids.ts';
import { HoldId, OwnerHash, ReservationCode } from './reservation-ids.ts';
import { Channel } from './reservation-rules.ts';
import { SlotChange } from './slot-change.ts';

export const Seat = z.strictObject({
  atMs: EpochMs.describe('Start of the slot'),
  places: z.int().min(1).max(20),
});
/** Places in one slot; a party may take several slots in a row. */
export type Seat = z.infer<typeof Seat>;
export const Seats = z
  .array(Seat)
  .min(1)
  .max(20)
  .describe('In order of time; the first is when they are to come');

/** What is booked, and stays so whatever the settings become. */
export const bookedFacts = {
  procedure: ProcedureId,
  group: SlotGroupId,
  seats: Seats,
  minutes: z.int().min(1).max(240).describe('Planned minutes of the procedure when it was booked'),
  partySize: z.int().min(1).max(20),
  channel: Channel,
  language: Language,
};

export const DayPlace = z.strictObject({ site: SiteId, date: BusinessDate });
/** One business day of one site. */
export type DayPlace = z.infer<typeof DayPlace>;

export const CancelledBy = z.enum(['resident', 'desk', 'site', 'moveUndone', 'duplicate']);
/** Who gave it up: the resident, staff for them, the site itself; or a move that could not be finished. */
export type CancelledBy = z.infer<typeof CancelledBy>;

const r = { reservation: ReservationId };
/** Stand in the event, so that places are counted without looking the reservation up. */
const freed = {
  group: SlotGroupId,
  seats: z.array(Seat).max(20).describe('What becomes free; none: it had been given to others already'),
};
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

export const ReservationEvent = z.discriminatedUnion('type', [
  event('placeHeld', {
    hold: HoldId,
    ...bookedFacts,
    owner: OwnerHash.describe('Of the session that holds it; of the waiting entry’s own, when it is offered'),
    untilMs: EpochMs.describe('Compared with the clock by whoever decides: over without another event'),
    offeredTo: ReservationId.nullable().describe('Who waits and is offered it; null: picked'),
  }),
  event('holdExtended', { hold: HoldId, untilMs: EpochMs }),
  event('holdReleased', { hold: HoldId, ...freed }),
  event('reservationBooked', {
    ...r,
    code: ReservationCode,
    secretHash: OwnerHash,
    ...bookedFacts,
    bookedAtMs: EpochMs.describe('When it was first made; a move does not change it'),
    sequence: z.int().min(0).describe('Changes so far, as calendar files count them'),
    moves: z.int().min(0).describe('How often its resident has moved it'),
    hold: HoldId.nullable().describe('The hold it was made of'),
    movedFrom: DayPlace.nullable().describe('Where its old place is still to be given back'),
  }),
  event('reservationLeaving', { ...r, to: DayPlace, sequence: z.int().min(1) }),
  event('reservationMoved', { ...r, to: DayPlace, sequence: z.int().min(1), ...freed }),
  event('reservationShifted', {
    ...r,
    ...freed,
    to: Seats.describe('On the same day'),
    hold: HoldId.nullable(),
    sequence: z.int().min(1),
    moves: z.int().min(0),
  }),
  event('moveSettled', { ...r }),
  event('reservationCancelled', {
    ...r,
    by: CancelledBy,
    note: z.string(),
    sequence: z.int().min(0),
    ...freed,
  }),
  event('reservationArrived', {
    ...r,
    ticket: TicketNumber,
    pressedAtMs: EpochMs,
    how: z.enum(['early', 'inTime', 'late']),
  }),
  event('reservationMissed', { ...r, ...freed }),
  event('reservationReached', { ...r, reached: z.boolean() }),
  event('slotsChanged', { change: z.string(), slots: SlotChange }),
  event('slotChangeTakenBack', { change: z.string() }),
  event('reservationExpected', r),
  event('waitJoined', {
    ...r,
    code: ReservationCode,
    secretHash: OwnerHash,
    owner: OwnerHash,
    procedure: ProcedureId,
    group: SlotGroupId,
    partySize: z.int().min(1).max(20),
    fromMs: EpochMs.describe('Slots that begin from then'),
    toMs: EpochMs.describe('until then suit them'),
    channel: Channel,
    language: Language,
  }),
  event('waitLeft', { ...r, why: z.enum(['left', 'booked', 'missed', 'desk', 'dayOver']) }),
]);
export type ReservationEvent = z.infer<typeof ReservationEvent>;
export type ReservationEventType = ReservationEvent['type'];
export type ReservationEventOf<T extends ReservationEventType> = Extract<ReservationEvent, { type: T }>;

const types: ReadonlySet<string> = new Set(ReservationEvent.options.map((option) => option.shape.type.value));
export const isReservationEvent = (event: { readonly type: string }): event is ReservationEvent =>
  types.has(event.type);
