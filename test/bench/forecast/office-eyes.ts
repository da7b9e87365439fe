// The day as the office sees it: from what happened so far to the queue of now and the record of the day.
// Nothing of the world's truths or future passes here; the plan is what hangs on the wall of the back office.
import type {
  BoothNow,
  CurrentVisit,
  DayRecord,
  PlannedWindow,
  QueueNow,
  Visit,
  WaitingTicket,
} from '../../../server/forecast/contract.ts';
import type { Day, Seen } from './world/day.ts';
import { hours, lunchMinutes, type Office } from './world/office.ts';
import type { Visitor } from './world/state.ts';

/** What an office has told its system beforehand. */
export type Knowledge = {
  /** The roster: hours of each booth and its lunch. */
  readonly plan: boolean;
  /** The booked reservations. */
  readonly bookings: boolean;
};

export type OfficeEyes = {
  /** Takes in what happened since the last look. */
  look(): void;
  queueAt(minute: number): QueueNow;
  recordAt(minute: number): DayRecord;
  /** When each ticket last joined the queue (epoch ms), by id. */
  joined(): ReadonlyMap<string, number>;
};

const minuteMs = 60_000;
/** 2026-04-01 00:00 in Japan. */
const epochMs = Date.UTC(2026, 2, 31, 15);
/** One who has not checked in by then is a no-show to the office. */
const givenUpAfter = 30;

type BoothSeen = {
  state: 'open' | 'paused' | 'closed';
  sinceMs: number;
  pausedUntilMs: number | null;
  current: { visitor: Visitor; calledAtMs: number; startedAtMs: number | null } | null;
  freeSinceMs: number | null;
};
type Open<T> = { -readonly [K in keyof T]: T[K] };
type Pause = Open<DayRecord['pauses'][number]>;

