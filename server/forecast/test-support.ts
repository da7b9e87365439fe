// For tests of the forecast: queues as plain data, and past days made of simple visits.

import type { Assumptions, BoothNow, DayRecord, QueueNow, Visit, WaitingTicket } from './contract.ts';
import { defaultAssumptions } from './learning/assumptions.ts';
import { learn, type Models } from './learning/learn.ts';

export const minuteMs = 60_000;
/** 10:00 in Japan. */
export const nowMs = Date.UTC(2026, 10, 24, 1, 0);

/** Without chance in it: planned minutes are kept nearly to the second, nobody is absent, no booth pauses. */
export const certain = (plannedMinutes: Readonly<Record<string, number>>): Assumptions => ({
  ...defaultAssumptions(new Map(Object.entries(plannedMinutes))),
  visitVariation: 0.05,
  walkSeconds: 1,
  gapSeconds: 1,
  absentShare: 0,
  pausesPerHour: 0,
});

export const assumptions = (plannedMinutes: Readonly<Record<string, number>>): Assumptions =>
  defaultAssumptions(new Map(Object.entries(plannedMinutes)));

export const unlearned = (plannedMinutes: Readonly<Record<string, number>>): Models =>
  learn([], assumptions(plannedMinutes));

export const booth = (
  number: number,
  procedures: readonly (string | readonly [string, number])[],
  over: Partial<BoothNow> = {},
): BoothNow => {
  const served = procedures.map((one) =>
    typeof one === 'string'
      ? { procedure: one, delayMinutes: 0 }
      : { procedure: one[0], delayMinutes: one[1] },
  );
  return {
    number,
    state: 'open',
    procedures: served,
    usual: served,
    sinceMs: nowMs - 60 * minuteMs,
    pausedUntilMs: null,
    current: null,
    freeSinceMs: nowMs,
    planned: [],
    pausesToday: [],
    ...over,
  };
};

/** A visit in progress, called and begun so many minutes ago. */
export const busy = (procedure: string, minutes: number): Partial<BoothNow> => ({
  freeSinceMs: null,
  current: {
    ticket: `C${procedure}${minutes}`,
    procedure,
    calledAtMs: nowMs - minutes * minuteMs,
    startedAtMs: nowMs - minutes * minuteMs,
    resumed: false,
    dueMs: nowMs - 90 * minuteMs,
  },
});

/** The nth of a queue, due so many minutes ago. */
export const ticket = (
  sequence: number,
  procedure: string,
  dueMinutesAgo: number,
  over: Partial<WaitingTicket> = {},
): WaitingTicket => ({
  id: `T${sequence}`,
  procedure,
  dueMs: nowMs - dueMinutesAgo * minuteMs,
  sequence,
  callableFromMs: null,
  onlyBooth: null,
  ...over,
});

/** `count` tickets of a procedure, one a minute, the last a minute ago. */
export const line = (count: number, procedure: string, from = 1): readonly WaitingTicket[] =>
  Array.from({ length: count }, (_, i) => ticket(from + i, procedure, count - i));

export const queue = (
  procedures: readonly string[],
  booths: readonly BoothNow[],
  waiting: readonly WaitingTicket[],
  over: Partial<QueueNow> = {},
): QueueNow => ({
  nowMs,
  opensAtMs: nowMs - 60 * minuteMs,
  closesAtMs: nowMs + 7 * 60 * minuteMs,
  endsAtMs: nowMs + 7.5 * 60 * minuteMs,
  procedures: procedures.map((id) => ({
    id,
    plannedMinutes: 10,
    frozen: false,
    walkInUntilMs: nowMs + 7 * 60 * minuteMs,
    reservationLeadMinutes: 10,
    reservationGraceMinutes: 10,
    reservationEarliestMinutes: 10,
    returnCreditMinutes: 5,
  })),
  booths,
  waiting,
  absent: [],
  held: [],
  reservations: [],
  ...over,
});

/** A past day at one booth on which visits of a procedure took these minutes, one after the other. */
export const pastDay = (
  nth: number,
  procedure: string,
  minutes: readonly number[],
  over: Partial<DayRecord> = {},
): DayRecord => {
  const opensAtMs = nowMs - 60 * minuteMs - (60 - nth) * 24 * 60 * minuteMs;
  let atMs = opensAtMs;
  const visits = minutes.map((long, i): Visit => {
    const calledAtMs = atMs;
    atMs += long * minuteMs;
    const endedAtMs = atMs;
    atMs += 0.25 * minuteMs;
    return {
      ticket: `P${i}`,
      procedure,
      booth: 1,
      waitingSinceMs: opensAtMs - minuteMs,
      calledAtMs,
      startedAtMs: calledAtMs + 0.5 * minuteMs,
      endedAtMs,
      end: 'finished',
      transferredTo: null,
      resumed: false,
      outOfOrder: false,
    };
  });
  return {
    date: new Date(opensAtMs).toISOString().slice(0, 10),
    opensAtMs,
    closesAtMs: opensAtMs + 8 * 60 * minuteMs,
    untilMs: opensAtMs + 8 * 60 * minuteMs,
    visits,
    arrivals: [],
    reservations: [],
    absences: [],
    holds: [],
    sessions: [{ booth: 1, fromMs: opensAtMs, toMs: opensAtMs + 8 * 60 * minuteMs }],
    pauses: [],
    planned: [],
    ...over,
  };
};
