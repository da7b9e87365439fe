// What reception does with a ticket besides its turn: cancel it, give or take priority.
import type { CommandOf } from '../../protocol/commands.ts';
import { wrongState } from './allowed.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, isRefused } from './decision.ts';
import { dueWithMarks } from './due.ts';
import { findMarks, findTicket } from './known.ts';
import type { DayState } from './state.ts';

export const cancelTicket = (state: DayState, command: CommandOf<'cancelTicket'>): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  switch (ticket.state) {
    case 'waiting':
    case 'called':
    case 'absent':
    case 'held':
      return happened({
        type: 'ticketCancelled',
        ticket: ticket.number,
        reason: command.reason,
        note: command.note,
      });
    case 'serving':
    case 'finished':
    case 'cancelled':
      return wrongState(state, ticket, command.type);
  }
};

export const setMarks = (
  state: DayState,
  command: CommandOf<'setMarks'>,
  context: DecideContext,
): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  const marks = findMarks(context, command.marks);
  if (isRefused(marks)) return marks;
  if (ticket.state === 'finished' || ticket.state === 'cancelled')
    return wrongState(state, ticket, command.type);
  const due = dueWithMarks(ticket.due, marks, context.site.marks);
  return happened({ type: 'marksSet', ticket: ticket.number, marks: [...marks], due });
};
