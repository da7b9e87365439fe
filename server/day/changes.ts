// Small steps that several events share: a ticket put back changed, a booth emptied, a visit ended.
import type { BoothNumber, TicketNumber } from '../../protocol/ids.ts';
import type { TicketState } from '../../protocol/views.ts';
import { must } from './invariant.ts';
import { jobOf } from './numbers.ts';
import type { Booth, Call, DayState, Ticket } from './state.ts';

/** As many ended tickets and calls as screens can show; the log keeps the rest. */
const mostKept = 200;

/** The ticket, which must be there and in one of the states. */
export const ticketIn = (
  state: DayState,
  number: TicketNumber,
  states: readonly TicketState[],
  move: string,
): Ticket => {
  const ticket = state.tickets.get(number);
  must(ticket !== undefined, `${move} for ${number}, which was not issued`);
  must(states.includes(ticket.state), `${move} for ${number}, which is ${ticket.state}`);
  return ticket;
};

/** The ticket at the booth: both must say so. */
export const ticketAt = (
  state: DayState,
  event: { readonly type: string; readonly ticket: TicketNumber; readonly booth: BoothNumber },
  states: readonly TicketState[],
): Ticket => {
  const ticket = ticketIn(state, event.ticket, states, event.type);
  const booth = state.booths.get(event.booth);
  must(
    booth?.ticket === ticket.number,
    `${event.type} for ${ticket.number}, which booth ${event.booth} has not`,
  );
  must(ticket.booth === event.booth, `${event.type} for ${ticket.number}, which is at booth ${ticket.booth}`);
  return ticket;
};

/** A booth with nobody at it, in one of the states. */
export const emptyBooth = (
  state: DayState,
  number: BoothNumber,
  states: readonly Booth['state'][],
  move: string,
): Booth => {
  const booth = state.booths.get(number);
  must(booth !== undefined, `${move} at booth ${number}, which never opened`);
  must(states.includes(booth.state), `${move} at booth ${number}, which is ${booth.state}`);
  must(booth.ticket === null, `${move} at booth ${number}, which has ${booth.ticket}`);
  return booth;
};

export const withTicket = (state: DayState, ticket: Ticket): DayState => ({
  ...state,
  tickets: state.tickets.set(ticket.number, ticket),
});

export const withBooth = (state: DayState, booth: Booth): DayState => ({
  ...state,
  booths: state.booths.set(booth.number, booth),
});

/** The booth takes the ticket, or (null) has nobody any more. */
export const withTicketAtBooth = (
  state: DayState,
  number: BoothNumber,
  ticket: TicketNumber | null,
): DayState => {
  const booth = state.booths.get(number);
  must(booth !== undefined, `booth ${number} never opened`);
  must(
    ticket === null || booth.ticket === null,
    `booth ${number} has ${booth.ticket} and is given ${ticket}`,
  );
  return withBooth(state, { ...booth, ticket });
};

/** The ticket leaves the queue for good; paper still to come out for it is of no use. */
export const withoutLive = (state: DayState, { number, prints }: Ticket): DayState => ({
  ...state,
  live: state.live.filter((other) => other !== number),
  ended: [...state.ended.slice(1 - mostKept), number],
  // By the ids of its own jobs: when the paper is out, hundreds of others may wait.
  pendingPrints: state.pendingPrints.deleteAll(
    Array.from({ length: prints }, (_, index) => jobOf(number, index + 1)),
  ),
});

/** The ticket is in the day again, at its place by order of issue. */
export const withLive = (state: DayState, { number, sequence }: Ticket): DayState => {
  const before = state.live.filter((other) => (state.tickets.get(other)?.sequence ?? 0) < sequence);
  return {
    ...state,
    live: [...before, number, ...state.live.slice(before.length)],
    ended: state.ended.filter((other) => other !== number),
  };
};

export const withCall = (state: DayState, call: Call): DayState => ({
  ...state,
  calls: [...state.calls.slice(1 - mostKept), call],
});

/** The calls that brought the ticket where it is now are withdrawn: screens take them off, voices skip them. */
export const withCallsWithdrawn = (state: DayState, ticket: Ticket): DayState => ({
  ...state,
  calls: state.calls.map((call) =>
    call.ticket === ticket.number && call.booth === ticket.booth && call.atMs >= ticket.sinceMs
      ? { ...call, withdrawn: true }
      : call,
  ),
});
