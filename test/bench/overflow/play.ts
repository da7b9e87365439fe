// Plays one drawn day under one policy: who goes where, who gets a ticket, who is sent home, and what came of everybody.
import type { Models } from '../../../server/forecast/learning/learn.ts';
import { answerTo } from '../../../server/overflow/policy.ts';
import { often } from '../figures.ts';
import { type Counter, createCounter, type Guest } from './counter.ts';
import { capacityOf, type DrawnDay, type Person } from './day.ts';
import { createEyes, type Eyes } from './eyes.ts';
import { hours, sites, travelMinutes } from './network.ts';

export type Policy = 'none' | 'contingent' | 'reservationOnly' | 'shortestQueue' | 'junban';
const stepMinutes = 0.25;
/** Figures are made so often; once through, a handful must do. */
const lookMinutes = often(1, 60);

/** What came of a walk-in at the door. */
export type Fate = 'ticket' | 'moved' | 'otherDay' | 'refused';
export type Played = {
  readonly counters: readonly Counter[];
  /** Of each walk-in: what they were given, and (with a ticket) themselves in a queue. */
  readonly fates: readonly { readonly person: Person; readonly fate: Fate; readonly guest: Guest | null }[];
  /** To how many offers were shown. */
  readonly shown: number;
  /** Sent elsewhere and meant to be finished by a told time; and those who come back later, to be called by then. */
  readonly moved: readonly Guest[];
  readonly levelChanges: readonly number[];
  /** Admitted last before a procedure was stopped at a site. */
  readonly lastAdmitted: readonly Guest[];
};
type Way = { readonly at: number; readonly site: number; readonly person: Person };

export const playDay = (
  day: DrawnDay,
  policy: Policy,
  nth: number,
  models: readonly Models[] = [],
): Played => {
  const counters = sites.map((_, site) => createCounter(site, day, nth));
  const eyes = policy === 'junban' ? createEyes(counters, models) : null;
  const desk = createDesk(policy, counters, eyes);
  const reserved = day.reserved.filter(({ at }) => !Number.isNaN(at)).toSorted((a, b) => a.at - b.at);
  let [nextWalkIn, nextReserved, nextLook] = [0, 0, hours.opens];
  for (let at = hours.opens - 10; at <= hours.closes + hours.overrun + hours.mostLate; at += stepMinutes) {
    for (let one = reserved[nextReserved]; one !== undefined && one.at <= at; one = reserved[nextReserved]) {
      counters[one.first]?.checkIn(one);
      nextReserved += 1;
    }
    if (eyes !== null && at >= nextLook && at < hours.closes) {
      eyes.refresh(at);
      nextLook += lookMinutes;
    }
    for (
      let one = day.walkIns[nextWalkIn];
      one !== undefined && one.at <= at;
      one = day.walkIns[nextWalkIn]
    ) {
      desk.receive(one, at);
      nextWalkIn += 1;
    }
    desk.arrive(at);
    for (const counter of counters) counter.step(at);
  }
  return { counters, ...desk.told(), levelChanges: eyes?.changes() ?? [] };
};

/** Shares of those who would: move when it is sooner by ten minutes; come back later; come another day. */
const ease = {
  moves: 0.5,
  movesWhenFull: 0.6,
  returnsUpTo: 0.75,
  otherDayFrom: 0.85,
  otherDayWait: 90,
} as const;

