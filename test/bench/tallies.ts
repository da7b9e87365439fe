// `node test/bench/tallies.ts`: a year's report over 23 sites and three years, beside DuckDB's own answer over the same rows.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { BusinessDate, SiteId } from '../../protocol/ids.ts';
import { FiguresQuery } from '../../protocol/wire-figures.ts';
import type { DayFacts, VisitFact } from '../../server/figures/day-facts.ts';
import { figuresFileName, openEngine } from '../../server/figures/engine.ts';
import { openFigures } from '../../server/figures/open-figures.ts';
import { note } from '../../server/log/archived-days.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { seededRandom } from '../../tools/demo/random.ts';

const runs = 15;
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'junban-tallies-'));
const sites = Array.from({ length: 23 }, (_, at) => `site-${String(at + 1).padStart(2, '0')}` as SiteId);
const random = seededRandom(18);
const procedures = ['card-issue', 'certificate-renewal', 'card-renewal', 'pin-reset', 'address-change'];

const visitAt = (dateMs: number, at: number): VisitFact => {
  const issuedAtMs = dateMs + Math.floor(random() * 8 * 3_600_000);
  const served = random() < 0.96;
  return {
    ...{
      ticket: `A${String(at).padStart(3, '0')}`,
      procedure: procedures[Math.floor(random() ** 2 * 5)] ?? '',
    },
    ...{ source: random() < 0.3 ? 'reservation' : 'kiosk', reserved: random() < 0.28, issuedAtMs },
    waitMs: Math.floor(-Math.log(1 - random()) * 14 * 60_000),
    serviceMs: served ? Math.floor((4 + 20 * random()) * 60_000) : null,
    ...{ transfers: random() < 0.05 ? 1 : 0, outcome: served ? 'served' : 'left' },
  };
};

/** Weekdays of three fiscal years. */
const dates = Array.from({ length: 1_096 }, (_, at) => Date.parse('2023-04-01T00:00:00Z') + at * 86_400_000)
  .filter((ms) => new Date(ms).getUTCDay() % 6 !== 0)
  .map((ms) => new Date(ms).toISOString().slice(0, 10) as BusinessDate);

/** Rows as reading would have left them, and the archive's notes of all those days: all but the reading itself is real. */
const fill = async (): Promise<void> => {
  const log = openSqliteLog(join(folder, 'events.sqlite'));
  const engine = await openEngine(join(folder, figuresFileName));
  const head = 'a'.repeat(64);
  for (const site of sites) {
    const days: { site: string; date: string; mark: string; facts: DayFacts }[] = [];
    for (const [at, date] of dates.entries()) {
      const dateMs = Date.parse(`${date}T00:00:00Z`);
      const count = 80 + Math.floor(random() * 140);
      const visits = Array.from({ length: count }, (_, n) => visitAt(dateMs, n));
      days.push({ site, date, mark: `900 ${head}`, facts: { visits, reservations: [], outages: [] } });
      const event = {
        type: 'dayArchived',
        date,
        count: 900,
        head,
        file: `${site}.${date}`,
        bytes: 1,
        hub: 'hub',
      } as const;
      await note(log, site, at, event as never, { atMs: dateMs, hub: 'hub', actor: 'archive' });
      if (days.length === 32) await engine.replaceDays(days.splice(0));
    }
    await engine.replaceDays(days);
    process.stderr.write('.');
  }
  engine.close();
  await log.close();
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};
const memoryMb = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);

const measure = async (): Promise<void> => {
  const log = openSqliteLog(join(folder, 'events.sqlite'));
  const room = openFigures({
    ...{ log, dataFolder: folder, archiveFolder: folder },
    promises: () => sites.map((site) => ({ site, walkIn: 30, reservation: 10 })),
  });
  const query = FiguresQuery.parse({ from: '2025-04-01', to: '2026-03-31', by: 'month', split: 'site' });
  const report = async () => {
    const told = await room.whole(query, sites);
    if (!told.ok || told.value.missing.length > 0) throw new Error(JSON.stringify(told));
    return told.value;
  };
  const first = await timed(report);
  const ours: number[] = [];
  let most = 0;
  for (let run = 0; run < runs; run += 1) {
    ours.push(await timed(report));
    most = Math.max(most, memoryMb());
  }
  const mostOfYear = most;
  const three = await timed(() => room.whole({ ...query, from: '2023-04-01' as BusinessDate }, sites));
  most = Math.max(most, memoryMb());
  const path = join(folder, 'visits.parquet');
  await room.parquet({ ...query, from: '2023-04-01' as BusinessDate }, sites, async (made) => {
    rmSync(path, { force: true });
    copyFileSync(made, path);
  });
  most = Math.max(most, memoryMb());
  await room.close();
  await log.close();

  const bare = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const asked = (
    period: string,
    part: string,
  ) => `SELECT ${period} AS period, ${part} AS part, count(DISTINCT date), count(*),
    ${['served', 'absent', 'left', 'elsewhere', 'dayEnded', 'other', 'open'].map((one) => `count(*) FILTER (WHERE outcome = '${one}')`).join(', ')},
    count(*) FILTER (WHERE reserved), sum(transfers), count(waitMinutes), quantile_cont(waitMinutes, [0.5, 0.8, 0.95]),
    count(*) FILTER (WHERE waitMinutes <= CASE WHEN reserved THEN 10 ELSE 30 END), quantile_cont(serviceMinutes, 0.5), avg(serviceMinutes), sum(serviceMinutes)
    FROM '${path}' WHERE date BETWEEN DATE '2025-04-01' AND DATE '2026-03-31' GROUP BY 1, 2 ORDER BY 1, 2`;
  const theirs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    theirs.push(
      await timed(async () => {
        await bare.runAndReadAll(asked("strftime(date, '%Y-%m')", 'site'));
        await bare.runAndReadAll(asked("'all'", "''"));
      }),
    );
  }
  const all = await bare.runAndReadAll(`SELECT count(*)::INTEGER AS n FROM '${path}'`);
  const [reportMs, bareMs] = [median(ours), median(theirs)];
  console.log({
    visits: all.getRowObjects()[0]?.n,
    ...{ firstMs: Math.round(first), reportMs: Math.round(reportMs), threeYearsMs: Math.round(three) },
    ...{
      duckdbMs: Math.round(bareMs),
      ratio: Number((reportMs / bareMs).toFixed(2)),
      yearMemoryMb: mostOfYear,
      mostMemoryMb: most,
    },
  });
};

const given = process.argv[2];
if (given === undefined) {
  try {
    await fill();
    // Filling takes memory of its own, so what is measured is another process.
    spawnSync(process.execPath, [import.meta.filename, folder], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} else await measure();
