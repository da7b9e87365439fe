// Booking a place, moving it, giving it up: one reservation, its seats, and its number of changes.
import type { BookCommandOf } from '../../protocol/reservation-commands.ts';
import type { ReservationEvent, Seat } from '../../protocol/reservation-events.ts';
import { timeInWords } from './civil.ts';
import {
  type BookContext,
  type BookDecision,
  happened,
  isRefused,
  mostMoves,
  type Refused,
  refused,
} from './contract.ts';
import { heldSeats } from './holds.ts';
import { seatsFor, type Wanted, without } from './places.ts';
import type { BookState, Hold, Reservation } from './state.ts';

type Got = {
  readonly seats: readonly Seat[];
  readonly group: Hold['group'];
  readonly minutes: number;
  readonly hold: Hold['id'] | null;
};
type Pick = Wanted & { readonly owner: Hold['owner']; readonly hold: Hold['id'] | null };

/**
 * The places of the hold, or of whatever is free. A hold that ran out while somebody typed does not matter as long as
 * there is room.
 */
const take = (
  book: BookState,
  context: BookContext,
  pick: Pick,
  reservation: Reservation['id'],
): Got | Refused => {
  const held = heldSeats(book, context, { ...pick, reservation });
  if (typeof held === 'object') {
    const { seats, group, minutes, id } = held;
    return { seats, group, minutes, hold: id };
  }
  const found = seatsFor(book, context, pick);
  if (isRefused(found)) return held === 'over' && found.refusal.code === 'slotFull' ? holdOver(found) : found;
  const { seats, group } = found;
  return { seats, group: group.id, minutes: context.offering.minutesOf(pick.procedure), hold: null };
};

const holdOver = ({ refusal }: Refused): Refused => refused('holdOver', refusal.params);

export const bookPlace = (
  book: BookState,
  command: BookCommandOf<'bookPlace'>,
  context: BookContext,
): BookDecision => {
  const { reservation, secretHash, procedure, partySize, channel, language } = command;
  const before = book.reservations.get(reservation);
  if (before !== undefined) return over(before);
  const waited = book.waiting.find(({ id }) => id === reservation);
  const code = waited?.code ?? command.codes.find((one) => !book.byCode.has(one));
  if (code === undefined) return refused('bookingUnderWay');
  const got = take(book, context, command, reservation);
  if (isRefused(got)) return got;
  const booked: ReservationEvent = {
    type: 'reservationBooked',
    reservation,
    code,
    secretHash: waited?.secretHash ?? secretHash,
    procedure,
    group: got.group,
    seats: [...got.seats],
    minutes: got.minutes,
    partySize,
    channel,
    language,
    bookedAtMs: context.nowMs,
    sequence: 0,
    moves: 0,
    hold: got.hold,
    movedFrom: null,
  };
  return waited === undefined
    ? happened(booked)
    : happened(booked, { type: 'waitLeft', reservation, why: 'booked' });
};

const wordsJa = {
  booked: '予約中',
  arrived: '受付済み',
  missed: '時間を過ぎた状態',
  cancelled: '取消済み',
  moved: '変更済み',
};
/** Why nothing can be done with it any more. */
export const over = ({ state }: Reservation): Refused =>
  refused('reservationOver', { state, stateJa: wordsJa[state] });

/** A reservation that is still to come; who was missed may take another time of the same day. */
export const comingIn = (
  book: BookState,
  id: Reservation['id'],
  states: readonly Reservation['state'][] = ['booked'],
): Reservation | Refused => {
  const reservation = book.reservations.get(id);
  if (reservation === undefined) return refused('reservationNotFound');
  return states.includes(reservation.state) ? reservation : over(reservation);
};

const tooOften = ({ moves }: Reservation, byResident: boolean): Refused | null =>
  byResident && moves >= mostMoves ? refused('tooManyMoves', { most: mostMoves }) : null;

/** Another time on the same day at the same site: one event, so there is nothing in between. */
export const shiftReservation = (
  book: BookState,
  command: BookCommandOf<'shiftReservation'>,
  context: BookContext,
): BookDecision => {
  const reservation = comingIn(book, command.reservation, ['booked', 'missed']);
  if (isRefused(reservation)) return reservation;
  if (reservation.seats[0]?.atMs === command.slotAtMs && reservation.state === 'booked')
    return refused('sameSlot', { time: timeInWords(command.slotAtMs) });
  const often = tooOften(reservation, command.byResident);
  if (often !== null) return often;
  const { procedure, partySize, id } = reservation;
  const pick = { ...command, procedure, partySize };
  const got = take(without(book, { reservation }), context, pick, id);
  if (isRefused(got)) return got;
  return happened({
    type: 'reservationShifted',
    reservation: id,
    group: reservation.group,
    seats: placesOf(reservation),
    to: [...got.seats],
    hold: got.hold,
    sequence: reservation.sequence + 1,
    moves: reservation.moves + (command.byResident ? 1 : 0),
  });
};

