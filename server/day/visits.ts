// The visit itself: started, finished, nobody came, back again, set aside, taken up.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEvent } from '../../protocol/events.ts';
import { allowedForTicket, wrongState } from './allowed.ts';
import { findCallingBooth, findFreeBooth, findVisit } from './at-booth.ts';
import { called } from './calls.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, isRefused, refused } from './decision.ts';
import { dueAfterReturn } from './due.ts';
import { findTicket } from './known.ts';
import { nextFor } from './order.ts';
import type { Booth, DayState, Ticket } from './state.ts';

export const startServing = (
  state: DayState,
  command: CommandOf<'startServing'>,
  context: DecideContext,
): Decision => {
  const visit = findVisit(state, context, command, ['called']);
  if (isRefused(visit)) return visit;
  return happened(started(visit.ticket, visit.booth, false));
};

export const finish = (state: DayState, command: CommandOf<'finish'>, context: DecideContext): Decision => {
  const visit = findVisit(state, context, command, ['called', 'serving']);
  return isRefused(visit) ? visit : happened(...finished(visit.ticket, visit.booth));
};

/** Finishes, and calls the next if somebody may be called; with nobody waiting it simply finishes. */
export const finishAndNext = (
  state: DayState,
  command: CommandOf<'finishAndNext'>,
  context: DecideContext,
): Decision => {
  const visit = findVisit(state, context, command, ['called', 'serving']);
  if (isRefused(visit)) return visit;
  const booth = findCallingBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  // The ticket at the booth is not waiting, so who is next is the same before and after it is finished.
  const next = nextFor(state, booth.number, context.nowMs);
  const events = finished(visit.ticket, booth);
  return next === null ? happened(...events) : happened(...events, called(next, booth.number));
};

export const markAbsent = (
  state: DayState,
  command: CommandOf<'markAbsent'>,
  context: DecideContext,
): Decision => {
  const visit = findVisit(state, context, command, ['called']);
  if (isRefused(visit)) return visit;
  return happened({ type: 'ticketAbsent', ticket: visit.ticket.number, booth: command.booth });
};

export const returnTicket = (
  state: DayState,
  command: CommandOf<'returnTicket'>,
  context: DecideContext,
): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  if (ticket.state !== 'absent') return wrongState(state, ticket, command.type);
  const rules = context.site.procedures.get(ticket.procedure)?.resolvedRules ?? context.site.rules;
  const due = dueAfterReturn(ticket, Math.max(context.nowMs, state.lastGivenMs), rules, context.site.marks);
  return happened({ type: 'ticketReturned', ticket: ticket.number, due });
};

export const hold = (state: DayState, command: CommandOf<'hold'>, context: DecideContext): Decision => {
  const visit = findVisit(state, context, command, ['serving']);
  if (isRefused(visit)) return visit;
  const { number } = visit.ticket;
  return happened({ type: 'ticketHeld', ticket: number, booth: command.booth, note: command.note });
};

/** A held visit goes on at the booth that held it, or back to its place in the queue. */
export const resume = (state: DayState, command: CommandOf<'resume'>, context: DecideContext): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  if (ticket.state !== 'held') return wrongState(state, ticket, command.type);
  if (command.booth !== null) {
    if (ticket.booth !== null && ticket.booth !== command.booth)
      return refused(
        'heldElsewhere',
        { ticket: ticket.number, booth: ticket.booth },
        allowedForTicket(state, ticket),
      );
    const booth = findFreeBooth(state, context, command.booth);
    if (isRefused(booth)) return booth;
  }
  return happened({ type: 'ticketResumed', ticket: ticket.number, booth: command.booth });
};

/** Call pads have no Start key: who is finished without it was served from the call on. */
const finished = (ticket: Ticket, booth: Booth): readonly [DayEvent, ...DayEvent[]] => {
  const end = { type: 'ticketFinished', ticket: ticket.number, booth: booth.number, by: 'staff' } as const;
  return ticket.state === 'called' ? [started(ticket, booth, true), end] : [end];
};

const started = (ticket: Ticket, booth: Booth, assumed: boolean): DayEvent => ({
  type: 'servingStarted',
  ticket: ticket.number,
  booth: booth.number,
  assumed,
});
