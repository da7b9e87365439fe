// One site of the benchmark's world: its queue in order of due time, its booths, and what the forecast may see of both.
import type { Arrival, BoothNow, DayRecord, QueueNow, Visit } from '../../../server/forecast/contract.ts';
import type { Away, DrawnDay, Person } from './day.ts';
import { hours, plannedMinutes, procedureIds, reservationLead, shiftsOf, sites } from './network.ts';

const minuteMs = 60_000;
/** Midnight in Japan of the nth day. */
export const dayStartMs = (day: number): number =>
  Date.UTC(2026, 5, 1) - 9 * 60 * minuteMs + day * 1_440 * minuteMs;

export type Guest = {
  readonly person: Person;
  readonly due: number;
  /** Is there, and may be called, from then on. */
  from: number;
  readonly callableFrom: number;
  readonly since: number;
  /** By when they are promised to be called; null: nothing is. */
  readonly promisedBy: number | null;
  /** By when they are told to be finished; null: nothing is. */
  readonly toldDone: number | null;
  calledAt: number | null;
  doneAt: number | null;
  leftAt: number | null;
};
type Booth = {
  guest: Guest | null;
  freeSince: number;
  busyUntil: number;
  openSince: number | null;
  pauses: { from: number; to: number | null }[];
  sessions: { from: number; to: number | null }[];
};
export type Counter = ReturnType<typeof createCounter>;

const turnover = 0.75;

