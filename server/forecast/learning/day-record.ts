// A business day as the forecast learns from it: folded from the day's events, one after the other, whole or so far.

import type { DayPlan } from '../../../protocol/day-plan.ts';
import type { DayEvent, DayEventOf } from '../../../protocol/events.ts';
import { isReservationEvent } from '../../../protocol/reservation-events.ts';
import type { Arrival, DayRecord, Said, Scored, Visit } from '../contract.ts';
import { createReservationNotes } from './reservation-notes.ts';

/** Cancelled so, somebody who waited has gone; the other reasons say that nobody was there. */
const leavingReasons: readonly string[] = ['visitorLeft', 'noShow', 'servedElsewhere', 'other'];

type Plan = DayRecord['planned'];
type Open<T> = { -readonly [K in keyof T]: T[K] };
type Ticket = {
  procedure: string;
  waitingSinceMs: number;
  /** What was said of it at its issue, until it is called; null: nothing, or an outage came in between. */
  said: Said | null;
  issuedAtMs: number;
  /** In the queue now. */
  waits: boolean;
  outOfOrder: boolean;
  /** The present occupation of a booth. */
  booth: number | null;
  calledAtMs: number;
  startedAtMs: number | null;
  resumed: boolean;
  absence: Open<DayRecord['absences'][number]> | null;
  hold: (Open<DayRecord['holds'][number]> & { readonly booth: number }) | null;
};

export type DayRecorder = {
  /** The next event of the day, in order of version. */
  readonly add: (event: DayEvent, atMs: number) => void;
  /** What has been seen, complete up to an instant. */
  readonly record: (untilMs: number) => DayRecord;
  /** How many visits have ended; equal numbers mean equal visits. */
  readonly visits: () => number;
  /** Pauses of a booth that are over. */
  readonly pausesOf: (booth: number) => readonly { readonly fromMs: number; readonly toMs: number }[];
  /** When a visit at a booth last ended, or the booth last became able to call; null: never. */
  readonly freeSince: (booth: number) => number | null;
  /** When the ticket's present occupation of a booth began, and whether it began by taking up a held visit. */
  readonly occupation: (ticket: string) => { readonly calledAtMs: number; readonly resumed: boolean } | null;
};