/** Notes that a move begins, so that whoever opens this day finds it. The place stays until the new one is taken. */
export const leaveFor = (book: BookState, command: BookCommandOf<'leaveFor'>): BookDecision => {
  const reservation = comingIn(book, command.reservation);
  if (isRefused(reservation)) return reservation;
  const often = tooOften(reservation, command.byResident);
  if (often !== null) return often;
  const { id, sequence } = reservation;
  return happened({ type: 'reservationLeaving', reservation: id, to: command.to, sequence: sequence + 1 });
};

/** The new place of a move, taken while the old one is still had. */
export const takeMoved = (
  book: BookState,
  command: BookCommandOf<'takeMoved'>,
  context: BookContext,
): BookDecision => {
  const { reservation, carried, from } = command;
  const before = book.reservations.get(reservation);
  const sequence = carried.sequence + 1;
  if (before !== undefined && (before.sequence >= sequence || !['moved', 'cancelled'].includes(before.state)))
    return over(before);
  const { procedure, partySize } = carried;
  const got = take(book, context, { ...command, procedure, partySize }, reservation);
  if (isRefused(got)) return got;
  return happened({
    type: 'reservationBooked',
    reservation,
    code: carried.code,
    secretHash: carried.secretHash,
    procedure,
    group: got.group,
    seats: [...got.seats],
    minutes: carried.minutes,
    partySize,
    channel: carried.channel,
    language: carried.language,
    bookedAtMs: carried.bookedAtMs,
    sequence,
    moves: carried.moves,
    hold: got.hold,
    movedFrom: from,
  });
};

/** The old place of a move, once the new one is had. */
export const giveBack = (book: BookState, command: BookCommandOf<'giveBack'>): BookDecision => {
  const reservation = comingIn(book, command.reservation, ['booked', 'missed']);
  if (isRefused(reservation)) return reservation;
  if (reservation.sequence >= command.sequence) return over(reservation);
  const { id, group } = reservation;
  const { to, sequence } = command;
  const seats = placesOf(reservation);
  return happened({ type: 'reservationMoved', reservation: id, to, sequence, group, seats });
};

export const settleMove = (book: BookState, command: BookCommandOf<'settleMove'>): BookDecision => {
  const reservation = book.reservations.get(command.reservation);
  if (reservation === undefined) return refused('reservationNotFound');
  return reservation.movedFrom === null || reservation.sequence !== command.sequence
    ? over(reservation)
    : happened({ type: 'moveSettled', reservation: reservation.id });
};

export const cancelReservation = (
  book: BookState,
  command: BookCommandOf<'cancelReservation'>,
): BookDecision => {
  const reservation = comingIn(book, command.reservation, ['booked', 'missed']);
  if (isRefused(reservation)) return reservation;
  const { id, group, sequence } = reservation;
  const { by, note } = command;
  if (command.sequence !== undefined && command.sequence !== sequence) return over(reservation);
  return happened({
    type: 'reservationCancelled',
    reservation: id,
    by,
    note,
    sequence: sequence + 1,
    group,
    seats: placesOf(reservation),
  });
};

export const markReached = (book: BookState, command: BookCommandOf<'markReached'>): BookDecision => {
  const reservation = book.reservations.get(command.reservation);
  if (reservation === undefined) return refused('reservationNotFound');
  return happened({ type: 'reservationReached', reservation: reservation.id, reached: command.reached });
};

/** What becomes free with it. */
const placesOf = ({ placeGone, seats }: Reservation): Seat[] => (placeGone ? [] : [...seats]);

/** Those whose slot and grace are over and who did not come. */
export const missedBy = (book: BookState, context: BookContext): readonly Reservation[] =>
  [...book.reservations.values()].filter(
    ({ state, seats, procedure }) =>
      state === 'booked' && context.nowMs > (seats[0]?.atMs ?? 0) + context.offering.graceMs(procedure),
  );

export const missed = ({ id, group, seats }: Reservation): ReservationEvent => ({
  type: 'reservationMissed',
  reservation: id,
  group,
  seats: [...seats],
});
