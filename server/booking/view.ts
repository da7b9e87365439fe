// A reservation as who has it and as desks see it.
import type { DeskReservation, ReservationMove, ReservationView } from '../../protocol/reservation-views.ts';
import { isAlive } from '../reservations/places.ts';
import type { BookState } from '../reservations/state.ts';
import { offerOf } from '../reservations/waitlist.ts';
import type { BookingParts, Located } from './contract.ts';

type Facts = Omit<ReservationView, 'may'>;

const waitingFacts = (located: Located & { reservation: null }, book: BookState, nowMs: number): Facts => {
  const { place, waiting } = located;
  const hold = offerOf(book, waiting);
  const offer =
    hold === null || !isAlive(hold, nowMs)
      ? null
      : { hold: hold.id, seats: [...hold.seats], untilMs: hold.untilMs };
  const { id, code, procedure, group, partySize, language, joinedAtMs, fromMs, toMs } = waiting;
  return {
    reservation: id,
    code,
    ...place,
    state: offer === null ? 'waiting' : 'offered',
    procedure,
    group,
    seats: [],
    minutes: hold?.minutes ?? 0,
    partySize,
    language,
    bookedAtMs: joinedAtMs,
    sequence: 0,
    moves: 0,
    ticket: null,
    waiting: {
      fromMs,
      toMs,
      offer,
      before: book.waiting.filter((one) => one.group === group && one.joinedAtMs < joinedAtMs).length,
    },
  };
};

const factsOf = (located: Located, book: BookState, nowMs: number): Facts => {
  if (located.reservation === null) return waitingFacts(located, book, nowMs);
  const { place, reservation } = located;
  const { id, code, procedure, group, seats, minutes, partySize, language, bookedAtMs } = reservation;
  const { sequence, moves, ticket, state } = reservation;
  return {
    reservation: id,
    code,
    ...place,
    // Followed through its moves it is where it lives; between two days it still is booked.
    state: state === 'moved' ? 'booked' : state,
    procedure,
    group,
    seats: [...seats],
    minutes,
    partySize,
    language,
    bookedAtMs,
    sequence,
    moves,
    ticket,
    waiting: null,
  };
};

const movesFor = ({ state, waiting }: Facts): ReservationMove[] => {
  if (state === 'booked') return ['move', 'cancel'];
  if (waiting === null) return [];
  return waiting.offer === null ? ['leave'] : ['accept', 'leave'];
};

const bookAt = async ({ sites }: Pick<BookingParts, 'sites'>, { place }: Located): Promise<BookState> => {
  const day = await sites.get(place.site)?.books.day(place.date);
  if (day === undefined) throw new Error(`no site ${place.site}`);
  return day.book;
};

type Parts = Pick<BookingParts, 'sites' | 'now'>;

export const reservationView = async (parts: Parts, located: Located): Promise<ReservationView> => {
  const facts = factsOf(located, await bookAt(parts, located), parts.now());
  return { ...facts, may: movesFor(facts) };
};

/** Of a book that is at hand. */
export const deskView = (located: Located, book: BookState, nowMs: number): DeskReservation => ({
  ...factsOf(located, book, nowMs),
  channel: (located.reservation ?? located.waiting).channel,
  reached: located.reservation?.reached ?? null,
  arrivedAtMs: located.reservation?.arrivedAtMs ?? null,
});

export const deskReservation = async (parts: Parts, located: Located): Promise<DeskReservation> =>
  deskView(located, await bookAt(parts, located), parts.now());
