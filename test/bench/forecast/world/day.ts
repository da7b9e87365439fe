// One made-up day: its bookings and surprises from a seed, and everything that happened, as it could be seen.
import { type Chance, chanceFrom } from './chance.ts';
import { drawProcedure, drawWalkIn } from './habits.ts';
import { runTo, type Watcher } from './loop.ts';
import { hours, type Office } from './office.ts';
import {
  type Bookings,
  emptyQueue,
  type QueueState,
  type Surprises,
  type Visitor,
  type World,
} from './state.ts';

/** What an office can see, with the minute of the day; booths by index. */
export type Seen =
  | { readonly type: 'issued'; readonly at: number; readonly visitor: Visitor }
  | {
      readonly type: 'called' | 'started' | 'finished' | 'absent';
      readonly at: number;
      readonly visitor: Visitor;
      readonly booth: number;
    }
  | { readonly type: 'returned'; readonly at: number; readonly visitor: Visitor }
  | { readonly type: 'opened' | 'closed' | 'resumed'; readonly at: number; readonly booth: number }
  | { readonly type: 'paused'; readonly at: number; readonly booth: number; readonly until: number }
  | { readonly type: 'stopped'; readonly at: number; readonly procedure: number };

export type Day = {
  readonly world: World;
  /** The state, moved on by `runUntil`. */
  readonly state: QueueState;
  /** What has happened so far. */
  readonly seen: readonly Seen[];
  /** Runs to a minute of the day. */
  readonly runUntil: (minute: number) => void;
};

/** A day before its first minute. */
export const dayOf = (office: Office, seed: number, surprises: Surprises): Day => {
  const chance = chanceFrom(seed, 'day');
  // Ordinary days differ by some percent.
  const factor = Math.exp(0.08 * chance.normal() - 0.0032);
  const world: World = {
    office,
    bookings: bookingsOf(office, chance),
    surprises,
    walkInFactor: factor * (surprises.busy ? office.doubling : 1),
  };
  const state = emptyQueue(office);
  state.nextWalkIn = drawWalkIn(chance, world, hours.opensAt);
  const seen: Seen[] = [];
  const watcher = watcherInto(seen);
  return { world, state, seen, runUntil: (minute) => runTo(world, state, chance, watcher, minute) };
};

const bookingsOf = (office: Office, chance: Chance): Bookings => {
  let owed = 0;
  return office.slots.map((slot) => {
    owed += slot.places;
    const count = Math.floor(owed);
    owed -= count;
    const world = { office } as World;
    return { slotAt: slot.at, procedures: Array.from({ length: count }, () => drawProcedure(chance, world)) };
  });
};

const watcherInto = (seen: Seen[]): Watcher => ({
  issued: (visitor, at) => seen.push({ type: 'issued', at, visitor }),
  called: (visitor, booth, at) => seen.push({ type: 'called', at, visitor, booth }),
  started: (visitor, booth, at) => seen.push({ type: 'started', at, visitor, booth }),
  finished: (visitor, booth, at) => seen.push({ type: 'finished', at, visitor, booth }),
  absent: (visitor, booth, at) => seen.push({ type: 'absent', at, visitor, booth }),
  returned: (visitor, at) => seen.push({ type: 'returned', at, visitor }),
  opened: (booth, at) => seen.push({ type: 'opened', at, booth }),
  closed: (booth, at) => seen.push({ type: 'closed', at, booth }),
  paused: (booth, at, until) => seen.push({ type: 'paused', at, booth, until }),
  resumed: (booth, at) => seen.push({ type: 'resumed', at, booth }),
  stopped: (procedure, at) => seen.push({ type: 'stopped', at, procedure }),
});
