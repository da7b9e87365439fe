// `npm run backtest -- visits.csv`: how good the forecast would have been on an office's own past visits.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readBooths } from './booths-file.ts';
import { civilTime } from './civil.ts';
import { compare, comparisonInWords } from './compare.ts';
import { correctedInTime } from './corrected.ts';
import { type BadRow, FileRefused } from './csv-table.ts';
import { chartPage } from './page.ts';
import { progressOn, walkInThreads } from './threads.ts';
import { readVisits } from './visits-file.ts';
import type { Forecasted } from './walk.ts';

const usage = `Usage: npm run backtest -- visits.csv [--booths booths.csv] [--json FILE] [--html FILE] [--bad N]
  visits.csv  site,date,ticket,procedure,source,slot,issued_at,called_at,finished_at,booth
              times as 09:05:00 on the date or ISO 8601; slot, finished_at and booth may be empty
  --booths    site,date,booth,opened_at,closed_at; without it, booths are inferred from what was seen so far
  --json      each ticket's p20, p50, p80 in minutes and its true wait
  --html      a page of charts, in one file
  --bad       bad rows to print, default 50; --json has all
See docs/backtest.md.`;

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      booths: { type: 'string' },
      json: { type: 'string' },
      html: { type: 'string' },
      bad: { type: 'string', default: '50' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new FileRefused(usage);
  if (!/^\d+$/.test(values.bad)) throw new FileRefused(`--bad must be a number of rows, not "${values.bad}"`);
  const visits = readVisits(basename(file), readFileSync(file));
  const booths =
    values.booths === undefined ? null : readBooths(basename(values.booths), readFileSync(values.booths));
  const bad = [...visits.bad, ...(booths?.bad ?? [])];
  tellRead(basename(file), visits, bad, Number(values.bad));
  if (booths !== null && booths.ignored.length > 0)
    console.log(`Columns not used: ${booths.ignored.join(', ')}.`);
  if (visits.visits.length === 0) throw new FileRefused(`${file} has no row that can be used`);
  const raw = await walkInThreads(visits.visits, booths?.sessions ?? null, progressOn(process.stderr));
  const forecasts = correctedInTime(raw);
  const found = compare(forecasts);
  console.log(comparisonInWords(found));
  if (values.json !== undefined) {
    const tickets = forecasts.map(ticketJson);
    writeFileSync(values.json, `${JSON.stringify({ comparison: found, badRows: bad, tickets }, null, 1)}\n`);
    console.log(`Each ticket written to ${values.json}.`);
  }
  if (values.html !== undefined) {
    writeFileSync(values.html, chartPage(basename(file), found, forecasts));
    console.log(`Charts written to ${values.html}.`);
  }
};

const tellRead = (
  file: string,
  read: ReturnType<typeof readVisits>,
  bad: readonly BadRow[],
  most: number,
): void => {
  const days = new Set(read.visits.map(({ site, date }) => `${site} ${date}`)).size;
  const sites = new Set(read.visits.map(({ site }) => site)).size;
  console.log(
    `${file}: ${read.visits.length} tickets, ${sites} site(s), ${days} business day(s), read as ${read.encoding}.`,
  );
  if (read.ignored.length > 0) console.log(`Columns not used: ${read.ignored.join(', ')}.`);
  if (bad.length === 0) return;
  console.log(`${bad.length} row(s) left out:`);
  for (const row of bad.slice(0, most)) console.log(`  ${row.file} line ${row.line}: ${row.reason}`);
  if (bad.length > most) console.log(`  … and ${bad.length - most} more`);
};

const tenth = (minutes: number): number => Math.round(minutes * 10) / 10;

const ticketJson = ({ visit, wait, said, baselines }: Forecasted) => ({
  site: visit.site,
  date: visit.date,
  ticket: visit.ticket,
  procedure: visit.procedure,
  issuedAt: civilTime(visit.issuedMs),
  p20: said === null ? null : tenth(said.p20),
  p50: said === null ? null : tenth(said.p50),
  p80: said === null ? null : tenth(said.p80),
  wait: wait === null ? null : tenth(wait),
  naive: tenth(baselines.naive),
  headOfLine: tenth(baselines['head of line']),
});

try {
  await main();
} catch (error) {
  const known =
    error instanceof FileRefused ||
    (error instanceof TypeError && 'code' in error) ||
    (error instanceof Error && 'syscall' in error);
  console.error(known ? error.message : error);
  process.exitCode = known ? 2 : 1;
}
