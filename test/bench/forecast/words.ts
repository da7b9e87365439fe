// The report as a page of Markdown, which is readable on a terminal too.
import type { Aim, Report, Row, Table } from './report.ts';

export type Circumstances = {
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly seed: number;
  readonly limitRuns: number;
  readonly minutes: number;
};

export const inMarkdown = (report: Report, about: Circumstances): string =>
  [
    '# How good the forecast is, measured',
    '',
    'Written by `npm run bench:forecast`; what is measured and how stands in [forecast-bench.md](forecast-bench.md).',
    '',
    `${about.date} · ${about.machine} · Node ${about.node} · seed ${about.seed} · limit from ${about.limitRuns} runs · ${about.minutes.toFixed(1)} minutes`,
    '',
    `${report.days} days, ${report.tickets} tickets, of which ${report.calledAtOnce} were called in the instant of their issue (nothing to forecast) ` +
      `and ${report.neverCalled} not before the day ended (their wait is taken to end there). Ours said nothing of ${report.missing} (taken as: not called today). ` +
      `One refresh of ours in this run: ${figure(report.refreshMs.mean)} ms on average, ${figure(report.refreshMs.longest)} ms at most.`,
    '',
    '## Aims',
    '',
    '| aim | measured | ± | wanted | |',
    '| --- | ---: | ---: | --- | --- |',
    ...report.aims.map(aimLine),
    '',
    ...report.tables.flatMap(tableLines),
  ].join('\n');

const aimLine = (aim: Aim): string =>
  `| ${aim.name} | ${aim.value.toFixed(3)} | ${aim.error.toFixed(3)} | ${wanted(aim)} | ${aim.met ? 'met' : '**missed**'} |`;

const wanted = ({ least, most }: Aim): string =>
  least === null ? `≤ ${most}` : most === null ? `≥ ${least}` : `${least} to ${most}`;

const tableLines = (table: Table): readonly string[] => [
  `## ${table.title}`,
  '',
  '| | by | forecasts | MAE min | bias of P50 min | bias of mean min | pinball min | P20–P80 covers | width min |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ...table.rows.filter((row) => row.count > 0).map(rowLine),
  '',
];

const rowLine = (row: Row): string =>
  `| ${row.name} | ${row.by} | ${row.count} | ${figure(row.mae)} | ${figure(row.bias)} | ${figure(row.meanBias)} | ${figure(row.pinball)} | ${share(row.coverage)} | ${figure(row.width)} |`;

const figure = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '');
const share = (value: number): string => (Number.isFinite(value) ? `${(100 * value).toFixed(1)} %` : '');
