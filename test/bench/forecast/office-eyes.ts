// The day as the office sees it: from what happened so far to the queue of now and the record of the day.
// Nothing of the world's truths or future passes here; the plan is what hangs on the wall of the back office.
import type {
  BoothNow,
  CurrentVisit,
  DayRecord,
  PlannedWindow,
  QueueNow,
  WaitingTicket,
} from '../../../server/forecast/contract.ts';
import { type BoothSeen, createDayNotes, type Pause, ticketId } from './day-notes.ts';
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

/** Day number `index` since the office began, counted in business days without a break. */
export const dateOf = (index: number): string =>
  new Date(epochMs + index * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);

export const eyesOn = (day: Day, index: number, knowledge: Knowledge): OfficeEyes => {
  const { office } = day.world;
  const toMs = (minute: number) => Math.round(epochMs + index * 86_400_000 + minute * minuteMs);
  const planned = office.booths.map((booth) => (knowledge.plan ? windowsOf(booth, toMs) : []));
  const notes = createDayNotes(day, toMs);
  const { booths, waiting, absent, joined, stopped, visits, arrivals, absences, sessions, pauses, booked } =
    notes;
  const idOf = (procedure: number) => office.procedures[procedure]?.id ?? '';

  let looked = 0;
  return {
    look: () => {
      for (; looked < day.seen.length; looked += 1) notes.take(day.seen[looked] as Seen);
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
