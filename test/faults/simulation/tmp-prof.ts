import { playDay } from './day.ts';

const [from, n] = process.argv.slice(2).map(Number) as [number, number];
const t = process.hrtime.bigint();
const c = process.cpuUsage();
let steps = 0;
const counts: Record<string, number> = {};
for (let s = from; s < from + n; s += 1) {
  const r = await playDay(s);
  steps += r.steps;
  if (r.violation) console.log(s, r.violation);
  for (const [k, v] of Object.entries(r.counts)) counts[k] = (counts[k] ?? 0) + v;
}
const u = process.cpuUsage(c);
console.log(
  n,
  'days',
  steps,
  'steps',
  Number((process.hrtime.bigint() - t) / 1_000_000n),
  'ms wall',
  ((u.user + u.system) / 1000) | 0,
  'ms cpu',
);
if (process.env.COUNTS) console.log(counts);
