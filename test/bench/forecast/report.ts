// From played days to tables, and to the aims with met or missed; uncertainty by resampling whole days.
import { baselineNames } from '../../../tools/backtest/baselines.ts';
import {
  addSums,
  type Cell,
  type Measures,
  measuresOf,
  merged,
  type Sums,
  sumOf,
  type Tally,
} from '../../../tools/backtest/tally.ts';
import type { DayResult } from './office-days.ts';
import { poorer, scenarios, usual } from './plan.ts';
import { chanceFrom } from './world/chance.ts';

export type Row = { readonly name: string; readonly by: string } & Measures;
export type Table = { readonly title: string; readonly rows: readonly Row[] };
export type Aim = {
  readonly name: string;
  readonly value: number;
  /** Standard error by resampling days. */
  readonly error: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly met: boolean;
};
export type Report = {
  readonly days: number;
  readonly tickets: number;
  readonly calledAtOnce: number;
  readonly neverCalled: number;
  readonly missing: number;
  readonly refreshMs: { readonly mean: number; readonly longest: number };
  readonly aims: readonly Aim[];
  readonly tables: readonly Table[];
};

type Pick = (cell: Cell) => boolean;
export const everyone = ['ours', 'limit', ...baselineNames] as const;
const moments = ['issue', 'waiting'] as const;
const inWords = { issue: 'at issue', waiting: 'while waiting' } as const;

export const reportOf = (results: readonly DayResult[]): Report => {
  const days = results.filter((day) => day.block === usual.name);
  const count = days.reduce((sum, day) => sum + day.ours.count, 0);
  return {
    days: days.length,
    tickets: days.reduce((sum, day) => sum + day.tickets, 0),
    calledAtOnce: days.reduce((sum, day) => sum + day.atOnce, 0),
    neverCalled: days.reduce((sum, day) => sum + day.neverCalled, 0),
    missing: results.reduce((sum, day) => sum + day.missing, 0),
    refreshMs: {
      mean: days.reduce((sum, day) => sum + day.ours.ms, 0) / Math.max(1, count),
      longest: Math.max(...days.map((day) => day.ours.longestMs)),
    },
    aims: aimsOf(days),
    tables: [...tablesOf(days), ...poorerTables(results, days)],
  };
};

const tablesOf = (days: readonly DayResult[]): readonly Table[] => {
  const ordinary = ofScenario(days, 'ordinary');
  const procedures = [
    ...new Set(days.flatMap((day) => Object.keys(day.tally).map((key) => key.split('|')[2] ?? ''))),
  ].sort();
  const hours = Array.from({ length: 11 }, (_, i) => i + 9);
  const per = (
    name: string,
    moment: Cell['moment'],
    of: readonly DayResult[],
    pick: Pick,
    whom = everyone as readonly string[],
  ) => whom.map((by) => row(name, by, of, (cell) => cell.moment === moment && pick(cell)));
  const all: Pick = () => true;
  const after: Pick = (cell) => cell.phase === 'after';
  const few = ['ours', 'limit', 'naive'] as const;
  const surprised = scenarios.slice(1).map((name) => [name, ofScenario(days, name)] as const);
  return [
    ...moments.flatMap((moment) => [
      { title: `All days, ${inWords[moment]}`, rows: per('all', moment, days, all) },
      { title: `Ordinary days, ${inWords[moment]}`, rows: per('ordinary', moment, ordinary, all) },
      {
        title: `After the surprises, ${inWords[moment]}`,
        rows: [
          ...per('all surprises', moment, days, after),
          ...surprised.flatMap(([name, own]) => per(name, moment, own, after, few)),
        ],
      },
      {
        title: `Per procedure, all days, ${inWords[moment]}`,
        rows: procedures.flatMap((id) => per(id, moment, days, (cell) => cell.procedure === id, few)),
      },
      {
        title: `Per hour, all days, ${inWords[moment]}`,
        rows: hours.flatMap((hour) => per(`${hour}:00`, moment, days, (cell) => cell.hour === hour, few)),
      },
    ]),
  ];
};

/** Poorer offices on the days that the usual one was asked as well, whose limit and naive stand beside them. */
const poorerTables = (results: readonly DayResult[], days: readonly DayResult[]): readonly Table[] =>
  moments.map((moment) => ({
    title: `Offices that know less, ordinary days, ${inWords[moment]}`,
    rows: poorer.flatMap((block) => {
      const own = results.filter((day) => day.block === block.name);
      const seeds = new Set(own.map((day) => day.seed));
      const same = days.filter((day) => seeds.has(day.seed));
      const pick: Pick = (cell) => cell.moment === moment;
      return own.length === 0
        ? []
        : [
            row(block.name, 'ours', own, pick),
            row(`${usual.name}, same days`, 'ours', same, pick),
            row(`${usual.name}, same days`, 'limit', same, pick),
            row(`${usual.name}, same days`, 'naive', same, pick),
          ];
    }),
  }));

const row = (name: string, by: string, days: readonly DayResult[], pick: Pick): Row => ({
  name,
  by,
  ...measuresOf(total(days, by, pick)),
});

