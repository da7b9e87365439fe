// What came of a day's reservations: who checked in when, and who did not come, from the events of the day's book.
import type { ReservationEvent } from '../../../protocol/reservation-events.ts';
import type { ReservationPast } from '../contract.ts';

type Open<T> = { -readonly [K in keyof T]: T[K] };
type Noted = Open<ReservationPast> & { missed: boolean };

/** Who was not noted as missed, e.g. because the hub was down, has not come either after this. */
const givenUpMs = 3_600_000;

export type ReservationNotes = {
  readonly add: (event: ReservationEvent) => void;
  /** A ticket with a slot of another system: that it was booked is known only when its visitor is there. */
  readonly slip: (came: ReservationPast) => void;
  /** Those that have come, and those of whom it is known at an instant that they have not. */
  readonly past: (untilMs: number) => readonly ReservationPast[];
};

export const createReservationNotes = (): ReservationNotes => {
  const noted = new Map<string, Noted>();
  const slips: ReservationPast[] = [];

  const add = (event: ReservationEvent): void => {
    switch (event.type) {
      case 'reservationBooked': {
        const { procedure, channel, bookedAtMs: madeAtMs, seats } = event;
        const slotMs = seats[0]?.atMs;
        if (slotMs !== undefined)
          noted.set(event.reservation, {
            ...{ slotMs, checkedInAtMs: null, missed: false },
            ...{ procedure, channel, madeAtMs },
          });
        return;
      }
      case 'reservationShifted': {
        const one = noted.get(event.reservation);
        if (one !== undefined) one.slotMs = event.to[0]?.atMs ?? one.slotMs;
        return;
      }
      case 'reservationMoved':
      case 'reservationCancelled':
        noted.delete(event.reservation);
        return;
      case 'reservationArrived': {
        const one = noted.get(event.reservation);
        if (one !== undefined) one.checkedInAtMs = event.pressedAtMs;
        return;
      }
      case 'reservationMissed': {
        const one = noted.get(event.reservation);
        if (one !== undefined) one.missed = true;
        return;
      }
      default:
        return;
    }
  };

  return {
    add,
    slip: (came) => slips.push(came),
    past: (untilMs) => [
      ...slips,
      ...[...noted.values()]
        .filter(
          ({ slotMs, checkedInAtMs, missed }) =>
            checkedInAtMs !== null || missed || slotMs + givenUpMs <= untilMs,
        )
        .map(({ missed: _, ...one }) => one),
    ],
  };
};
