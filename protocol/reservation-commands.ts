// What the hub asks of a day's book in the name of residents and staff; only the booking room makes these, never a client.
import type { BusinessDate, Language, ProcedureId, ReservationId, SiteId } from './ids.ts';
import type { CancelledBy, DayPlace, Seat } from './reservation-events.ts';
import type { HoldId, OwnerHash, ReservationCode } from './reservation-ids.ts';
import type { Channel } from './reservation-rules.ts';
import type { SlotChange } from './slot-change.ts';

type Wanted = {
  readonly procedure: ProcedureId;
  /** Start of the slot, epoch ms. */
  readonly slotAtMs: number;
  readonly partySize: number;
  readonly channel: Channel;
  readonly language: Language;
  readonly owner: OwnerHash;
};

/** A reservation as it stands at the place that it leaves. */
export type Carried = {
  readonly code: ReservationCode;
  readonly secretHash: OwnerHash;
  readonly procedure: ProcedureId;
  readonly partySize: number;
  readonly minutes: number;
  readonly channel: Channel;
  readonly language: Language;
  readonly bookedAtMs: number;
  readonly sequence: number;
  readonly moves: number;
};

export type BookCommand =
  | ({ readonly type: 'holdPlace' } & Wanted)
  | { readonly type: 'extendHold'; readonly hold: HoldId; readonly owner: OwnerHash }
  | { readonly type: 'releaseHold'; readonly hold: HoldId; readonly owner: OwnerHash }
  | ({
      readonly type: 'bookPlace';
      readonly reservation: ReservationId;
      /** To choose from: the first that nobody has on that day. */
      readonly codes: readonly ReservationCode[];
      readonly secretHash: OwnerHash;
      /** Null: booked at once, without a hold. */
      readonly hold: HoldId | null;
    } & Wanted)
  | {
      readonly type: 'shiftReservation';
      readonly reservation: ReservationId;
      readonly slotAtMs: number;
      readonly hold: HoldId | null;
      readonly owner: OwnerHash;
      readonly channel: Channel;
      readonly byResident: boolean;
    }
  | {
      readonly type: 'leaveFor';
      readonly reservation: ReservationId;
      readonly to: DayPlace;
      readonly byResident: boolean;
    }
  | {
      readonly type: 'takeMoved';
      readonly reservation: ReservationId;
      readonly carried: Carried;
      readonly from: DayPlace;
      readonly slotAtMs: number;
      readonly hold: HoldId | null;
      readonly owner: OwnerHash;
      readonly channel: Channel;
    }
  | {
      readonly type: 'giveBack';
      readonly reservation: ReservationId;
      readonly to: DayPlace;
      readonly sequence: number;
    }
  /** Of the move that made it the `sequence`-th change; a later one is another's to settle. */
  | { readonly type: 'settleMove'; readonly reservation: ReservationId; readonly sequence: number }
  | {
      readonly type: 'cancelReservation';
      readonly reservation: ReservationId;
      readonly by: CancelledBy;
      readonly note: string;
      /** Only while it is at this change; left out: whatever it is at. */
      readonly sequence?: number;
    }
  | { readonly type: 'markReached'; readonly reservation: ReservationId; readonly reached: boolean }
  | { readonly type: 'changeSlots'; readonly slots: SlotChange }
  | { readonly type: 'takeSlotChangeBack'; readonly change: string }
  | {
      readonly type: 'joinWaitlist';
      readonly reservation: ReservationId;
      readonly codes: readonly ReservationCode[];
      readonly secretHash: OwnerHash;
      readonly owner: OwnerHash;
      readonly procedure: ProcedureId;
      readonly partySize: number;
      readonly fromMs: number;
      readonly toMs: number;
      readonly channel: Channel;
      readonly language: Language;
    }
  | { readonly type: 'leaveWaitlist'; readonly reservation: ReservationId; readonly why: 'left' | 'desk' }
  /** The clock's: gives freed places to who waits, and those of who did not come to whoever wants them. */
  | { readonly type: 'offerPlaces' }
  | { readonly type: 'releaseMissed' };
export type BookCommandType = BookCommand['type'];
export const bookCommandTypes: ReadonlySet<string> = new Set([
  'holdPlace',
  'extendHold',
  'releaseHold',
  'bookPlace',
  'shiftReservation',
  'leaveFor',
  'takeMoved',
  'giveBack',
  'settleMove',
  'cancelReservation',
  'markReached',
  'changeSlots',
  'takeSlotChangeBack',
  'joinWaitlist',
  'leaveWaitlist',
  'offerPlaces',
  'releaseMissed',
] satisfies readonly BookCommandType[]);
export const isBookCommand = (command: { readonly type: string }): command is BookCommand =>
  bookCommandTypes.has(command.type);
export type BookCommandOf<T extends BookCommandType> = Extract<BookCommand, { type: T }>;

/** One of several times that are still free. */
export type FreeTime = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  readonly seats: readonly Seat[];
};
