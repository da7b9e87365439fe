// `npm run fuzz -- --seed S --messages N [--only I]`: fuzzes a hub of its own and says what became of the messages.
import { parseArgs } from 'node:util';
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

const seed = numberOf('seed', values.seed);
const messages = numberOf('messages', values.messages);
const only = values.only === undefined ? {} : { only: numberOf('only', values.only) };
const { hub, complaints, remove } = await startFuzzedHub();
try {
  console.log(`seed ${seed}, ${messages} messages`);
  const { verdicts, kinds, milliseconds } = await fuzz({ port: hub.port, seed, messages, ...only });
  console.log(verdicts, kinds, `${Math.round(milliseconds / 1_000)} s`);
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
