// The table of a backtest: ours against the naive and head-of-line estimators, over all, per procedure, per hour.
import { civilHour } from './civil.ts';
import { addForecast, type Cell, type Measures, measuresOf, sumOf, type Tally } from './tally.ts';
import type { Forecasted } from './walk.ts';

export type CompareRow = { readonly name: string; readonly by: string } & Measures;
export type Comparison = {
  readonly tickets: number;
  /** Called within a minute: nothing to forecast. */
  readonly atOnce: number;
  readonly neverCalled: number;
  /** No booth was known for the procedure. */
  readonly unsaid: number;
  readonly overall: readonly CompareRow[];
  readonly perProcedure: readonly CompareRow[];
  readonly perHour: readonly CompareRow[];
};

/** Waits below this are called at once (minutes). */
export const atOnceMinutes = 1;
const others = ['naive', 'naive per procedure', 'head of line'] as const;
export const estimators = ['ours', ...others] as const;

/** Every estimator is measured on the same tickets: those that waited, were called, and had a forecast. */
export const compare = (forecasts: readonly Forecasted[]): Comparison => {
  const tally: Tally = {};
  const count = { atOnce: 0, neverCalled: 0, unsaid: 0 };
  for (const { visit, wait, said, baselines } of forecasts) {
    if (wait === null) count.neverCalled += 1;
    else if (wait < atOnceMinutes) count.atOnce += 1;
    else if (said === null) count.unsaid += 1;
    else {
      const cell = {
        moment: 'issue',
        phase: 'plain',
        procedure: encodeURIComponent(visit.procedure),
        hour: civilHour(visit.issuedMs),
      } as const;
      addForecast(tally, { ...cell, by: 'ours' }, said, wait);
      for (const by of others) addForecast(tally, { ...cell, by }, baselines[by], wait);
    }
  }
  const rows = (name: string, pick: (cell: Cell) => boolean): CompareRow[] =>
    estimators.map((by) => ({
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
    overall: rows('all', () => true),
    perProcedure: procedures.flatMap((id) => rows(decodeURIComponent(id), (cell) => cell.procedure === id)),
    perHour: hours.flatMap((hour) => rows(`${hour}:00`, (cell) => cell.hour === hour)),
  };
};

/** The comparison for a terminal. */
export const comparisonInWords = (found: Comparison): string => {
  const lines = [
    `${found.tickets} tickets: ${found.atOnce} called within a minute, ${found.neverCalled} never called, ` +
      `${found.unsaid} without a forecast (no booth known yet); the rest is measured.`,
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
