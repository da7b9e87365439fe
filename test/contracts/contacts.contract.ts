// What a store of sealed contacts must do, wherever it is; and what must be left of an erased one in its raw files: nothing.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClaims } from '../../server/contacts/claims.ts';
import {
  hanako,
  idOf,
  openTestVault,
  ringOf,
  sato,
  satoReads,
} from '../../server/contacts/contacts.test-support.ts';
import { sealContact } from '../../server/contacts/encryption.ts';
import { makeKey } from '../../server/contacts/keys.ts';
import { countByKey } from '../../server/contacts/rotation.ts';
import type { ContactStore, SealedContact } from '../../server/contacts/store.ts';

export type OpenedContacts = {
  readonly store: ContactStore;
  /** Closes it and opens it again on the same data. */
  reopen(): Promise<OpenedContacts>;
  close(): Promise<void>;
};

const keys = ringOf();
const seal = (name: string | number, untilMs: number): SealedContact =>
  sealContact(keys, idOf(name), hanako, untilMs);

/** All records, page after page; those that come twice stand once. */
const allOf = async (store: ContactStore, limit: number): Promise<readonly SealedContact[]> => {
  const all = new Map<string, SealedContact>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ContactStore['page']>> = await store.page(cursor, limit);
    for (const record of page.records) all.set(record.reservation, record);
    cursor = page.next;
  } while (cursor !== null);
  return [...all.values()].sort((a, b) => a.reservation.localeCompare(b.reservation));
};

