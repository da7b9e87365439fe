// The checks that every move at a booth begins with: is it open, is it free, what does it have.
import type { CommandType } from '../../protocol/commands.ts';
import type { BoothNumber } from '../../protocol/ids.ts';
import type { TicketState } from '../../protocol/views.ts';
import { allowedAtBooth, wrongState } from './allowed.ts';
import type { DecideContext } from './contract.ts';
import { inWords, isRefused, type Refused, refused } from './decision.ts';
import { findBooth } from './known.ts';
import type { Booth, DayState, Ticket } from './state.ts';

/** A booth that is open or paused. */
export const findOpenBooth = (
  state: DayState,
  context: DecideContext,
  number: BoothNumber,
): Booth | Refused => {
  const booth = findBooth(state, context, number);
  if (isRefused(booth) || booth.state !== 'closed') return booth;
  return refused('boothNotOpen', { booth: number }, allowedAtBooth(state, booth, context.nowMs));
};

/** A booth that may call: open and not paused. */
export const findCallingBooth = (
  state: DayState,
  context: DecideContext,
  number: BoothNumber,
): Booth | Refused => {
  const booth = findOpenBooth(state, context, number);
  if (isRefused(booth) || booth.state === 'open') return booth;
  return refused('boothPaused', { booth: number }, allowedAtBooth(state, booth, context.nowMs));
};

/** A booth that may call and has nobody. */
export const findFreeBooth = (
  state: DayState,
  context: DecideContext,
  number: BoothNumber,
): Booth | Refused => {
  const booth = findCallingBooth(state, context, number);
  return isRefused(booth) ? booth : (busy(state, context, booth) ?? booth);
};

/** The refusal of what needs an empty booth; null: it is empty. */
export const busy = (state: DayState, context: DecideContext, booth: Booth): Refused | null => {
  const ticket = booth.ticket === null ? undefined : state.tickets.get(booth.ticket);
  if (ticket === undefined) return null;
  const allowed = allowedAtBooth(state, booth, context.nowMs);
  return refused(
    'boothBusy',
    { booth: booth.number, ticket: ticket.number, state: ticket.state, allowed: inWords(allowed) },
    allowed,
  );
};

/** The booth and its ticket, if the ticket is in one of the states from which the move is possible. */
export const findVisit = (
  state: DayState,
  context: DecideContext,
  command: { readonly type: CommandType; readonly booth: BoothNumber },
  from: readonly TicketState[],
): { readonly booth: Booth; readonly ticket: Ticket } | Refused => {
  const booth = findOpenBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const ticket = booth.ticket === null ? undefined : state.tickets.get(booth.ticket);
  if (ticket === undefined)
    return refused('boothEmpty', { booth: booth.number }, allowedAtBooth(state, booth, context.nowMs));
  return from.includes(ticket.state) ? { booth, ticket } : wrongState(state, ticket, command.type);
};
