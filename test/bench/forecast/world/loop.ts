// The event loop of the made-up counter: from one instant to the next, drawing fate as it comes.
import type { Chance } from './chance.ts';
import {
  comingRange,
  drawAnswer,
  drawClearing,
  drawComing,
  drawLunch,
  drawMark,
  drawProcedure,
  drawReturn,
  drawVisit,
  drawWalkIn,
} from './habits.ts';
import { hours, lunchMinutes, type TrueBooth } from './office.ts';
import { dueOnReturn, placeOf, queueUp, takeNext } from './order.ts';
import type { BoothNow, QueueState, Visitor, World } from './state.ts';

/** What can be seen from outside; each with the minute at which it happens. */
export type Watcher = {
  readonly issued: (visitor: Visitor, at: number) => void;
  readonly called: (visitor: Visitor, booth: number, at: number) => void;
  readonly started: (visitor: Visitor, booth: number, at: number) => void;
  readonly finished: (visitor: Visitor, booth: number, at: number) => void;
  readonly absent: (visitor: Visitor, booth: number, at: number) => void;
  readonly returned: (visitor: Visitor, at: number) => void;
  readonly opened: (booth: number, at: number) => void;
  readonly closed: (booth: number, at: number) => void;
  readonly paused: (booth: number, at: number, until: number) => void;
  readonly resumed: (booth: number, at: number) => void;
  readonly stopped: (procedure: number, at: number) => void;
};

const never = Number.POSITIVE_INFINITY;

/** Runs everything up to and including minute `until`, or until `enough` says so after an event. */
export const runTo = (
  world: World,
  state: QueueState,
  chance: Chance,
  watcher: Watcher,
  until: number,
  enough: () => boolean = () => false,
): void => {
  const end = Math.min(until, hours.endsAt);
  while (!enough()) {
    const booth = soonestBooth(state);
    const boothAt = state.booths[booth]?.nextAt ?? never;
    const slotAt = (world.bookings[state.nextSlot]?.slotAt ?? never) + comingRange.soonest;
    const bookerAt = state.bookers[0]?.at ?? never;
    const absent = soonestAbsent(state);
    const absentAt = state.absents[absent]?.at ?? never;
    const at = Math.min(boothAt, slotAt, bookerAt, absentAt, state.nextWalkIn);
    if (at > end) break;
    state.now = at;
    if (at === slotAt) openSlot(world, state, chance);
    else if (at === bookerAt) bookerComes(world, state, chance, watcher);
    else if (at === state.nextWalkIn) walkInComes(world, state, chance, watcher);
    else if (at === absentAt) absentReturns(world, state, chance, watcher, absent);
    else boothMoves(world, state, chance, watcher, booth);
  }
  if (!enough()) state.now = Math.max(state.now, end);
};

const soonestBooth = (state: QueueState): number => {
  let best = 0;
  for (let i = 1; i < state.booths.length; i += 1) {
    if ((state.booths[i] as BoothNow).nextAt < (state.booths[best] as BoothNow).nextAt) best = i;
  }
  return best;
};

const soonestAbsent = (state: QueueState): number => {
  let best = 0;
  for (let i = 1; i < state.absents.length; i += 1) {
    if ((state.absents[i]?.at ?? never) < (state.absents[best]?.at ?? never)) best = i;
  }
  return best;
};

/** Nobody has a ticket before the doors open. */
const openSlot = (world: World, state: QueueState, chance: Chance): void => {
  const slot = world.bookings[state.nextSlot];
  state.nextSlot += 1;
  for (const procedure of slot?.procedures ?? []) {
    const at = (slot?.slotAt ?? 0) + drawComing(chance);
    if (at < never) addBooker(state, procedure, slot?.slotAt ?? 0, Math.max(hours.opensAt, state.now, at));
    else state.bookers.push({ procedure, slotAt: slot?.slotAt ?? 0, at });
  }
};

export const addBooker = (state: QueueState, procedure: number, slotAt: number, at: number): void => {
  let place = state.bookers.length;
  while (place > 0 && (state.bookers[place - 1]?.at ?? 0) > at) place -= 1;
  state.bookers.splice(place, 0, { procedure, slotAt, at });
};

const bookerComes = (world: World, state: QueueState, chance: Chance, watcher: Watcher): void => {
  const booker = state.bookers.shift();
  if (booker === undefined || state.now >= hours.endsAt) return;
  enter(world, state, chance, watcher, booker.procedure, booker.slotAt);
};

const walkInComes = (world: World, state: QueueState, chance: Chance, watcher: Watcher): void => {
  const procedure = drawProcedure(chance, world);
  if (!state.stopped[procedure] && tooMuch(world, state, procedure)) {
    state.stopped[procedure] = true;
    watcher.stopped(procedure, state.now);
  }
  if (!state.stopped[procedure]) enter(world, state, chance, watcher, procedure, null);
  state.nextWalkIn = drawWalkIn(chance, world, state.now);
};

