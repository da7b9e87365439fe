// The vault's SQLite file: the common contract, and the raw bytes of every file in the folder after an erasure.
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hanako, idOf, ringOf, textsOf } from '../../server/contacts/contacts.test-support.ts';
import { sealContact } from '../../server/contacts/encryption.ts';
import { contactsFileName, openSqliteContacts } from '../../server/contacts/sqlite-contacts.ts';
import type { SealedContact } from '../../server/contacts/store.ts';
import {
  contactsContract,
  formsOf,
  liveAndErase,
  type OpenedContacts,
  tracesOf,
} from './contacts.contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-contacts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const path = () => join(folder, contactsFileName);

const openFile = async (): Promise<OpenedContacts> => {
  const store = openSqliteContacts(path());
  const reopen = async () => {
    await store.close();
    return openFile();
  };
  return { store, reopen, close: () => store.close() };
};

contactsContract('SQLite in a file', openFile);

/** The bytes of every file of the folder: the database, -wal, -shm, whatever else there is. */
const rawBytes = (): Buffer =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
const found = (records: readonly SealedContact[]): number => {
  const bytes = rawBytes();
  return records.filter((record) => tracesOf(record).some((trace) => bytes.includes(trace))).length;
};

describe('an erasure in SQLite', () => {
  it('overwrites the record and cuts the write-ahead file at once', async () => {
    const store = openSqliteContacts(path());
    const records = Array.from({ length: 20 }, (_, i) =>
      sealContact(ringOf(), idOf(i), hanako, i < 10 ? 100 : 200),
    );
    for (const record of records) await store.put(record);
    expect(found(records)).toBe(20);
    await store.erase(idOf(15));
    expect(await store.eraseDue(100, 100)).toBe(10);
    expect(found(records)).toBe(9);
    await store.close();
  });

  it('leaves no byte of what was erased, changed or sealed anew in any file, while the hub goes on', async () => {
    const store = openSqliteContacts(path());
    const { gone, kept, sweep } = await liveAndErase(store);
    // Before the file is cut, what is gone lies there still: the search finds what there is to be found.
    expect(found(gone)).toBeGreaterThan(0);
    expect(await sweep()).toBe(true);
    expect(gone).toHaveLength(3 + 60 + 39);
    expect(found(gone)).toBe(0);
    expect([kept.length, found(kept)]).toEqual([39, 39]);
    for (const value of textsOf(hanako)) {
      for (const form of formsOf(value)) expect(rawBytes().includes(form), value).toBe(false);
    }
    expect(readdirSync(folder).sort()).toEqual([
      `${contactsFileName}`,
      `${contactsFileName}-shm`,
      `${contactsFileName}-wal`,
    ]);
    await store.close();
  });

  it('leaves no byte after thousands of changes have moved records from page to page', async () => {
    const store = openSqliteContacts(path());
    const keys = ringOf();
    const live: SealedContact[] = [];
    const gone: SealedContact[] = [];
    for (let i = 0; i < 1_500; i += 1) {
      const at = live.length === 0 ? 0 : randomInt(live.length);
      const known = live[at];
      if (known === undefined || Math.random() < 0.55) {
        const contact = { ...hanako, note: 'あ'.repeat(randomInt(1, 250)) };
        const record = sealContact(keys, idOf(`${randomInt(1e12)}-${i}`), contact, i);
        await store.put(record);
        live.push(record);
      } else {
        gone.push(known);
        if (Math.random() < 0.5) {
          const record = sealContact(keys, known.reservation, { name: 'い'.repeat(randomInt(1, 90)) }, i);
          await store.replace(known, record);
          live[at] = record;
        } else {
          await store.erase(known.reservation);
          live.splice(at, 1);
        }
      }
    }
    // One that is found while it lives; of those that are gone all may have been overwritten already.
    const last = sealContact(keys, idOf('last'), hanako, 1_500);
    await store.put(last);
    expect(found([last])).toBe(1);
    await store.erase(last.reservation);
    gone.push(last);
    expect(await store.sweep()).toBe(true);
    expect(gone.length).toBeGreaterThan(300);
    expect(found(gone)).toBe(0);
    expect(found(live)).toBe(live.length);
    await store.close();
  });

  it('waits for a reader that still needs the old pages, and is made good when asked again', async () => {
    const store = openSqliteContacts(path());
    const record = sealContact(ringOf(), idOf(1), hanako, 1_000);
    await store.put(record);
    const reader = new DatabaseSync(path(), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM contacts').get();
    await store.erase(idOf(1));
    expect(await store.sweep()).toBe(false);
    expect(found([record])).toBe(1);
    reader.exec('COMMIT');
    reader.close();
    expect(await store.sweep()).toBe(true);
    expect(found([record])).toBe(0);
    await store.close();
  });

  it('that a crash kept from its end is made good by the sweep after the start', async () => {
    const first = openSqliteContacts(path());
    const record = sealContact(ringOf(), idOf(1), hanako, 1_000);
    await first.put(record);
    await first.put(sealContact(ringOf(), idOf(1), { name: '改名' }, 1_000));
    // As a killed process leaves them.
    const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
    await first.close();
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    expect(found([record])).toBe(1);
    const second = openSqliteContacts(path());
    expect(await second.sweep()).toBe(true);
    expect(found([record])).toBe(0);
    await second.close();
  });
});

describe('the file of the vault', () => {
  it('is for this user only, and so are the files beside it', async () => {
    const store = openSqliteContacts(path());
    await store.put(sealContact(ringOf(), idOf(1), hanako, 1_000));
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    await store.close();
  });

  it('is refused when it belongs to another program, or to a newer Junban, and left as it was', () => {
    const stranger = new DatabaseSync(path());
    stranger.exec('CREATE TABLE recipes (name TEXT)');
    stranger.close();
    const before = readFileSync(path());
    expect(() => openSqliteContacts(path())).toThrow('it belongs to another program');
    expect(readFileSync(path())).toEqual(before);
    rmSync(path());
    openSqliteContacts(path()).close();
    const newer = new DatabaseSync(path());
    newer.exec('PRAGMA user_version=2');
    newer.close();
    expect(() => openSqliteContacts(path())).toThrow('written by a newer Junban');
    writeFileSync(path(), 'Dear diary, '.repeat(200));
    expect(() => openSqliteContacts(path())).toThrow('cannot be used for personal data');
    expect(() => openSqliteContacts(join(folder, 'no', 'x.sqlite'))).toThrow('unable to open');
  });
});