export const contactsContract = (name: string, open: () => Promise<OpenedContacts>): void => {
  describe(`${name} keeps the contract of contacts`, () => {
    let opened: OpenedContacts;
    let store: ContactStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    it('finds what was put, byte for byte, also after a restart', async () => {
      const record = seal('a', 8_640_000_000_000_000);
      await store.put(record);
      expect(await store.find(record.reservation)).toEqual(record);
      opened = await opened.reopen();
      expect(await opened.store.find(record.reservation)).toEqual(record);
      expect(await opened.store.find(idOf('b'))).toBeNull();
      expect(await opened.store.count()).toBe(1);
    });

    it('keeps one record for a reservation: the last', async () => {
      const [first, second] = [seal('a', 1_000), seal('a', 2_000)];
      await store.put(first);
      await store.put(second);
      expect([await store.count(), await store.find(idOf('a'))]).toEqual([1, second]);
      expect(await store.eraseDue(1_500, 10)).toBe(0);
    });

    it('replaces only what is still as it was', async () => {
      const [first, second, third] = [seal('a', 1_000), seal('a', 2_000), seal('a', 3_000)];
      expect(await store.replace(first, second)).toBe(false);
      await store.put(first);
      expect(await store.replace(second, third)).toBe(false);
      expect(await store.replace({ ...first, untilMs: 1_001 }, third)).toBe(false);
      expect(await store.replace(first, second)).toBe(true);
      expect(await store.find(idOf('a'))).toEqual(second);
      expect(await store.eraseDue(1_000, 10)).toBe(0);
      await store.erase(idOf('a'));
      expect(await store.replace(second, third)).toBe(false);
      expect(await store.count()).toBe(0);
    });

    it('lets one of many simultaneous replacements through', async () => {
      const first = seal('a', 1_000);
      await store.put(first);
      const others = Array.from({ length: 20 }, (_, i) => seal('a', 2_000 + i));
      const won = await Promise.all(others.map((other) => store.replace(first, other)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.find(idOf('a'))).toEqual(others[won.indexOf(true)]);
    });

    it('erases what is asked for, and says whether there was any', async () => {
      await store.put(seal('a', 1_000));
      expect([await store.erase(idOf('a')), await store.erase(idOf('a'))]).toEqual([true, false]);
      expect(await store.find(idOf('a'))).toBeNull();
    });

    it('erases what is due, its last millisecond included, the oldest first, no more than asked', async () => {
      for (const [name, untilMs] of [
        ['a', 300],
        ['b', 100],
        ['c', 200],
        ['d', 301],
      ] as const) {
        await store.put(seal(name, untilMs));
      }
      expect(await store.eraseDue(300, 2)).toBe(2);
      expect((await allOf(store, 10)).map(({ reservation }) => reservation)).toEqual([idOf('a'), idOf('d')]);
      expect([await store.eraseDue(300, 2), await store.eraseDue(300, 2)]).toEqual([1, 0]);
      expect(await store.count()).toBe(1);
    });

    it('gives every record page after page, whatever the size of a page', async () => {
      const records = Array.from({ length: 23 }, (_, i) => seal(String(i).padStart(3, '0'), i));
      for (const record of records) await store.put(record);
      for (const limit of [1, 5, 23, 100]) expect(await allOf(store, limit)).toEqual(records);
    });

    it('behaves as a map does, whatever is done to it', async () => {
      const step = fc.record({
        what: fc.constantFrom('put', 'replace', 'erase', 'eraseDue', 'sweep'),
        name: fc.nat(5),
        untilMs: fc.nat(50),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const model = new Map<string, SealedContact>();
          await store.eraseDue(1_000, 1_000);
          for (const { what, name, untilMs } of steps) {
            const record = seal(name, untilMs);
            const known = model.get(record.reservation);
            if (what === 'put') {
              await store.put(record);
              model.set(record.reservation, record);
            } else if (what === 'replace' && known !== undefined) {
              expect(await store.replace(known, record)).toBe(true);
              model.set(record.reservation, record);
            } else if (what === 'erase') {
              expect(await store.erase(record.reservation)).toBe(model.delete(record.reservation));
            } else if (what === 'eraseDue') {
              const due = [...model.values()].filter((one) => one.untilMs <= untilMs);
              expect(await store.eraseDue(untilMs, 1_000)).toBe(due.length);
              for (const one of due) model.delete(one.reservation);
            } else await store.sweep();
          }
          const kept = [...model.values()].sort((a, b) => a.reservation.localeCompare(b.reservation));
          expect(await allOf(store, 3)).toEqual(kept);
        }),
        { numRuns: 30 },
      );
    });

    it('holds nothing after a rotation that needs the old key, also when it was broken off in between', async () => {
      const [old, fresh] = [makeKey(), makeKey()];
      const before = openTestVault({ store, keys: ringOf(old.line) });
      for (let i = 0; i < 130; i += 1) await before.vault.put(idOf(i), { name: `人${i}` }, 5_000);
      const both = ringOf(fresh.line, old.line);
      await openTestVault({ store, keys: both }).vault.rotate();
      opened = await opened.reopen();
      store = opened.store;
      const { vault } = openTestVault({ store, keys: both });
      while (!(await vault.rotate()).done);
      expect([...(await countByKey(store))]).toEqual([[fresh.id, 130]]);
      const after = openTestVault({ store, keys: ringOf(fresh.line) });
      for (let i = 0; i < 130; i += 1) {
        expect(await after.vault.read(idOf(i), satoReads)).toEqual({ ok: true, value: { name: `人${i}` } });
      }
    });

    it('gives a claim to one of many, and tells the others who has it and since when', async () => {
      const { index } = store;
      const tries = Array.from({ length: 20 }, (_, i) => index.claim('card:x', idOf(i), 100 + i, null));
      const answers = await Promise.all(tries);
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      const winner = answers.indexOf(null);
      const lost = answers.filter((answer) => answer !== null);
      expect(new Set(lost.map((answer) => JSON.stringify(answer)))).toEqual(
        new Set([JSON.stringify({ reservation: idOf(winner), atMs: 100 + winner })]),
      );
      expect(await index.claim('card:x', idOf(winner), 500, null)).toBeNull();
      // Taken over only from whom it was seen to be.
      expect(await index.claim('card:x', idOf('late'), 600, idOf('nobody'))).toMatchObject({
        reservation: idOf(winner),
      });
      expect(await index.claim('card:x', idOf('late'), 600, idOf(winner))).toBeNull();
      expect([await index.claimsOf(idOf(winner)), await index.claimsOf(idOf('late'))]).toEqual([
        [],
        ['card:x'],
      ]);
      // Given up by who had it before: it is another's now.
      await index.release(idOf(winner));
      expect(await index.claim('card:x', idOf('other'), 700, null)).toMatchObject({
        reservation: idOf('late'),
      });
    });

    it('claims and terms go with the record, whichever way it goes, and no other’s', async () => {
      const { index } = store;
      for (const name of ['a', 'b', 'c']) {
        await store.put(seal(name, name === 'b' ? 100 : 1_000));
        await index.put(idOf(name), ['both', `only-${name}`]);
        await index.claim(`card:${name}`, idOf(name), 1, null);
        await index.claim(`renewal:${name}`, idOf(name), 1, null);
      }
      expect([...(await index.claimsOf(idOf('a')))].sort()).toEqual(['card:a', 'renewal:a']);
      await store.erase(idOf('a'));
      await store.eraseDue(100, 10);
      expect(await index.find('both', 10)).toEqual([idOf('c')]);
      expect(await index.claimsOf(idOf('a'))).toEqual([]);
      expect(await index.claim('card:b', idOf('d'), 2, null)).toBeNull();
      await index.put(idOf('c'), ['new']);
      expect([await index.find('only-c', 10), await index.find('new', 10)]).toEqual([[], [idOf('c')]]);
      // New terms leave claims alone, and the other way round.
      await index.release(idOf('c'));
      expect([await index.claimsOf(idOf('c')), await index.find('new', 10)]).toEqual([[], [idOf('c')]]);
      opened = await opened.reopen();
      store = opened.store;
      expect(await store.index.claimsOf(idOf('d'))).toEqual(['card:b']);
      expect(await store.index.claim('card:b', idOf('e'), 3, null)).toEqual({
        reservation: idOf('d'),
        atMs: 2,
      });
    });

    it('one number has one reservation also after the old key is gone, wherever the rotation died', async () => {
      const [old, fresh] = [makeKey(), makeKey()];
      const claimsWith = (ring: ReturnType<typeof ringOf>) =>
        createClaims({ index: store.index, keys: ring, isLive: async () => true, nowMs: () => 9 });
      const ask = (name: string) => ({
        phone: '09012345678',
        group: 'card' as never,
        reservation: idOf(name),
      });
      const before = openTestVault({ store, keys: ringOf(old.line) });
      expect(await claimsWith(ringOf(old.line)).take(ask('a'))).toBeNull();
      await before.vault.put(idOf('a'), { phone: '09012345678' }, 5_000);
      const both = ringOf(fresh.line, old.line);
      // Dies between the terms and the record: the next turn does all of it.
      const dying = { ...store, replace: () => Promise.reject(new Error('the hub dies')) };
      await expect(openTestVault({ store: dying, keys: both }).vault.rotate()).rejects.toThrow('dies');
      expect((await claimsWith(ringOf(fresh.line)).take(ask('b')))?.code).toBe('alreadyReserved');
      while (!(await openTestVault({ store, keys: both }).vault.rotate()).done);
      const after = ringOf(fresh.line);
      expect((await claimsWith(after).take(ask('b')))?.code).toBe('alreadyReserved');
      expect(await store.index.claimsOf(idOf('b'))).toEqual([]);
      await claimsWith(after).release(idOf('a'));
      expect(await claimsWith(after).take(ask('b'))).toBeNull();
    });

    it('is used by two hubs at once: each record is erased once, and none is left', async () => {
      for (let i = 0; i < 300; i += 1) await store.put(seal(i, 100));
      const hubs = [openTestVault({ store }), openTestVault({ store })];
      const counts = await Promise.all(hubs.map(({ vault }) => vault.eraseDue(100)));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300);
      expect(await store.count()).toBe(0);
    });

    it('says that it cannot be used once it is closed', async () => {
      await opened.close();
      await expect(store.find(idOf('a'))).rejects.toMatchObject({ name: 'LogUnavailable' });
      await expect(store.put(seal('a', 1))).rejects.toMatchObject({ name: 'LogUnavailable' });
      opened = await open();
    });
  });
};

