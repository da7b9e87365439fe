// A child of `npm start` ends with its parent however that ended, and is started again when it ends by itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { waitFor } from '../test/support/patience.ts';
import type { Child } from './child.ts';
import { supervise } from './supervise.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('ends when its parent is killed', async () => {
  const module = pathToFileURL(join(import.meta.dirname, 'child.ts')).href;
  const sleeper = 'console.log(JSON.stringify({ level: 30, pid: process.pid })); setInterval(() => {}, 1000)';
  const program = `import(${JSON.stringify(module)}).then(({ startChild }) => startChild(['-e', ${JSON.stringify(sleeper)}], {}, 0))`;
  const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const { pid } = JSON.parse(line.toString()) as { pid: number };
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await waitFor(() => expect(isAlive(pid)).toBe(false));
});

/** Runs that come up, or not, and end when told. */
const runs = () => {
  const ends: ((code: number) => void)[] = [];
  const start = (): Child => {
    const { promise, resolve } = Promise.withResolvers<number>();
    ends.push(resolve);
    return {
      ended: promise,
      how: () => 'code 1',
      line: async () => null,
      stop: async () => {
        resolve(0);
        return 0;
      },
    };
  };
  return { ends, start };
};
const quick = { name: 'It', firstWaitMs: 1, longestWaitMs: 60_000 };

it('is started again once it was well, with a line, until it is stopped', async () => {
  const { ends, start } = runs();
  const said: string[] = [];
  const kept = supervise({
    ...quick,
    start,
    isWell: async () => true,
    endsWhenNeverWell: true,
    say: (line) => said.push(line),
  });
  for (const at of [0, 1, 2]) {
    await waitFor(() => expect(ends.length).toBe(at + 1), { interval: 1 });
    await new Promise(setImmediate);
    ends[at]?.(1);
  }
  await waitFor(() => expect(ends.length).toBe(4), { interval: 1 });
  expect(said.slice(0, 3)).toEqual(
    [1, 2, 4].map((ms) => `It ended (code 1); it is started again in ${ms / 1000} s.`),
  );
  await kept.stop();
  expect(await kept.over).toBe(0);
  expect(ends).toHaveLength(4);
});

it('is the end of all when it never was well', async () => {
  const { ends, start } = runs();
  const said: string[] = [];
  const kept = supervise({
    ...quick,
    start,
    isWell: async () => false,
    endsWhenNeverWell: true,
    say: (line) => said.push(line),
  });
  ends[0]?.(2);
  expect(await kept.over).toBe(2);
  expect(said).toEqual([]);
});
