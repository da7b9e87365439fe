// Events of a ticket by itself: issued, its marks, its paper, back from absent, cancelled.
import type { DayEvent, DayEventOf } from '../../protocol/events.ts';
import type { CommandId } from '../../protocol/ids.ts';
import type { ReservationEvent } from '../../protocol/reservation-events.ts';
import {
  ticketIn,
  withCallsWithdrawn,
  withLive,
  withoutLive,
  withTicket,
  withTicketAtBooth,
} from './changes.ts';
import type { OfABooth } from './evolve-booths.ts';
import type { OfACall } from './evolve-calls.ts';
import type { OfTheDay } from './evolve-day.ts';
import { must } from './invariant.ts';
import { countOf, jobOf } from './numbers.ts';
import type { DayState, Ticket } from './state.ts';

/** All that is left to a ticket alone. */
type OfATicket = Exclude<DayEvent, OfTheDay | OfABooth | OfACall | ReservationEvent>;

export const evolveTicket = (state: DayState, event: OfATicket, atMs: number): DayState => {
  switch (event.type) {
    case 'ticketIssued':
      return issued(state, event, atMs);
    case 'marksSet': {
      const ticket = ticketIn(state, event.ticket, live, event.type);
      return withTicket(state, { ...ticket, marks: event.marks, due: event.due });
    }
    case 'printRequested':
      return printRequested(state, event, atMs);
    case 'ticketPrinted': {
      const print = state.pendingPrints.get(event.job);
      must(print?.device === event.device, `${event.job} comes out where it was not asked for`);
      const ticket = state.tickets.get(event.ticket);
      const out = ticket === undefined ? state : withTicket(state, { ...ticket, sheetOut: true });
      return { ...out, pendingPrints: state.pendingPrints.delete(event.job) };
    }
    case 'ticketReturned': {
      const ticket = ticketIn(state, event.ticket, ['absent'], event.type);
      must(event.due.atMs >= ticket.due.atMs, `${ticket.number} gains by its absence`);
      return withTicket(state, { ...ticket, state: 'waiting', booth: null, due: event.due, sinceMs: atMs });
    }
    case 'ticketSteppedOut': {
      const ticket = ticketIn(state, event.ticket, ['waiting'], event.type);
      return withTicket(state, { ...ticket, outUntilMs: event.untilMs, stepsOut: ticket.stepsOut + 1 });
    }
    case 'ticketCameBack': {
      const ticket = ticketIn(state, event.ticket, ['waiting'], event.type);
      must(ticket.outUntilMs !== null, `${ticket.number} comes back without having been outside`);
      return withTicket(state, { ...ticket, outUntilMs: null });
    }
    case 'ticketRestored': {
      const ticket = ticketIn(state, event.ticket, ['finished', 'cancelled'], event.type);
      must(ticket.endedAs !== null, `${ticket.number} is restored, but was not cut off`);
      const again = {
        ...ticket,
        state: event.as,
        booth: null,
        servingSinceMs: null,
        cancelReason: null,
      } as const;
      return withLive(withTicket(state, { ...again, endedAs: null, sinceMs: atMs }), ticket);
    }
    case 'ticketCancelled':
      return cancelled(state, event, atMs);
  }
};

const live = ['waiting', 'called', 'serving', 'absent', 'held'] as const;

/** A reservation's due time is its slot's, and a number told later has its own: neither binds who comes next. */
const lastGiven = (state: DayState, event: DayEventOf<'ticketIssued'>): number =>
  event.how === 'online' && event.due.basis !== 'reservation'
    ? Math.max(state.lastGivenMs, event.due.basisMs)
    : state.lastGivenMs;

const issued = (state: DayState, event: DayEventOf<'ticketIssued'>, atMs: number): DayState => {
  const { ticket: number, supersedes, type, reservation = null, ...given } = event;
  must(!state.tickets.has(number), `number ${number} is issued twice`);
  must(event.sequence === state.sequence + 1, `sequence ${event.sequence} follows ${state.sequence}`);
  const lease = state.leases.get(number);
  if (event.how === 'leased') must(lease !== undefined, `${number} is told of, but nobody holds it`);
  else must(lease === undefined, `${number} is issued although ${lease?.device} holds it`);
  const ticket: Ticket = {
    ...given,
    reservation,
    number,
    state: 'waiting',
    sinceMs: atMs,
    movedAt: state.version + 1,
    booth: null,
    onlyBooth: null,
    calls: 0,
    firstCalledAtMs: null,
    servingSinceMs: null,
    // The device that gave a leased number prints it itself, and does not tell.
    prints: event.how === 'leased' ? 1 : 0,
    sheetOut: false,
    outUntilMs: null,
    stepsOut: 0,
    cancelReason: null,
    endedAs: null,
  };
  return {
    ...withTicket(state, ticket),
    sequence: event.sequence,
    lastGivenMs: lastGiven(state, event),
    live: [...state.live, number],
    leases: state.leases.delete(number),
    pendingPrints: withoutPaperOf(state, supersedes),
    numbersFrom:
      event.how === 'online'
        ? state.numbersFrom.set(event.procedure, countOf(number) + 1)
        : state.numbersFrom,
  };
};

/**
 * The press has its paper, with the leased number. The number that the hub gave it may be served meanwhile, by whoever
 * came forward, and stay; its own sheet would be a second one. It is marked, not forgotten: it may be in the printer.
 */
const withoutPaperOf = (state: DayState, press: CommandId | null): DayState['pendingPrints'] => {
  const job = press === null ? undefined : state.answers.get(press)?.job;
  const print = job === undefined ? undefined : state.pendingPrints.get(job);
  return print === undefined
    ? state.pendingPrints
    : state.pendingPrints.set(print.job, { ...print, withdrawn: true });
};

const printRequested = (state: DayState, event: DayEventOf<'printRequested'>, atMs: number): DayState => {
  const ticket = ticketIn(state, event.ticket, live, event.type);
  must(event.job === jobOf(ticket.number, ticket.prints + 1), `print ${event.job} after ${ticket.prints}`);
  const print = {
    job: event.job,
    ticket: ticket.number,
    device: event.device,
    requestedAtMs: atMs,
    withdrawn: false,
    reprint: ticket.prints > 0,
  };
  const changed = withTicket(state, { ...ticket, prints: ticket.prints + 1 });
  return { ...changed, pendingPrints: state.pendingPrints.set(event.job, print) };
};

const cancelled = (state: DayState, event: DayEventOf<'ticketCancelled'>, atMs: number): DayState => {
  const ticket = ticketIn(state, event.ticket, ['waiting', 'called', 'absent', 'held'], event.type);
  const note = event.note || ticket.note;
  const over = withoutLive(
    withTicket(state, {
      ...ticket,
      state: 'cancelled',
      cancelReason: event.reason,
      endedAs: event.reason === 'dayEnded' ? ticket.state : null,
      note,
      sinceMs: atMs,
    }),
    ticket,
  );
  if (ticket.state !== 'called' || ticket.booth === null) return over;
  must(
    state.booths.get(ticket.booth)?.ticket === ticket.number,
    `booth ${ticket.booth} has not ${ticket.number}`,
  );
  return withTicketAtBooth(withCallsWithdrawn(over, ticket), ticket.booth, null);
};
