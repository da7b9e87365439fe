// What the worlds told, as a page of Markdown: per world the aims with met or missed.
import { baselineNames } from '../../../../tools/backtest/baselines.ts';
import type { Range } from '../../../../tools/backtest/tally.ts';
import type { Judged, WorldResult } from './judge.ts';

const aims = { limit: 1.1, baseline: 0.9, naive: 0.7, coverage: [0.57, 0.63] } as const;

type Figures = {
  readonly name: string;
  readonly count: number;
  readonly wait: number;
  readonly mae: { readonly ours: number; readonly runsAlone: number; readonly limit: number };
  readonly best: { readonly name: string; readonly mae: number };
  readonly naive: number;
  readonly coverage: { readonly ours: number; readonly limit: number };
  readonly width: { readonly ours: number; readonly limit: number };
  readonly interval: { readonly ours: number; readonly limit: number };
};

const mean = (list: readonly Judged[], of: (one: Judged) => number): number =>
  list.reduce((sum, one) => sum + of(one), 0) / Math.max(1, list.length);

/** Interval score of a 60 % range (Gneiting & Raftery 2007): width, and 5 times what it missed by. */
const interval = ({ p20, p80 }: Range, wait: number): number =>
  p80 - p20 + 5 * (Math.max(0, p20 - wait) + Math.max(0, wait - p80));

export const figuresOfWorld = (name: string, judged: readonly Judged[]): Figures => {
  const mae = (said: (one: Judged) => number) => mean(judged, (one) => Math.abs(said(one) - one.wait));
  const others = baselineNames.map((by) => ({ name: by as string, mae: mae((one) => one.others[by] ?? 0) }));
  const best = others.toSorted((a, b) => a.mae - b.mae)[0] ?? { name: '', mae: Number.NaN };
  const covers = (of: (one: Judged) => Range) =>
    mean(judged, (one) => Number(of(one).p20 <= one.wait && one.wait <= of(one).p80));
  return {
    ...{ name, best, count: judged.length, wait: mean(judged, ({ wait }) => wait) },
    naive: mae((one) => one.others['naive per procedure'] ?? 0),
    mae: {
      ours: mae(({ ours }) => ours.p50),
      runsAlone: mae(({ runsAlone }) => runsAlone.p50),
      limit: mae(({ limit }) => limit.p50),
    },
    coverage: { ours: covers(({ ours }) => ours), limit: covers(({ limit }) => limit) },
    width: {
      ours: mean(judged, ({ ours }) => ours.p80 - ours.p20),
      limit: mean(judged, ({ limit }) => limit.p80 - limit.p20),
    },
    interval: {
      ours: mean(judged, (one) => interval(one.ours, one.wait)),
      limit: mean(judged, (one) => interval(one.limit, one.wait)),
    },
  };
};

export const worldsInMarkdown = (
  names: readonly string[],
  results: readonly WorldResult[],
  seeds: readonly number[],
  minutes: number,
): string => {
  const all = names.map((name) => {
    const own = results.filter(({ world }) => world === name);
    return {
      own,
      figures: figuresOfWorld(
        name,
        own.flatMap(({ judged }) => judged),
      ),
    };
  });
  const met = (value: boolean) => (value ? 'met' : '**missed**');
  const lines = all.map(({ own, figures: f }) => {
    const sum = (of: (one: WorldResult) => number) => own.reduce((total, one) => total + of(one), 0);
    const [toLimit, toBest, toNaive] = [f.mae.limit, f.best.mae, f.naive].map((other) => f.mae.ours / other);
    const covered = f.coverage.ours >= aims.coverage[0] && f.coverage.ours <= aims.coverage[1];
    return [
      `| ${f.name}`,
      `${f.count} of ${sum((one) => one.tickets)}`,
      f.wait.toFixed(1),
      `${f.mae.ours.toFixed(2)} (${f.mae.runsAlone.toFixed(2)})`,
      `${(toLimit ?? 0).toFixed(2)} ${met((toLimit ?? 9) <= aims.limit)}`,
      `${(toBest ?? 0).toFixed(2)} of ${f.best.name} ${met((toBest ?? 9) <= aims.baseline)}`,
      `${(toNaive ?? 0).toFixed(2)} ${met((toNaive ?? 9) <= aims.naive)}`,
      `${(100 * f.coverage.ours).toFixed(0)} % ${met(covered)}`,
      `${f.width.ours.toFixed(1)} (${f.width.limit.toFixed(1)})`,
      `${f.interval.ours.toFixed(1)} (${f.interval.limit.toFixed(1)})`,
      `${sum((one) => one.notToday)}, wrong ${sum((one) => one.notTodayWrong)} |`,
    ].join(' | ');
  });
  return [
    '# Worlds to learn humility from',
    '',
    'Written by `npm run bench:forecast -- --worlds`. Each world is a counter with habits of its own, forecast as a backtest would, from its past days alone, and compared with a',
    'limit that knows the true rules and rates but no draw of the future. Tickets are chosen by what was told: those that were told a wait of a minute or more, every third of',
    `them (the limit is dear). Seeds ${seeds.join(', ')}; ${minutes.toFixed(1)} minutes. Wanted: at most 1.10 × the limit's mean error, at most 0.90 × the best baseline's, at most 0.70 × the`,
    "naive one's per procedure, 57 to 63 % covered.",
    '',
    '| world | judged | mean wait min | MAE min (before correction) | ÷ limit’s | ÷ best baseline’s | ÷ naive’s | P20–P80 covers | width (limit’s) | interval score (limit’s) | told “not today” |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
  ].join('\n');
};
