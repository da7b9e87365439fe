// The table of a backtest: ours against the naive and head-of-line estimators, over all, per procedure, per hour.
import { baselineNames } from './baselines.ts';
import { civilHour } from './civil.ts';
import { addForecast, type Cell, type Measures, measuresOf, sumOf, type Tally } from './tally.ts';
import type { Forecasted } from './walk.ts';

export type CompareRow = { readonly name: string; readonly by: string } & Measures;
export type Comparison = {
  readonly tickets: number;
  /** Told less than a minute (nothing to wait for), and how many of them waited five minutes or more after all. */
  readonly atOnce: number;
  readonly atOnceWrong: number;
  /** Told that they would not be called that day, and how many of them were. */
  readonly notToday: number;
  readonly notTodayWrong: number;
  readonly neverCalled: number;
  /** Of these, known to have left before the call. */
  readonly left: number;
  /** No booth was known for the procedure. */
  readonly unsaid: number;
  readonly overall: readonly CompareRow[];
  readonly perProcedure: readonly CompareRow[];
  readonly perHour: readonly CompareRow[];
};

/** A forecast below this is told as no wait (minutes). */
export const atOnceMinutes = 1;
/** Told no wait, so many minutes are a wrong word. */
const wrongMinutes = 5;
/** Who is more likely than not to be sent home is told so. */
const leastCalledShare = 0.5;
export const estimators = ['ours', 'runs alone', ...baselineNames] as const;

/** By these each procedure and hour is told; over all, everyone is. */
const briefly: readonly string[] = ['ours', 'naive', 'naive per procedure', 'head of line'];

/** What was told of a ticket at its issue: chosen by what was said, not by what came true, which would flatter or hurt. */
export const toldAs = ({
  said,
}: Pick<Forecasted, 'said'>): 'nothing' | 'not today' | 'at once' | 'a wait' => {
  if (said === null) return 'nothing';
  if (said.calledShare < leastCalledShare) return 'not today';
  return said.p50 < atOnceMinutes ? 'at once' : 'a wait';
};

/** Every estimator is measured on the same tickets: those that were told a wait, and were called. */
export const compare = (forecasts: readonly Forecasted[]): Comparison => {
  const tally: Tally = {};
  const count = {
    atOnce: 0,
    atOnceWrong: 0,
    notToday: 0,
    notTodayWrong: 0,
    neverCalled: 0,
    left: 0,
    unsaid: 0,
  };
  for (const one of forecasts) {
    const { visit, wait, said, baselines, raw } = one;
    const told = toldAs(one);
    if (visit.leftMs !== null) count.left += 1;
    if (told === 'nothing') count.unsaid += 1;
    else if (told === 'not today') {
      count.notToday += 1;
      count.notTodayWrong += wait === null ? 0 : 1;
    } else if (wait === null) count.neverCalled += 1;
    else if (told === 'at once') {
      count.atOnce += 1;
      count.atOnceWrong += wait < wrongMinutes ? 0 : 1;
    } else if (said !== null) {
      const cell = {
        moment: 'issue',
        phase: 'plain',
        procedure: encodeURIComponent(visit.procedure),
        hour: civilHour(visit.issuedMs),
      } as const;
      addForecast(tally, { ...cell, by: 'ours' }, said, wait);
      if (raw != null) addForecast(tally, { ...cell, by: 'runs alone' }, raw, wait);
      for (const by of baselineNames) addForecast(tally, { ...cell, by }, baselines[by], wait);
    }
  }
  const rows = (name: string, pick: (cell: Cell) => boolean, whom: readonly string[]): CompareRow[] =>
    whom.map((by) => ({
      name,
      by,
      ...measuresOf(sumOf(tally, (cell) => cell.by === by && pick(cell))),
    }));
  const seen = Object.keys(tally).map((key) => key.split('|'));
  const procedures = [...new Set(seen.map((parts) => parts[2] ?? ''))].sort();
  const hours = [...new Set(seen.map((parts) => Number(parts[3])))].sort((a, b) => a - b);
  return {
    tickets: forecasts.length,
    ...count,
    overall: rows('all', () => true, estimators),
    perProcedure: procedures.flatMap((id) =>
      rows(decodeURIComponent(id), (cell) => cell.procedure === id, briefly),
    ),
    perHour: hours.flatMap((hour) => rows(`${hour}:00`, (cell) => cell.hour === hour, briefly)),
  };
};

/** The comparison for a terminal. */
export const comparisonInWords = (found: Comparison): string => {
  const lines = [
    `${found.tickets} tickets: ${found.neverCalled} never called though told a wait (${found.left} left before the call), ` +
      `${found.unsaid} without a forecast (no booth known yet).`,
    `Told no wait: ${found.atOnce}, of whom ${found.atOnceWrong} waited ${wrongMinutes} minutes or more. ` +
      `Told "not today": ${found.notToday}, of whom ${found.notTodayWrong} were called after all. The rest is measured.`,
  ];
  const all = [...found.overall, ...found.perProcedure, ...found.perHour];
  const names = Math.max(24, ...all.map(({ name }) => widthOf(name) + 2));
  for (const [title, rows] of [
    ['Overall', found.overall],
    ['Per procedure', found.perProcedure],
    ['Per hour of issue', found.perHour],
  ] as const) {
    const told = rows.filter((row) => row.count > 0);
    lines.push('', title, head(names), ...told.map((row) => line(row, names)));
  }
  return lines.join('\n');
};

/** Wide characters take two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1),
    0,
  );
const left = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - widthOf(text)));
const columns = ['tickets', 'MAE min', 'bias min', 'pinball', 'covered', 'width min'] as const;
const head = (names: number): string =>
  left('', names) + left('', 22) + columns.map((name) => name.padStart(10)).join('');
const line = (row: CompareRow, names: number): string => {
  const cells = [
    String(row.count),
    row.mae.toFixed(1),
    row.bias.toFixed(1),
    row.pinball.toFixed(2),
    Number.isFinite(row.coverage) ? `${(100 * row.coverage).toFixed(0)} %` : '',
    Number.isFinite(row.width) ? row.width.toFixed(1) : '',
  ];
  return left(row.name, names) + left(row.by, 22) + cells.map((cell) => cell.padStart(10)).join('');
};
