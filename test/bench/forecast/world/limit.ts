// The limit of what can be known: the same counter run forward from now, with the true laws and rates, many times.
// It knows a surprise from the minute it begins, all of it, but no draw of the future.
import { type Chance, chanceFrom } from './chance.ts';
import {
  comingRange,
  drawAnswerAfter,
  drawClearingAfter,
  drawComingAfter,
  drawLunchAfter,
  drawReturnAfter,
  drawVisitAfter,
  drawWalkIn,
} from './habits.ts';
import { addBooker, runTo, type Watcher } from './loop.ts';
import { hours } from './office.ts';
import type { BoothNow, QueueState, Visitor, World } from './state.ts';

export type Range = {
  readonly p20: number;
  readonly p50: number;
  readonly p80: number;
  readonly mean: number;
  /** Of the runs, in how many the call came before the day ended. */
  readonly calledShare: number;
};

/** Minutes from now to the call, per sequence number, for the `asked` of those who wait. */
export const limitOf = (
  world: World,
  state: QueueState,
  asked: readonly Visitor[],
  runs: number,
  seed: number,
): ReadonlyMap<number, Range> => {
  const known = knownAt(world, state.now);
  const chance = chanceFrom(seed, 'limit');
  const columns = new Map(asked.map((visitor) => [visitor.sequence, new Float64Array(runs)]));
  let open = 0;
  let run = 0;
  const watcher: Watcher = {
    ...deaf,
    called: (visitor, _booth, at) => {
      const column = columns.get(visitor.sequence);
      if (column === undefined || !Number.isNaN(column[run] as number)) return;
      column[run] = at - state.now;
      open -= 1;
    },
  };
  for (; run < runs; run += 1) {
    for (const column of columns.values()) column[run] = Number.NaN;
    open = columns.size;
    const fork = forkOf(known, state, chance);
    runTo(known, fork, chance, watcher, hours.endsAt, () => open === 0);
    // Whom nobody calls any more waits to the end.
    for (const column of columns.values())
      if (Number.isNaN(column[run])) column[run] = hours.endsAt - state.now;
  }
  const end = hours.endsAt - state.now;
  return new Map([...columns].map(([sequence, column]) => [sequence, rangeOf(column, end)]));
};

/** Surprises that have not begun are not known. */
const knownAt = (world: World, now: number): World => {
  const { closing, slow, busy } = world.surprises;
  return {
    ...world,
    surprises: {
      busy,
      closing: closing !== null && closing.at <= now ? closing : null,
      slow: slow !== null && slow.at <= now ? slow : null,
    },
  };
};

/** One future: what is seen stays, what is hidden is drawn anew given what has passed. */
const forkOf = (world: World, state: QueueState, chance: Chance): QueueState => {
  const fork: QueueState = {
    ...state,
    booths: state.booths.map((booth, index) => forkBooth(world, booth, index, state.now, chance)),
    lanes: state.lanes.map((lane) => lane.slice()),
    early: state.early.map((lane) => lane.slice()),
    absents: state.absents.map(({ visitor, since }) => ({
      visitor,
      since,
      at: since + drawReturnAfter(chance, state.now - since),
    })),
    bookers: [],
    nextWalkIn: drawWalkIn(chance, world, state.now),
    stopped: state.stopped.slice(),
  };
  for (const { procedure, slotAt } of state.bookers) {
    const passed = state.now - slotAt;
    if (passed >= comingRange.latest) continue;
    const at = slotAt + drawComingAfter(chance, state.now < hours.opensAt ? comingRange.soonest - 1 : passed);
    if (at < Number.POSITIVE_INFINITY) addBooker(fork, procedure, slotAt, Math.max(hours.opensAt, at));
  }
  return fork;
};

const forkBooth = (world: World, booth: BoothNow, index: number, now: number, chance: Chance): BoothNow => {
  const fork = { ...booth };
  const passed = now - booth.since;
  const { visitor } = booth;
  if (booth.phase === 'serving' && visitor !== null) {
    fork.nextAt = booth.since + drawVisitAfter(chance, world, visitor.procedure, booth.since, passed);
  } else if (booth.phase === 'called' && visitor !== null) {
    const answer = drawAnswerAfter(chance, visitor.slotAt !== null, visitor.returned, passed);
    fork.comes = answer.comes;
    fork.nextAt = booth.since + answer.after;
  } else if (booth.phase === 'clearing') {
    fork.nextAt = booth.since + drawClearingAfter(chance, passed);
  } else if (booth.phase === 'lunch') {
    fork.nextAt = booth.since + drawLunchAfter(chance, passed);
  } else if (booth.phase === 'idle') {
    const plan = world.office.booths[index];
    // A closing nobody knows of yet is not in the fork's future either.
    const goesAt = world.surprises.closing?.booth === index ? world.surprises.closing.at : Infinity;
    fork.nextAt = Math.max(
      now,
      Math.min(booth.eaten ? Infinity : (plan?.lunchAt ?? Infinity), plan?.closesAt ?? Infinity, goesAt),
    );
  }
  return fork;
};

const rangeOf = (column: Float64Array, end: number): Range => {
  const sorted = column.slice().sort();
  // Weibull's plotting position: a range of a sample covers as often as it says.
  const at = (share: number) => {
    const place = Math.min(sorted.length - 1, Math.max(0, share * (sorted.length + 1) - 1));
    const low = Math.floor(place);
    const from = sorted[low] ?? 0;
    return from + (place - low) * ((sorted[low + 1] ?? from) - from);
  };
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const called = sorted.reduce((count, value) => count + (value < end ? 1 : 0), 0);
  return { p20: at(0.2), p50: at(0.5), p80: at(0.8), mean, calledShare: called / sorted.length };
};

const ignore = () => {};
const deaf: Watcher = {
  issued: ignore,
  called: ignore,
  started: ignore,
  finished: ignore,
  absent: ignore,
  returned: ignore,
  opened: ignore,
  closed: ignore,
  paused: ignore,
  resumed: ignore,
  stopped: ignore,
};
