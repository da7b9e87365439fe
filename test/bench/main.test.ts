// Every benchmark starts, goes once through all it does, and tells its figures: none is found broken on the day it is wanted.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';

const main = resolve(import.meta.dirname, 'main.ts');
const run = promisify(execFile);
const Written = z.object({ figures: z.array(z.object({ name: z.string(), value: z.number() })) });

const bench = async (file: string) => {
  await run(process.execPath, [main], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...process.env, JUNBAN_BENCH_ONCE: '1', JUNBAN_BENCH_FILE: file },
  });
  return Written.parse(JSON.parse(await readFile(file, 'utf8'))).figures;
};

it('runs whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'junban-bench-test-'));
  try {
    const figures = await bench(join(folder, 'bench.json'));
    // One of each, in the order of the run; fan-out and refresh tell several.
    const heads = [
      'durable append /',
      'call to the last of 1 walls',
      'call to the last of 2 walls',
      'key press at the console',
      'HID report to the cut',
      'refresh of one site, 50 waiting',
      'refresh of one site, 300 waiting',
      'refresh of one site, 1000 waiting',
      'refresh with 336 reservations ahead',
      'hub loop held up',
      'call to wall with 22 sites',
      'start with 23 sites',
      'memory with 23 sites',
      'SQLite append /',
      'Redis append /',
      'appends of 23 business days',
      'calls per second at 2 walls',
      'until 2 clients are right again',
      '12 clients in the second of release for 6 places',
      'call to the last of 2 walls in the rush',
      'free places of a day',
      'looks ahead of 23 sites',
      'waited and were not served at 145',
    ];
    expect(
      figures.map(({ name }, at) =>
        name.startsWith(heads[at] ?? '?') ? heads[at] : `not expected: ${name}`,
      ),
    ).toEqual(heads);
    for (const { name, value } of figures) expect(value, name).not.toBeNaN();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
