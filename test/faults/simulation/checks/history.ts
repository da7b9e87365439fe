// The truth: what is on the store's disk, replayed event by event, with every state the day has been in.
import type { StoredDayEvent } from '../../../../protocol/events.ts';
import { type BusinessDate, dayStream, type SiteId } from '../../../../protocol/ids.ts';
import { evolve } from '../../../../server/day/evolve.ts';
import { type DayState, emptyDay } from '../../../../server/day/state.ts';
import type { StoredEntry } from '../../../../server/log/contract.ts';
import { parseStored } from '../../../../server/log/stored-events.ts';
import type { Sim } from '../sim.ts';
import { siteId } from '../site.ts';
import { createReferee, type Referee } from './referee.ts';

export type Day = {
  readonly site: string;
  readonly date: BusinessDate;
  readonly events: readonly StoredDayEvent[];
  /** By version; the first is the empty day. */
  readonly states: readonly DayState[];
  /** The version after each command. */
  readonly commands: ReadonlyMap<string, number>;
  readonly referee: Referee;
};

export type History = {
  /** A batch is on disk. */
  written(entries: readonly StoredEntry[]): void;
  /** A day of the site whose screens there are. */
  day(date: string): Day;
  /** A day of any site, by its stream. */
  dayOf(stream: string): Day;
  days(): readonly Day[];
  /** The events of a command, on whatever day; the client's own id. */
  eventsOf(commandId: string): readonly StoredDayEvent[];
};

/** What hubs follow of a clock that is put right, and the slowest append, ms. */
const clockToleranceMs = 45_000;

type Growing = Day & { events: StoredDayEvent[]; states: DayState[]; commands: Map<string, number> };

export const createHistory = (sim: Sim): History => {
  const days = new Map<string, Growing>();
  const byCommand = new Map<string, readonly StoredDayEvent[]>();

  const dayOf = (stream: string): Growing => {
    const known = days.get(stream);
    if (known !== undefined) return known;
    const [, site = '', date = ''] = stream.split(':');
    const made: Growing = {
      site,
      date: date as BusinessDate,
      events: [],
      states: [emptyDay(site as SiteId, date as BusinessDate)],
      commands: new Map(),
      referee: createReferee(),
    };
    days.set(stream, made);
    return made;
  };

  /** A hub whose clock is wrong writes nothing that it is not the hour for, and dates nothing by it. */
  const checkTime = (day: Growing, { event, meta, version }: StoredDayEvent, endsAtMs = 0): void => {
    const nowMs = sim.scheduler.now();
    sim.count('time of an event checked');
    if (Math.abs(meta.atMs - nowMs) > clockToleranceMs)
      sim.violate(
        'an event has the time at which it was written',
        `${day.date} version ${version}: ${event.type} is ${Math.round((meta.atMs - nowMs) / 1_000)} s ahead`,
      );
    if (event.type === 'dayEnded' && nowMs < endsAtMs - clockToleranceMs)
      sim.violate('a day is not ended before its time', `${day.date} version ${version}`);
  };

  const add = (day: Growing, entry: StoredEntry): void => {
    const stored = parseStored(entry);
    const before = day.states.at(-1);
    if (stored.version !== day.events.length + 1)
      sim.violate('versions have no gaps', `${entry.stream}: ${stored.version} after ${day.events.length}`);
    checkTime(day, stored, before?.plan?.endsAtMs);
    const wrong = day.referee.hear(stored.event, stored.meta.atMs);
    if (wrong !== null)
      sim.violate('the rules of the domain hold', `${day.date} version ${stored.version}: ${wrong}`);
    day.events.push(stored);
    try {
      if (before !== undefined) day.states.push(evolve(before, stored));
    } catch (error) {
      sim.violate('the log can be replayed', `${day.date} version ${stored.version}: ${error}`);
    }
  };

  return {
    written: (entries) => {
      const [first] = entries;
      if (first === undefined) return;
      const { commandId } = first.meta;
      const day = dayOf(first.stream);
      sim.trace.note(
        sim.scheduler.now(),
        'store',
        `${day.site === siteId ? '' : `${day.site} `}${day.date} ${first.version} ${commandId}: ${entries.map(({ event }) => event.type).join(', ')}`,
      );
      if (day.commands.has(commandId))
        sim.violate(
          'a command is in the log once',
          `${commandId} at ${day.commands.get(commandId)} and ${first.version}`,
        );
      for (const entry of entries) if (sim.violation() === null) add(day, entry);
      day.commands.set(commandId, day.events.length);
      byCommand.set(commandId, day.events.slice(first.version - 1));
      sim.count('batch on disk');
    },
    day: (date) => dayOf(dayStream(siteId, date as BusinessDate)),
    dayOf,
    days: () => [...days.values()],
    eventsOf: (commandId) => byCommand.get(commandId) ?? [],
  };
};
