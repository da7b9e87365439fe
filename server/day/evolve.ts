// Folds one event into the state of the business day, and stops at once if the event contradicts it.
import type { DayEvent, EventMeta, StoredDayEvent } from '../../protocol/events.ts';
import { isReservationEvent } from '../../protocol/reservation-events.ts';
import { evolveBook } from '../reservations/evolve.ts';
import { askerOf, remember } from './answer.ts';
import { withTicket } from './changes.ts';
import { evolveBooth, isBoothEvent } from './evolve-booths.ts';
import { evolveCall, isCallEvent } from './evolve-calls.ts';
import { evolveDay, isDayEvent } from './evolve-day.ts';
import { evolveTicket } from './evolve-tickets.ts';
import { must } from './invariant.ts';
import type { DayState } from './state.ts';

export { answerFor } from './answer.ts';

/** What `evolve` needs of a stored event. */
export type DayEntry = Pick<StoredDayEvent, 'version' | 'event'> & { readonly meta: EventMeta };

/**
 * The state after the event; pure. Throws an Error when the event contradicts the state: the log is damaged or the
 * rules are wrong, and to go on would call a visitor twice or lose one.
 */
export const evolve = (state: DayState, stored: DayEntry): DayState => {
  const { version, meta, event } = stored;
  must(version === state.version + 1, `version ${version} follows ${state.version}`);
  must(isInPhase(state, event), `${event.type} while the day is ${state.phase}`);
  const evolved = { ...withMove(apply(state, event, meta.atMs), event, version), version };
  const askers = state.askers.set(meta.commandId, askerOf(meta.actor));
  return { ...evolved, ...remember(evolved, event, meta.commandId, version), askers };
};

/** What moves no visit: papers and marks of a ticket leave true what was seen of it. */
const unmoving: ReadonlySet<DayEvent['type']> = new Set(['marksSet', 'printRequested', 'ticketPrinted']);

const withMove = (state: DayState, event: DayEvent, version: number): DayState => {
  const ticket = 'ticket' in event && !unmoving.has(event.type) ? state.tickets.get(event.ticket) : undefined;
  return ticket === undefined ? state : withTicket(state, { ...ticket, movedAt: version });
};

const apply = (state: DayState, event: DayEvent, atMs: number): DayState => {
  if (isDayEvent(event)) return evolveDay(state, event, atMs);
  if (isBoothEvent(event)) return evolveBooth(state, event, atMs);
  if (isCallEvent(event)) return evolveCall(state, event, atMs);
  if (isReservationEvent(event)) return { ...state, book: evolveBook(state.book, event, atMs) };
  return evolveTicket(state, event, atMs);
};

/**
 * Before the day opens there are leases and bookings; after its end what is told of leased and handwritten numbers, and
 * moves that were begun before it.
 */
const isInPhase = (state: DayState, event: DayEvent): boolean => {
  switch (event.type) {
    case 'dayOpened':
      return state.phase === 'planned';
    case 'dayReopened':
      return state.phase === 'ended';
    case 'dayEnded':
    case 'numbersLeased':
      return state.phase !== 'ended';
    case 'ticketIssued':
      return state.phase === 'open' || event.how !== 'online';
    case 'ticketCancelled':
    case 'reservationMoved':
    case 'moveSettled':
    case 'reservationCancelled':
      return true;
    case 'reservationArrived':
      return state.phase === 'open';
    default:
      return state.phase === 'open' || (state.phase === 'planned' && isReservationEvent(event));
  }
};
