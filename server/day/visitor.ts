// What the visitor does with his own ticket: gives his place up, steps out for a while, says that he is there again.
import type { AnyCommand, CommandOf, CommandType } from '../../protocol/commands.ts';
import { outStepMinutes, type VisitorMove } from '../../protocol/visitor.ts';
import { intakeEnd } from '../calendar/phase.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, inWords, isRefused, type Refused, refused } from './decision.ts';
import { findTicket } from './known.ts';
import { isOutside } from './order.ts';
import type { DayState, Ticket } from './state.ts';
import { returnTicket } from './visits.ts';

const minuteMs = 60_000;
const moves: ReadonlySet<CommandType> = new Set<VisitorMove>(['leaveQueue', 'stepOut', 'comeBack']);

/** A visitor's word counts for these three moves and his own ticket alone; null: it is so, or somebody else asks. */
export const refusalOfVisitor = (command: AnyCommand, { actor }: DecideContext): Refused | null => {
  if (actor.kind !== 'visitor') return null;
  const own = 'ticket' in command && command.ticket === actor.id;
  return own && moves.has(command.type as CommandType) ? null : refused('notYourTicket');
};

/**
 * The longest that a waiting visitor may step out at `nowMs` (epoch ms), in minutes, in steps of five: the site's rule,
 * cut so that he is back before his procedure closes; 0: not (any more).
 */
export const outMinutesFor = (state: DayState, ticket: Ticket, site: ResolvedSite, nowMs: number): number => {
  const { stepOutMinutes, stepOutTimes } = site.rules;
  if (ticket.state !== 'waiting' || ticket.stepsOut >= stepOutTimes) return 0;
  const closesAtMs = intakeEnd(state.plan, ticket.procedure, 0) ?? nowMs;
  const longest = Math.min(stepOutMinutes, (closesAtMs - nowMs) / minuteMs);
  return Math.max(0, Math.floor(longest / outStepMinutes) * outStepMinutes);
};

/** What the visitor may do now, as his phone offers it. */
export const visitorMoves = (
  state: DayState,
  ticket: Ticket,
  site: ResolvedSite,
  nowMs: number,
): readonly VisitorMove[] => {
  switch (ticket.state) {
    case 'waiting': {
      const out = outMinutesFor(state, ticket, site, nowMs) > 0;
      const back = isOutside(ticket, nowMs);
      return [...(back ? (['comeBack'] as const) : []), ...(out ? (['stepOut'] as const) : []), 'leaveQueue'];
    }
    case 'called':
      return ['leaveQueue'];
    case 'absent':
      return site.rules.returnByPhone ? ['comeBack', 'leaveQueue'] : ['leaveQueue'];
    case 'serving':
    case 'held':
    case 'finished':
    case 'cancelled':
      return [];
  }
};

/** For good. A visit that has begun is not ended from outside: staff have the papers in their hands. */
export const leaveQueue = (
  state: DayState,
  command: CommandOf<'leaveQueue'>,
  context: DecideContext,
): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  if (!visitorMoves(state, ticket, context.site, context.nowMs).includes('leaveQueue'))
    return notNow(state, ticket, command.type, context);
  return happened({ type: 'ticketCancelled', ticket: ticket.number, reason: 'visitorLeft', note: '' });
};

/** Not called before he is back, and his due time stays: others pass meanwhile, nobody is worse off for it. */
export const stepOut = (state: DayState, command: CommandOf<'stepOut'>, context: DecideContext): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  if (ticket.state !== 'waiting') return notNow(state, ticket, command.type, context);
  const longest = outMinutesFor(state, ticket, context.site, context.nowMs);
  if (command.minutes > longest) return refused('stepOutNotOffered', { minutes: longest });
  const untilMs = context.nowMs + command.minutes * minuteMs;
  return happened({ type: 'ticketSteppedOut', ticket: ticket.number, untilMs });
};

/** Back from outside; or from absent, with the due time of one who reports back at reception. */
export const comeBack = (
  state: DayState,
  command: CommandOf<'comeBack'>,
  context: DecideContext,
): Decision => {
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  if (ticket.state === 'absent') {
    if (context.actor.kind === 'visitor' && !context.site.rules.returnByPhone) return refused('askReception');
    return returnTicket(state, { type: 'returnTicket', ticket: ticket.number }, context);
  }
  // Also a moment after the time was over: the press was on its way.
  if (ticket.state === 'waiting' && ticket.outUntilMs !== null)
    return happened({ type: 'ticketCameBack', ticket: ticket.number });
  return notNow(state, ticket, command.type, context);
};

const notNow = (state: DayState, ticket: Ticket, move: VisitorMove, context: DecideContext): Refused => {
  const allowed = visitorMoves(state, ticket, context.site, context.nowMs);
  const { number, state: now } = ticket;
  return refused('wrongState', { ticket: number, state: now, move, allowed: inWords(allowed) }, allowed);
};
