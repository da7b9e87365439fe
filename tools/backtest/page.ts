// The chart page of a backtest: one HTML file with its data, style and script inside, nothing from elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { civilDate, civilTime } from './civil.ts';
import { type Comparison, toldAs } from './compare.ts';
import type { Forecasted } from './walk.ts';

/** Points in the cloud of predicted against true; more would only be black. */
const mostPoints = 4_000;
/** Whole days that the day chart offers, the newest. */
const mostDays = 120;

const part = (name: string): string => readFileSync(join(import.meta.dirname, 'page', name), 'utf8');
/** JSON that may stand inside a script element. */
const inScript = (data: unknown): string =>
  JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The page as text; `file` names what was walked through. */
export const chartPage = (file: string, found: Comparison, forecasts: readonly Forecasted[]): string => {
  const data = { file, comparison: found, ...cloudOf(forecasts), days: daysOf(forecasts) };
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>待ち時間の目安の検証 · ${escaped(file)}</title>
<style>
${part('page.css')}</style>
</head>
<body>
${part('body.html')}
<script type="application/json" id="data">${inScript(data)}</script>
<script>
${part('page.js')}</script>
</body>
</html>
`;
};

const measured = (forecasts: readonly Forecasted[]) =>
  forecasts.flatMap(({ visit, wait, said }) =>
    wait === null || said === null || toldAs({ said }) !== 'a wait' ? [] : [{ visit, wait, said }],
  );

/** Evenly chosen points [p20, p50, p80, wait], and bins over all of them by predicted P50. */
const cloudOf = (forecasts: readonly Forecasted[]) => {
  const all = measured(forecasts);
  const step = Math.max(1, Math.ceil(all.length / mostPoints));
  const sorted = all.toSorted((a, b) => a.said.p50 - b.said.p50);
  const bins = Math.min(20, Math.floor(sorted.length / 10));
  return {
    points: all
      .filter((_, i) => i % step === 0)
      .map(({ said, wait }) => [said.p20, said.p50, said.p80, wait].map(tenth)),
    bins: Array.from({ length: bins }, (_, i) => {
      const own = sorted.slice(
        Math.floor((i * sorted.length) / bins),
        Math.floor(((i + 1) * sorted.length) / bins),
      );
      const waits = own.map(({ wait }) => wait).sort((a, b) => a - b);
      const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0;
      const mean = (pick: (one: (typeof own)[number]) => number) =>
        own.reduce((sum, one) => sum + pick(one), 0) / own.length;
      return {
        count: own.length,
        said: [mean((o) => o.said.p20), mean((o) => o.said.p50), mean((o) => o.said.p80)].map(tenth),
        seen: [at(0.2), at(0.5), at(0.8)].map(tenth),
      };
    }),
  };
};

/** Tickets of each site's newest days: [minute of issue, p20, p50, p80, wait, procedure, ticket]. */
const daysOf = (forecasts: readonly Forecasted[]) => {
  const days = new Map<string, { site: string; date: string; tickets: unknown[] }>();
  for (const { visit, wait, said } of measured(forecasts)) {
    const key = `${visit.date}\u0000${visit.site}`;
    const day = days.get(key) ?? { site: visit.site, date: visit.date, tickets: [] };
    days.set(key, day);
    const clock = civilTime(visit.issuedMs).slice(11, 16).split(':').map(Number);
    const late = civilDate(visit.issuedMs) > visit.date ? 1_440 : 0;
    const minute = late + (clock[0] ?? 0) * 60 + (clock[1] ?? 0);
    day.tickets.push([
      minute,
      ...[said.p20, said.p50, said.p80, wait].map(tenth),
      visit.procedure,
      visit.ticket,
    ]);
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, mostDays)
    .map(([, day]) => day);
};
