// `npm run bench:forecast`: plays made-up municipal days and tells how good every forecast was, with the aims.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { DayResult, Effort } from './office-days.ts';
import { type OfficeTask, tasksOf } from './plan.ts';
import { reportOf } from './report.ts';
import { inMarkdown } from './words.ts';
import { benchWorlds } from './worlds/main.ts';

const usage = `Usage: npm run bench:forecast -- [--days N] [--extra N] [--seed N] [--limit-runs N] [--our-runs N] [--threads N] [--quick] [--worlds] [--out FILE]
  --days        days of the usual office, default 200 (--quick: 20)
  --extra       ordinary days per office that knows less, default 12 (--quick: 4)
  --seed        another seed is another world, default 1
  --limit-runs  forward runs of the limit, default 150 (--quick: 100)
  --our-runs    runs of ours at most (a multiple of 64), default what the hub makes
  --threads     default 2 or the cores there are
  --worlds      instead plays unlike worlds (closing when empty, leaving, lunch by turns …), three seeds each
  --out         also writes the page to FILE, e.g. docs/forecast-figures.md`;

const options = () => {
  const { values } = parseArgs({
    options: {
      days: { type: 'string' },
      extra: { type: 'string' },
      seed: { type: 'string' },
      'limit-runs': { type: 'string' },
      'our-runs': { type: 'string' },
      threads: { type: 'string' },
      quick: { type: 'boolean', default: false },
      worlds: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  const number = (
    name: 'days' | 'extra' | 'seed' | 'limit-runs' | 'our-runs' | 'threads',
    otherwise: number,
  ) => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!Number.isInteger(value) || value < 0)
      throw new TypeError(`--${name} must be a whole number, not "${values[name]}"`);
    return value;
  };
  const quick = values.quick;
  return {
    days: number('days', quick ? 20 : 200),
    extra: number('extra', quick ? 4 : 12),
    seed: number('seed', 1),
    limitRuns: number('limit-runs', quick ? 100 : 150),
    ourRuns: values['our-runs'] === undefined ? undefined : number('our-runs', 512),
    threads: number('threads', Math.min(2, availableParallelism())),
    out: values.out,
    worlds: values.worlds,
  };
};

/** Hands the offices to threads; resolves with every day when all are played. */
const playAll = (tasks: readonly OfficeTask[], effort: Effort, threads: number): Promise<DayResult[]> =>
  new Promise((resolve, reject) => {
    const queue = [...tasks];
    const results: DayResult[] = [];
    const total = tasks.reduce((sum, task) => sum + task.days.length, 0);
    let running = threads;
    for (let i = 0; i < threads; i += 1) {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: effort });
      worker.on('error', reject);
      worker.on('message', (message: { kind: 'ready' } | { kind: 'day'; day: DayResult }) => {
        if (message.kind === 'day') {
          results.push(message.day);
          const { block, scenario, tookMs } = message.day;
          console.error(`${results.length}/${total} ${block}, ${scenario}: ${Math.round(tookMs)} ms`);
          return;
        }
        worker.postMessage(queue.shift() ?? null);
      });
      worker.on('exit', () => {
        running -= 1;
        if (running === 0) resolve(results);
      });
    }
  });

const main = async (): Promise<void> => {
  const asked = options();
  if (asked.worlds) {
    const page = await benchWorlds(asked.threads);
    console.log(page);
    if (asked.out !== undefined) await writeFile(asked.out, page);
    return;
  }
  const beganMs = performance.now();
  const effort = { limitRuns: asked.limitRuns, ourRuns: asked.ourRuns, issuesAsked: 240 };
  const results = await playAll(tasksOf(asked.days, asked.extra, asked.seed), effort, asked.threads);
  results.sort((a, b) => a.block.localeCompare(b.block) || a.seed - b.seed);
  const report = reportOf(results);
  const about = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    node: process.versions.node,
    seed: asked.seed,
    limitRuns: asked.limitRuns,
    minutes: (performance.now() - beganMs) / 60_000,
  };
  const page = inMarkdown(report, about);
  console.log(page);
  await mkdir('test-output', { recursive: true });
  await writeFile('test-output/bench-forecast.json', `${JSON.stringify({ about, report }, null, 2)}\n`);
  await writeFile('test-output/bench-forecast-days.json', `${JSON.stringify(results)}\n`);
  if (asked.out !== undefined) await writeFile(asked.out, page);
  const missed = report.aims.filter((aim) => !aim.met);
  console.log(`${report.aims.length - missed.length} of ${report.aims.length} aims met`);
  console.log('written to test-output/bench-forecast.json');
};

try {
  await main();
} catch (error) {
  console.error(error instanceof TypeError ? `${error.message}\n${usage}` : error);
  process.exitCode = 1;
}
