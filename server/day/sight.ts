// Commands name a place and mean a person: the ticket that the person saw must be the one that is acted on.
import type { AnyCommand } from '../../protocol/commands.ts';
import type { TicketNumber } from '../../protocol/ids.ts';
import { allowedAtBooth, allowedForTicket } from './allowed.ts';
import type { DecideContext } from './contract.ts';
import { type Refused, refused } from './decision.ts';
import type { DayState } from './state.ts';

/**
 * The refusal of a command whose visitor is another one than was seen, or has moved on since; null: it is as it was
 * seen, or the command does not tell (another system's).
 */
export const refusalOfSight = (
  state: DayState,
  command: AnyCommand,
  context: DecideContext,
): Refused | null => {
  if (!('saw' in command) || command.saw === undefined) return null;
  const { saw } = command;
  const booth = 'booth' in command && command.booth !== null ? state.booths.get(command.booth) : undefined;
  const number: TicketNumber | null = 'ticket' in command ? command.ticket : (booth?.ticket ?? null);
  const ticket = number === null ? undefined : state.tickets.get(number);
  const same = number === saw.ticket && (ticket === undefined || ticket.movedAt <= saw.version);
  if (same) return null;
  const allowed =
    ticket !== undefined
      ? allowedForTicket(state, ticket)
      : booth === undefined
        ? []
        : allowedAtBooth(state, booth, context.nowMs);
  const now = { ticket: number ?? '-', state: ticket?.state ?? '-' };
  return refused('changedMeanwhile', { saw: saw.ticket ?? '-', ...now }, allowed);
};
