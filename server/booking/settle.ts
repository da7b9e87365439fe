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

/** Gives the old place back once the new one is had, and notes that nothing is left to do. */
export const finishMove = async (parts: Parts, at: DayPlace, here: Reservation): Promise<void> => {
  const { id, sequence, movedFrom } = here;
  if (movedFrom === null) return;
  const settle = () =>
    take(parts, at, stepId(id, sequence, 'settle'), { type: 'settleMove', reservation: id });
  const there = await reservationAt(parts, movedFrom, id);
  if (there === undefined || there.state === 'moved') {
    await settle();
    return;
  }
  const live = there.state === 'booked' || there.state === 'missed';
  if (live && there.sequence < sequence) {
    const back = { type: 'giveBack', reservation: id, to: at, sequence } as const;
    if (await take(parts, movedFrom, stepId(id, sequence, 'give'), back)) await settle();
    else await undoIfOver(parts, at, here);
    return;
  }
  await undoIfOver(parts, at, here);
};

/** They checked in or gave up at the old place while it was being moved: then the new one is not theirs any more. */
const undoIfOver = async (parts: Parts, at: DayPlace, here: Reservation): Promise<void> => {
  const { id, sequence, movedFrom } = here;
  const there = movedFrom === null ? undefined : await reservationAt(parts, movedFrom, id);
  if (there === undefined || there.state === 'moved') return;
  if (there.state === 'booked' || there.state === 'missed') return;
  const undo = { type: 'cancelReservation', reservation: id, by: 'moveUndone', note: '' } as const;
  await take(parts, at, stepId(id, sequence, 'undo'), undo);
};

/** Finishes what a reservation found at a place has left to finish; true: something was done, look again. */
export const settle = async (parts: Parts, at: DayPlace, here: Reservation): Promise<boolean> => {
  if (here.movedFrom !== null) {
    await finishMove(parts, at, here);
    return true;
  }
  if (here.leavingTo === null || here.state !== 'booked') return false;
  const there = await reservationAt(parts, here.leavingTo, here.id);
  if (there === undefined || there.movedFrom === null || there.sequence <= here.sequence) return false;
  await finishMove(parts, here.leavingTo, there);
  return true;
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
