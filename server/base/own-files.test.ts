// Nobody but the hub's own user reads its files: not those it makes, and not those that an older hub left readable.
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFiles } from '../publishing/folder.ts';
import { openTestHouse } from '../test-support.ts';
import { keepToOwner, ownMask } from './own-files.ts';

let folder = '';
let before = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-own-'));
  before = process.umask(0o022);
});
afterEach(() => {
  process.umask(before);
  rmSync(folder, { recursive: true, force: true });
});

const modes = (where = folder) =>
  Object.fromEntries(
    readdirSync(where, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, statSync(join(where, name)).mode & 0o777]),
  );
const readable = (where = folder): readonly string[] =>
  Object.entries(modes(where)).flatMap(([name, mode]) => ((mode & 0o077) === 0 ? [] : [name]));

describe('the files of a hub', () => {
  it('are for its own user: log, sessions, notes, outbox, keys, and what SQLite lays beside them', async () => {
    const house = await openTestHouse(folder);
    await house.command({ type: 'issueTicket', procedure: 'card-issue', source: 'integrator' });
    await house.signIn();
    expect(existsSync(join(folder, 'junban.sqlite-wal'))).toBe(true);
    for (const name of ['junban.sqlite', 'notes.sqlite', 'sessions.sqlite', 'heads.key']) {
      expect([name, modes()[name]]).toEqual([name, 0o600]);
    }
    expect(readable()).toEqual(['heads.pub']);
    await house.remove();
  });

  it('that an older hub left readable by all are taken back at the start, and named', () => {
    for (const [name, mode] of [
      ['notes.sqlite', 0o644],
      ['junban.sqlite', 0o664],
      ['heads.pub', 0o644],
      ['own', 0o600],
    ] as const) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), mode);
    }
    expect([...keepToOwner(folder)].sort()).toEqual(['junban.sqlite', 'notes.sqlite']);
    expect(readable()).toEqual(['heads.pub']);
    expect(keepToOwner(folder)).toEqual([]);
  });

  it('that are published for a web server are readable all the same', async () => {
    process.umask(ownMask);
    const published = join(folder, 'public', 'now');
    await writeFiles(published, [{ name: 'now.json', body: '{}', type: 'application/json' } as never]);
    expect(modes(published)).toEqual({ 'now.json': 0o644 });
    expect(statSync(published).mode & 0o777).toBe(0o755);
    expect(statSync(join(folder, 'public')).mode & 0o777).toBe(0o755);
  });
});
