// Folds one event into the book of a business day, and stops at once if the event contradicts it.
import type { Map as PersistentMap } from 'immutable';
import type { ReservationId } from '../../protocol/ids.ts';
import type { ReservationEvent, ReservationEventOf, Seat } from '../../protocol/reservation-events.ts';
import { type BookState, type Hold, type Reservation, slotKey } from './state.ts';

function must(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new Error(`the book contradicts itself: ${problem}`);
}

/** The book after the event, which happened at `atMs`; pure. Throws an Error when it contradicts the book. */
export const evolveBook = (book: BookState, event: ReservationEvent, atMs: number): BookState => {
  switch (event.type) {
    case 'placeHeld':
      return placeHeld(book, event, atMs);
    case 'holdExtended': {
      const hold = holdIn(book, event.hold);
      must(!hold.extended, `hold ${hold.id} is extended twice`);
      return withHold(book, { ...hold, untilMs: event.untilMs, extended: true });
    }
    case 'holdReleased':
      holdIn(book, event.hold);
      return { ...book, holds: book.holds.delete(event.hold) };
    case 'reservationBooked':
      return booked(book, event);
    case 'reservationLeaving':
      return changed(book, event.reservation, ['booked'], { leavingTo: event.to });
    case 'reservationMoved': {
      const left = released(book, event.reservation, ['booked', 'missed'], event.type);
      return changed(left, event.reservation, ['booked', 'missed'], {
        state: 'moved',
        movedTo: event.to,
        sequence: event.sequence,
        movedFrom: null,
      });
    }
    case 'reservationShifted':
      return shifted(book, event);
    case 'moveSettled':
      return changed(book, event.reservation, null, { movedFrom: null });
    case 'reservationCancelled': {
      const left = released(book, event.reservation, ['booked', 'missed'], event.type);
      const { by, sequence } = event;
      return changed(left, event.reservation, ['booked', 'missed'], {
        ...{ state: 'cancelled', cancelledBy: by, sequence, movedFrom: null },
      });
    }
    case 'reservationArrived':
      return arrived(book, event);
    case 'reservationMissed': {
      const left = released(book, event.reservation, ['booked'], event.type);
      return changed(left, event.reservation, ['booked'], { state: 'missed', placeGone: true });
    }
    case 'reservationExpected': {
      const missed = reservationIn(book.reservations, event.reservation, ['missed']);
      must(missed.placeGone, `${event.reservation} has its place`);
      const again = changed(book, event.reservation, ['missed'], { state: 'booked', placeGone: false });
      return { ...again, taken: counted(book.taken, missed, 1) };
    }
    case 'reservationReached':
      return changed(book, event.reservation, null, { reached: event.reached });
    case 'slotsChanged':
      must(!book.changes.some(({ change }) => change === event.change), `${event.change} is made twice`);
      return { ...book, changes: [...book.changes, { change: event.change, slots: event.slots }] };
    case 'slotChangeTakenBack': {
      const changes = book.changes.filter(({ change }) => change !== event.change);
      must(changes.length < book.changes.length, `${event.change} is taken back, but was not made`);
      return { ...book, changes };
    }
    case 'waitJoined': {
      const { type, reservation, ...given } = event;
      must(!book.waiting.some(({ id }) => id === reservation), `${reservation} waits twice`);
      return {
        ...book,
        leftAtEnd: book.leftAtEnd.filter(({ id }) => id !== reservation),
        waiting: [...book.waiting, { ...given, id: reservation, joinedAtMs: atMs }],
        byCode: book.byCode.set(given.code, reservation),
      };
    }
    case 'waitLeft': {
      const waiting = book.waiting.filter(({ id }) => id !== event.reservation);
      const left = book.waiting.find(({ id }) => id === event.reservation);
      must(left !== undefined, `${event.reservation} leaves without having waited`);
      const leftAtEnd = event.why === 'dayOver' ? [...book.leftAtEnd, left] : book.leftAtEnd;
      return { ...book, waiting, leftAtEnd };
    }
  }
};

const holdIn = (book: BookState, id: Hold['id']): Hold => {
  const hold = book.holds.get(id);
  must(hold !== undefined, `nobody holds ${id}`);
  return hold;
};

