// Calling: the next in order, a number out of order, once more, and taking a call back.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEventOf } from '../../protocol/events.ts';
import type { BoothNumber, CallId } from '../../protocol/ids.ts';
import { allowedAtBooth, wrongState } from './allowed.ts';
import { findFreeBooth, findVisit } from './at-booth.ts';
import { civilMinute } from './civil.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, inWords, isRefused, type Refused, refused } from './decision.ts';
import { findTicket, nameOf, namesOf } from './known.ts';
import { isOutside, nextFor, queueFor } from './order.ts';
import type { Booth, DayState, Ticket } from './state.ts';

export const callNext = (
  state: DayState,
  command: CommandOf<'callNext'>,
  context: DecideContext,
): Decision => {
  const booth = findFreeBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const next = nextFor(state, booth.number, context.nowMs);
  return next === null ? nobody(state, context, booth) : happened(called(next, booth.number));
};

/** Staff may always call by number; out of order, the event keeps why and who was next. */
export const callNumber = (
  state: DayState,
  command: CommandOf<'callNumber'>,
  context: DecideContext,
): Decision => {
  const booth = findFreeBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const ticket = findTicket(state, command.ticket);
  if (isRefused(ticket)) return ticket;
  if (ticket.state !== 'waiting') return wrongState(state, ticket, command.type);
  if (state.outages.has(ticket.procedure)) return frozen(state, context, booth, ticket);
  if (!booth.procedures.some((served) => served.procedure === ticket.procedure))
    return notServed(state, context, booth, ticket);
  const next = nextFor(state, booth.number, context.nowMs);
  if (next?.number === ticket.number) return happened(called(ticket, booth.number));
  const outOfOrder = { reason: command.reason, insteadOf: next?.number ?? null };
  return happened({ ...called(ticket, booth.number), outOfOrder });
};

export const recall = (state: DayState, command: CommandOf<'recall'>, context: DecideContext): Decision => {
  const visit = findVisit(state, context, command, ['called']);
  if (isRefused(visit)) return visit;
  const { number } = visit.ticket;
  return happened({
    type: 'ticketRecalled',
    ticket: number,
    booth: command.booth,
    callId: callIdOf(visit.ticket),
  });
};

/** A call made by mistake: the ticket waits again with its old due time, and the screens withdraw the number. */
export const undoCall = (
  state: DayState,
  command: CommandOf<'undoCall'>,
  context: DecideContext,
): Decision => {
  const visit = findVisit(state, context, command, ['called']);
  if (isRefused(visit)) return visit;
  return happened({ type: 'callUndone', ticket: visit.ticket.number, booth: command.booth });
};

/** The event of a call in order. */
export const called = (ticket: Ticket, booth: BoothNumber): DayEventOf<'ticketCalled'> => ({
  type: 'ticketCalled',
  ticket: ticket.number,
  booth,
  callId: callIdOf(ticket),
  outOfOrder: null,
});

const callIdOf = (ticket: Ticket): CallId => `${ticket.number}.${ticket.calls + 1}` as CallId;

/** Nobody may be called: because nobody waits, or because those who wait are outside or frozen by an outage. */
const nobody = (state: DayState, context: DecideContext, booth: Booth): Refused => {
  const [first, ...others] = queueFor(state, booth, context.nowMs);
  const allowed = () => allowedAtBooth(state, booth, context.nowMs);
  if (first === undefined) return refused('nobodyWaiting', { booth: booth.number }, allowed());
  if (state.outages.has(first.procedure)) return frozen(state, context, booth, first);
  const soonest = others
    .filter((ticket) => isOutside(ticket, context.nowMs) && !state.outages.has(ticket.procedure))
    .reduce((a, b) => ((b.outUntilMs ?? 0) < (a.outUntilMs ?? 0) ? b : a), first);
  const time = civilMinute(soonest.outUntilMs ?? context.nowMs).slice(11);
  return refused('allOutside', { booth: booth.number, ticket: soonest.number, time }, allowed());
};

const frozen = (state: DayState, context: DecideContext, booth: Booth, ticket: Ticket): Refused =>
  refused('procedureOutage', { procedure: nameOf(context, ticket.procedure) }, [
    'endOutage',
    ...allowedAtBooth(state, booth, context.nowMs),
  ]);

const notServed = (state: DayState, context: DecideContext, booth: Booth, ticket: Ticket): Refused =>
  refused(
    'procedureNotServed',
    {
      booth: booth.number,
      procedure: nameOf(context, ticket.procedure),
      serves: inWords([
        namesOf(
          context,
          booth.procedures.map((served) => served.procedure),
        ),
      ]),
    },
    allowedAtBooth(state, booth, context.nowMs),
  );