const total = (days: readonly DayResult[], by: string, pick: Pick): Sums =>
  sumOf(together(days), (cell) => cell.by === by && pick(cell));

/** One tally of many days, made once per list of days. */
const known = new WeakMap<readonly DayResult[], Tally>();
const together = (days: readonly DayResult[]): Tally => {
  const tally = known.get(days) ?? merged(days.map((day) => day.tally));
  known.set(days, tally);
  return tally;
};

const ofScenario = (days: readonly DayResult[], name: string) => days.filter((day) => day.scenario === name);

// ---------------------------------------------------------------- aims

const aimsOf = (days: readonly DayResult[]): readonly Aim[] => {
  const ordinary = ofScenario(days, 'ordinary');
  const ids = [
    ...new Set(days.flatMap((day) => Object.keys(day.tally).map((key) => key.split('|')[2] ?? ''))),
  ];
  return moments.flatMap((moment) => {
    const at: Pick = (cell) => cell.moment === moment;
    const after: Pick = (cell) => at(cell) && cell.phase === 'after';
    const words = inWords[moment];
    const mae = (a: Sums) => a.absolute / a.count;
    const ratio = (a: Sums, b: Sums) => mae(a) / mae(b);
    const best = bestNaive(days, at);
    return [
      aim(`MAE ÷ limit’s, ordinary days, ${words}`, ordinary, at, 'limit', ratio, null, 1.08),
      aim(`MAE ÷ limit’s, after the surprises, ${words}`, days, after, 'limit', ratio, null, 1.25),
      aim(`MAE ÷ ${best}’s, all days, ${words}`, days, at, best, ratio, null, 0.7),
      aim(
        `MAE ÷ ${bestNaive(ordinary, at)}’s, ordinary days, ${words}`,
        ordinary,
        at,
        bestNaive(ordinary, at),
        ratio,
        null,
        0.7,
      ),
      aim(`bias of the mean in minutes, ordinary days, ${words}`, ordinary, at, 'limit', meanBias, -1, 1),
      aim(`bias of the mean in minutes, all days, ${words}`, days, at, 'limit', meanBias, -1, 1),
      aim(
        `bias of P50 less the limit’s in minutes, ordinary days, ${words}`,
        ordinary,
        at,
        'limit',
        medianBias,
        -1,
        1,
      ),
      aim(
        `bias of P50 less the limit’s in minutes, all days, ${words}`,
        days,
        at,
        'limit',
        medianBias,
        -1,
        1,
      ),
      aim(`P20–P80 covers, ordinary days, ${words}`, ordinary, at, 'limit', coverage, 0.57, 0.63),
      aim(`P20–P80 covers, all days, ${words}`, days, at, 'limit', coverage, 0.57, 0.63),
      ...ids.map((id) => {
        const own: Pick = (cell) => at(cell) && cell.procedure === id;
        return aim(`P20–P80 covers, ${id}, all days, ${words}`, days, own, 'limit', coverage, 0.52, 0.68);
      }),
    ];
  });
};

const meanBias = (ours: Sums): number => ours.signedMean / ours.count;
/** Waits are skewed, so that even a perfect P50 lies below the mean wait: the limit’s own bias is taken off. */
const medianBias = (ours: Sums, limit: Sums): number => ours.signed / ours.count - limit.signed / limit.count;
const coverage = (ours: Sums): number => ours.covered / ours.ranged;

/** The better of the two naive ones, so that the comparison is with the best that others show. */
const bestNaive = (days: readonly DayResult[], pick: Pick): string => {
  const mae = (by: string) => measuresOf(total(days, by, pick)).mae;
  return mae('naive') <= mae('naive per procedure') ? 'naive' : 'naive per procedure';
};

const aim = (
  name: string,
  days: readonly DayResult[],
  pick: Pick,
  other: string,
  figure: (ours: Sums, theirs: Sums) => number,
  least: number | null,
  most: number | null,
): Aim => {
  const pairs = days.map((day) => ({
    ours: sumOf(day.tally, (cell) => cell.by === 'ours' && pick(cell)),
    theirs: sumOf(day.tally, (cell) => cell.by === other && pick(cell)),
  }));
  const of = (chosen: typeof pairs) =>
    figure(chosen.map((p) => p.ours).reduce(addSums), chosen.map((p) => p.theirs).reduce(addSums));
  if (pairs.length === 0) return { name, value: Number.NaN, error: Number.NaN, least, most, met: false };
  const value = of(pairs);
  const met = (least === null || value >= least) && (most === null || value <= most);
  return { name, value, error: errorOf(pairs, of), least, most, met };
};

/** Standard error: the spread of the figure over 300 resamplings of whole days (Efron 1979). */
const errorOf = <T>(days: readonly T[], of: (chosen: T[]) => number): number => {
  const chance = chanceFrom(1, 'bootstrap');
  const values = Array.from({ length: 300 }, () =>
    of(days.map(() => days[Math.floor(chance.share() * days.length)] as T)),
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};