/** Day number `index` since the office began, counted in business days without a break. */
export const dateOf = (index: number): string =>
  new Date(epochMs + index * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
export const ticketId = (visitor: Visitor): string => `T${visitor.sequence}`;

export const eyesOn = (day: Day, index: number, knowledge: Knowledge): OfficeEyes => {
  const { office, bookings } = day.world;
  const toMs = (minute: number) => Math.round(epochMs + index * 86_400_000 + minute * minuteMs);
  const planned = office.booths.map((booth) => (knowledge.plan ? windowsOf(booth, toMs) : []));
  const booths: BoothSeen[] = office.booths.map(() => ({
    state: 'closed',
    sinceMs: toMs(0),
    pausedUntilMs: null,
    current: null,
    freeSinceMs: null,
  }));
  const waiting = new Map<number, Visitor>();
  const absent = new Map<number, { visitor: Visitor; record: Open<DayRecord['absences'][number]> }>();
  const joined = new Map<string, number>();
  const stopped = new Set<number>();
  const visits: Visit[] = [];
  const arrivals: DayRecord['arrivals'][number][] = [];
  const absences: Open<DayRecord['absences'][number]>[] = [];
  const sessions: Open<DayRecord['sessions'][number]>[] = [];
  const pauses: Pause[] = [];
  // Each booking of the day; who shows up takes the first of his slot and procedure.
  const booked = bookings.flatMap(({ slotAt, procedures }) =>
    procedures.map((procedure, i) => ({
      id: `R${slotAt}-${i}`,
      procedure,
      slotAt,
      slotMs: toMs(slotAt),
      checkedInAtMs: null as number | null,
    })),
  );
  const idOf = (procedure: number) => office.procedures[procedure]?.id ?? '';

  const leave = (booth: number, at: number, end: Visit['end']) => {
    const seen = booths[booth] as BoothSeen;
    const { current } = seen;
    if (current === null) return;
    visits.push({
      ticket: ticketId(current.visitor),
      procedure: idOf(current.visitor.procedure),
      booth: booth + 1,
      waitingSinceMs: joined.get(ticketId(current.visitor)) ?? toMs(current.visitor.issuedAt),
      calledAtMs: current.calledAtMs,
      startedAtMs: current.startedAtMs,
      endedAtMs: toMs(at),
      end,
      transferredTo: null,
      resumed: false,
      outOfOrder: false,
    });
    seen.current = null;
    seen.freeSinceMs = toMs(at);
  };

  const take = (event: Seen): void => {
    const ms = toMs(event.at);
    switch (event.type) {
      case 'issued': {
        const { visitor } = event;
        waiting.set(visitor.sequence, visitor);
        joined.set(ticketId(visitor), ms);
        const slotMs = visitor.slotAt === null ? null : toMs(visitor.slotAt);
        arrivals.push({
          procedure: idOf(visitor.procedure),
          atMs: ms,
          slotMs,
          minutesOff: visitor.markMinutes,
        });
        const booking = booked.find(
          (b) => b.slotAt === visitor.slotAt && b.procedure === visitor.procedure && b.checkedInAtMs === null,
        );
        if (booking !== undefined) booking.checkedInAtMs = ms;
        return;
      }
      case 'returned': {
        const { visitor } = event;
        const gone = absent.get(visitor.sequence);
        if (gone !== undefined) gone.record.returnedAtMs = ms;
        absent.delete(visitor.sequence);
        waiting.set(visitor.sequence, visitor);
        joined.set(ticketId(visitor), ms);
        return;
      }
      case 'called': {
        waiting.delete(event.visitor.sequence);
        const seen = booths[event.booth] as BoothSeen;
        seen.current = { visitor: event.visitor, calledAtMs: ms, startedAtMs: null };
        seen.freeSinceMs = null;
        return;
      }
      case 'started': {
        const { current } = booths[event.booth] as BoothSeen;
        if (current !== null) current.startedAtMs = ms;
        return;
      }
      case 'finished':
        leave(event.booth, event.at, 'finished');
        return;
      case 'absent': {
        leave(event.booth, event.at, 'absent');
        const record = { absentAtMs: ms, returnedAtMs: null };
        absences.push(record);
        absent.set(event.visitor.sequence, { visitor: event.visitor, record });
        return;
      }
      case 'opened':
        Object.assign(booths[event.booth] as BoothSeen, { state: 'open', sinceMs: ms, freeSinceMs: ms });
        sessions.push({ booth: event.booth + 1, fromMs: ms, toMs: null });
        return;
      case 'closed': {
        Object.assign(booths[event.booth] as BoothSeen, { state: 'closed', sinceMs: ms, freeSinceMs: null });
        const session = sessions.findLast((s) => s.booth === event.booth + 1);
        if (session !== undefined) session.toMs = ms;
        return;
      }
      case 'paused': {
        const untilMs = toMs(event.until);
        const now = { state: 'paused', sinceMs: ms, pausedUntilMs: untilMs, freeSinceMs: null };
        Object.assign(booths[event.booth] as BoothSeen, now);
        pauses.push({ booth: event.booth + 1, fromMs: ms, toMs: null, untilMs });
        return;
      }
      case 'resumed': {
        const now = { state: 'open', sinceMs: ms, pausedUntilMs: null, freeSinceMs: ms };
        Object.assign(booths[event.booth] as BoothSeen, now);
        const pause = pauses.findLast((p) => p.booth === event.booth + 1);
        if (pause !== undefined) pause.toMs = ms;
        return;
      }
      case 'stopped':
        stopped.add(event.procedure);
    }
  };

  let looked = 0;
  return {
    look: () => {
      for (; looked < day.seen.length; looked += 1) take(day.seen[looked] as Seen);
    },
    joined: () => joined,
    queueAt: (minute) => ({
      nowMs: toMs(minute),
      opensAtMs: toMs(hours.opensAt),
      closesAtMs: toMs(hours.lastIntakeAt),
      endsAtMs: toMs(hours.endsAt),
      procedures: office.procedures.map((procedure, i) => ({
        id: procedure.id,
        plannedMinutes: procedure.plannedMinutes,
        frozen: false,
        walkInUntilMs: stopped.has(i) || minute >= hours.lastIntakeAt ? null : toMs(hours.lastIntakeAt),
        reservationLeadMinutes: 10,
        reservationGraceMinutes: 10,
        reservationEarliestMinutes: 10,
        returnCreditMinutes: 5,
      })),
      booths: booths.map((seen, i) => boothNow(seen, i, office, planned[i] ?? [], pauses, toMs)),
      waiting: [...waiting.values()].map((visitor) => ticketNow(visitor, idOf, toMs)),
      absent: [...absent.values()].map(({ visitor, record }) => ({
        id: ticketId(visitor),
        procedure: idOf(visitor.procedure),
        dueMs: toMs(visitor.due),
        sequence: visitor.sequence,
        absentSinceMs: record.absentAtMs,
      })),
      held: [],
      reservations: knowledge.bookings
        ? booked
            .filter((b) => b.checkedInAtMs === null && minute < b.slotAt + givenUpAfter)
            .map(({ id, procedure, slotMs }) => ({ id, procedure: idOf(procedure), slotMs, minutesOff: 0 }))
        : [],
    }),
    recordAt: (minute) => ({
      date: dateOf(index),
      opensAtMs: toMs(hours.opensAt),
      closesAtMs: toMs(hours.lastIntakeAt),
      untilMs: toMs(minute),
      visits: visits.slice(),
      arrivals: arrivals.slice(),
      reservations: knowledge.bookings
        ? booked
            .filter((b) => b.slotAt <= minute)
            .map(({ slotMs, checkedInAtMs }) => ({ slotMs, checkedInAtMs }))
        : [],
      absences: absences.map((absence) => ({ ...absence })),
      holds: [],
      sessions: sessions.map((session) => ({ ...session })),
      pauses: pauses.map((pause) => ({ ...pause })),
      planned: planned.flatMap((windows, i) =>
        windows.map(({ fromMs, toMs: endMs }) => ({ booth: i + 1, fromMs, toMs: endMs })),
      ),
    }),
  };
};

const windowsOf = (booth: Office['booths'][number], toMs: (minute: number) => number): PlannedWindow[] => [
  { fromMs: toMs(booth.opensAt), toMs: toMs(booth.lunchAt), procedures: null },
  { fromMs: toMs(booth.lunchAt + lunchMinutes), toMs: toMs(booth.closesAt), procedures: null },
];

const boothNow = (
  seen: BoothSeen,
  index: number,
  office: Office,
  planned: readonly PlannedWindow[],
  pauses: readonly Pause[],
  toMs: (minute: number) => number,
): BoothNow => {
  const usual = (office.booths[index]?.skills ?? []).map(({ procedure, delayMinutes }) => ({
    procedure: office.procedures[procedure]?.id ?? '',
    delayMinutes,
  }));
  return {
    number: index + 1,
    state: seen.state,
    procedures: seen.state === 'closed' ? [] : usual,
    usual,
    sinceMs: seen.sinceMs,
    pausedUntilMs: seen.pausedUntilMs,
    current: seen.current === null ? null : currentOf(seen.current, office, toMs),
    freeSinceMs: seen.freeSinceMs,
    planned,
    pausesToday: pauses.flatMap((pause) =>
      pause.booth === index + 1 && pause.toMs !== null ? [{ fromMs: pause.fromMs, toMs: pause.toMs }] : [],
    ),
  };
};

const currentOf = (
  { visitor, calledAtMs, startedAtMs }: NonNullable<BoothSeen['current']>,
  office: Office,
  toMs: (minute: number) => number,
): CurrentVisit => ({
  ticket: ticketId(visitor),
  procedure: office.procedures[visitor.procedure]?.id ?? '',
  calledAtMs,
  startedAtMs,
  resumed: false,
  dueMs: toMs(visitor.due),
});

const ticketNow = (
  visitor: Visitor,
  idOf: (procedure: number) => string,
  toMs: (minute: number) => number,
): WaitingTicket => ({
  id: ticketId(visitor),
  procedure: idOf(visitor.procedure),
  dueMs: toMs(visitor.due),
  sequence: visitor.sequence,
  callableFromMs: visitor.callableFrom > visitor.issuedAt ? toMs(visitor.callableFrom) : null,
  onlyBooth: null,
});
