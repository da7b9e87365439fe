// The vault: who may read, what is noted, what happens without key, without audit, with a damaged record.
import { describe, expect, it } from 'vitest';
import { Contact } from '../../protocol/contacts.ts';
import { createAudit } from '../audit/audit.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import {
  hanako,
  idOf,
  openTestVault,
  ringOf,
  sato,
  satoReads,
  suzuki,
  suzukiReads,
} from './contacts.test-support.ts';
import { makeKey } from './keys.ts';
import { nobodyMayRead } from './vault.ts';

const one = idOf(1);

describe('a read', () => {
  it('gives the contact to whoever may, and notes who, when, whose and why before that', async () => {
    const { vault, audited, log, figure } = openTestVault();
    await vault.put(one, hanako, 5_000);
    expect(await vault.read(one, satoReads)).toEqual({ ok: true, value: hanako });
    expect(await audited()).toEqual([
      {
        actor: sato,
        event: { type: 'contactAsked', reservation: one, reason: 'checkIn', outcome: 'allowed' },
      },
    ]);
    expect((await log.read('audit:town:1970-01', 0))[0]?.meta).toMatchObject({ atMs: 1_000, hub: 'hub' });
    expect(await figure('junban_contact_reads_total{outcome="allowed"}')).toBe(1);
  });

  it('is denied to everybody else, and noted too', async () => {
    const { vault, audited, figure } = openTestVault();
    await vault.put(one, hanako, 5_000);
    const answer = await vault.read(one, suzukiReads);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'contactDenied' } });
    expect(await audited()).toMatchObject([
      { actor: suzuki, event: { outcome: 'denied', reason: 'residentAsks' } },
    ]);
    expect(await figure('junban_contact_reads_total{outcome="denied"}')).toBe(1);
  });

  it('is denied to all when nothing is said about roles', async () => {
    const { vault } = openTestVault({ mayRead: nobodyMayRead });
    await vault.put(one, hanako, 5_000);
    expect(await vault.read(one, satoReads)).toMatchObject({ ok: false, refusal: { code: 'contactDenied' } });
  });

  it('tells nothing while the audit cannot be written', async () => {
    const { vault, log } = openTestVault();
    await vault.put(one, hanako, 5_000);
    const deaf = {
      ...log,
      append: async () => {
        throw new LogUnavailable('away');
      },
    };
    const other = openTestVault({ audit: createAudit(deaf, 'town', 'hub') });
    await other.vault.put(one, hanako, 5_000);
    await expect(other.vault.read(one, satoReads)).rejects.toThrow(LogUnavailable);
    await expect(other.vault.read(one, suzukiReads)).rejects.toThrow(LogUnavailable);
  });

  it('finds nothing of a reservation that has nothing, or whose time is up, and is noted all the same', async () => {
    const { vault, audited } = openTestVault();
    await vault.put(one, hanako, 1_000);
    expect(await vault.read(one, satoReads)).toEqual({ ok: true, value: null });
    expect(await vault.read(idOf(2), satoReads)).toEqual({ ok: true, value: null });
    expect(await audited()).toHaveLength(2);
  });

  it('tells the link with the contact to who sends messages, to nobody who reads, and keeps it through every change', async () => {
    const { vault, audited } = openTestVault({ keys: ringOf() });
    const link = '0123456789ABCDEF' as never;
    await vault.put(one, hanako, 5_000, link);
    expect(await vault.read(one, satoReads)).toEqual({ ok: true, value: hanako });
    expect(await vault.readKept(one, satoReads)).toEqual({ ok: true, value: { ...hanako, link } });
    const renamed = { name: '山田 太郎' };
    await vault.change(one, { contact: renamed });
    await vault.change(one, { untilMs: 9_000 });
    expect(await vault.readKept(one, satoReads)).toEqual({ ok: true, value: { ...renamed, link } });
    expect(await vault.readKept(one, suzukiReads)).toMatchObject({ refusal: { code: 'contactDenied' } });
    expect(await audited()).toHaveLength(4);
    // As a person of the desk would send it: the link is nobody's to set.
    expect(Contact.safeParse({ ...hanako, link }).success).toBe(false);
  });

  it('of a damaged record is refused and reported, and no content is told', async () => {
    const { vault, store, told, figure } = openTestVault();
    await vault.put(one, hanako, 5_000);
    const record = await store.find(one);
    if (record === null) throw new Error('not kept');
    const sealed = Buffer.from(record.sealed);
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    await store.put({ ...record, sealed });
    const answer = await vault.read(one, satoReads);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'contactUnreadable' } });
    expect(await vault.change(one, { untilMs: 9_000 })).toMatchObject({
      refusal: { code: 'contactUnreadable' },
    });
    expect(told()).toContain('it does not fit its seal');
    for (const value of Object.values(hanako)) expect(told() + JSON.stringify(answer)).not.toContain(value);
    expect(await figure('junban_contacts_unreadable_total')).toBe(2);
  });

  it('of a record whose time was moved by hand is refused, not taken for erased', async () => {
    const { vault, store } = openTestVault();
    await vault.put(one, hanako, 5_000);
    const record = await store.find(one);
    if (record !== null) await store.put({ ...record, untilMs: 10 });
    expect(await vault.read(one, satoReads)).toMatchObject({ refusal: { code: 'contactUnreadable' } });
  });

  it('many at once are all noted, also beside another hub', async () => {
    const { vault, log, audited } = openTestVault();
    await vault.put(one, hanako, 5_000);
    const other = createAudit(log, 'town', 'hub-2');
    const event = { type: 'contactErased', reservation: one } as const;
    await Promise.all([
      ...Array.from({ length: 30 }, () => vault.read(one, satoReads)),
      ...Array.from({ length: 30 }, () => other.note(sato, event, 1)),
    ]);
    expect(await audited()).toHaveLength(60);
  });
});

