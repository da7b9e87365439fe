// One site walked through its past: takes in what happens, in order, and says what could be known at each instant.
import type { DayRecord, QueueNow, Visit, WaitingTicket } from '../../server/forecast/contract.ts';
import { startOf } from './civil.ts';
import { createGaps, createLengths, learnChoice } from './office-habits.ts';
import { createDoors } from './opening-hours.ts';
import {
  awaySince,
  boothNow,
  type Closings,
  closeSeat,
  createSeat,
  learnClosings,
  minuteMs,
  type Seat,
  serves,
  sessionsOf,
  ticketKey,
  usualHours,
} from './seats.ts';
import { type PastVisit, placeOf, rejoining, slotRules } from './visits-file.ts';
import { createPatience, createWaitingRoom, type Waiting } from './waiting-room.ts';

export type PastSite = {
  beginDay(date: string): void;
  issued(visit: PastVisit): void;
  called(visit: PastVisit): void;
  finished(visit: PastVisit): void;
  /** Before the call. */
  left(visit: PastVisit): void;
  boothOpened(name: string, atMs: number): void;
  boothClosed(name: string, atMs: number): void;
  queueAt(nowMs: number): QueueNow;
  recordAt(nowMs: number): DayRecord;
  /** When each waiting ticket came, by id. */
  joined(): ReadonlyMap<string, number>;
  /** Mean minutes per procedure of the visits seen so far; of all visits for one not seen yet. */
  meanMinutes(): ReadonlyMap<string, number>;
  /** Ends the day and gives its record. */
  endDay(): DayRecord;
};

/** A visit of unknown end is taken to be over after this many times its usual length. */
const overdueTimes = 2;

/** Gone before their turn, nobody saw when: in the middle of what is possible. */
const silently = ({ visit, goneMs }: Waiting) => ({
  procedure: visit.procedure,
  sinceMs: visit.issuedMs,
  leftAtMs: Math.round((visit.issuedMs + (goneMs ?? visit.issuedMs)) / 2),
});

