// The one door of the rules: a command meets the state of the business day; events or a refusal come out.
import type { AnyCommand } from '../../protocol/commands.ts';
import { type BookCommandType, isBookCommand } from '../../protocol/reservation-commands.ts';
import { nothingOffered } from '../reservations/contract.ts';
import { decideBook } from '../reservations/decide.ts';
import { changeBoothStaff, openBooth, pauseBooth, resumeBooth, setBoothProcedures } from './booths.ts';
import { callNext, callNumber, recall, undoCall } from './calls.ts';
import { checkIn } from './check-in.ts';
import { closeBooth } from './closing.ts';
import type { Decide, DecideContext, Decision } from './contract.ts';
import { changePlan, endDay, openDay } from './day-life.ts';
import { type Refused, refused } from './decision.ts';
import { answerHelp, askHelp, withdrawHelp } from './help.ts';
import { endOutage, resumeIntake, startOutage, stopIntake } from './intake.ts';
import { issueTicket } from './issue.ts';
import { leaseNumbers } from './leases.ts';
import { noteOverflow } from './overflow.ts';
import { confirmPrint, reprintTicket } from './prints.ts';
import { recordTicket } from './records.ts';
import { reopenDay } from './reopen.ts';
import { refusalOfSight } from './sight.ts';
import type { DayState } from './state.ts';
import { cancelTicket, setMarks } from './tickets.ts';
import { transfer } from './transfer.ts';
import { undoFinish } from './undo-finish.ts';
import { comeBack, leaveQueue, refusalOfVisitor, stepOut } from './visitor.ts';
import { finish, finishAndNext, hold, markAbsent, resume, returnTicket, startServing } from './visits.ts';

/**
 * Decides one command. Pure: the clock, fresh codes and the actor come with the context. A command id that is in
 * `state.answers` has its answer already; whoever calls gives that one and does not decide again.
 */
export const decide: Decide = (state, command, context) =>
  refusalOfPress(state, command, context) ??
  refusalOfVisitor(command, context) ??
  refusalOfPhase(state, command, context) ??
  refusalOfSight(state, command, context) ??
  dispatch(state, command, context);

/** A press that came late: meanwhile its visitor got a leased number. */
const refusalOfPress = (state: DayState, command: AnyCommand, context: DecideContext): Refused | null => {
  const number = command.type === 'issueTicket' ? state.superseded.get(context.commandId) : undefined;
  return number === undefined ? null : refused('superseded', { number });
};

const beforeOpening: ReadonlySet<AnyCommand['type']> = new Set([
  'openDay',
  'endDay',
  'leaseNumbers',
  'recordTicket',
]);

/** A move that was begun before the end is finished after it. */
const afterEnd: ReadonlySet<AnyCommand['type']> = new Set([
  'recordTicket',
  'reopenDay',
  ...(['giveBack', 'settleMove', 'cancelReservation'] satisfies BookCommandType[]),
]);

const refusalOfPhase = (state: DayState, command: AnyCommand, context: DecideContext): Refused | null => {
  const next = context.nextOpening;
  if (state.phase === 'ended' && !afterEnd.has(command.type)) return refused('dayEnded', { next });
  if (state.phase === 'planned' && !beforeOpening.has(command.type) && !isBookCommand(command))
    return refused('dayNotOpen', { next });
  return null;
};

const dispatch = (state: DayState, command: AnyCommand, context: DecideContext): Decision => {
  if (isBookCommand(command)) {
    return decideBook(state.book, command, { ...context, offering: context.offering ?? nothingOffered });
  }
  switch (command.type) {
    case 'openDay':
      return openDay(state, command);
    case 'changePlan':
      return changePlan(state, command);
    case 'reopenDay':
      return reopenDay(state, command, context);
    case 'endDay':
      return endDay(state, command, context);
    case 'checkIn':
      return checkIn(state, command, context);
    case 'issueTicket':
      return issueTicket(state, command, context);
    case 'recordTicket':
      return recordTicket(state, command, context);
    case 'leaseNumbers':
      return leaseNumbers(state, command, context);
    case 'callNext':
      return callNext(state, command, context);
    case 'callNumber':
      return callNumber(state, command, context);
    case 'recall':
      return recall(state, command, context);
    case 'undoCall':
      return undoCall(state, command, context);
    case 'startServing':
      return startServing(state, command, context);
    case 'finish':
      return finish(state, command, context);
    case 'finishAndNext':
      return finishAndNext(state, command, context);
    case 'undoFinish':
      return undoFinish(state, command, context);
    case 'markAbsent':
      return markAbsent(state, command, context);
    case 'returnTicket':
      return returnTicket(state, command, context);
    case 'stepOut':
      return stepOut(state, command, context);
    case 'comeBack':
      return comeBack(state, command, context);
    case 'leaveQueue':
      return leaveQueue(state, command, context);
    case 'hold':
      return hold(state, command, context);
    case 'resume':
      return resume(state, command, context);
    case 'transfer':
      return transfer(state, command, context);
    case 'cancelTicket':
      return cancelTicket(state, command);
    case 'setMarks':
      return setMarks(state, command, context);
    case 'reprintTicket':
      return reprintTicket(state, command, context);
    case 'confirmPrint':
      return confirmPrint(state, command, context);
    case 'openBooth':
      return openBooth(state, command, context);
    case 'changeBoothStaff':
      return changeBoothStaff(state, command, context);
    case 'pauseBooth':
      return pauseBooth(state, command, context);
    case 'resumeBooth':
      return resumeBooth(state, command, context);
    case 'closeBooth':
      return closeBooth(state, command, context);
    case 'setBoothProcedures':
      return setBoothProcedures(state, command, context);
    case 'noteOverflow':
      return noteOverflow(state, command, context);
    case 'stopIntake':
      return stopIntake(state, command, context);
    case 'resumeIntake':
      return resumeIntake(state, command, context);
    case 'startOutage':
      return startOutage(state, command, context);
    case 'endOutage':
      return endOutage(state, command, context);
    case 'askHelp':
      return askHelp(state, command);
    case 'answerHelp':
      return answerHelp(state, command);
    case 'withdrawHelp':
      return withdrawHelp(state, command);
  }
};