describe('a change', () => {
  it('gives another content, another time, or both, and nothing to what is not there', async () => {
    const { vault, store } = openTestVault();
    expect(await vault.change(one, { untilMs: 9_000 })).toEqual({ ok: true, value: false });
    await vault.put(one, hanako, 5_000);
    expect(await vault.change(one, { untilMs: 9_000 })).toEqual({ ok: true, value: true });
    expect((await store.find(one))?.untilMs).toBe(9_000);
    await vault.change(one, { contact: { name: '森' } });
    expect(await vault.read(one, satoReads)).toEqual({ ok: true, value: { name: '森' } });
    expect((await store.find(one))?.untilMs).toBe(9_000);
  });

  it('and an erasure at once never bring back what was erased', async () => {
    const { vault, store } = openTestVault();
    for (let round = 0; round < 50; round += 1) {
      await vault.put(one, hanako, 5_000);
      await Promise.all([vault.change(one, { untilMs: 6_000 }), vault.rotate(), vault.erase(one, sato)]);
      expect(await store.find(one)).toBeNull();
    }
  });
});

describe('an erasure', () => {
  it('on request is noted with who asked for it', async () => {
    const { vault, audited } = openTestVault();
    await vault.put(one, hanako, 5_000);
    expect(await vault.erase(one, sato)).toBe(true);
    expect(await vault.erase(one, sato)).toBe(false);
    expect(await audited()).toEqual([{ actor: sato, event: { type: 'contactErased', reservation: one } }]);
  });

  it('of what is due takes all of it and nothing else, and notes how many', async () => {
    const { vault, audited, figure } = openTestVault();
    for (let i = 0; i < 450; i += 1) await vault.put(idOf(i), hanako, i < 410 ? 2_000 : 2_001);
    expect(await vault.eraseDue(1_999)).toBe(0);
    expect(await vault.eraseDue(2_000)).toBe(410);
    expect(await vault.count()).toBe(40);
    expect(await audited()).toMatchObject([{ event: { type: 'dueContactsErased', count: 410 } }]);
    expect(await figure('junban_contacts_erased_total')).toBe(410);
  });

  it('is done although the audit is away, and that is told', async () => {
    const audit = { note: () => Promise.reject(new LogUnavailable('away')) };
    const { vault, told } = openTestVault({ audit });
    await vault.put(one, hanako, 500);
    expect(await vault.eraseDue(1_000)).toBe(1);
    expect(told()).toContain('could not be noted');
  });
});

describe('a vault without a key', () => {
  it('refuses to keep and to read, and erases in time', async () => {
    const { vault: open, store } = openTestVault();
    await open.put(one, hanako, 500);
    const { vault } = openTestVault({ store, keys: null });
    expect(vault.isOpen).toBe(false);
    const closed = { ok: false, refusal: { code: 'vaultClosed' } };
    expect(await vault.put(one, hanako, 1)).toMatchObject(closed);
    expect(await vault.read(one, satoReads)).toMatchObject(closed);
    expect(await vault.change(one, {})).toMatchObject(closed);
    expect(await vault.rotate()).toEqual({ resealed: 0, unreadable: 0, done: true });
    expect(await vault.eraseDue(1_000)).toBe(1);
    expect(await vault.count()).toBe(0);
  });
});

describe('a rotation', () => {
  it('leaves nothing that needs the old key, a bounded piece in each turn', async () => {
    const [old, fresh] = [makeKey(), makeKey()];
    const { vault: before, store } = openTestVault({ keys: ringOf(old.line) });
    for (let i = 0; i < 120; i += 1) await before.put(idOf(i), { name: `人${i}` }, 5_000);
    const { vault } = openTestVault({ store, keys: ringOf(fresh.line, old.line) });
    const turns = [await vault.rotate(), await vault.rotate(), await vault.rotate()];
    expect(turns.map(({ resealed, done }) => [resealed, done])).toEqual([
      [50, false],
      [50, false],
      [20, true],
    ]);
    const { vault: after } = openTestVault({ store, keys: ringOf(fresh.line) });
    for (let i = 0; i < 120; i += 1) {
      expect(await after.read(idOf(i), satoReads)).toEqual({ ok: true, value: { name: `人${i}` } });
    }
    expect(await after.rotate()).toEqual({ resealed: 0, unreadable: 0, done: false });
  });

  it('passes over what does not open, tells it, and goes on', async () => {
    const [lost, fresh] = [makeKey(), makeKey()];
    const { vault: before, store } = openTestVault({ keys: ringOf(lost.line) });
    await before.put(one, hanako, 5_000);
    const { vault, told } = openTestVault({ store, keys: ringOf(fresh.line) });
    await vault.put(idOf(2), hanako, 5_000);
    expect(await vault.rotate()).toEqual({ resealed: 0, unreadable: 1, done: true });
    expect(told()).toContain(`its key ${lost.id} is not among the keys`);
    expect(await store.find(one)).not.toBeNull();
  });
});
