// Plays one world's days, forecasts them as a backtest would, and asks the limit at a part of the issues.
import { baselineNames } from '../../../../tools/backtest/baselines.ts';
import type { BoothSession } from '../../../../tools/backtest/booths-file.ts';
import { startOf } from '../../../../tools/backtest/civil.ts';
import { toldAs } from '../../../../tools/backtest/compare.ts';
import { correctedInTime } from '../../../../tools/backtest/corrected.ts';
import { oursWith } from '../../../../tools/backtest/ours.ts';
import type { Range } from '../../../../tools/backtest/tally.ts';
import { type PastVisit, placeOf } from '../../../../tools/backtest/visits-file.ts';
import { walk } from '../../../../tools/backtest/walk.ts';
import { dateOf } from '../office-eyes.ts';
import { type Chance, chanceFrom } from '../world/chance.ts';
import { dayBegins, forked, type Person, play, type Rules, type State } from './counter.ts';
import type { World } from './worlds.ts';

/** Of a ticket that was told a wait: true wait and what everyone said, in minutes. */
export type Judged = {
  readonly wait: number;
  readonly ours: Range;
  readonly runsAlone: Range;
  readonly limit: Range;
  readonly others: Readonly<Record<string, number>>;
};
export type WorldResult = {
  readonly world: string;
  readonly seed: number;
  readonly tickets: number;
  readonly left: number;
  readonly notToday: number;
  readonly notTodayWrong: number;
  readonly judged: readonly Judged[];
};

/** Every so many issues of a judged day the limit is asked. */
const limitEvery = 3;
const limitRuns = 80;

export const judge = (world: World, seed: number): WorldResult => {
  const rules = world.rules(seed);
  const visits: PastVisit[] = [];
  const sessions: BoothSession[] = [];
  const limits = new Map<string, Range>();
  for (let day = 0; day < world.days; day += 1)
    playDay(rules, day, seed, day >= world.learned, visits, sessions, limits);
  const forecasts = correctedInTime(walk(visits, sessions, oursWith()));
  const first = dateOf(world.learned);
  const asked = forecasts.filter(({ visit }) => visit.date >= first);
  const notToday = asked.filter((one) => toldAs(one) === 'not today');
  return {
    ...{ world: world.name, seed, tickets: asked.length },
    left: asked.filter(({ visit }) => visit.leftMs !== null).length,
    notToday: notToday.length,
    notTodayWrong: notToday.filter(({ wait }) => wait !== null).length,
    judged: asked.flatMap((one) => {
      const { visit, wait, said, raw, baselines } = one;
      const limit = limits.get(`${visit.date} ${visit.ticket}`);
      if (toldAs(one) !== 'a wait' || wait === null || said === null || raw == null || limit === undefined)
        return [];
      const others = Object.fromEntries(baselineNames.map((name) => [name, baselines[name]]));
      return [{ wait, ours: said, runsAlone: raw, limit, others }];
    }),
  };
};

const playDay = (
  rules: Rules,
  day: number,
  seed: number,
  judged: boolean,
  visits: PastVisit[],
  sessions: BoothSession[],
  limits: Map<string, Range>,
): void => {
  const date = dateOf(day);
  const toMs = (minute: number) => startOf(date) + Math.round(minute * 60) * 1_000;
  const chance = chanceFrom(seed * 1_000 + day, 'world');
  const luck = chanceFrom(seed * 1_000 + day, 'limit');
  const state = dayBegins(rules, day, chance);
  const open = new Map<number, number>();
  const calls = new Map<number, { readonly at: number; readonly booth: number }>();
  const visitOf = (person: Person, leftAt: number | null): PastVisit => {
    const call = calls.get(person.sequence);
    const issuedMs = toMs(person.at);
    return {
      ...{ line: day * 10_000 + person.sequence, site: 'world', date, ticket: `T${person.sequence}` },
      ...{ procedure: rules.procedures[person.procedure]?.id ?? '', source: '', slotMs: null, issuedMs },
      calledMs: call === undefined ? null : toMs(call.at),
      finishedMs: call === undefined ? null : toMs(state.now),
      leftMs: leftAt === null ? null : toMs(leftAt),
      booth: call === undefined ? null : String(call.booth + 1),
      ...placeOf(issuedMs, null),
      outcome: leftAt === null ? 'finished' : 'cancelled',
    };
  };
  play(rules, state, chance, {
    issued: (person) => {
      if (judged && person.sequence % limitEvery === 0)
        limits.set(`${date} T${person.sequence}`, limitOf(rules, state, person.sequence, luck));
    },
    called: (person, booth) => calls.set(person.sequence, { at: state.now, booth }),
    finished: (person) => visits.push(visitOf(person, null)),
    left: (person) => visits.push(visitOf(person, state.now)),
    opened: (booth) => open.set(booth, state.now),
    closed: (booth) => {
      const openedMs = toMs(open.get(booth) ?? state.now);
      sessions.push({ site: 'world', date, booth: String(booth + 1), openedMs, closedMs: toMs(state.now) });
    },
  });
};

/** What could be known at an issue: the true rules from now on, with luck of its own. The asked one does not leave. */
const limitOf = (rules: Rules, state: State, sequence: number, chance: Chance): Range => {
  const waits = new Float64Array(limitRuns);
  for (let run = 0; run < limitRuns; run += 1) {
    const fork = forked(rules, state, chance);
    for (const person of fork.queue)
      if (person.sequence === sequence) person.leavesAt = Number.POSITIVE_INFINITY;
    let called = Number.NaN;
    play(
      rules,
      fork,
      chance,
      {
        called: (person) => {
          if (person.sequence === sequence) called = fork.now;
        },
      },
      () => !Number.isNaN(called),
    );
    waits[run] = (Number.isNaN(called) ? fork.now : called) - state.now;
  }
  waits.sort();
  const at = (share: number) => waits[Math.min(limitRuns - 1, Math.floor(share * limitRuns))] ?? 0;
  const mean = waits.reduce((sum, one) => sum + one, 0) / limitRuns;
  return { p20: at(0.2), p50: at(0.5), p80: at(0.8), mean, calledShare: 1 };
};
