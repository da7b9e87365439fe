// The state of a business day as the forecast wants it: plain data of one instant.
import type { ProcedureId } from '../../../protocol/ids.ts';
import { intakeEnd } from '../../calendar/day-plan.ts';
import { isOutside } from '../../day/order.ts';
import type { Booth, DayState, Ticket } from '../../day/state.ts';
import type { OfferedProcedure, ResolvedSite } from '../../settings/resolved-site.ts';
import type { BoothNow, CurrentVisit, PlannedWindow, ProcedureNow, QueueNow } from '../contract.ts';
import type { DayRecorder } from '../learning/day-record.ts';
import { plannedOn } from './planned-hours.ts';

export type QueueInput = {
  readonly site: ResolvedSite;
  readonly state: DayState;
  /** What the day's events have shown so far. */
  readonly recorder: DayRecorder;
  readonly nowMs: number;
};

/** The queue at `nowMs` (epoch ms). */
export const queueNow = (input: QueueInput): QueueNow => {
  const { site, state, nowMs } = input;
  const live = state.live.flatMap((number) => state.tickets.get(number) ?? []);
  const of = (which: Ticket['state']) => live.filter((ticket) => ticket.state === which);
  const openings = state.plan?.openings ?? [];
  const base = (ticket: Ticket) => ({
    id: ticket.number,
    procedure: ticket.procedure,
    dueMs: ticket.due.atMs,
    sequence: ticket.sequence,
  });
  return {
    nowMs,
    opensAtMs: openings[0]?.fromMs ?? nowMs,
    closesAtMs: openings.at(-1)?.toMs ?? nowMs,
    endsAtMs: state.plan?.endsAtMs ?? nowMs,
    procedures: [...site.procedures.values()].map((procedure) => procedureNow(input, procedure)),
    booths: [...state.booths.values()].map((booth) => boothNow(input, booth)).concat(unopened(input)),
    waiting: of('waiting').map((ticket) => ({
      ...base(ticket),
      ...whenCallable(ticket, nowMs),
      onlyBooth: ticket.onlyBooth,
      sinceMs: ticket.sinceMs,
    })),
    absent: of('absent').map((ticket) => ({ ...base(ticket), absentSinceMs: ticket.sinceMs })),
    held: of('held').map((ticket) => ({ ...base(ticket), heldSinceMs: ticket.sinceMs, booth: ticket.booth })),
    reservations: reservationsAhead(input),
  };
};

/** Who was missed may still come, within so much of the slot. */
const mayStillComeMs = 3_600_000;

/** Of the day's book: those who have not checked in, whom no booth is kept for but whom the ranges must know. */
const reservationsAhead = ({ state, nowMs }: QueueInput): QueueNow['reservations'] =>
  [...state.book.reservations.values()].flatMap(
    ({ id, procedure, seats, channel, bookedAtMs, state: its }): QueueNow['reservations'] => {
      const slotMs = seats[0]?.atMs;
      if (slotMs === undefined || (its !== 'booked' && its !== 'missed')) return [];
      if (slotMs + mayStillComeMs < nowMs) return [];
      return [{ id, procedure, slotMs, minutesOff: 0, channel, madeAtMs: bookedAtMs }];
    },
  );

/** Outside counts until its end; a slot that begins later still holds afterwards, but no booth waits for it. */
const whenCallable = (ticket: Ticket, nowMs: number) => {
  const { callableFromMs, outUntilMs } = ticket;
  return isOutside(ticket, nowMs)
    ? { callableFromMs: Math.max(callableFromMs ?? 0, outUntilMs ?? 0), outside: true }
    : { callableFromMs };
};

const procedureNow = (
  { site, state, nowMs }: QueueInput,
  { id, plannedMinutes, walkIn, resolvedRules }: OfferedProcedure,
): ProcedureNow => {
  const untilMs = intakeEnd(state.plan, id, site.rules.lastIntakeMinutes);
  const isGiven = walkIn && !state.stoppedIntake.has(id) && untilMs !== null && untilMs > nowMs;
  return {
    id,
    plannedMinutes,
    frozen: state.outages.has(id),
    walkInUntilMs: isGiven ? untilMs : null,
    reservationLeadMinutes: resolvedRules.reservationLeadMinutes,
    reservationGraceMinutes: resolvedRules.reservationGraceMinutes,
    reservationEarliestMinutes: resolvedRules.reservationEarliestMinutes,
    returnCreditMinutes: resolvedRules.returnCreditMinutes,
  };
};

const boothNow = (input: QueueInput, booth: Booth): BoothNow => {
  const { site, state, recorder } = input;
  const current = currentOf(input, booth);
  const planned = plannedOn(site, booth.number, state.date);
  return {
    number: booth.number,
    state: booth.state,
    procedures: booth.procedures,
    usual: site.booths.get(booth.number)?.procedures ?? booth.procedures,
    sinceMs: booth.sinceMs,
    pausedUntilMs: booth.pausedUntilMs,
    current,
    freeSinceMs:
      booth.state === 'open' && current === null ? (recorder.freeSince(booth.number) ?? booth.sinceMs) : null,
    planned: planned.length > 0 || booth.state === 'closed' ? planned : doorHours(state, booth),
    pausesToday: recorder.pausesOf(booth.number),
  };
};

/** Booths that have not opened today, for those that are planned to. */
const unopened = ({ site, state }: QueueInput): readonly BoothNow[] =>
  [...site.booths.values()]
    .filter(({ number }) => !state.booths.has(number))
    .map(({ number, procedures }) => ({
      number,
      state: 'closed',
      procedures,
      usual: procedures,
      sinceMs: 0,
      pausedUntilMs: null,
      current: null,
      freeSinceMs: null,
      planned: plannedOn(site, number, state.date),
      pausesToday: [],
    }));

const currentOf = ({ state, recorder }: QueueInput, booth: Booth): CurrentVisit | null => {
  const ticket = booth.ticket === null ? undefined : state.tickets.get(booth.ticket);
  if (ticket === undefined) return null;
  const seen = recorder.occupation(ticket.number);
  return {
    ticket: ticket.number,
    procedure: ticket.procedure,
    calledAtMs: seen?.calledAtMs ?? ticket.sinceMs,
    startedAtMs: ticket.state === 'serving' ? ticket.sinceMs : null,
    resumed: seen?.resumed ?? false,
    dueMs: ticket.due.atMs,
  };
};

/** Nothing planned for the booth itself: nobody calls while the doors are shut for a break. */
const doorHours = (state: DayState, booth: Booth): readonly PlannedWindow[] => {
  const { plan } = state;
  if (plan === null) return [];
  const serves = (procedures: readonly ProcedureId[] | null) =>
    procedures === null || booth.procedures.some(({ procedure }) => procedures.includes(procedure));
  const openings = plan.openings.filter(({ procedures }) => serves(procedures));
  if (openings.length < 2) return [];
  return openings.map(({ fromMs, toMs, procedures }, index) => ({
    fromMs,
    toMs: index === openings.length - 1 ? plan.endsAtMs : toMs,
    procedures:
      procedures === null ? null : booth.procedures.filter(({ procedure }) => procedures.includes(procedure)),
  }));
};
