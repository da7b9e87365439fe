// `npm run fuzz -- --seed S --messages N [--only I]`: fuzzes a hub of its own and says what became of the messages.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { figureOf } from '../../support/hub-figures.ts';
import { startFuzzedHub } from './hub.ts';
import { fuzz } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    messages: { type: 'string', default: '200000' },
    only: { type: 'string' },
  },
});

const numberOf = (name: string, text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(`--${name} ${text}: must be a whole number 0 to 999999999, e.g. 42`);
  process.exit(2);
};

/** A day with its lawful commands, lines and buffers of a run; of 200,000 messages a leak of 1 kB each would be 200 MB. */
const mostGrowth = 100 * 1024 * 1024;

/** What has grown in bytes, once what is only waiting to be collected is gone: the least that is seen within a minute. */
const leastGrowth = async (heap: () => Promise<number>, before: number): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let times = 0; times < 60 && least > mostGrowth; times += 1) {
    least = Math.min(least, (await heap()) - before);
    await sleep(1_000);
  }
  return least;
};

const seed = numberOf('seed', values.seed);
const messages = numberOf('messages', values.messages);
const only = values.only === undefined ? {} : { only: numberOf('only', values.only) };
const { hub, complaints, remove } = await startFuzzedHub();
try {
  console.log(`seed ${seed}, ${messages} messages`);
  const heap = () => figureOf(hub.url, 'nodejs_heap_size_used_bytes');
  const before = await heap();
  const { verdicts, kinds, milliseconds } = await fuzz({ port: hub.port, seed, messages, ...only });
  console.log(verdicts, kinds, `${Math.round(milliseconds / 1_000)} s`);
  const grown = await leastGrowth(heap, before);
  console.log(`the hub's heap has grown by ${(grown / 2 ** 20).toFixed(1)} MiB`);
  if (grown > mostGrowth) {
    console.error(`that is more than ${mostGrowth / 2 ** 20} MiB: something is kept of every message`);
    process.exitCode = 1;
  }
  if (complaints().length > 0) {
    console.error(`the hub complained:\n${complaints().join('\n')}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(complaints().join('\n'));
  process.exitCode = 1;
} finally {
  await remove();
}