/** `planned`: what had been planned per booth for the date. */
export const createDayRecorder = (date: string, planned: Plan): DayRecorder => {
  const tickets = new Map<string, Ticket>();
  const visits: Visit[] = [];
  const arrivals: Arrival[] = [];
  const absences: Open<DayRecord['absences'][number]>[] = [];
  const holds: Open<DayRecord['holds'][number]>[] = [];
  const sessions: Open<DayRecord['sessions'][number]>[] = [];
  const pauses: Open<DayRecord['pauses'][number]>[] = [];
  const scored: (Scored | null)[] = [];
  const left: NonNullable<DayRecord['left']>[number][] = [];
  const free = new Map<number, number>();
  const notes = createReservationNotes();
  let plan: DayPlan | null = null;
  /** Visits that were not over after all; with it, the number of visits never stands for others than it did. */
  let undone = 0;
  let endedAtMs: number | null = null;

  const waits = (name: string, atMs: number): void => {
    const ticket = tickets.get(name);
    if (ticket === undefined) return;
    ticket.waitingSinceMs = atMs;
    ticket.waits = true;
  };
  const occupies = (name: string, booth: number, atMs: number, resumed: boolean): void => {
    const ticket = tickets.get(name);
    if (ticket === undefined) return;
    ticket.booth = booth;
    ticket.waits = false;
    ticket.calledAtMs = atMs;
    ticket.startedAtMs = resumed ? atMs : null;
    ticket.resumed = resumed;
    free.delete(booth);
  };
  const leaves = (
    name: string,
    atMs: number,
    end: Visit['end'],
    transferredTo: string | null = null,
  ): void => {
    const ticket = tickets.get(name);
    if (ticket === undefined || ticket.booth === null) return;
    const { procedure, booth, waitingSinceMs, calledAtMs, startedAtMs, resumed, outOfOrder } = ticket;
    const times = { waitingSinceMs, calledAtMs, startedAtMs, endedAtMs: atMs };
    visits.push({ ticket: name, procedure, booth, ...times, end, transferredTo, resumed, outOfOrder });
    free.set(booth, atMs);
    ticket.booth = null;
  };
  /** The visit that was said to be over goes on, or was none. */
  const finishUndone = (event: DayEventOf<'finishUndone'>, atMs: number): void => {
    const index = visits.findLastIndex((one) => one.ticket === event.ticket && one.end === 'finished');
    const visit = visits[index];
    if (visit === undefined) return;
    undone += 1;
    if (event.booth === null) {
      visits[index] = { ...visit, end: 'undone' };
      waits(event.ticket, atMs);
      return;
    }
    visits.splice(index, 1);
    occupies(event.ticket, event.booth, visit.calledAtMs, visit.resumed);
    const ticket = tickets.get(event.ticket);
    if (ticket !== undefined) ticket.startedAtMs = visit.startedAtMs;
  };
  const openPause = (booth: number) => pauses.findLast((one) => one.booth === booth && one.toMs === null);

  const add = (event: DayEvent, atMs: number): void => {
    if (isReservationEvent(event)) {
      notes.add(event);
      return;
    }
    switch (event.type) {
      case 'dayOpened':
      case 'dayPlanChanged':
        plan = event.plan;
        return;
      case 'dayEnded':
        endedAtMs = atMs;
        return;
      case 'ticketRestored':
        // Who was cut off at a booth waits anew; the others have waited all along.
        if (visits.some((one) => one.ticket === event.ticket && one.endedAtMs === endedAtMs))
          waits(event.ticket, atMs);
        return;
      case 'ticketIssued': {
        const { procedure, issuedAtMs, slotAtMs, due, said = null } = event;
        // A ticket told late was in the queue, as far as staff could see, only from then on.
        tickets.set(event.ticket, {
          procedure,
          waitingSinceMs: Math.max(issuedAtMs, atMs),
          said,
          issuedAtMs,
          waits: true,
          outOfOrder: false,
          booth: null,
          calledAtMs: 0,
          startedAtMs: null,
          resumed: false,
          absence: null,
          hold: null,
        });
        arrivals.push({ procedure, atMs: issuedAtMs, slotMs: slotAtMs, minutesOff: due.minutesOff });
        if (slotAtMs !== null && event.reservation === undefined)
          notes.slip({ slotMs: slotAtMs, checkedInAtMs: issuedAtMs, procedure });
        return;
      }
      case 'ticketCalled': {
        occupies(event.ticket, event.booth, atMs, false);
        const ticket = tickets.get(event.ticket);
        if (ticket === undefined) return;
        ticket.outOfOrder = event.outOfOrder !== null;
        if (ticket.said !== null && event.outOfOrder === null)
          scored.push({
            procedure: ticket.procedure,
            said: ticket.said,
            waitMinutes: Math.max(0, atMs - ticket.issuedAtMs) / 60_000,
          });
        ticket.said = null;
        return;
      }
      case 'servingStarted': {
        const ticket = tickets.get(event.ticket);
        if (ticket !== undefined && !event.assumed) ticket.startedAtMs = atMs;
        return;
      }
      case 'callUndone':
        leaves(event.ticket, atMs, 'undone');
        waits(event.ticket, atMs);
        return;
      case 'ticketFinished':
        leaves(event.ticket, atMs, event.by === 'dayEnded' ? 'dayEnded' : 'finished');
        return;
      case 'finishUndone':
        finishUndone(event, atMs);
        return;
      case 'ticketAbsent': {
        leaves(event.ticket, atMs, 'absent');
        const absence = { absentAtMs: atMs, returnedAtMs: null };
        absences.push(absence);
        const ticket = tickets.get(event.ticket);
        if (ticket !== undefined) ticket.absence = absence;
        return;
      }
      case 'ticketReturned': {
        const ticket = tickets.get(event.ticket);
        if (ticket?.absence) ticket.absence.returnedAtMs = atMs;
        waits(event.ticket, atMs);
        return;
      }
      case 'ticketHeld': {
        leaves(event.ticket, atMs, 'held');
        const hold = { heldAtMs: atMs, resumedAtMs: null, sameBooth: false, booth: event.booth };
        holds.push(hold);
        const ticket = tickets.get(event.ticket);
        if (ticket !== undefined) ticket.hold = hold;
        return;
      }
      case 'ticketResumed': {
        const ticket = tickets.get(event.ticket);
        if (ticket?.hold) {
          ticket.hold.resumedAtMs = atMs;
          ticket.hold.sameBooth = event.booth !== null;
        }
        waits(event.ticket, atMs);
        if (event.booth !== null) occupies(event.ticket, event.booth, atMs, true);
        return;
      }
      case 'ticketTransferred': {
        leaves(event.ticket, atMs, 'transferred', event.procedure);
        const ticket = tickets.get(event.ticket);
        if (ticket !== undefined) ticket.procedure = event.procedure;
        if (ticket !== undefined) ticket.said = null;
        waits(event.ticket, atMs);
        return;
      }
      case 'ticketCancelled': {
        leaves(event.ticket, atMs, 'cancelled');
        const ticket = tickets.get(event.ticket);
        if (ticket === undefined || !ticket.waits) return;
        ticket.waits = false;
        if (leavingReasons.includes(event.reason))
          left.push({ procedure: ticket.procedure, sinceMs: ticket.waitingSinceMs, leftAtMs: atMs });
        return;
      }
      case 'boothOpened':
        sessions.push({ booth: event.booth, fromMs: atMs, toMs: null });
        free.set(event.booth, atMs);
        return;
      case 'boothClosed': {
        const session = sessions.findLast((one) => one.booth === event.booth && one.toMs === null);
        if (session !== undefined) session.toMs = atMs;
        const pause = openPause(event.booth);
        if (pause !== undefined) pause.toMs = atMs;
        return;
      }
      case 'boothPaused':
        pauses.push({ booth: event.booth, fromMs: atMs, toMs: null, untilMs: event.untilMs });
        return;
      case 'boothResumed': {
        const pause = openPause(event.booth);
        if (pause !== undefined) pause.toMs = atMs;
        if (free.has(event.booth)) free.set(event.booth, atMs);
        return;
      }
      case 'outageStarted':
      case 'outageEnded':
        // Nobody could have known of it when they were told their wait.
        scored.push(null);
        for (const ticket of tickets.values()) ticket.said = null;
        return;
      default:
        return;
    }
  };

  return {
    add,
    visits: () => visits.length + 2 * undone,
    pausesOf: (booth) =>
      pauses.flatMap(({ booth: at, fromMs, toMs }) =>
        at === booth && toMs !== null ? [{ fromMs, toMs }] : [],
      ),
    freeSince: (booth) => free.get(booth) ?? null,
    occupation: (name) => {
      const ticket = tickets.get(name);
      if (ticket === undefined || ticket.booth === null) return null;
      return { calledAtMs: ticket.calledAtMs, resumed: ticket.resumed };
    },
    record: (untilMs) => ({
      date,
      opensAtMs: plan?.openings[0]?.fromMs ?? untilMs,
      closesAtMs: plan?.openings.at(-1)?.toMs ?? untilMs,
      untilMs,
      visits: [...visits],
      arrivals: [...arrivals],
      reservations: notes.past(untilMs),
      absences: absences.map((one) => ({ ...one })),
      left: left.slice(),
      scored: scored.slice(),
      holds: holds.map(({ heldAtMs, resumedAtMs, sameBooth }) => ({ heldAtMs, resumedAtMs, sameBooth })),
      sessions: sessions.map((one) => ({ ...one })),
      pauses: pauses.map((one) => ({ ...one })),
      planned,
    }),
  };
};
