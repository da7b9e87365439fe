// Days of Kawasaki's network side by side on the same luck: no overflow, what offices do today, Junban, and who knows the future.
import { mkdir, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { overflowLook } from '../../server/forecast/simulation/overflow-look.ts';
import { type Figure, isOnce, median, often, round } from './figures.ts';
import { drawDay } from './overflow/day.ts';
import { addBound, addDay, figuresOf, noSums, type Sums } from './overflow/judge.ts';
import { learnedBefore } from './overflow/learned.ts';
import { type Policy, playDay } from './overflow/play.ts';
import { busyModels, queueOf } from './refresh.ts';

/** A day of Junban's takes some 25 s of one core, so a run by itself is short; a real one is asked for. */
const Asked = z.object({
  JUNBAN_OVERFLOW_DAYS: z.coerce.number().int().min(1).max(1_000).default(1),
  JUNBAN_OVERFLOW_SEEDS: z
    .string()
    .regex(/^\d+(,\d+)*$/, 'seeds are numbers with commas between, such as 1,2,3')
    .default('1'),
  JUNBAN_OVERFLOW_LOADS: z
    .string()
    .regex(/^\d+(,\d+)*$/, 'loads are percent with commas between, such as 90,145')
    .default('90,110,145,160'),
});
const policies: readonly (readonly [string, Policy])[] = [
  ['(a) none', 'none'],
  ['(b) daily contingent', 'contingent'],
  ['(c) reservations only', 'reservationOnly'],
  ['(d) shortest queue', 'shortestQueue'],
  ['(e) Junban', 'junban'],
];
/** Past days from which the forecast has learned. */
const daysBefore = isOnce ? 1 : 12;
/** Days are dated after those that were learned from. */
const firstDay = 40;
const bound = '(f) knows the future';

type Table = Readonly<Record<string, ReturnType<typeof figuresOf>>>;

const playLoad = (seeds: readonly number[], load: number, days: number): Table => {
  const sums = new Map<string, Sums>(
    [...policies.map(([name]) => name), bound].map((name) => [name, noSums()]),
  );
  for (const seed of seeds) {
    const models = learnedBefore(seed, daysBefore);
    for (let nth = 0; nth < days; nth += 1) {
      const luck = seed * 1_000_003 + nth * 17 + load;
      const day = drawDay(luck, load / 100);
      const known = addBound(sums.get(bound) as Sums, day);
      for (const [name, policy] of policies) {
        // Where there are reservations only, nearly all the capacity is given as slots.
        const its = policy === 'reservationOnly' ? drawDay(luck, load / 100, 0.95) : day;
        addDay(sums.get(name) as Sums, its, playDay(its, policy, firstDay + nth, models), known);
      }
    }
  }
  return Object.fromEntries([...sums].map(([name, its]) => [name, figuresOf(its)]));
};

/** As the page shows it. */
const asMarkdown = (load: number, table: Table): string => {
  const names = Object.keys(table);
  const rows = Object.keys(table[names[0] ?? ''] ?? {}).map((figure) => {
    const cells = names.map((name) => {
      const value = (table[name] as Readonly<Record<string, number>>)[figure] ?? Number.NaN;
      return Number.isNaN(value) ? '–' : String(round(value));
    });
    return `| ${figure} | ${cells.join(' | ')} |`;
  });
  return [
    `### ${load} % of capacity`,
    `| | ${names.join(' | ')} |`,
    `| --- |${names.map(() => ' ---: |').join('')}`,
    ...rows,
    '',
  ].join('\n');
};

/** The look ahead of a crowded site once a minute, for as many sites as Setagaya has. */
const costFigure = (): Figure => {
  const queue = queueOf(300, 30);
  const minute = 60_000;
  const samples = Array.from({ length: often(20) }, () => {
    const began = process.cpuUsage();
    overflowLook({
      queue,
      models: busyModels,
      laterMs: [60, 120, 240].map((minutes) => queue.nowMs + minutes * minute),
      travelMinutes: [15, 30, 45, 60, 90, 120],
    });
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  });
  return {
    name: 'looks ahead of 23 sites of 300 waiting, once a minute',
    aim: '<= 15 %',
    value: (100 * 23 * median(samples)) / minute,
    unit: '% of a core',
    detail: { 'ms of processor each': median(samples) },
  };
};

export const benchOverflow = async (): Promise<Figure[]> => {
  const asked = Asked.safeParse(process.env);
  if (!asked.success)
    throw new RangeError(
      asked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  const numbers = (list: string) => list.split(',').map(Number);
  const days = isOnce ? 1 : asked.data.JUNBAN_OVERFLOW_DAYS;
  const seeds = isOnce ? [1] : numbers(asked.data.JUNBAN_OVERFLOW_SEEDS);
  const loads = isOnce ? [145] : numbers(asked.data.JUNBAN_OVERFLOW_LOADS);
  const figures: Figure[] = [costFigure()];
  let page = '';
  for (const load of loads) {
    const table = playLoad(seeds, load, days);
    const told = asMarkdown(load, table);
    // At once: a long run that is broken off has told what it found.
    if (!isOnce) console.log(told);
    page += `${told}\n`;
    const junban = table['(e) Junban'];
    if (junban === undefined) throw new Error('Junban was not played');
    figures.push({
      name: `waited and were not served at ${load} % of capacity`,
      aim: load === 145 ? '<= 0.5 %' : 'told',
      value: junban['in vain %'],
      unit: '% of all who came',
      detail: Object.fromEntries(
        Object.entries(table).map(([name, its]) => [`${name} in vain %`, its['in vain %'] ?? Number.NaN]),
      ),
    });
  }
  if (!isOnce) {
    await mkdir('test-output', { recursive: true });
    await writeFile(`test-output/overflow-${loads.join('-')}.md`, page);
  }
  return figures;
};
