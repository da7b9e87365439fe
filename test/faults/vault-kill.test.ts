// A hub is killed in the middle of a rotation, again and again: every record opens afterwards, and the rotation ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { idOf, openTestVault, ringOf, satoReads } from '../../server/contacts/contacts.test-support.ts';
import { makeKey } from '../../server/contacts/keys.ts';
import { countByKey } from '../../server/contacts/rotation.ts';
import { contactsFileName, openSqliteContacts } from '../../server/contacts/sqlite-contacts.ts';

const support = new URL('../../server/contacts/contacts.test-support.ts', import.meta.url).href;
const sqlite = new URL('../../server/contacts/sqlite-contacts.ts', import.meta.url).href;
const people = 400;

it('a rotation that is killed anywhere loses nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'junban-vault-kill-'));
  const path = join(folder, contactsFileName);
  const [old, fresh] = [makeKey(), makeKey()];
  try {
    const first = openSqliteContacts(path);
    const before = openTestVault({ store: first, keys: ringOf(old.line) });
    for (let i = 0; i < people; i += 1) await before.vault.put(idOf(i), { name: `人${i}` }, 5_000);
    await first.close();
    const script = `
      import { openTestVault, ringOf } from ${JSON.stringify(support)};
      import { openSqliteContacts } from ${JSON.stringify(sqlite)};
      const store = openSqliteContacts(${JSON.stringify(path)});
      const slow = { ...store, replace: async (...args) => { const done = await store.replace(...args); process.stdout.write('.'); return done; } };
      const { vault } = openTestVault({ store: slow, keys: ringOf(${JSON.stringify(fresh.line)}, ${JSON.stringify(old.line)}) });
      process.stdout.write('ready');
      while (!(await vault.rotate()).done);
      setInterval(() => {}, 1000);`;
    for (const progress of [1, 20, 60, 120]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let told = '';
      child.stdout.on('data', (chunk: Buffer) => {
        told += chunk.toString();
        if (told.length >= 'ready'.length + progress) child.kill('SIGKILL');
      });
      await once(child, 'exit');
      const store = openSqliteContacts(path);
      const counts = await countByKey(store);
      expect((counts.get(old.id) ?? 0) + (counts.get(fresh.id) ?? 0)).toBe(people);
      expect(counts.get(fresh.id)).toBeGreaterThan(0);
      await store.close();
    }
    const store = openSqliteContacts(path);
    const both = openTestVault({ store, keys: ringOf(fresh.line, old.line) });
    while (!(await both.vault.rotate()).done);
    const after = openTestVault({ store, keys: ringOf(fresh.line) });
    for (let i = 0; i < people; i += 1) {
      expect(await after.vault.read(idOf(i), satoReads)).toEqual({ ok: true, value: { name: `人${i}` } });
    }
    await store.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
