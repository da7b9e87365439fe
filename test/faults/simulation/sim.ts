// What every part of a simulated day shares: time, luck, weather, the trace, the counters, and the word "broken".
import { type Chance, createChance } from './machine/chance.ts';
import { createScheduler, type Life, type Scheduler } from './machine/scheduler.ts';
import { createTrace, type Trace } from './machine/trace.ts';
import { type Weather, weatherOf } from './weather.ts';

/** A rule that did not hold: which one, and what was seen. */
export type Violation = { readonly invariant: string; readonly detail: string; readonly atMs: number };

export type Sim = {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  readonly weather: Weather;
  readonly trace: Trace;
  /** One day in eight, whatever travels is written out and read in again, and consoles parse all they get. */
  readonly strict: boolean;
  /** The world outside all processes. */
  readonly outside: Life;
  /** Counts what happened, by name, so that one sees that it did. */
  readonly counts: Map<string, number>;
  count(name: string): void;
  /** A line of the trace, in the name of whose step it is. */
  note(text: string): void;
  /** Ends the day as failed; the first one stands. */
  violate(invariant: string, detail: string): void;
  violation(): Violation | null;
  /** Faults come only while this is true. */
  stormy: boolean;
  /** People act only while this is true. */
  working: boolean;
};

export const newLife = (name: string): Life => ({
  name,
  alive: true,
  clockAheadMs: 0,
  asleepUntilMs: 0,
});

export const createSim = (seed: number, startMs: number, keptLines: number): Sim => {
  const chance = createChance(seed);
  const outside = newLife('world');
  const scheduler = createScheduler(startMs, outside);
  const trace = createTrace(keptLines);
  const counts = new Map<string, number>();
  let violation: Violation | null = null;
  const note = (text: string): void => trace.note(scheduler.now(), scheduler.current().name, text);
  return {
    seed,
    scheduler,
    chance,
    weather: weatherOf(chance),
    trace,
    strict: chance.happens(1 / 8),
    outside,
    counts,
    count: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
    note,
    violate: (invariant, detail) => {
      if (violation !== null) return;
      violation = { invariant, detail, atMs: scheduler.now() };
      note(`BROKEN: ${invariant}: ${detail}`);
    },
    violation: () => violation,
    stormy: true,
    working: true,
  };
};
