// Finishes moves that a crash left between two days: whoever opens either of them does it, and twice does no harm.
import { type Actor, CommandId, type ReservationId } from '../../protocol/ids.ts';
import type { BookCommand } from '../../protocol/reservation-commands.ts';
import type { DayPlace } from '../../protocol/reservation-events.ts';
import type { Reservation } from '../reservations/state.ts';
import type { BookingParts } from './contract.ts';

const mover: Actor = { kind: 'system', id: 'mover' };

type Parts = Pick<BookingParts, 'sites' | 'logger'>;

/** The id of a step of a move, the same for whoever takes it. */
const stepId = (id: ReservationId, sequence: number, step: string): CommandId =>
  CommandId.parse(`move:${id.slice(-16)}:${sequence}:${step}`);

export const reservationAt = async (
  { sites }: Parts,
  { site, date }: DayPlace,
  id: ReservationId,
): Promise<Reservation | undefined> => (await sites.get(site)?.books.day(date))?.book.reservations.get(id);

const take = async (
  { sites, logger }: Parts,
  { site, date }: DayPlace,
  commandId: CommandId,
  command: BookCommand,
): Promise<boolean> => {
  const answer = await sites.get(site)?.books.take(date, commandId, command, mover);
  if (answer?.ok === false) {
    logger.debug({ site, date, command: command.type, outcome: answer.refusal.code }, 'move');
  }
  return answer?.ok === true;
};

/**
 * Gives the old place back once the new one is had, and notes that nothing is left to do; true: something was done. Of two
 * moves that began at the same time only one gives the old place back: the other's new place goes, also when this is found
 * out much later. So does the new place of somebody who checked in or gave up at the old one meanwhile.
 */
export const finishMove = async (parts: Parts, at: DayPlace, here: Reservation): Promise<boolean> => {
  const { id, sequence, movedFrom } = here;
  if (movedFrom === null) return false;
  const step = (name: string) => stepId(id, sequence, name);
  const look = () => reservationAt(parts, movedFrom, id);
  let there = await look();
  if (there !== undefined && holdsPlace(there) && there.sequence < sequence) {
    const back = { type: 'giveBack', reservation: id, to: at, sequence } as const;
    await take(parts, movedFrom, step(`give:${at.site}:${at.date}`), back);
    there = await look();
  }
  const isOurs = there === undefined || (there.state === 'moved' && samePlace(there.movedTo, at));
  if (isOurs) return take(parts, at, step('settle'), { type: 'settleMove', reservation: id, sequence });
  // Not given back: the store is away, or the old day takes nothing more. The next who looks tries again.
  if (there === undefined || holdsPlace(there)) return false;
  const undo = { type: 'cancelReservation', reservation: id, by: 'moveUndone', note: '', sequence } as const;
  return take(parts, at, step('undo'), undo);
};

const holdsPlace = ({ state }: Reservation): boolean => state === 'booked' || state === 'missed';
const samePlace = (one: DayPlace | null, other: DayPlace): boolean =>
  one?.site === other.site && one.date === other.date;

/** Finishes what a reservation found at a place has left to finish; true: something was done, look again. */
export const settle = async (parts: Parts, at: DayPlace, here: Reservation): Promise<boolean> => {
  if (here.movedFrom !== null) return finishMove(parts, at, here);
  if (here.leavingTo === null || here.state !== 'booked') return false;
  const there = await reservationAt(parts, here.leavingTo, here.id);
  if (there === undefined || there.movedFrom === null || there.sequence <= here.sequence) return false;
  return finishMove(parts, here.leavingTo, there);
};

/** Everything that a day has left to finish. */
export const settleDay = async (parts: Parts, at: DayPlace): Promise<void> => {
  const day = await parts.sites.get(at.site)?.books.day(at.date);
  if (day === undefined) return;
  for (const reservation of day.book.reservations.values()) {
    if (reservation.movedFrom !== null || reservation.leavingTo !== null)
      await settle(parts, at, reservation);
  }
};