const withHold = (book: BookState, hold: Hold): BookState => ({
  ...book,
  holds: book.holds.set(hold.id, hold),
});

/** Picked holds that are over are forgotten here, so that their number stays small; offers go when who waits leaves. */
const placeHeld = (book: BookState, event: ReservationEventOf<'placeHeld'>, atMs: number): BookState => {
  must(!book.holds.has(event.hold), `${event.hold} is held twice`);
  const { type, hold: id, ...given } = event;
  const alive = book.holds.filter((hold) => hold.offeredTo !== null || hold.untilMs > atMs);
  return { ...book, holds: alive.set(id, { ...given, id, extended: false }) };
};

/** The places of a group's slots, more or fewer by `sign`. */
const counted = (
  taken: BookState['taken'],
  { group, seats }: { readonly group: Reservation['group']; readonly seats: readonly Seat[] },
  sign: 1 | -1,
): BookState['taken'] =>
  seats.reduce((all, { atMs, places }) => {
    const key = slotKey(group, atMs);
    const count = (all.get(key) ?? 0) + sign * places;
    must(count >= 0, `more places of ${key} are given back than were taken`);
    return count === 0 ? all.delete(key) : all.set(key, count);
  }, taken);

const reservationIn = (
  reservations: PersistentMap<ReservationId, Reservation>,
  id: ReservationId,
  states: readonly Reservation['state'][] | null,
): Reservation => {
  const reservation = reservations.get(id);
  must(reservation !== undefined, `nobody booked ${id}`);
  must(states === null || states.includes(reservation.state), `${id} is ${reservation.state}`);
  return reservation;
};

const changed = (
  book: BookState,
  id: ReservationId,
  states: readonly Reservation['state'][] | null,
  change: Partial<Reservation>,
): BookState => ({
  ...book,
  reservations: book.reservations.set(id, { ...reservationIn(book.reservations, id, states), ...change }),
});

/** Without its places; who was missed has none any more. */
const released = (
  book: BookState,
  id: ReservationId,
  states: readonly Reservation['state'][],
  why: string,
): BookState => {
  const reservation = reservationIn(book.reservations, id, states);
  must(reservation.group !== undefined, `${why} of ${id}`);
  return reservation.placeGone ? book : { ...book, taken: counted(book.taken, reservation, -1) };
};

const booked = (book: BookState, event: ReservationEventOf<'reservationBooked'>): BookState => {
  const before = book.reservations.get(event.reservation);
  must(
    before === undefined || before.state === 'moved' || before.state === 'cancelled',
    `${event.reservation} is booked although it is ${before?.state}`,
  );
  must(before === undefined || before.sequence < event.sequence, `${event.reservation} goes back in time`);
  const { type, reservation: id, hold, ...given } = event;
  if (hold !== null) holdIn(book, hold);
  const reservation: Reservation = {
    ...given,
    id,
    state: 'booked',
    leavingTo: null,
    movedTo: null,
    ticket: null,
    arrivedAtMs: null,
    placeGone: false,
    reached: null,
    cancelledBy: null,
  };
  return {
    ...book,
    reservations: book.reservations.set(id, reservation),
    byCode: book.byCode.set(event.code, id),
    taken: counted(book.taken, event, 1),
    holds: hold === null ? book.holds : book.holds.delete(hold),
  };
};

const shifted = (book: BookState, event: ReservationEventOf<'reservationShifted'>): BookState => {
  if (event.hold !== null) holdIn(book, event.hold);
  const left = released(book, event.reservation, ['booked', 'missed'], event.type);
  const { group, to: seats, sequence, moves } = event;
  const again = changed(left, event.reservation, ['booked', 'missed'], {
    ...{ state: 'booked', seats, sequence, moves, leavingTo: null, placeGone: false },
  });
  return {
    ...again,
    taken: counted(left.taken, { group, seats }, 1),
    holds: event.hold === null ? book.holds : book.holds.delete(event.hold),
  };
};

/** Who was missed and comes after all has no place any more, but is there. */
const arrived = (book: BookState, event: ReservationEventOf<'reservationArrived'>): BookState =>
  changed(book, event.reservation, ['booked', 'missed'], {
    ...{ state: 'arrived', ticket: event.ticket, arrivedAtMs: event.pressedAtMs },
  });
