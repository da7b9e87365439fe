// What could be done instead: the commands that would be accepted now for a booth or a ticket, for refusals to name.
import type { CommandType } from '../../protocol/commands.ts';
import type { Refused } from './decision.ts';
import { inWords, refused } from './decision.ts';
import { nextFor } from './order.ts';
import type { Booth, DayState, Ticket } from './state.ts';

type Moves = readonly CommandType[];

/** What can be done at a booth now, the usual first. Changes of staff and procedures are always possible; not named. */
export const allowedAtBooth = (state: DayState, booth: Booth, nowMs: number): Moves => {
  if (booth.state === 'closed') return ['openBooth'];
  const ticket = booth.ticket === null ? undefined : state.tickets.get(booth.ticket);
  const ready = booth.state === 'open';
  const moves: CommandType[] = ready ? [] : ['resumeBooth'];
  if (ticket !== undefined) moves.push(...movesAtBooth(booth, ticket));
  else if (ready) {
    if (nextFor(state, booth.number, nowMs) !== null) moves.push('callNext');
    if (waits(state, (waiting) => mayCallByNumber(state, booth, waiting))) moves.push('callNumber');
    if (holds(state, booth)) moves.push('resume');
  }
  if (ready) moves.push('pauseBooth');
  if (ticket === undefined) moves.push('closeBooth');
  return moves;
};

/** What can be done with a ticket now, the usual first; nothing when its visit is over. */
export const allowedForTicket = (state: DayState, ticket: Ticket): Moves => {
  const always: Moves = ['setMarks', 'reprintTicket'];
  switch (ticket.state) {
    case 'waiting': {
      const callable = state.booths.some((booth) => isReady(booth) && mayCallByNumber(state, booth, ticket));
      return [...(callable ? (['callNumber'] as const) : []), 'cancelTicket', ...always];
    }
    case 'called':
      return [...movesWhereItIs(state, ticket), 'cancelTicket', ...always];
    case 'serving':
      return [...movesWhereItIs(state, ticket), ...always];
    case 'absent':
      return ['returnTicket', 'cancelTicket', ...always];
    case 'held':
      return ['resume', 'cancelTicket', ...always];
    case 'finished':
    case 'cancelled':
      return [];
  }
};

/** The refusal of a move that the ticket's state forbids, with what is possible instead. */
export const wrongState = (state: DayState, ticket: Ticket, move: CommandType): Refused => {
  const allowed = allowedForTicket(state, ticket);
  return refused(
    'wrongState',
    { ticket: ticket.number, state: ticket.state, move, allowed: inWords(allowed) },
    allowed,
  );
};

/** Whether staff at the booth may call the waiting ticket by its number, whoever is next. */
const mayCallByNumber = (state: DayState, booth: Booth, ticket: Ticket): boolean =>
  !state.outages.has(ticket.procedure) &&
  booth.procedures.some((served) => served.procedure === ticket.procedure);

const isReady = (booth: Booth): boolean => booth.state === 'open' && booth.ticket === null;

const movesWhereItIs = (state: DayState, ticket: Ticket): Moves => {
  const booth = ticket.booth === null ? undefined : state.booths.get(ticket.booth);
  return booth === undefined ? [] : movesAtBooth(booth, ticket);
};

const movesAtBooth = (booth: Booth, ticket: Ticket): Moves => {
  const end: Moves = booth.state === 'open' ? ['finish', 'finishAndNext'] : ['finish'];
  return ticket.state === 'called'
    ? ['recall', 'startServing', ...end, 'markAbsent', 'undoCall']
    : [...end, 'hold', 'transfer'];
};

const waits = (state: DayState, test: (ticket: Ticket) => boolean): boolean =>
  state.live.some((number) => {
    const ticket = state.tickets.get(number);
    return ticket?.state === 'waiting' && test(ticket);
  });

const holds = (state: DayState, booth: Booth): boolean =>
  state.live.some((number) => {
    const ticket = state.tickets.get(number);
    return ticket?.state === 'held' && ticket.booth === booth.number;
  });
