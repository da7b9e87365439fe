// How full a day is and nothing else: the projection behind every search for a free place, kept up event by event.
import type { ReservationEvent, Seat } from '../../protocol/reservation-events.ts';
import { type BookState, emptyBook, slotKey } from './state.ts';

/** What counting free places needs of a book; some hundred bytes a day instead of the whole of it. */
export type Vacancy = Pick<BookState, 'taken' | 'holds' | 'changes'> & {
  readonly waiting: ReadonlySet<string>;
};

export const emptyVacancy: Vacancy = {
  taken: emptyBook.taken,
  holds: emptyBook.holds,
  changes: emptyBook.changes,
  waiting: new Set(),
};

/** The vacancy of a whole book, made anew: what folding every event must come to. */
export const vacancyOf = (book: BookState): Vacancy => ({
  taken: book.taken,
  holds: book.holds,
  changes: book.changes,
  waiting: new Set(book.waiting.map(({ id }) => id)),
});

type Freed = { readonly group: string; readonly seats: readonly Seat[] };
const counted = (taken: Vacancy['taken'], { group, seats }: Freed, sign: 1 | -1): Vacancy['taken'] =>
  seats.reduce((all, { atMs, places }) => {
    const key = slotKey(group as Parameters<typeof slotKey>[0], atMs);
    const count = (all.get(key) ?? 0) + sign * places;
    return count === 0 ? all.delete(key) : all.set(key, count);
  }, taken);

/** One event further; events carry what they free, so no reservation is looked up. */
export const evolveVacancy = (vacancy: Vacancy, event: ReservationEvent, atMs: number): Vacancy => {
  const { taken, holds, changes, waiting } = vacancy;
  switch (event.type) {
    case 'placeHeld': {
      const { type, hold: id, ...given } = event;
      const alive = holds.filter((hold) => hold.offeredTo !== null || hold.untilMs > atMs);
      return { ...vacancy, holds: alive.set(id, { ...given, id, extended: false }) };
    }
    case 'holdExtended': {
      const hold = holds.get(event.hold);
      if (hold === undefined) return vacancy;
      return { ...vacancy, holds: holds.set(hold.id, { ...hold, untilMs: event.untilMs, extended: true }) };
    }
    case 'holdReleased':
      return { ...vacancy, holds: holds.delete(event.hold) };
    case 'reservationBooked': {
      const left = event.hold === null ? holds : holds.delete(event.hold);
      return { ...vacancy, taken: counted(taken, event, 1), holds: left };
    }
    case 'reservationShifted': {
      const left = event.hold === null ? holds : holds.delete(event.hold);
      const freed = counted(taken, event, -1);
      return { ...vacancy, taken: counted(freed, { group: event.group, seats: event.to }, 1), holds: left };
    }
    case 'reservationMoved':
    case 'reservationCancelled':
    case 'reservationMissed':
      return { ...vacancy, taken: counted(taken, event, -1) };
    case 'slotsChanged':
      return { ...vacancy, changes: [...changes, { change: event.change, slots: event.slots }] };
    case 'slotChangeTakenBack':
      return { ...vacancy, changes: changes.filter(({ change }) => change !== event.change) };
    case 'waitJoined':
      return { ...vacancy, waiting: new Set([...waiting, event.reservation]) };
    case 'waitLeft':
      return { ...vacancy, waiting: new Set([...waiting].filter((id) => id !== event.reservation)) };
    default:
      return vacancy;
  }
};
