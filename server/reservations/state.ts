// The book of one business day as folded from its events: reservations, holds, who waits, and slots changed by hand.
import { Map as PersistentMap } from 'immutable';
import type { Language, ProcedureId, ReservationId, SlotGroupId, TicketNumber } from '../../protocol/ids.ts';
import type { CancelledBy, DayPlace, Seat } from '../../protocol/reservation-events.ts';
import type { HoldId, OwnerHash, ReservationCode } from '../../protocol/reservation-ids.ts';
import type { Channel } from '../../protocol/reservation-rules.ts';
import type { SlotChange } from '../../protocol/slot-change.ts';

/** What is booked or held; it stays as it was made, whatever the settings become. */
export type BookedFacts = {
  readonly procedure: ProcedureId;
  readonly group: SlotGroupId;
  readonly seats: readonly Seat[];
  readonly minutes: number;
  readonly partySize: number;
  readonly channel: Channel;
  readonly language: Language;
};

export type Reservation = BookedFacts & {
  readonly id: ReservationId;
  readonly code: ReservationCode;
  readonly secretHash: OwnerHash;
  /** moved: its place was given back, and it lives on at `movedTo`. */
  readonly state: 'booked' | 'arrived' | 'missed' | 'cancelled' | 'moved';
  readonly bookedAtMs: number;
  readonly sequence: number;
  readonly moves: number;
  /** Its old place there may not have been given back yet; null: it has, or there was none. */
  readonly movedFrom: DayPlace | null;
  /** Somebody began to move it there. It is still here until it is `moved`. */
  readonly leavingTo: DayPlace | null;
  readonly movedTo: DayPlace | null;
  readonly ticket: TicketNumber | null;
  readonly arrivedAtMs: number | null;
  /** It was missed, and its places given to others, even if they came after all. */
  readonly placeGone: boolean;
  readonly reached: boolean | null;
  readonly cancelledBy: CancelledBy | null;
};

export type Hold = BookedFacts & {
  readonly id: HoldId;
  readonly owner: OwnerHash;
  /** Over from this instant on, whoever looks. */
  readonly untilMs: number;
  readonly extended: boolean;
  /** Who waits and is offered it; null: picked by its owner. */
  readonly offeredTo: ReservationId | null;
};

export type Waiting = {
  readonly id: ReservationId;
  readonly code: ReservationCode;
  readonly secretHash: OwnerHash;
  readonly owner: OwnerHash;
  readonly procedure: ProcedureId;
  readonly group: SlotGroupId;
  readonly partySize: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly channel: Channel;
  readonly language: Language;
  readonly joinedAtMs: number;
};

export type BookState = {
  readonly reservations: PersistentMap<ReservationId, Reservation>;
  readonly byCode: PersistentMap<ReservationCode, ReservationId>;
  /** Of reservations that have their place, by `slotKey`. */
  readonly taken: PersistentMap<string, number>;
  /** Also some that are over: they go when the next one is made. */
  readonly holds: PersistentMap<HoldId, Hold>;
  /** In the order in which they came. */
  readonly waiting: readonly Waiting[];
  /** Whom the end of the day took from the waiting list. */
  readonly leftAtEnd: readonly Waiting[];
  /** Slots changed by hand, in order; by the name of the change. */
  readonly changes: readonly { readonly change: string; readonly slots: SlotChange }[];
};

/** The book before anything was booked. */
export const emptyBook: BookState = {
  reservations: PersistentMap(),
  byCode: PersistentMap(),
  taken: PersistentMap(),
  holds: PersistentMap(),
  waiting: [],
  leftAtEnd: [],
  changes: [],
};

export const slotKey = (group: SlotGroupId, atMs: number): string => `${group}@${atMs}`;

/** Whether a reservation still is to come, at its place here. */
export const isComing = ({ state }: Reservation): boolean => state === 'booked';

/** Whether it takes its places: who came in time has used them, who was missed has not. */
export const hasPlaces = ({ state, placeGone }: Reservation): boolean =>
  (state === 'booked' || state === 'arrived') && !placeGone;
