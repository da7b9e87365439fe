// From played days to the figures by which policies are compared.
import { quantile } from '../figures.ts';
import { type Bound, boundOf } from './bound.ts';
import type { Guest } from './counter.ts';
import type { DrawnDay } from './day.ts';
import { hours, promise, shiftsOf, sites } from './network.ts';
import type { Played } from './play.ts';

/** Sums over days; `figuresOf` makes shares of them. */
export type Sums = {
  came: number;
  walkIns: number;
  served: number;
  /** Served by who knows the future, on the same days. */
  bound: number;
  inVain: number;
  minutesInVain: number;
  otherDay: number;
  refused: number;
  shown: number;
  waits: number[];
  doorToDone: number[];
  reserved: number;
  reservedKept: number;
  told: number;
  toldKept: number;
  overtime: number[];
  busy: number;
  open: number;
  /** Largest less smallest share of a ward's people who were served, per day. */
  unfair: number[];
  changes: number[];
  last: number;
  lastInTime: number;
  /** Came from elsewhere and waited beyond the promise. */
  movedLate: number;
};

export const noSums = (): Sums => ({
  ...{
    came: 0,
    walkIns: 0,
    served: 0,
    bound: 0,
    inVain: 0,
    minutesInVain: 0,
    otherDay: 0,
    refused: 0,
    shown: 0,
  },
  ...{ waits: [], doorToDone: [], reserved: 0, reservedKept: 0, told: 0, toldKept: 0, overtime: [], busy: 0 },
  ...{ open: 0, unfair: [], changes: [], last: 0, lastInTime: 0, movedLate: 0 },
});

const boothMinutes = sites.reduce(
  (all, { booths }) =>
    all +
    Array.from({ length: booths }, (_, booth) =>
      shiftsOf(booth).reduce((sum, [from, to]) => sum + to - from, 0),
    ).reduce((a, b) => a + b, 0),
  0,
);

/** Adds a day. */
export const addDay = (sums: Sums, day: DrawnDay, played: Played, bound: Bound): void => {
  const comers = day.reserved.filter(({ at }) => !Number.isNaN(at));
  const guests = played.counters.flatMap((counter) => counter.guests);
  const served = guests.filter(({ calledAt }) => calledAt !== null);
  sums.came += day.walkIns.length + comers.length;
  sums.walkIns += day.walkIns.length;
  sums.served += served.length;
  sums.bound += bound.served;
  sums.open += boothMinutes;
  sums.shown += played.shown;
  for (const { fate } of played.fates) {
    sums.otherDay += Number(fate === 'otherDay');
    sums.refused += Number(fate === 'refused');
  }
  for (const guest of guests) addGuest(sums, guest);
  for (const guest of played.moved) {
    const wait = (guest.calledAt ?? Number.POSITIVE_INFINITY) - Math.max(guest.since, guest.from);
    sums.movedLate += Number(wait > promise.walkInMinutes);
    if (guest.toldDone === null) continue;
    sums.told += 1;
    sums.toldKept += Number(guest.doneAt !== null && guest.doneAt <= guest.toldDone);
  }
  for (const { doneAt } of played.lastAdmitted) {
    sums.last += 1;
    sums.lastInTime += Number(doneAt !== null && doneAt <= hours.closes);
  }
  for (const counter of played.counters)
    sums.overtime.push(Math.max(0, ...counter.guests.map(({ doneAt }) => (doneAt ?? 0) - hours.closes)));
  sums.changes.push(...played.levelChanges);
  sums.unfair.push(unfairness(day, guests));
};

const addGuest = (sums: Sums, { person, calledAt, doneAt, leftAt, since, from, promisedBy }: Guest): void => {
  const beganAt = Math.max(since, from);
  if (calledAt === null || doneAt === null) {
    sums.inVain += 1;
    sums.minutesInVain += Math.max(0, (leftAt ?? hours.closes + hours.overrun) - beganAt);
  } else {
    if (person.slot === null) sums.waits.push(Math.max(0, calledAt - beganAt));
    sums.doorToDone.push(doneAt - person.at);
    sums.busy += Math.max(0, Math.min(hours.closes, doneAt) - calledAt);
  }
  if (promisedBy === null) return;
  sums.reserved += 1;
  sums.reservedKept += Number(calledAt !== null && calledAt <= promisedBy);
};

const unfairness = (day: DrawnDay, guests: readonly Guest[]): number => {
  const served = new Set(guests.filter(({ calledAt }) => calledAt !== null).map(({ person }) => person.id));
  const shares = sites.flatMap(({ residents }, home) => {
    const all = [...day.walkIns, ...day.reserved].filter((one) => one.home === home && !Number.isNaN(one.at));
    return residents === 0 || all.length === 0
      ? []
      : [all.filter(({ id }) => served.has(id)).length / all.length];
  });
  return Math.max(...shares) - Math.min(...shares);
};

/** The planner that knows the future, as if it were a policy. */
export const addBound = (sums: Sums, day: DrawnDay): Bound => {
  const bound = boundOf(day);
  const comers = day.reserved.filter(({ at }) => !Number.isNaN(at)).length;
  sums.came += day.walkIns.length + comers;
  sums.walkIns += day.walkIns.length;
  sums.served += bound.served;
  sums.bound += bound.served;
  sums.otherDay += day.walkIns.length + comers - bound.served;
  sums.waits.push(...bound.waits);
  sums.doorToDone.push(...bound.doorToDone);
  return bound;
};

const share = (part: number, of: number): number => (of === 0 ? Number.NaN : (100 * part) / of);
const at = (values: readonly number[], q: number): number =>
  values.length === 0 ? Number.NaN : quantile(values, q);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Shares in percent, times in minutes; NaN: does not apply. */
export const figuresOf = (sums: Sums) => ({
  'in vain %': share(sums.inVain, sums.came),
  'minutes in vain per 100': (100 * sums.minutesInVain) / sums.came,
  'served %': share(sums.served, sums.came),
  'of (f) %': share(sums.served, sums.bound),
  'other day %': share(sums.otherDay, sums.came),
  'refused %': share(sums.refused, sums.came),
  'shown offers, of walk-ins %': share(sums.shown, sums.walkIns),
  'wait P90': at(sums.waits, 0.9),
  'door to done P50': at(sums.doorToDone, 0.5),
  'door to done P95': at(sums.doorToDone, 0.95),
  'reserved kept %': share(sums.reservedKept, sums.reserved),
  'told time kept %': share(sums.toldKept, sums.told),
  'overtime P95': at(sums.overtime, 0.95),
  'booths used %': share(sums.busy, sums.open),
  'wards apart, points': sums.unfair.length === 0 ? Number.NaN : 100 * mean(sums.unfair),
  'level changes mean': sums.changes.length === 0 ? Number.NaN : mean(sums.changes),
  'level changes P95': at(sums.changes, 0.95),
  'last admitted in time %': share(sums.lastInTime, sums.last),
  'moved, waited beyond the promise, of all %': share(sums.movedLate, sums.came),
});
