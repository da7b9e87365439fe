// Export, import, verify and archive as an operator runs them: exit codes, what is printed, errors in one line.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentsOf, inFolder, keepQuietDay } from '../../server/archive/archive.test-support.ts';
import { logFileName } from '../../server/log/backup.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';

const root = resolve(import.meta.dirname, '../..');
type Ended = { readonly code: number | null; readonly out: string; readonly errors: string };

const tool = (name: string, args: readonly string[], input = '', env: Record<string, string> = {}): Ended => {
  const ended = spawnSync(process.execPath, [join(root, 'tools', `${name}.ts`), ...args], {
    cwd: root,
    encoding: 'utf8',
    input,
    env: { ...process.env, JUNBAN_DATA: '', JUNBAN_LOG: '', ...env },
  });
  return { code: ended.status, out: ended.stdout, errors: ended.stderr };
};

const oneLine = (ended: Ended, words: string | RegExp) => {
  expect(ended.code, ended.errors).toBe(1);
  expect(ended.errors.trimEnd().split('\n')).toHaveLength(1);
  expect(ended.errors).toMatch(words);
};

/** A data folder with three days, of which one is years old. */
const withData = (work: (data: string, folder: string) => Promise<void>) =>
  inFolder(async (folder) => {
    const data = join(folder, 'data');
    mkdirSync(data);
    const log = openSqliteLog(join(data, logFileName));
    for (const date of ['2020-01-06', '2026-11-19', '2026-11-20']) await keepQuietDay(log, date);
    await log.close();
    await work(data, folder);
  });

describe('npm run export, import, verify', () => {
  it('write a day, bring it to another store, and find it whole', () =>
    withData(async (data, folder) => {
      const printed = tool('export', ['--data', data, '--site', 'office', '--date', '2026-11-20']);
      expect(printed.code, printed.errors).toBe(0);
      expect(printed.out.trimEnd().split('\n')).toHaveLength(4);
      const file = join(folder, 'day.jsonl.zst');
      const written = tool('export', [
        '--data',
        data,
        '--site',
        'office',
        '--date',
        '2026-11-20',
        '--to',
        file,
      ]);
      expect([written.code, written.out]).toEqual([0, '']);

      const fresh = join(folder, 'fresh');
      const first = tool('import', ['--data', fresh], printed.out);
      expect([first.code, first.out]).toEqual([0, 'day:office:2026-11-20: 3 events written.\n']);
      const second = tool('import', ['--data', fresh, file]);
      expect([second.code, second.out]).toEqual([0, 'day:office:2026-11-20: already there, all 3 events.\n']);

      const live = tool('verify', ['--data', fresh]);
      expect([live.code, live.errors]).toEqual([0, '1 streams are as they were written.\n']);
      expect(live.out).toMatch(/^day:office:2026-11-20 3 [0-9a-f]{64} live\n$/);
      const heads = join(folder, 'heads.txt');
      writeFileSync(heads, live.out);
      expect(tool('verify', ['--data', data, '--heads', heads]).code).toBe(0);
      expect(tool('verify', [file]).code).toBe(0);
      oneLine(
        tool('import', ['--data', fresh, '--log', 'sqlite', join(folder, 'no')]),
        /no does not exist\.$/m,
      );
    }));

  it('move a whole store', () =>
    withData(async (data, folder) => {
      const file = join(folder, 'all.jsonl.gz');
      expect(tool('export', ['--data', data, '--all', '--to', file]).code).toBe(0);
      const other = join(folder, 'other');
      expect(tool('import', ['--data', other, file]).code).toBe(0);
      const [before, after] = [data, other].map((place) => openSqliteLog(join(place, logFileName)));
      expect(before && after && (await contentsOf(after))).toEqual(before && (await contentsOf(before)));
      await Promise.all([before?.close(), after?.close()]);
      oneLine(tool('export', ['--data', data, '--all', '--to', file]), 'exists already');
    }));

  it('work beside a hub that has the store open, but for the import, which says so', () =>
    withData(async (data, folder) => {
      const hub = openSqliteLog(join(data, logFileName));
      const file = join(folder, 'day.jsonl');
      const day = ['--site', 'office', '--date', '2026-11-19'];
      expect(tool('export', ['--data', data, ...day, '--to', file]).code).toBe(0);
      expect(tool('verify', ['--data', data]).code).toBe(0);
      oneLine(tool('import', ['--data', data, file]), /in use by another hub \(process \d+\)/);
      oneLine(tool('archive', ['--data', data]), 'in use by another hub');
      await hub.close();
    }));
});

