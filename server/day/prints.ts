// Paper: asked for again, and confirmed by the device agent that printed it.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEventOf } from '../../protocol/events.ts';
import type { DeviceId, TicketNumber } from '../../protocol/ids.ts';
import { wrongState } from './allowed.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, isRefused, refused } from './decision.ts';
import { findPrinter, findTicket } from './known.ts';
import { jobOf } from './numbers.ts';
import type { DayState } from './state.ts';

export const reprintTicket = (
  state: DayState,
  command: CommandOf<'reprintTicket'>,
  context: DecideContext,
): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  if (ticket.state === 'finished' || ticket.state === 'cancelled')
    return wrongState(state, ticket, command.type);
  const printer = findPrinter(context, command.printAt);
  if (isRefused(printer)) return printer;
  return happened(printRequested(ticket.number, ticket.prints, printer.id));
};

export const confirmPrint = (
  state: DayState,
  command: CommandOf<'confirmPrint'>,
  context: DecideContext,
): Decision => {
  const print = state.pendingPrints.get(command.job);
  if (print === undefined || context.actor.kind !== 'device' || context.actor.id !== print.device)
    return refused('unknownJob', { job: command.job }, ['reprintTicket']);
  return happened({ type: 'ticketPrinted', ticket: print.ticket, job: print.job, device: print.device });
};

/** One more sheet; `prints` is how many were asked for before. */
export const printRequested = (
  ticket: TicketNumber,
  prints: number,
  device: DeviceId,
): DayEventOf<'printRequested'> => ({
  type: 'printRequested',
  ticket,
  job: jobOf(ticket, prints + 1),
  device,
});