const createDesk = (policy: Policy, counters: readonly Counter[], eyes: Eyes | null) => {
  const fates: { person: Person; fate: Fate; guest: Guest | null }[] = [];
  const moved: Guest[] = [];
  const onTheWay: Way[] = [];
  const given = sites.map(() => 0);
  const last = new Map<string, Guest>();
  const lastAdmitted = new Set<Guest>();
  let shown = 0;
  const note = (person: Person, fate: Fate, guest: Guest | null = null): void => {
    fates.push({ person, fate, guest });
  };
  const ticket = (person: Person, at: number): void => {
    const guest = counters[person.first]?.add(person, at) ?? null;
    given[person.first] = (given[person.first] ?? 0) + 1;
    if (guest !== null) last.set(`${person.first} ${person.procedure}`, guest);
    note(person, 'ticket', guest);
  };

  const shortest = (person: Person, at: number): void => {
    const length = (site: number) => (counters[site]?.waiting.length ?? 0) / (sites[site]?.booths ?? 1);
    const usable = sites.flatMap(({ issuesFor }, site) =>
      person.procedure === 'renewal' || issuesFor === null || issuesFor.includes(sites[person.home]?.id ?? '')
        ? [site]
        : [],
    );
    const best = usable.reduce((a, b) => (length(b) < length(a) ? b : a), person.first);
    if (person.ease >= ease.moves || length(person.first) - length(best) < 2) {
      ticket(person, at);
      return;
    }
    shown += 1;
    onTheWay.push({ at: at + travelMinutes(person.first, best) * person.pace, site: best, person });
  };

  const junban = (person: Person, at: number, see: Eyes): void => {
    const level = see.level(person.first, person.procedure, at);
    const offers = level === 'clear' ? [] : see.offers(person, at);
    const room = see.room(person.first);
    const policyOf = { mode: 'act', confirmed: false, exempt: false, stopsAt: 'strained' } as const;
    const answer = answerTo({ ...policyOf, level, offers: offers.length, room: room.left() });
    if (answer === 'ticket') {
      ticket(person, at);
      return;
    }
    shown += 1;
    const isFull = answer === 'offersOnly';
    const before = last.get(`${person.first} ${person.procedure}`);
    if (isFull && before !== undefined) lastAdmitted.add(before);
    const stay = see.lookOf(person.first, person.procedure)?.now;
    for (const offer of offers) {
      const site = Number(offer.site);
      const isSooner = isFull || stay === undefined || offer.finishP50Ms + 600_000 < stay.finishP50Ms;
      if (offer.kind === 'siteNow' && isSooner && person.ease < (isFull ? ease.movesWhenFull : ease.moves)) {
        if (!see.take(site)) continue;
        const from = at + travelMinutes(person.first, site) * person.pace;
        const guest =
          counters[site]?.add(person, at, { from, toldDone: see.minuteOf(offer.finishByMs) }) ?? null;
        if (guest !== null) moved.push(guest);
        note(person, 'moved', guest);
        return;
      }
      const returns = !isFull && person.ease >= ease.moves && person.ease < ease.returnsUpTo;
      if (offer.kind === 'returnToday' && returns) {
        const from = see.minuteOf(offer.atMs);
        const toldDone = see.minuteOf(offer.finishByMs);
        const guest = counters[person.first]?.add(person, at, { from, toldDone }) ?? null;
        if (guest !== null) moved.push(guest);
        note(person, 'ticket', guest);
        return;
      }
    }
    if (isFull || ((stay?.waitP50 ?? 0) >= ease.otherDayWait && person.ease >= ease.otherDayFrom))
      note(person, 'otherDay');
    else {
      room.take();
      ticket(person, at);
    }
  };

  return {
    receive: (person: Person, at: number): void => {
      const most = Math.floor(capacityOf(person.first) * 0.62);
      if (policy === 'junban' && eyes !== null) junban(person, at, eyes);
      else if (policy === 'shortestQueue') shortest(person, at);
      else if (policy === 'reservationOnly') note(person, 'otherDay');
      else if (policy === 'contingent' && (given[person.first] ?? 0) >= most) note(person, 'refused');
      else ticket(person, at);
    },
    /** Those who went to another site by its length alone, without a place there. */
    arrive: (at: number): void => {
      for (let i = onTheWay.length - 1; i >= 0; i -= 1) {
        const one = onTheWay[i] as Way;
        if (one.at > at) continue;
        onTheWay.splice(i, 1);
        const guest = at < hours.lastIntake ? (counters[one.site]?.add(one.person, at) ?? null) : null;
        if (guest !== null) moved.push(guest);
        note(one.person, guest === null ? 'refused' : 'moved', guest);
      }
    },
    told: () => ({ fates, shown, moved, lastAdmitted: [...lastAdmitted] }),
  };
};
