// From an event log on disk to visits.csv and booths.csv, and through the backtest.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayStream } from '../../protocol/ids.ts';
import { play, wishes } from '../../server/day/random-day.test-support.ts';
import { date, siteId } from '../../server/day/test-support.ts';
import { logFileName } from '../../server/log/backup.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'junban-visits-test-'));
const data = join(folder, 'data');
const visits = join(folder, 'visits.csv');
const booths = join(folder, 'booths.csv');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (tool: string, ...options: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '..', tool, 'main.ts'), ...options],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

let called = 0;
beforeAll(async () => {
  const all = fc.sample(fc.tuple(wishes, wishes, wishes, wishes), { numRuns: 1, seed: 11 }).flat(2);
  const { log } = play(
    all.map((wish) => ({ ...wish, secondsLater: wish.secondsLater + 1 })),
    true,
  );
  mkdirSync(data);
  const store = openSqliteLog(join(data, logFileName));
  for (const { version, meta, event } of log)
    await store.append(dayStream(siteId, date), version - 1, [
      { schema: 1, meta: { ...meta, commandId: `command-of-entry-${version}` }, event },
    ]);
  await store.close();
  called = log.filter(({ event }) => event.type === 'ticketCalled').length;
});

describe('npm run visits', () => {
  it('writes the visits of the log, and the backtest walks through them', () => {
    expect(run('visits', '--data', data, '--out', visits, '--booths', booths)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+ visits of 1 business days written/),
    });
    const lines = readFileSync(visits, 'utf8').trim().split('\r\n');
    expect(lines[0]).toMatch(
      /^site,date,ticket,procedure,source,slot,issued_at,called_at,finished_at,booth,/,
    );
    expect(called).toBeGreaterThan(5);
    expect(lines.length).toBeGreaterThan(called);
    expect(readFileSync(booths, 'utf8')).toContain(`${siteId},${date},1,${date}T08:45:`);
    const { status, stdout, stderr } = run('backtest', visits, '--booths', booths);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`${lines.length - 1} tickets`);
    expect(stdout).not.toContain('left out');
  });

  it('keeps to the days that are asked for', () => {
    const { stdout } = run('visits', '--data', data, '--out', visits, '--from', '2026-11-25');
    expect(stdout).toMatch(/^0 visits of 0 business days/);
  });

  it.each([
    [['--data', data], /^Usage: npm run visits/],
    [['--data', join(folder, 'nowhere'), '--out', visits], /There is no event log/],
    [['--data', data, '--out', visits, '--from', '1.4.2026'], /--from must be a date such as 2026-04-01/],
  ])('refuses %j in words', (options, words) => {
    const { status, stderr } = run('visits', ...options);
    expect(status).toBe(1);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain('    at ');
  });
});