/** Reception stops giving numbers when the planned work in the queue no longer fits into the day. */
const tooMuch = (world: World, state: QueueState, procedure: number): boolean => {
  const waiting = (state.lanes[procedure]?.length ?? 0) + (state.early[procedure]?.length ?? 0);
  if (waiting < 5) return false;
  let share = 0;
  world.office.booths.forEach((booth, index) => {
    const { phase } = state.booths[index] as BoothNow;
    if (phase === 'gone' || phase === 'closed') return;
    if (booth.skills.some((skill) => skill.procedure === procedure)) share += 1 / booth.skills.length;
  });
  const planned = world.office.procedures[procedure]?.plannedMinutes ?? 10;
  return state.now + (waiting * (planned + 2)) / Math.max(share, 0.25) > hours.lastIntakeAt + 30;
};

const enter = (
  world: World,
  state: QueueState,
  chance: Chance,
  watcher: Watcher,
  procedure: number,
  slotAt: number | null,
): void => {
  const markMinutes = drawMark(chance);
  state.sequence += 1;
  const visitor: Visitor = {
    sequence: state.sequence,
    procedure,
    issuedAt: state.now,
    slotAt,
    markMinutes,
    ...placeOf(state.now, slotAt, markMinutes),
    returned: false,
  };
  watcher.issued(visitor, state.now);
  join(world, state, chance, watcher, visitor);
};

const absentReturns = (
  world: World,
  state: QueueState,
  chance: Chance,
  watcher: Watcher,
  index: number,
): void => {
  const absent = state.absents[index];
  if (absent === undefined) return;
  state.absents.splice(index, 1);
  const visitor = { ...absent.visitor, due: dueOnReturn(absent.visitor, state.now), returned: true };
  watcher.returned(visitor, state.now);
  join(world, state, chance, watcher, visitor);
};

/** To the booth that has been idle longest among those that may serve him; else into the queue. */
const join = (world: World, state: QueueState, chance: Chance, watcher: Watcher, visitor: Visitor): void => {
  let idle = -1;
  for (let i = 0; i < state.booths.length; i += 1) {
    const booth = state.booths[i] as BoothNow;
    if (booth.phase !== 'idle' || !serves(world.office.booths[i], visitor.procedure)) continue;
    if (idle < 0 || booth.since < (state.booths[idle]?.since ?? 0)) idle = i;
  }
  queueUp(state, visitor, state.now);
  if (idle >= 0) freeBooth(world, state, chance, watcher, idle);
};

const serves = (booth: TrueBooth | undefined, procedure: number): boolean =>
  booth?.skills.some((skill) => skill.procedure === procedure) ?? false;

const boothMoves = (
  world: World,
  state: QueueState,
  chance: Chance,
  watcher: Watcher,
  index: number,
): void => {
  const booth = state.booths[index] as BoothNow;
  const { visitor } = booth;
  const now = state.now;
  if (booth.phase === 'called' && visitor !== null && booth.comes) {
    watcher.started(visitor, index, now);
    become(booth, 'serving', now, now + drawVisit(chance, world, visitor.procedure, now));
    return;
  }
  if (booth.phase === 'called' && visitor !== null) {
    watcher.absent(visitor, index, now);
    state.absents.push({ visitor, since: now, at: now + drawReturn(chance) });
  } else if (booth.phase === 'serving' && visitor !== null) {
    watcher.finished(visitor, index, now);
  } else {
    if (booth.phase === 'closed') watcher.opened(index, now);
    if (booth.phase === 'lunch') watcher.resumed(index, now);
    freeBooth(world, state, chance, watcher, index);
    return;
  }
  booth.visitor = null;
  become(booth, 'clearing', now, now + drawClearing(chance));
};

const become = (booth: BoothNow, phase: BoothNow['phase'], since: number, nextAt: number): void => {
  booth.phase = phase;
  booth.since = since;
  booth.nextAt = nextAt;
};

/** A booth has nothing to do: it closes, eats, calls the next, or waits. */
const freeBooth = (
  world: World,
  state: QueueState,
  chance: Chance,
  watcher: Watcher,
  index: number,
): void => {
  const booth = state.booths[index] as BoothNow;
  const plan = world.office.booths[index] as TrueBooth;
  const now = state.now;
  const { closing } = world.surprises;
  const goesAt = closing !== null && closing.booth === index ? closing.at : never;
  if (now >= Math.min(plan.closesAt, goesAt)) {
    watcher.closed(index, now);
    become(booth, 'gone', now, never);
    return;
  }
  if (!booth.eaten && now >= plan.lunchAt) {
    booth.eaten = true;
    booth.backAt = now + lunchMinutes;
    watcher.paused(index, now, booth.backAt);
    become(booth, 'lunch', now, now + drawLunch(chance));
    return;
  }
  const visitor = takeNext(state, plan, now);
  if (visitor === null) {
    const since = booth.phase === 'idle' ? booth.since : now;
    become(booth, 'idle', since, Math.min(booth.eaten ? never : plan.lunchAt, plan.closesAt, goesAt));
    return;
  }
  watcher.called(visitor, index, now);
  const answer = drawAnswer(chance, visitor.slotAt !== null, visitor.returned);
  booth.visitor = visitor;
  booth.comes = answer.comes;
  become(booth, 'called', now, now + answer.after);
};
