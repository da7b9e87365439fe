// The program as an office runs it: bad rows are listed and the rest goes on; files it cannot use are refused in one line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { officeAsCsv } from '../../test/bench/forecast/as-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'junban-backtest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (...options: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), ...options],
    {
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
};

const csv = officeAsCsv(2, 1);
const morning = csv.visits.split('\r\n').filter((line, i) => i === 0 || /,(09|10):\d\d:\d\d,\d/.test(line));

describe('npm run backtest', () => {
  it('lists bad rows and prints the table of the rest, as JSON and as a page too', () => {
    const rows = [...morning, 'centre,2026-04-01,Z001,renewal,button,,09:00:00,08:00:00,,'];
    const visits = file('visits.csv', rows.join('\r\n'));
    const [json, html] = [join(folder, 'out.json'), join(folder, 'out.html')];
    const booths = file('booths.csv', csv.booths);
    const { status, stdout, stderr } = run(visits, '--booths', booths, '--json', json, '--html', html);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('1 row(s) left out:');
    expect(stdout).toContain(`visits.csv line ${rows.length}: called_at is before issued_at`);
    expect(stdout).toMatch(/Overall[\s\S]*naive[\s\S]*head of line[\s\S]*Per procedure[\s\S]*Per hour/);
    const told = JSON.parse(readFileSync(json, 'utf8'));
    expect(told.tickets).toHaveLength(morning.length - 1);
    expect(told.badRows).toHaveLength(1);
    const waited = told.tickets.filter((ticket: { p50: number | null }) => ticket.p50 !== null);
    expect(waited.length).toBeGreaterThan(10);
    for (const { p20, p50, p80 } of waited) {
      expect(p20).toBeLessThanOrEqual(p50);
      expect(p50).toBeLessThanOrEqual(p80);
    }
    expect(readFileSync(html, 'utf8')).toContain('<!doctype html>');
  });

  it.each([
    [[], 2, /^Usage: npm run backtest/],
    [['no-such.csv'], 2, /ENOENT.*no-such\.csv/],
    [['--colour'], 2, /Unknown option '--colour'/],
  ])('refuses %j in words', (options, expected, words) => {
    const { status, stderr } = run(...options);
    expect(status).toBe(expected);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain('    at ');
  });

  it('refuses a file without a column, and one without a usable row', () => {
    expect(run(file('a.csv', 'site,date\n')).stderr).toMatch(/^a\.csv lacks the column "ticket"/);
    const { status, stderr } = run(file('b.csv', `${morning[0]}\ncentre,x,A1,r,,,,,,\n`));
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('no row that can be used'),
    });
  });
});
