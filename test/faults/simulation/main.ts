// `npm run simulate`: plays seeded days of hubs, agents, consoles and walls under faults, and tells the first that went wrong.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { playDay } from './day.ts';
import { playDays } from './many-days.ts';
import { failureText, missing, summaryText } from './report.ts';
import { sabotages } from './sabotage.ts';

const help = `npm run simulate -- [options]   plays seeded days under faults and checks what must hold
  --days N        so many days, one per seed                           (200)
  --seed N        the first seed                                       (a random one)
  --threads N     days played at the same time                         (as many as there are cores)
  --trace         prints every step of the day; with --days 1
  --sabotage S    breaks Junban on purpose: ${sabotages.join(', ')}`;

const whole = (low: number) => z.coerce.number().int().min(low);
const Options = z.strictObject({
  days: whole(1).default(200),
  seed: whole(0).optional(),
  threads: whole(1).optional(),
  trace: z.boolean().default(false),
  sabotage: z.enum(sabotages).optional(),
  help: z.boolean().default(false),
});

const readOptions = (args: readonly string[]): z.infer<typeof Options> => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { days: text, seed: text, threads: text, sabotage: text, trace: flag, help: flag },
  });
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`--${issue?.path.join('.')}: ${issue?.message}`);
};

const run = async (): Promise<boolean> => {
  const {
    days,
    seed = Math.floor(Math.random() * 1_000_000_000),
    threads,
    trace,
    sabotage,
    help: asked,
  } = readOptions(process.argv.slice(2));
  if (asked) {
    console.log(help);
    return true;
  }
  const broken = sabotage ?? null;
  if (trace) {
    const day = await playDay(seed, { sabotage: broken, keptLines: 1_000_000 });
    console.log(day.trace.join('\n'));
    console.log(
      `Seed ${seed}: ${day.violation === null ? 'every rule held' : `broke “${day.violation.invariant}”`}, ${day.steps} steps, trace hash ${day.hash}`,
    );
    return day.violation === null;
  }
  console.log(`Simulating ${days} days from seed ${seed}`);
  const began = performance.now();
  let played = 0;
  const result = await playDays(seed, days, {
    sabotage: broken,
    ...(threads === undefined ? {} : { threads }),
    onDay: (day) => {
      played += 1;
      // At once: a long run may be ended before its end.
      if (day.violation !== null) console.log(`\n${failureText(day, broken)}`);
      if (played % 500 === 0) console.log(`${played} days`);
    },
  });
  console.log(`\n${summaryText(result)}`);
  console.log(
    `${((performance.now() - began) / 1_000).toFixed(1)} s; ${result.failures.length} days broke a rule`,
  );
  if (days >= 1_000 && broken === null && missing(result.counts).length > 0)
    console.log(`never happened: ${missing(result.counts).join(', ')}`);
  return result.failures.length === 0;
};

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${help}`);
  process.exitCode = 2;
}
