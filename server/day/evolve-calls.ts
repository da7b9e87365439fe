// Events between a ticket and a booth: called, recalled, undone, served, set aside, handed on, finished.
import type { DayEvent, DayEventOf } from '../../protocol/events.ts';
import type { CallId } from '../../protocol/ids.ts';
import {
  emptyBooth,
  ticketAt,
  ticketIn,
  withCall,
  withCallsWithdrawn,
  withLive,
  withoutLive,
  withTicket,
  withTicketAtBooth,
} from './changes.ts';
import { must } from './invariant.ts';
import type { DayState, Ticket } from './state.ts';

const callEventTypes = [
  'ticketCalled',
  'ticketRecalled',
  'callUndone',
  'servingStarted',
  'ticketFinished',
  'finishUndone',
  'ticketAbsent',
  'ticketHeld',
  'ticketResumed',
  'ticketTransferred',
] as const satisfies readonly DayEvent['type'][];
/** The events that this file folds. */
export type OfACall = DayEventOf<(typeof callEventTypes)[number]>;
const known: ReadonlySet<string> = new Set(callEventTypes);

export const isCallEvent = (event: DayEvent): event is OfACall => known.has(event.type);

export const evolveCall = (state: DayState, event: OfACall, atMs: number): DayState => {
  switch (event.type) {
    case 'ticketCalled':
      return called(state, event, atMs);
    case 'ticketRecalled':
      return recalled(state, event, atMs);
    case 'callUndone': {
      const ticket = ticketAt(state, event, ['called']);
      // Waits are measured up to the call that was meant: a first call by mistake was none.
      const firstCalledAtMs = ticket.firstCalledAtMs === ticket.sinceMs ? null : ticket.firstCalledAtMs;
      const withdrawn = withCallsWithdrawn(state, ticket);
      return leave(withdrawn, { ...ticket, ...waitingAgain, firstCalledAtMs, sinceMs: atMs }, ticket);
    }
    case 'servingStarted': {
      const ticket = ticketAt(state, event, ['called']);
      // Seen at the booth: whatever was said of being outside is over. A call alone says nothing, it may be undone.
      const serving = { state: 'serving', sinceMs: atMs, servingSinceMs: atMs, outUntilMs: null } as const;
      return withTicket(state, { ...ticket, ...serving });
    }
    case 'ticketFinished': {
      const ticket = ticketAt(state, event, ['serving']);
      return withoutLive(
        leave(
          state,
          {
            ...ticket,
            state: 'finished',
            endedAs: event.by === 'dayEnded' ? 'serving' : null,
            sinceMs: atMs,
          },
          ticket,
        ),
        ticket,
      );
    }
    case 'finishUndone':
      return finishUndone(state, event, atMs);
    case 'ticketAbsent': {
      const ticket = ticketAt(state, event, ['called']);
      return leave(state, { ...ticket, state: 'absent', sinceMs: atMs, outUntilMs: null }, ticket);
    }
    case 'ticketHeld': {
      const ticket = ticketAt(state, event, ['serving']);
      const note = event.note || ticket.note;
      return leave(state, { ...ticket, state: 'held', note, sinceMs: atMs }, ticket);
    }
    case 'ticketResumed':
      return resumed(state, event, atMs);
    case 'ticketTransferred': {
      const ticket = ticketAt(state, event, ['serving']);
      const { procedure, onlyBooth } = event;
      const note = event.note || ticket.note;
      const moved = { ...ticket, ...waitingAgain, procedure, onlyBooth, note, sinceMs: atMs };
      return leave(state, moved, ticket);
    }
  }
};

const waitingAgain = { state: 'waiting', booth: null, servingSinceMs: null } as const;

/** The ticket changes, and the booth it was at has nobody. */
const leave = (state: DayState, changed: Ticket, from: Ticket): DayState => {
  must(from.booth !== null, `${from.number} leaves a booth without being at one`);
  return withTicketAtBooth(withTicket(state, changed), from.booth, null);
};

/** Called or served again since when it was, so that the visit's times are those of one visit. */
const finishUndone = (state: DayState, event: DayEventOf<'finishUndone'>, atMs: number): DayState => {
  const ticket = ticketIn(state, event.ticket, ['finished'], event.type);
  const live = withLive(state, ticket);
  if (event.booth === null || event.as === 'waiting')
    return withTicket(live, { ...ticket, ...waitingAgain, sinceMs: atMs });
  must(
    ticket.booth === event.booth,
    `${ticket.number}, finished at booth ${ticket.booth}, comes back to ${event.booth}`,
  );
  emptyBooth(state, event.booth, ['open', 'paused'], event.type);
  const call = state.calls.findLast((one) => one.ticket === ticket.number && !one.recall);
  const since =
    event.as === 'called'
      ? { sinceMs: call?.atMs ?? atMs, servingSinceMs: null }
      : { sinceMs: ticket.servingSinceMs ?? atMs };
  return withTicketAtBooth(
    withTicket(live, { ...ticket, ...since, state: event.as }),
    event.booth,
    ticket.number,
  );
};

const called = (state: DayState, event: DayEventOf<'ticketCalled'>, atMs: number): DayState => {
  const ticket = ticketIn(state, event.ticket, ['waiting'], event.type);
  emptyBooth(state, event.booth, ['open'], event.type);
  checkCallId(event.callId, ticket);
  const changed: Ticket = {
    ...ticket,
    state: 'called',
    booth: event.booth,
    sinceMs: atMs,
    calls: ticket.calls + 1,
    firstCalledAtMs: ticket.firstCalledAtMs ?? atMs,
  };
  const there = withTicketAtBooth(withTicket(state, changed), event.booth, ticket.number);
  return withCall(there, { ...callOf(event), atMs, recall: false });
};

const recalled = (state: DayState, event: DayEventOf<'ticketRecalled'>, atMs: number): DayState => {
  const ticket = ticketAt(state, event, ['called']);
  checkCallId(event.callId, ticket);
  const changed = withTicket(state, { ...ticket, calls: ticket.calls + 1 });
  return withCall(changed, { ...callOf(event), atMs, recall: true });
};

const callOf = ({ callId, ticket, booth }: DayEventOf<'ticketCalled' | 'ticketRecalled'>) => ({
  callId,
  ticket,
  booth,
  withdrawn: false,
});

/** Call ids must be unique in the day: walls tell by them what they have spoken. */
const checkCallId = (callId: CallId, ticket: Ticket): void =>
  must(callId === `${ticket.number}.${ticket.calls + 1}`, `call ${callId} after ${ticket.calls} calls`);

const resumed = (state: DayState, event: DayEventOf<'ticketResumed'>, atMs: number): DayState => {
  const ticket = ticketIn(state, event.ticket, ['held'], event.type);
  if (event.booth === null) return withTicket(state, { ...ticket, ...waitingAgain, sinceMs: atMs });
  must(
    ticket.booth === event.booth,
    `${ticket.number}, held at booth ${ticket.booth}, resumed at ${event.booth}`,
  );
  emptyBooth(state, event.booth, ['open'], event.type);
  const serving = withTicket(state, { ...ticket, state: 'serving', sinceMs: atMs });
  return withTicketAtBooth(serving, event.booth, ticket.number);
};