/** Every way in which a text of a person could stand in raw bytes. */
export const formsOf = (text: string): readonly Buffer[] => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text).toString('hex')),
  Buffer.from(Buffer.from(text).toString('base64').replace(/=*$/, '').slice(0, -1)),
  Buffer.from(
    JSON.stringify(text)
      .replaceAll(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .slice(1, -1),
  ),
  Buffer.from(encodeURIComponent(text)),
];

/** Pieces of a sealed record, as it lies raw or in base64: its nonce and what follows, its middle, its tag. */
export const tracesOf = ({ sealed }: SealedContact): readonly Buffer[] => {
  const raw = [sealed.subarray(0, 24), sealed.subarray(100, 124), sealed.subarray(-24)];
  return [
    ...raw,
    ...[0, 99, sealed.length - 25]
      .map((from) => from - (from % 3))
      .map((from) => Buffer.from(sealed.subarray(from, from + 24).toString('base64'))),
  ];
};

/** Keeps a hundred people, erases, changes and rotates; gives what must not be found any more, and what must. */
export const liveAndErase = async (store: ContactStore) => {
  const [old, fresh] = [makeKey(), makeKey()];
  const { vault } = openTestVault({ store, keys: ringOf(old.line), nowMs: () => 500 });
  const gone: SealedContact[] = [];
  const note = async (name: string | number) => {
    const record = await store.find(idOf(name));
    if (record !== null) gone.push(record);
  };
  for (let i = 0; i < 100; i += 1)
    await vault.put(idOf(i), { ...hanako, note: `希望${i}` }, i < 60 ? 1_000 : 9_000);
  const sealedBefore = await allOf(store, 500);
  // Of one its content, of another its time; then one leaves on request, and all whose time is up.
  for (const name of [70, 71, 72]) await note(name);
  await vault.change(idOf(70), { contact: { name: '改名' } });
  await vault.change(idOf(71), { untilMs: 9_500 });
  await vault.erase(idOf(72), sato);
  for (let i = 0; i < 60; i += 1) await note(i);
  await vault.eraseDue(1_000);
  const rotating = openTestVault({ store, keys: ringOf(fresh.line, old.line) }).vault;
  for (const record of await allOf(store, 500)) gone.push(record);
  while (!(await rotating.rotate()).done);
  return { gone, sealedBefore, kept: await allOf(store, 500), sweep: () => rotating.sweep() };
};