/** `booths`: opening and closing are told (booths.csv), not guessed. */
export const createPastSite = (booths: boolean): PastSite => {
  const procedures = new Set<string>();
  /** Visits that ended, and those whose end was told: does this system tell ends at all? */
  const ends = { told: 0, silent: 0 };
  const tellsEnds = () => ends.told > ends.silent;
  const seats = new Map<string, Seat>();
  const lengths = createLengths();
  const { meanOf } = lengths;
  const gaps = createGaps();
  let day = -1;
  let date = '';
  let startMs = 0;
  const doors = createDoors();
  const patience = createPatience();
  const closings: Closings = [];
  let room = createWaitingRoom(patience);
  let left: NonNullable<DayRecord['left']>[number][] = [];
  /** Tickets whose leaving was told, and those that were never called without a word: does this system tell it at all? */
  const leavings = { told: 0, silent: 0 };
  let joined = new Map<string, number>();
  let calledAt = new Map<string, Seat>();
  let visits: Visit[] = [];
  let arrivals: DayRecord['arrivals'][number][] = [];
  let absences: DayRecord['absences'][number][] = [];

  const seatNamed = (name: string): Seat => {
    const seat = seats.get(name) ?? createSeat(seats.size + 1, name);
    seats.set(name, seat);
    return seat;
  };
  const servesToday = (seat: Seat) => (procedure: string) => serves(seat, procedure, day);

  /** The booth of a call that names none: one that is free, or the one whose visit is longest overdue. */
  const unnamedSeat = (visit: PastVisit, nowMs: number): Seat => {
    const nameless = [...seats.values()].filter(({ name }) => name.startsWith('?'));
    const isOver = (seat: Seat) => {
      const { current } = seat;
      if (current === null) return true;
      // Where ends are told, only its own end frees a booth.
      return !tellsEnds() && nowMs - (current.calledMs ?? nowMs) >= meanOf(current.procedure) * minuteMs;
    };
    const free = nameless.filter(isOver);
    const apt = free.find((seat) => serves(seat, visit.procedure, day)) ?? free[0];
    return apt ?? seatNamed(`?${nameless.length + 1}`);
  };

  /** A booth that calls has ended the visit before, whether or not the file says when. */
  const endSilently = (seat: Seat, nowMs: number, next: PastVisit) => {
    const { current } = seat;
    if (current === null || current.calledMs === null) return;
    const minutes = (nowMs - current.calledMs) / minuteMs;
    // With somebody waiting all along, the time between two calls is the time of the visit.
    const busyAllAlong = next.issuedMs <= current.calledMs + minuteMs;
    ends.silent += 1;
    if (!tellsEnds() && busyAllAlong) {
      if (minutes <= 90) lengths.learn(current.procedure, minutes);
      addVisit(seat, current, nowMs);
    }
    seat.current = null;
    seat.freeSinceMs = nowMs;
  };

  const addVisit = (seat: Seat, visit: PastVisit, endedAtMs: number) => {
    visits.push({
      ticket: ticketKey(visit),
      procedure: visit.procedure,
      booth: seat.number,
      waitingSinceMs: visit.issuedMs,
      calledAtMs: visit.calledMs ?? endedAtMs,
      startedAtMs: null,
      endedAtMs,
      end: visit.outcome,
      transferredTo: null,
      resumed: false,
      outOfOrder: false,
    });
    if (visit.outcome === 'absent') absences.push({ absentAtMs: endedAtMs, returnedAtMs: null });
  };

  const openToday = (seat: Seat, atMs: number) => {
    if (seat.state === 'open') return;
    seat.state = 'open';
    seat.sinceMs = atMs;
    seat.freeSinceMs = atMs;
    seat.sessions.push({ fromMs: atMs, toMs: null });
  };

  const site: PastSite = {
    beginDay: (next) => {
      day += 1;
      date = next;
      startMs = startOf(next);
      room = createWaitingRoom(patience);
      left = [];
      joined = new Map();
      calledAt = new Map();
      visits = [];
      arrivals = [];
      absences = [];
    },
    issued: (visit) => {
      procedures.add(visit.procedure);
      room.enter(visit);
      joined.set(ticketKey(visit), visit.issuedMs);
      // Who was in the house already does not come from outside.
      if (rejoining.includes(visit.source)) return;
      arrivals.push({
        procedure: visit.procedure,
        atMs: visit.issuedMs,
        slotMs: visit.slotMs,
        minutesOff: Math.max(0, (placeOf(visit.issuedMs, visit.slotMs).dueMs - visit.dueMs) / minuteMs),
      });
    },
    called: (visit) => {
      const nowMs = visit.calledMs ?? 0;
      const id = ticketKey(visit);
      const seat = visit.booth === null ? unnamedSeat(visit, nowMs) : seatNamed(visit.booth);
      learnChoice(seat.choices, visit.procedure, visit.dueMs, room.firstDue(nowMs, servesToday(seat)));
      if (!booths) {
        const soonestMs = room.soonest(nowMs, servesToday(seat));
        if (seat.current === null && seat.freeSinceMs !== null && soonestMs !== null)
          gaps.learn((nowMs - Math.max(seat.freeSinceMs, soonestMs)) / minuteMs);
        const awayMs = awaySince(seat, soonestMs, nowMs, gaps.awayMinutes());
        if (awayMs !== null) seat.pauses = [...seat.pauses, { fromMs: awayMs, toMs: nowMs }];
      }
      openToday(seat, nowMs);
      endSilently(seat, nowMs, visit);
      room.leave(visit);
      seat.served.set(visit.procedure, day);
      seat.current = visit;
      seat.skipped = 0;
      for (const other of seats.values())
        if (other !== seat && other.current === null && serves(other, visit.procedure, day))
          other.skipped += 1;
      seat.freeSinceMs = null;
      seat.firstMs ??= nowMs;
      seat.lastMs = nowMs;
      calledAt.set(id, seat);
    },
    finished: (visit) => {
      const seat = calledAt.get(ticketKey(visit));
      const endMs = visit.finishedMs ?? 0;
      if (seat === undefined) return;
      ends.told += 1;
      addVisit(seat, visit, endMs);
      if (visit.outcome === 'finished')
        lengths.learn(visit.procedure, (endMs - (visit.calledMs ?? endMs)) / minuteMs);
      seat.lastMs = Math.max(seat.lastMs, endMs);
      if (seat.current !== visit) return;
      seat.current = null;
      seat.skipped = 0;
      seat.freeSinceMs = endMs;
    },
    left: (visit) => {
      room.depart(visit);
      if (visit.outcome === 'dayEnded') return;
      leavings.told += 1;
      left.push({
        procedure: visit.procedure,
        sinceMs: visit.issuedMs,
        leftAtMs: visit.leftMs ?? visit.issuedMs,
      });
    },
    boothOpened: (name, atMs) => {
      const seat = seatNamed(name);
      openToday(seat, atMs);
      seat.firstMs ??= atMs;
      seat.lastMs = Math.max(seat.lastMs, atMs);
    },
    boothClosed: (name, atMs) => {
      const seat = seatNamed(name);
      if (seat.state === 'closed') return;
      seat.state = 'closed';
      seat.sinceMs = atMs;
      seat.freeSinceMs = null;
      seat.lastMs = Math.max(seat.lastMs, atMs);
      const session = seat.sessions.at(-1);
      if (session !== undefined) session.toMs = atMs;
    },
    queueAt: (nowMs) => {
      const awayMinutes = booths ? Number.POSITIVE_INFINITY : gaps.awayMinutes();
      const here = room.here();
      const { closesAtMs } = doors.at(startMs, nowMs);
      return {
        nowMs,
        ...doors.at(startMs, nowMs),
        procedures: [...procedures].map((id) => ({
          id,
          plannedMinutes: meanOf(id),
          frozen: false,
          walkInUntilMs: closesAtMs,
          reservationLeadMinutes: slotRules.lead,
          reservationGraceMinutes: slotRules.grace,
          reservationEarliestMinutes: slotRules.earliest,
          returnCreditMinutes: 5,
        })),
        booths: [...seats.values()].map((seat) => {
          const known = booths ? seat : expected(seat, nowMs);
          // Only a free booth can be away.
          const awayMs =
            booths || known.state !== 'open' || known.current !== null
              ? null
              : awaySince(known, room.soonest(nowMs, servesToday(known)), nowMs, awayMinutes);
          return boothNow(withoutOverdue(known, nowMs), day, startMs, nowMs, awayMs, booths, closings);
        }),
        waiting: here.map(
          ({ visit, sequence: order }): WaitingTicket => ({
            id: ticketKey(visit),
            procedure: visit.procedure,
            dueMs: visit.dueMs,
            callableFromMs: visit.callableFromMs,
            sequence: order,
            onlyBooth: null,
            sinceMs: visit.issuedMs,
            ...(leavings.silent > leavings.told ? { presentAtMs: visit.issuedMs } : {}),
          }),
        ),
        absent: [],
        held: [],
        reservations: [],
      };
    },
    recordAt: (nowMs) => {
      const { opensAtMs, closesAtMs } = doors.at(startMs, nowMs);
      return {
        date,
        opensAtMs,
        closesAtMs,
        untilMs: nowMs,
        visits: visits.slice(),
        arrivals: arrivals.slice(),
        reservations: [],
        absences: absences.slice(),
        left: [...left, ...room.gone().map(silently)],
        holds: [],
        sessions: [...seats.values()].flatMap(sessionsOf),
        pauses: [...seats.values()].flatMap((seat) =>
          seat.pauses.map(({ fromMs, toMs }) => ({ booth: seat.number, fromMs, toMs, untilMs: null })),
        ),
        planned: [...seats.values()].flatMap((seat) => {
          const window = usualHours(seat, startMs);
          return window === null ? [] : [{ booth: seat.number, fromMs: window.fromMs, toMs: window.toMs }];
        }),
      };
    },
    joined: () => joined,
    meanMinutes: () => new Map([...procedures].map((id) => [id, meanOf(id)])),
    endDay: () => {
      const lastMs = Math.max(
        ...[...seats.values()].map(({ lastMs: ms }) => ms),
        ...arrivals.map(({ atMs }) => atMs),
      );
      for (const seat of seats.values()) {
        const session = seat.sessions.at(-1);
        if (session?.toMs === null) session.toMs = Math.max(session.fromMs, seat.lastMs);
      }
      const [first, last] = [arrivals[0]?.atMs, arrivals.at(-1)?.atMs];
      if (first !== undefined && last !== undefined) doors.learn(startMs, first, last, lastMs);
      const record = site.recordAt(lastMs);
      room.close();
      leavings.silent += room.gone().length;
      for (const seat of seats.values()) {
        learnClosings(closings, seat, startMs);
        closeSeat(seat, startMs);
      }
      return record;
    },
  };

  /** Before its first call of today, a booth is taken to open at its usual hour. */
  const expected = (seat: Seat, nowMs: number): Seat => {
    if (seat.state === 'open' || seat.hours.length === 0) return seat;
    const window = boothNow(seat, day, startMs, nowMs, null, false, closings).planned[0];
    if (window === undefined || nowMs < window.fromMs || nowMs >= window.toMs) return seat;
    return { ...seat, state: 'open', sinceMs: window.fromMs, freeSinceMs: window.fromMs };
  };

  /** A visit whose end the file does not tell is over, as far as can be known, when it is far beyond its usual length. */
  const withoutOverdue = (seat: Seat, nowMs: number): Seat => {
    const { current } = seat;
    if (current === null || current.calledMs === null || tellsEnds()) return seat;
    const overMs = current.calledMs + overdueTimes * meanOf(current.procedure) * minuteMs;
    return nowMs < overMs ? seat : { ...seat, current: null, freeSinceMs: overMs };
  };

  return site;
};
