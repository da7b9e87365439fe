// Giving a ticket at the hub: who may have one now, its number, its due time and its sheet of paper.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEventOf } from '../../protocol/events.ts';
import type { MarkId } from '../../protocol/ids.ts';
import { isProcedureOpen, nextIntake } from '../calendar/phase.ts';
import type { OfferedProcedure } from '../settings/resolved-site.ts';
import { civilMinute } from './civil.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, inWords, isRefused, type Refused, refused } from './decision.ts';
import { dueTime } from './due.ts';
import { findMarks, findPrinter, findProcedure } from './known.ts';
import { nextNumber, rangeOf } from './numbers.ts';
import { printRequested } from './prints.ts';
import type { DayState } from './state.ts';

type Issue = CommandOf<'issueTicket'>;

/**
 * An outage does not keep anyone from taking a ticket: people may wait for the system to come back.
 * Stopped intake and the last intake before closing concern walk-ins; who reserved is expected and checked in.
 */
export const issueTicket = (state: DayState, command: Issue, context: DecideContext): Decision => {
  const procedure = findProcedure(context, command.procedure);
  if (isRefused(procedure)) return procedure;
  const marks = findMarks(context, command.marks);
  if (isRefused(marks)) return marks;
  if (command.printAt !== null) {
    const printer = findPrinter(context, command.printAt);
    if (isRefused(printer)) return printer;
  }
  const notNow = refusalOfIntake(state, command, marks, procedure, context);
  if (notNow !== null) return notNow;
  const number = nextNumber(state, procedure);
  if (number === null)
    return refused('numbersExhausted', { procedure: procedure.names.ja, range: rangeOf(procedure) });

  // A clock that was put back does not let the newcomer pass those who wait; ties go by order of issue.
  const cameAtMs = Math.max(context.nowMs, state.lastGivenMs);
  const arrival = { issuedAtMs: cameAtMs, slotAtMs: command.slotAtMs, marks };
  // What is said of one more walk-in is said of nobody with a slot or a mark.
  const said =
    command.slotAtMs === null && marks.length === 0 ? (context.said?.(procedure.id) ?? null) : null;
  const issued: DayEventOf<'ticketIssued'> = {
    type: 'ticketIssued',
    ticket: number,
    sequence: state.sequence + 1,
    code: context.newCode,
    procedure: procedure.id,
    source: command.source,
    how: 'online',
    marks: [...marks],
    language: command.language,
    partySize: command.partySize,
    note: command.note,
    slotAtMs: command.slotAtMs,
    issuedAtMs: context.nowMs,
    ...dueTime(arrival, procedure.resolvedRules, context.site.marks),
    supersedes: null,
    ...(said === null ? {} : { said }),
  };
  return command.printAt === null
    ? happened(issued)
    : happened(issued, printRequested(number, 0, command.printAt));
};

const refusalOfIntake = (
  state: DayState,
  command: Issue,
  marks: readonly MarkId[],
  procedure: OfferedProcedure,
  context: DecideContext,
): Refused | null => {
  const { site, nowMs } = context;
  const walkIn = command.slotAtMs === null;
  const exempt = marks.some((mark) => site.marks.get(mark)?.exempt === true);
  // 予約外交付: who may not be turned away needs no reservation where others do.
  if (walkIn && !procedure.walkIn && !exempt)
    return refused('reservationOnly', { procedure: procedure.names.ja });
  const lastIntakeMinutes = walkIn ? site.rules.lastIntakeMinutes : 0;
  if (!isProcedureOpen(state.plan, procedure.id, nowMs, lastIntakeMinutes)) {
    const laterMs = nextIntake(state.plan, procedure.id, nowMs, lastIntakeMinutes);
    const next = laterMs === null ? context.nextOpening : civilMinute(laterMs);
    return refused('intakeClosed', { procedure: procedure.names.ja, next });
  }
  if (walkIn && state.stoppedIntake.has(procedure.id) && !exempt) {
    const exempting = [...site.marks.values()].filter((mark) => mark.exempt).map((mark) => mark.names.ja);
    return refused('intakeStopped', { procedure: procedure.names.ja, marks: inWords(exempting) }, [
      'resumeIntake',
    ]);
  }
  return null;
};
