// A visit finished by mistake: back to its booth as it was, or back to its place in the queue.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEvent } from '../../protocol/events.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { wrongState } from './allowed.ts';
import { busy, findOpenBooth } from './at-booth.ts';
import { civilMinute } from './civil.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, isRefused, refused } from './decision.ts';
import { findTicket } from './known.ts';
import type { DayState, Ticket } from './state.ts';

const minuteMs = 60_000;

/** Whether a finish can still be taken back at `nowMs` (epoch ms); a clock put back meanwhile takes no right away. */
export const mayUndoFinish = (ticket: Ticket, site: ResolvedSite, nowMs: number): boolean =>
  ticket.state === 'finished' &&
  site.rules.undoFinishMinutes > 0 &&
  nowMs - ticket.sinceMs <= site.rules.undoFinishMinutes * minuteMs;

/** The record keeps both, the finish and that it was none. Whom the booth called meanwhile waits again. */
export const undoFinish = (
  state: DayState,
  command: CommandOf<'undoFinish'>,
  context: DecideContext,
): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  if (ticket.state !== 'finished') return wrongState(state, ticket, command.type);
  if (!mayUndoFinish(ticket, context.site, context.nowMs))
    return refused('undoTooLate', {
      ticket: ticket.number,
      time: civilMinute(ticket.sinceMs).slice(11),
      minutes: context.site.rules.undoFinishMinutes,
    });
  if (command.booth === null) return happened(undone(ticket, null));
  if (ticket.booth !== command.booth)
    return refused('finishedElsewhere', { ticket: ticket.number, booth: ticket.booth ?? '-' });
  const booth = findOpenBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const called = booth.ticket === null ? undefined : state.tickets.get(booth.ticket);
  if (called === undefined) return happened(undone(ticket, command.booth));
  const occupied = busy(state, context, booth);
  if (called.state !== 'called' && occupied !== null) return occupied;
  const back: DayEvent = { type: 'callUndone', ticket: called.number, booth: booth.number };
  return happened(back, undone(ticket, command.booth));
};

/** Finished without Start: the start that was taken for granted never was. */
const undone = (ticket: Ticket, booth: Ticket['booth']): DayEvent => {
  const started = ticket.servingSinceMs !== null && ticket.servingSinceMs !== ticket.sinceMs;
  const as = booth === null ? 'waiting' : started ? 'serving' : 'called';
  return { type: 'finishUndone', ticket: ticket.number, booth, as };
};
