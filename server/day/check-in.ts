// Check-in: a reservation becomes a ticket of its day, in one append, so that nobody is lost or doubled between the two.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEventOf } from '../../protocol/events.ts';
import { isProcedureOpen, nextIntake } from '../calendar/phase.ts';
import type { Reservation } from '../reservations/state.ts';
import type { OfferedProcedure } from '../settings/resolved-site.ts';
import { civilMinute } from './civil.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, isRefused, type Refused, refused } from './decision.ts';
import { dueTime } from './due.ts';
import { findMarks, findPrinter, findProcedure } from './known.ts';
import { nextNumber, rangeOf } from './numbers.ts';
import { printRequested } from './prints.ts';
import type { DayState } from './state.ts';

type CheckIn = CommandOf<'checkIn'>;
type How = DayEventOf<'reservationArrived'>['how'];

/** A press that waited longer for the hub than this counts from when it came, ms: no clock is wrong for free. */
const mostDelayMs = 30 * 60_000;

/**
 * The visitor's press counts, not when it is taken: who stood at the kiosk in time is in time. Who comes late is let in
 * by the rules of the due time, also when the place was given to others meanwhile.
 */
export const checkIn = (state: DayState, command: CheckIn, context: DecideContext): Decision => {
  const reservation = reservationOf(state, command, context);
  if (isRefused(reservation)) return reservation;
  const procedure = findProcedure(context, reservation.procedure);
  if (isRefused(procedure)) return procedure;
  const marks = findMarks(context, command.marks);
  if (isRefused(marks)) return marks;
  if (command.printAt !== null) {
    const printer = findPrinter(context, command.printAt);
    if (isRefused(printer)) return printer;
  }
  const closed = refusalOfHours(state, procedure, context);
  if (closed !== null) return closed;
  const number = nextNumber(state, procedure);
  if (number === null)
    return refused('numbersExhausted', { procedure: procedure.names.ja, range: rangeOf(procedure) });

  const pressedAtMs = pressOf(command, context.nowMs);
  const slotAtMs = reservation.seats[0]?.atMs ?? pressedAtMs;
  const arrived: DayEventOf<'reservationArrived'> = {
    type: 'reservationArrived',
    reservation: reservation.id,
    ticket: number,
    pressedAtMs,
    how: howOf(pressedAtMs, slotAtMs, procedure),
  };
  const issued: DayEventOf<'ticketIssued'> = {
    type: 'ticketIssued',
    ticket: number,
    sequence: state.sequence + 1,
    code: context.newCode,
    procedure: procedure.id,
    source: command.source,
    how: 'online',
    marks: [...marks],
    language: command.language ?? reservation.language,
    partySize: reservation.partySize,
    note: '',
    slotAtMs,
    reservation: reservation.id,
    issuedAtMs: pressedAtMs,
    ...dueTime({ issuedAtMs: pressedAtMs, slotAtMs, marks }, procedure.resolvedRules, context.site.marks),
    supersedes: null,
  };
  return command.printAt === null
    ? happened(arrived, issued)
    : happened(arrived, issued, printRequested(number, 0, command.printAt));
};

const reservationOf = (
  { book }: DayState,
  { code, reservation: id }: CheckIn,
  context: DecideContext,
): Reservation | Refused => {
  const found = id ?? (code === undefined ? undefined : book.byCode.get(code));
  const reservation = found === undefined ? undefined : book.reservations.get(found);
  if (reservation === undefined) return refused('reservationNotFound');
  switch (reservation.state) {
    case 'booked':
    case 'missed':
      return reservation;
    case 'arrived':
      return refused('checkInAlready', { ticket: reservation.ticket ?? '-' });
    case 'cancelled':
      return refused('checkInCancelled', {}, ['issueTicket']);
    case 'moved': {
      const { site, date } = reservation.movedTo ?? { site: '-', date: '-' };
      return site === context.site.settings.id
        ? refused('checkInOtherDay', { date, time: '-' })
        : refused('checkInOtherSite', { place: site, date, time: '-' });
    }
  }
};

/** Like all who reserved, they need no intake that is open for walk-ins; but the counter must be. */
const refusalOfHours = (
  state: DayState,
  procedure: OfferedProcedure,
  { nowMs, nextOpening }: DecideContext,
): Refused | null => {
  if (isProcedureOpen(state.plan, procedure.id, nowMs, 0)) return null;
  const laterMs = nextIntake(state.plan, procedure.id, nowMs, 0);
  const next = laterMs === null ? nextOpening : civilMinute(laterMs);
  return refused('intakeClosed', { procedure: procedure.names.ja, next });
};

const pressOf = ({ pressedAtMs }: CheckIn, nowMs: number): number =>
  pressedAtMs === undefined || pressedAtMs > nowMs || pressedAtMs < nowMs - mostDelayMs ? nowMs : pressedAtMs;

const howOf = (pressedAtMs: number, slotAtMs: number, { resolvedRules: rules }: OfferedProcedure): How => {
  if (pressedAtMs > slotAtMs + rules.reservationGraceMinutes * 60_000) return 'late';
  return pressedAtMs < slotAtMs - rules.reservationEarliestMinutes * 60_000 ? 'early' : 'inTime';
};
