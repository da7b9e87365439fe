// `npm run bench`: every benchmark side by side in one run, told to people and, as JSON, to machines.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { benchAppend } from './append.ts';
import { benchBooking } from './booking.ts';
import { benchCallsAmongForecasts } from './calls-among-forecasts.ts';
import { benchFanout } from './fanout.ts';
import { type Figure, figureLine } from './figures.ts';
import { benchFootprint } from './footprint.ts';
import { benchOverflow } from './overflow.ts';
import { benchPressToPaper } from './press-to-paper.ts';
import { benchPressToScreen } from './press-to-screen.ts';
import { benchRefresh } from './refresh.ts';
import { benchSeveralHubs } from './several-hubs.ts';
import { benchStores } from './stores.ts';
import { benchStorm } from './storm.ts';

const wanted = process.argv.slice(2);
const runs: readonly (readonly [string, () => Promise<Figure[]>])[] = [
  ['append', benchAppend],
  ['fanout', async () => benchFanout((await benchAppend())[0]?.detail['append p50 ms'] ?? 0)],
  ['screen', benchPressToScreen],
  ['paper', benchPressToPaper],
  ['refresh', benchRefresh],
  ['calls', benchCallsAmongForecasts],
  ['footprint', benchFootprint],
  ['stores', benchStores],
  ['hubs', benchSeveralHubs],
  ['storm', benchStorm],
  ['booking', benchBooking],
  ['overflow', benchOverflow],
];

const unknown = wanted.filter((name) => !runs.some(([known]) => known === name));
if (unknown.length > 0) {
  console.error(`npm run bench -- ${unknown.join(' ')}: known are ${runs.map(([name]) => name).join(', ')}`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const [name, run] of runs) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const figure of await run()) {
    figures.push(figure);
    console.log(figureLine(figure));
  }
}
const file = process.env.JUNBAN_BENCH_FILE ?? 'test-output/bench.json';
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify({ atMs: Date.now(), node: process.version, figures }, null, 2)}\n`);
console.log(`written to ${file}`);
process.exit(0);