describe('npm run archive', () => {
  it('moves old days into files, which verify and import read', () =>
    withData(async (data) => {
      const done = tool('archive', ['--data', data]);
      expect(done.code, done.errors).toBe(0);
      expect(done.out).toMatch(/Older than 400 days: 1 archived, 0 left, 0 failed\.\n$/);
      const [name = ''] = readdirSync(join(data, 'archive'));
      expect(name).toMatch(/^day\.office\.2020-01-06\.[0-9a-f]{12}\..+\.jsonl\.gz$/);
      const day = ['--data', data, '--site', 'office', '--date', '2020-01-06'];
      oneLine(tool('export', day), `was archived: ${name}`);
      expect(tool('verify', ['--data', data]).errors).toBe('4 streams are as they were written.\n');
      expect(tool('verify', day).out).toContain(name);
      expect(tool('import', ['--data', data, join(data, 'archive', name)]).code).toBe(0);
      expect(tool('archive', ['--data', data]).out).toContain('0 archived, 1 left');
      expect(tool('export', day).code).toBe(0);
      rmSync(join(data, 'archive', name));
      // It is live again: nothing is missing.
      expect(tool('verify', ['--data', data]).code).toBe(0);
    }));
});

describe('what is wrong', () => {
  it('in a file or a store ends verify with 1 and names the first wrong entry', () =>
    withData(async (data, folder) => {
      const file = join(folder, 'day.jsonl');
      tool('export', ['--data', data, '--site', 'office', '--date', '2026-11-19', '--to', file]);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"dayPlanChanged"', '"dayPlanchanged"'));
      const found = tool('verify', [file]);
      expect(found.code).toBe(1);
      expect(found.errors).toContain(
        'WRONG day:office:2026-11-19: entry 2 (dayPlanchanged) does not fit its hash',
      );
      oneLine(tool('import', ['--data', join(folder, 'fresh'), file]), /entry 2 .* nothing was written/);
      const heads = join(folder, 'heads.txt');
      writeFileSync(heads, `day:office:2026-11-19 4 ${'a'.repeat(64)} live\n`);
      expect(tool('verify', ['--data', data, '--heads', heads]).errors).toContain('cut off or rewritten');
    }));

  it('in what was asked is told in one line', () =>
    withData(async (data, folder) => {
      const at = ['--data', data];
      oneLine(tool('export', at), /^Usage/);
      oneLine(tool('export', [...at, '--all', '--stream', 'x']), /^Usage/);
      oneLine(tool('export', [...at, '--colour', 'red']), '--colour');
      const day = (site: string, date: string) => tool('export', [...at, '--site', site, '--date', date]);
      oneLine(day('nowhere', '2026-11-19'), 'There is no site nowhere in this store. Known: office.');
      oneLine(day('No Where', '2026-11-19'), '--site No Where: must be');
      oneLine(day('office', 'yesterday'), '--date yesterday: must be a date');
      oneLine(
        day('office', '2026-11-21'),
        'has no events on 2026-11-21; its days here: 2020-01-06 to 2026-11-20',
      );
      oneLine(tool('export', [...at, '--stream', 'settings:none']), 'There is no stream settings:none');
      oneLine(tool('export', ['--data', folder, '--all']), 'There is no event log');
      oneLine(tool('export', [...at, '--all', '--log', 'mysql://x']), 'JUNBAN_LOG=mysql://x: must be sqlite');
      oneLine(
        tool('export', [...at, '--all', '--to', join(folder, 'no', 'x.jsonl')]),
        'its folder does not exist',
      );
      oneLine(tool('verify', [...at, '--site', 'nowhere']), 'no such site or date');
      oneLine(tool('verify', [...at, '--heads', join(folder, 'no')]), 'cannot be read');
      oneLine(tool('archive', [...at, '--settings', 'no.yaml']), 'must be a readable YAML file');
      const newer = join(folder, 'newer.jsonl');
      writeFileSync(newer, '{"format":"junban-events","formatVersion":2}\n');
      oneLine(tool('import', [...at, newer]), 'newer Junban');
      const stranger = join(folder, 'stranger.jsonl');
      writeFileSync(stranger, '{"hello":"world"}\n');
      oneLine(tool('import', [...at, stranger]), 'is not an export');
      expect(tool('verify', [stranger]).code).toBe(1);
    }));

  it.skipIf(process.getuid?.() === 0)('with a folder that may not be written is told in one line', () =>
    withData(async (data, folder) => {
      const locked = join(folder, 'locked');
      mkdirSync(locked);
      chmodSync(locked, 0o555);
      oneLine(
        tool('export', ['--data', data, '--all', '--to', join(locked, 'x.jsonl')]),
        'may not be written',
      );
    }),
  );
});
