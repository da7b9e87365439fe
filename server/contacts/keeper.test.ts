// When the vault is looked after: at the start and once a night; what fails is tried again soon.
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { at } from '../../test/support/office.ts';
import { waitFor } from '../../test/support/patience.ts';
import { type ManualClock, manualClock } from '../base/clock.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { hanako, idOf, openTestVault, ringOf } from './contacts.test-support.ts';
import { createContactFigures } from './figures.ts';
import { keepUntil } from './keep-until.ts';
import { startKeeper } from './keeper.ts';
import { makeKey } from './keys.ts';
import type { Vault } from './vault.ts';

const registry = new Registry();
const figures = createContactFigures(registry);
const start = (vault: Vault, clock: ManualClock) =>
  startKeeper({ vault, hubName: 'hub', clock, logger: pino({ level: 'silent' }), figures });
const tenMinutes = 600_000;

describe('the time of erasure', () => {
  it('is the midnight in Japan after so many whole days', () => {
    expect(keepUntil('2026-11-24' as never, 7)).toBe(at('2026-12-02T00:00'));
    expect(keepUntil('2026-11-24' as never, 0)).toBe(at('2026-11-25T00:00'));
    expect(keepUntil('2028-02-28' as never, 1)).toBe(at('2028-03-01T00:00'));
  });
});

describe('the keeper', () => {
  it('erases at the start what became due while the hub was off, then every night', async () => {
    const clock = manualClock(at('2026-11-24T10:00'));
    const { vault, store } = openTestVault({ nowMs: clock.now });
    for (const [name, date] of [
      ['a', '2026-11-16'],
      ['b', '2026-11-17'],
      ['c', '2026-11-18'],
    ] as const) {
      await vault.put(idOf(name), hanako, keepUntil(date as never, 7));
    }
    const keeper = start(vault, clock);
    await waitFor(async () => expect(await vault.count()).toBe(2));
    // Due at midnight, erased between three and four and ten minutes.
    await clock.advanceTo(at('2026-11-25T02:50'));
    expect(await vault.count()).toBe(2);
    await clock.advanceTo(at('2026-11-25T04:15'));
    await waitFor(async () => expect(await store.find(idOf('b'))).toBeNull());
    expect(await vault.count()).toBe(1);
    await keeper.close();
  });

  it('brings all records under the newest key', async () => {
    const [old, fresh] = [makeKey(), makeKey()];
    const { vault: before, store } = openTestVault({ keys: ringOf(old.line) });
    for (let i = 0; i < 120; i += 1) await before.put(idOf(i), hanako, at('2027-01-01T00:00'));
    const { vault } = openTestVault({ store, keys: ringOf(fresh.line, old.line) });
    const keeper = start(vault, manualClock(at('2026-11-24T10:00')));
    await waitFor(async () => {
      const { records } = await store.page(null, 200);
      expect(new Set(records.map(({ keyId }) => keyId))).toEqual(new Set([fresh.id]));
    });
    await keeper.close();
  });

  it('tries again after ten minutes what failed, counts it, and asks for the sweep until it is done', async () => {
    const clock = manualClock(at('2026-11-24T10:00'));
    const { vault } = openTestVault({ nowMs: clock.now });
    await vault.put(idOf('a'), hanako, at('2026-11-20T00:00'));
    let [away, sweeps] = [true, 0];
    const faulty: Vault = {
      ...vault,
      eraseDue: async (nowMs) => {
        if (away) throw new LogUnavailable('away');
        return vault.eraseDue(nowMs);
      },
      sweep: async () => {
        sweeps += 1;
        return sweeps === 3;
      },
    };
    const keeper = start(faulty, clock);
    await clock.advanceTo(clock.now() + tenMinutes - 1);
    expect(await vault.count()).toBe(1);
    expect(await registry.getSingleMetricAsString('junban_contact_keeper_failures_total')).toContain(' 1');
    away = false;
    for (let look = 0; look < 6; look += 1) await clock.advanceTo(clock.now() + tenMinutes);
    await waitFor(async () => expect(await vault.count()).toBe(0));
    expect(sweeps).toBe(3);
    await keeper.close();
  });

  it('stops between two pieces of work', async () => {
    const { vault } = openTestVault();
    let turns = 0;
    const endless: Vault = {
      ...vault,
      rotate: async () => {
        turns += 1;
        return { resealed: 0, unreadable: 0, done: false };
      },
    };
    const keeper = start(endless, manualClock(at('2026-11-24T10:00')));
    await waitFor(() => expect(turns).toBeGreaterThan(3));
    await keeper.close();
    const stopped = turns;
    await new Promise((resolve) => setImmediate(resolve));
    expect(turns).toBe(stopped);
  });
});