export const createCounter = (
  site: number,
  day: DrawnDay,
  nth: number,
  pastClosing: number = hours.overrun,
) => {
  const startMs = dayStartMs(nth);
  const ms = (minute: number) => Math.round(startMs + minute * minuteMs);
  const waiting: Guest[] = [];
  const guests: Guest[] = [];
  const visits: Visit[] = [];
  const arrivals: Arrival[] = [];
  const ahead = new Map(day.reserved.filter(({ first }) => first === site).map((one) => [one.id, one]));
  const past: DayRecord['reservations'][number][] = [];
  const left: NonNullable<DayRecord['left']>[number][] = [];
  const aways: readonly Away[] = day.away.filter((one) => one.site === site);
  const booths: Booth[] = Array.from({ length: sites[site]?.booths ?? 0 }, () => ({
    guest: null,
    freeSince: hours.opens,
    busyUntil: 0,
    openSince: null,
    pauses: [],
    sessions: [],
  }));
  const isDown = (at: number) => day.outage !== null && at >= day.outage[0] && at < day.outage[1];
  const isAway = (booth: number, at: number) =>
    aways.some((one) => one.booth === booth && at >= one.from && at < one.to);
  const inShift = (booth: number, at: number) => shiftsOf(booth).some(([from, to]) => at >= from && at < to);

  const add = (
    person: Person,
    at: number,
    over: {
      due?: number;
      from?: number;
      callableFrom?: number;
      promisedBy?: number | null;
      toldDone?: number;
    } = {},
  ): Guest => {
    const guest: Guest = {
      person,
      due: over.due ?? at,
      from: over.from ?? at,
      callableFrom: over.callableFrom ?? 0,
      since: at,
      promisedBy: over.promisedBy ?? null,
      toldDone: over.toldDone ?? null,
      calledAt: null,
      doneAt: null,
      leftAt: null,
    };
    waiting.push(guest);
    guests.push(guest);
    const slotMs = person.slot === null ? null : ms(person.slot);
    arrivals.push({ procedure: person.procedure, atMs: ms(at), slotMs, minutesOff: 0 });
    return guest;
  };

  const checkIn = (person: Person): Guest => {
    const slot = person.slot ?? person.at;
    ahead.delete(person.id);
    past.push({ slotMs: ms(slot), checkedInAtMs: ms(person.at), procedure: person.procedure });
    const isLate = person.at > slot + 10;
    return add(person, person.at, {
      due: isLate ? person.at : slot - reservationLead,
      callableFrom: isLate ? 0 : slot - 10,
      promisedBy: isLate ? null : Math.max(slot, person.at) + 10,
    });
  };

  const pickFor = (at: number): Guest | null => {
    let best: Guest | null = null;
    let early: Guest | null = null;
    for (const guest of waiting) {
      if (guest.from > at) continue;
      if (guest.callableFrom > at) {
        if (early === null || guest.due < early.due) early = guest;
      } else if (best === null || guest.due < best.due) best = guest;
    }
    return best ?? early;
  };

  const openOrClose = (booth: Booth, nthBooth: number, at: number): boolean => {
    const wanted =
      inShift(nthBooth, at) || (at >= hours.closes && at < hours.closes + pastClosing && waiting.length > 0);
    if (wanted && booth.openSince === null) {
      booth.openSince = at;
      booth.freeSince = at;
      booth.sessions.push({ from: at, to: null });
    } else if (!wanted && booth.openSince !== null && booth.guest === null) {
      booth.openSince = null;
      const session = booth.sessions.at(-1);
      if (session !== undefined) session.to = at;
    }
    return wanted;
  };

  const stepBooth = (booth: Booth, nthBooth: number, at: number): void => {
    const { guest } = booth;
    if (guest !== null && guest.doneAt !== null && at >= guest.doneAt) {
      booth.guest = null;
      booth.freeSince = at;
      visits.push(visitOf(guest, nthBooth));
    }
    if (booth.guest !== null) return;
    if (!openOrClose(booth, nthBooth, at) || isDown(at)) return;
    const pause = booth.pauses.at(-1);
    if (isAway(nthBooth, at)) {
      if (pause === undefined || pause.to !== null) booth.pauses.push({ from: at, to: null });
      return;
    }
    if (pause !== undefined && pause.to === null) {
      pause.to = at;
      booth.freeSince = at;
    }
    if (at < booth.freeSince + turnover) return;
    const next = pickFor(at);
    if (next === null) return;
    waiting.splice(waiting.indexOf(next), 1);
    next.calledAt = at;
    // Staff tire a little towards the end of the day.
    const drift = 1 + 0.06 * Math.max(0, (at - 780) / 255);
    next.doneAt = at + next.person.visit * (day.factors[site] as number) * drift;
    booth.guest = next;
  };

  const visitOf = (guest: Guest, booth: number): Visit => ({
    ticket: `T${guest.person.id}`,
    procedure: guest.person.procedure,
    booth: booth + 1,
    waitingSinceMs: ms(guest.since),
    calledAtMs: ms(guest.calledAt ?? 0),
    startedAtMs: ms((guest.calledAt ?? 0) + 0.5),
    endedAtMs: ms(guest.doneAt ?? 0),
    end: 'finished',
    transferredTo: null,
    resumed: false,
    outOfOrder: false,
  });

  const step = (at: number): void => {
    for (let i = waiting.length - 1; i >= 0; i -= 1) {
      const guest = waiting[i] as Guest;
      if (at - Math.max(guest.since, guest.from) < guest.person.patience) continue;
      waiting.splice(i, 1);
      guest.leftAt = at;
      left.push({ procedure: guest.person.procedure, sinceMs: ms(guest.since), leftAtMs: ms(at) });
    }
    booths.forEach((booth, i) => {
      stepBooth(booth, i, at);
    });
  };

  const planned = (booth: number) =>
    shiftsOf(booth).map(([from, to]) => ({ fromMs: ms(from), toMs: ms(to), procedures: null }));
  const served = procedureIds.map((procedure) => ({ procedure, delayMinutes: 0 }));

  const boothNow = (booth: Booth, i: number, at: number): BoothNow => {
    const paused = booth.pauses.at(-1)?.to === null && booth.guest === null;
    const { guest } = booth;
    return {
      number: i + 1,
      state: booth.openSince === null ? 'closed' : paused ? 'paused' : 'open',
      procedures: served,
      usual: served,
      sinceMs: ms(paused ? (booth.pauses.at(-1)?.from ?? at) : (booth.openSince ?? hours.opens - 60)),
      pausedUntilMs: null,
      current:
        guest === null
          ? null
          : {
              ticket: `T${guest.person.id}`,
              procedure: guest.person.procedure,
              calledAtMs: ms(guest.calledAt ?? at),
              startedAtMs: ms((guest.calledAt ?? at) + 0.5),
              resumed: false,
              dueMs: ms(guest.due),
            },
      freeSinceMs: guest === null && booth.openSince !== null && !paused ? ms(booth.freeSince) : null,
      planned: planned(i),
      pausesToday: booth.pauses.flatMap(({ from, to }) =>
        to === null ? [] : [{ fromMs: ms(from), toMs: ms(to) }],
      ),
    };
  };

  const queueNow = (at: number): QueueNow => ({
    nowMs: ms(at),
    opensAtMs: ms(hours.opens),
    closesAtMs: ms(hours.closes),
    endsAtMs: ms(hours.closes + hours.overrun),
    procedures: procedureIds.map((id) => ({
      id,
      plannedMinutes: plannedMinutes[id],
      frozen: isDown(at),
      walkInUntilMs: at < hours.lastIntake ? ms(hours.lastIntake) : null,
      reservationLeadMinutes: reservationLead,
      reservationGraceMinutes: 10,
      reservationEarliestMinutes: 10,
      returnCreditMinutes: 5,
    })),
    booths: booths.map((booth, i) => boothNow(booth, i, at)),
    waiting: waiting.map(({ person, due, from, callableFrom, since }) => ({
      id: `T${person.id}`,
      procedure: person.procedure,
      dueMs: ms(due),
      sequence: person.id,
      ...(from > at
        ? { callableFromMs: ms(from), outside: true }
        : { callableFromMs: callableFrom > at ? ms(callableFrom) : null }),
      onlyBooth: null,
      sinceMs: ms(Math.min(at, since)),
    })),
    absent: [],
    held: [],
    reservations: [...ahead.values()].flatMap(({ id, procedure, slot }) =>
      slot === null || slot + 60 < at ? [] : [{ id: `R${id}`, procedure, slotMs: ms(slot), minutesOff: 0 }],
    ),
  });

  const record = (at: number): DayRecord => ({
    date: new Date(startMs + 9 * 60 * minuteMs).toISOString().slice(0, 10),
    opensAtMs: ms(hours.opens),
    closesAtMs: ms(hours.closes),
    untilMs: ms(at),
    visits: [...visits],
    arrivals: [...arrivals],
    reservations: [
      ...past,
      ...[...ahead.values()].flatMap(({ slot, procedure }) =>
        slot === null || slot + 60 > at ? [] : [{ slotMs: ms(slot), checkedInAtMs: null, procedure }],
      ),
    ],
    absences: [],
    left: [...left],
    holds: [],
    sessions: booths.flatMap(({ sessions }, i) =>
      sessions.map(({ from, to }) => ({ booth: i + 1, fromMs: ms(from), toMs: to === null ? null : ms(to) })),
    ),
    pauses: booths.flatMap(({ pauses }, i) =>
      pauses.map(({ from, to }) => ({
        booth: i + 1,
        fromMs: ms(from),
        toMs: to === null ? null : ms(to),
        untilMs: null,
      })),
    ),
    planned: booths.flatMap((_, i) => planned(i).map(({ fromMs, toMs }) => ({ booth: i + 1, fromMs, toMs }))),
  });

  return { site, guests, waiting, booths, add, checkIn, step, queueNow, record, ms, isDown };
};
