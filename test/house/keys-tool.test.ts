// npm run keys as an operator runs it: new, status, rotate, and the day the old key is taken out.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  hanako,
  idOf,
  openTestVault,
  ringOf,
  satoReads,
} from '../../server/contacts/contacts.test-support.ts';
import { contactsFileName, openSqliteContacts } from '../../server/contacts/sqlite-contacts.ts';

const root = resolve(import.meta.dirname, '../..');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-keys-tool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keys = (...args: readonly string[]) => {
  const env = {
    ...process.env,
    JUNBAN_DATA: folder,
    JUNBAN_LOG: '',
    JUNBAN_KEY: '',
    JUNBAN_KEY_FILE: join(folder, 'keys'),
  };
  const ended = spawnSync(process.execPath, [join(root, 'tools/keys.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
  return { code: ended.status, out: ended.stdout, errors: ended.stderr };
};
const lines = (): readonly string[] => readFileSync(join(folder, 'keys'), 'utf8').trimEnd().split('\n');
const idIn = (out: string): string => /Key ([0-9a-f]{16})/.exec(out)?.[1] ?? '';

describe('npm run keys', () => {
  it('takes a vault from one key to the next, until the old one is not needed', async () => {
    const old = keys('new');
    expect([old.code, old.errors]).toEqual([0, '']);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o600);
    const [first = ''] = lines();
    expect(old.out).not.toContain(first);
    const store = openSqliteContacts(join(folder, contactsFileName));
    const { vault } = openTestVault({ store, keys: ringOf(first) });
    for (let i = 0; i < 70; i += 1) await vault.put(idOf(i), hanako, 5_000);

    const fresh = keys('new');
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toBe(first);
    expect(keys('status').out).toBe(
      `${idIn(fresh.out)} 0 records (newest: seals)\n${idIn(old.out)} 70 records (needed: opens)\n`,
    );
    // Beside a hub that has the file open.
    expect(keys('rotate')).toMatchObject({
      code: 0,
      out: expect.stringContaining(': 70; cannot be opened: 0.'),
    });
    expect(keys('status').out).toContain(`${idIn(old.out)} 0 records (not needed)`);
    const [second = ''] = lines();
    writeFileSync(join(folder, 'keys'), `${second}\n`);
    expect(keys('status')).toMatchObject({ code: 0, errors: '' });
    const after = openTestVault({ store, keys: ringOf(second) });
    expect(await after.vault.read(idOf(69), satoReads)).toEqual({ ok: true, value: hanako });
    // The wrong key taken out.
    writeFileSync(join(folder, 'keys'), `${first}\n`);
    expect(keys('status')).toMatchObject({
      code: 1,
      errors: `${idIn(fresh.out)} 70 records (MISSING: they cannot be opened)\n`,
    });
    expect(keys('rotate').code).toBe(1);
    await store.close();
  });

  it('adds a key that only opens, for hubs that are restarted one after the other', () => {
    keys('new');
    const [first] = lines();
    expect(keys('new', '--last').out).toContain('only opens until');
    expect(lines()[0]).toBe(first);
    expect(keys('new', '--print').out).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    expect(lines()).toHaveLength(2);
  });

  it('says in one line what is wrong, and leaves a file that it does not understand', () => {
    const oneLine = (ended: ReturnType<typeof keys>, words: string) => {
      expect([ended.code, ended.errors.trimEnd().split('\n').length]).toEqual([1, 1]);
      expect(ended.errors).toContain(words);
    };
    oneLine(keys(), 'Usage: npm run keys');
    oneLine(keys('status'), 'must be a file that the hub can read (ENOENT)');
    writeFileSync(join(folder, 'keys'), 'Dear diary');
    chmodSync(join(folder, 'keys'), 0o600);
    oneLine(keys('new'), 'key in line 1 must be 32 random bytes');
    expect(lines()).toEqual(['Dear diary']);
    rmSync(join(folder, 'keys'));
    keys('new');
    oneLine(keys('status'), 'There is no vault');
  });
});
