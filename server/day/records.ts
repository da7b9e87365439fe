// Tickets given while the hub was away, entered afterwards with their true time: leased to a device, or written by hand.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEvent, DayEventOf } from '../../protocol/events.ts';
import type { CommandId, TicketNumber } from '../../protocol/ids.ts';
import { businessDateAt } from '../calendar/dates.ts';
import type { OfferedProcedure } from '../settings/resolved-site.ts';
import { askerOf } from './answer.ts';
import { civilMinute } from './civil.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, isRefused, type Refused, refused } from './decision.ts';
import { dueTime } from './due.ts';
import { findMarks, findProcedure } from './known.ts';
import { isInRange, isTaken, nextNumberInWords, rangeOf } from './numbers.ts';
import type { DayState } from './state.ts';

type Record = CommandOf<'recordTicket'>;

/** How far a device's clock may run ahead of the hub's before its time is taken for an error. */
const clockErrorMs = 60_000;
/** How far the clocks of the hub that lent a number and of the device may differ; further back is no error but a lie, ms. */
const leaseClockErrorMs = 10 * 60_000;

/**
 * The visitor holds the paper already, so neither hours nor stopped intake matter. A day that is over takes the
 * ticket too, for the record, and cancels it at once.
 */
export const recordTicket = (state: DayState, command: Record, context: DecideContext): Decision => {
  // Leased numbers may reach a day that has not begun yet: the hub was away when its doors opened.
  if (state.phase === 'planned' && command.how === 'handwritten')
    return refused('dayNotOpen', { next: context.nextOpening });
  const procedure = findProcedure(context, command.procedure);
  if (isRefused(procedure)) return procedure;
  const marks = findMarks(context, command.marks);
  if (isRefused(marks)) return marks;
  const refusal =
    refusalOfTime(state, command, context) ?? refusalOfNumber(state, command, procedure, context);
  if (refusal !== null) return refusal;

  const issuedAtMs = Math.min(command.issuedAtMs, context.nowMs);
  const arrival = { issuedAtMs, slotAtMs: command.slotAtMs, marks };
  const issued: DayEventOf<'ticketIssued'> = {
    type: 'ticketIssued',
    ticket: command.number,
    sequence: state.sequence + 1,
    code: command.code ?? context.newCode,
    procedure: procedure.id,
    source: command.source,
    how: command.how,
    marks: [...marks],
    language: command.language,
    partySize: command.partySize,
    note: command.note,
    slotAtMs: command.slotAtMs,
    issuedAtMs,
    ...dueTime(arrival, procedure.resolvedRules, context.site.marks),
    supersedes: ownPress(state, command.supersedes, context),
  };
  const afterwards: DayEvent[] = [];
  const ghost = ghostOf(state, issued.supersedes);
  if (ghost !== null) afterwards.push(cancelled(ghost, 'superseded'));
  if (isOver(state, context)) afterwards.push(cancelled(command.number, 'dayEnded'));
  return happened(issued, ...afterwards);
};

const cancelled = (ticket: TicketNumber, reason: 'superseded' | 'dayEnded'): DayEvent => ({
  type: 'ticketCancelled',
  ticket,
  reason,
  note: '',
});

/** Ended by its own event; or gone by without the hub ever having opened it. */
const isOver = (state: DayState, context: DecideContext): boolean =>
  state.phase === 'ended' || (state.phase === 'planned' && state.date < businessDateAt(context.nowMs));

/** The press that is replaced, unless it was another's. */
const ownPress = (
  state: DayState,
  press: CommandId | undefined,
  { actor }: Pick<DecideContext, 'actor'>,
): CommandId | null => {
  const asker = press === undefined ? undefined : state.askers.get(press);
  return press === undefined || (asker !== undefined && asker !== askerOf(actor)) ? null : press;
};

/**
 * The ticket that an unanswered press did produce at the hub, if it has not come to a booth: nobody holds its paper.
 * Only an online ticket can be one, so that a wrong id cannot cancel what a visitor holds.
 */
const ghostOf = (state: DayState, press: CommandId | null): TicketNumber | null => {
  const answer = press === null ? undefined : state.answers.get(press);
  if (answer?.ticket === undefined || answer.code === undefined) return null;
  const ticket = state.tickets.get(answer.ticket);
  if (ticket === undefined || ticket.how !== 'online') return null;
  const over = ticket.state === 'finished' || ticket.state === 'cancelled' || ticket.state === 'serving';
  return over ? null : ticket.number;
};

const refusalOfTime = (state: DayState, command: Record, context: DecideContext): Refused | null => {
  const { issuedAtMs } = command;
  const onThisDay = businessDateAt(issuedAtMs) === state.date;
  if (onThisDay && issuedAtMs <= context.nowMs + clockErrorMs) return null;
  return refused('timeNotInDay', { time: civilMinute(issuedAtMs) });
};

const refusalOfNumber = (
  state: DayState,
  command: Record,
  procedure: OfferedProcedure,
  context: DecideContext,
): Refused | null => {
  const { number } = command;
  const taken = () => refused('numberTaken', { number, next: nextNumberInWords(state, procedure) });
  if (command.how === 'leased') {
    if (state.tickets.has(number)) return taken();
    const lease = state.leases.get(number);
    const holds = context.actor.kind === 'device' && lease?.device === context.actor.id;
    // No visitor can have been given it before the device had it.
    const after = lease !== undefined && command.issuedAtMs >= lease.atMs - leaseClockErrorMs;
    return holds && after && lease.procedure === procedure.id ? null : refused('numberNotLeased', { number });
  }
  if (!isInRange(procedure, number))
    return refused('numberNotInRange', {
      number,
      procedure: procedure.names.ja,
      range: rangeOf(procedure),
    });
  return isTaken(state, number) ? taken() : null;
};
