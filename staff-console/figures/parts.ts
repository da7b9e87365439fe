// The parts of the figures' page: tiles and table, made of rows alone.
import { html, nothing, type TemplateResult } from 'lit';
import type { z } from 'zod';
import type { FiguresTexts } from '../../protocol/texts/figures.ts';
import type { FiguresPeriod, FiguresReservations, FiguresRow } from '../../protocol/wire-figures.ts';

const whole = new Intl.NumberFormat('ja-JP');
const count = (value: number): string => whole.format(value);
const one = (value: number | null): string => (value === null ? '–' : value.toFixed(1));
export const percentOf = (part: number, all: number): string =>
  all === 0 ? '–' : `${((100 * part) / all).toFixed(1)}%`;

/** A period as it is read; `short`: below a bar. */
export const periodName = (words: FiguresTexts, by: FiguresPeriod, period: string, short = false): string => {
  if (by === 'hour') return `${Number(period)}:00`;
  if (by === 'weekday') return words.weekdays[Number(period) - 1] ?? period;
  if (by === 'fiscalYear') return words.fiscalYear(Number(period));
  if (by === 'all') return words.periods.all;
  return short ? period.slice(by === 'month' ? 2 : 5).replace('-', '/') : period;
};

export const figuresTiles = (
  words: FiguresTexts,
  total: FiguresRow,
  reservations: z.infer<typeof FiguresReservations>,
): TemplateResult => {
  const values = [
    count(total.arrivals),
    count(total.served),
    total.waitMedian === null ? '–' : words.minutes(one(total.waitMedian)),
    percentOf(total.promisesKept, total.called),
    total.serviceMean === null ? '–' : words.minutes(one(total.serviceMean)),
    percentOf(reservations.missed, reservations.arrived + reservations.missed),
  ];
  return html`<dl class="figures-tiles">
    ${words.tiles.map((name, at) => html`<div><dt>${name}</dt><dd>${values[at]}</dd></div>`)}
  </dl>`;
};

const cellsOf = (row: FiguresRow): readonly string[] => [
  ...[row.arrivals, row.served, row.absent, row.left, row.dayEnded].map(count),
  ...[row.waitMedian, row.waitP80, row.waitP95].map(one),
  percentOf(row.promisesKept, row.called),
  ...[one(row.serviceMean), one(row.serviceTotal / 60)],
];

/** `partName` null: there is one row a period. */
export const figuresTable = (
  words: FiguresTexts,
  by: FiguresPeriod,
  rows: readonly FiguresRow[],
  total: FiguresRow,
  partName: ((row: FiguresRow) => string) | null,
): TemplateResult => {
  const cells = (row: FiguresRow) =>
    cellsOf(row).map(
      (cell, at) => html`<td class="number" data-name=${words.columns[at] ?? ''}>${cell}</td>`,
    );
  return html`<div class="figures-table" tabindex="0" role="region" aria-label=${words.periods[by]}>
    <table class="office-table">
      <thead>
        <tr>
          <th scope="col">${words.periods[by]}</th>
          ${partName === null ? nothing : html`<th scope="col">${words.split}</th>`}
          ${words.columns.map((name) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            <th scope="row">${periodName(words, by, row.period)}</th>
            ${partName === null ? nothing : html`<td>${partName(row)}</td>`}${cells(row)}
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan=${partName === null ? 1 : 2}>${words.total}</th>
          ${cells(total)}
        </tr>
      </tfoot>
    </table>
  </div>`;
};
