// What the clock may not do to people: end their day on a reading that has jumped, or before it has stood; and back it goes.
import { describe, expect, it } from 'vitest';
import { at, dayPhases, openOffice } from '../../test/support/office.ts';
import { type ManualClock, manualClock } from '../base/clock.ts';
import { createTrustedClock, type Machine } from '../base/trusted-clock.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';

const hour = 3_600_000;
const phaseOf = (office: Awaited<ReturnType<typeof openOffice>>) => office.site.snapshot().state.phase;

/** A clock held by hand that counts as settled from an instant on. */
const settling = (startAt: string, settledAt: string): ManualClock => ({
  ...manualClock(at(startAt)),
  settledAt: () => at(settledAt),
});

describe('a hub that has just started after closing', () => {
  it('ends a day with people in it only when the clock has stood for a while', async () => {
    const log = openSqliteLog(':memory:');
    const before = await openOffice('2026-11-24T10:00', { log });
    await before.issue();
    await before.hub.close();
    const office = await openOffice(settling('2026-11-24T19:00', '2026-11-24T19:02'), { log });
    await office.clock.advanceTo(at('2026-11-24T19:01'));
    expect(phaseOf(office)).toBe('open');
    await office.clock.advanceTo(at('2026-11-24T19:02'));
    expect(phaseOf(office)).toBe('ended');
    await office.hub.close();
  });

  it('ends one without anybody at once', async () => {
    const log = openSqliteLog(':memory:');
    await (await openOffice('2026-11-24T10:00', { log })).hub.close();
    const office = await openOffice(settling('2026-11-24T19:00', '2026-11-24T19:02'), { log });
    expect(phaseOf(office)).toBe('ended');
    await office.hub.close();
  });
});

describe('a hub that was started a day ahead', () => {
  it('comes back to today when its clock was put right, and today’s people are all there', async () => {
    const log = openSqliteLog(':memory:');
    const before = await openOffice('2026-11-24T10:00', { log });
    await before.issue();
    await before.hub.close();
    const office = await openOffice(settling('2026-11-25T10:05', '2026-11-25T10:07'), { log });
    expect(office.site.snapshot().state.date).toBe('2026-11-25');
    expect(await dayPhases(log, '2026-11-24')).toEqual(['dayOpened']);
    office.clock.jumpTo(at('2026-11-24T10:05'));
    await office.clock.advanceTo(at('2026-11-24T10:06'));
    // A command finds the hub where the time is, too.
    expect(await office.issue()).toMatchObject({ ok: true, ticket: 'A002' });
    expect(office.site.snapshot().state).toMatchObject({ date: '2026-11-24', live: ['A001', 'A002'] });
    expect(await dayPhases(log, '2026-11-24')).toEqual(['dayOpened']);
    await office.hub.close();
  });
});

describe('a machine’s clock that stands nine hours ahead for three seconds', () => {
  it('ends no day and cancels nobody; consoles are told', async () => {
    const hand = { ownMs: at('2026-11-24T10:00'), steadyMs: 0 };
    const machine: Machine = { own: () => hand.ownMs, steady: () => hand.steadyMs, lookForSleep: () => {} };
    const pass = (ms: number) => {
      hand.ownMs += ms;
      hand.steadyMs += ms;
    };
    const trusted = createTrustedClock({ machine, logger: { info: () => {}, warn: () => {} } });
    const office = await openOffice({ ...manualClock(0), ...trusted });
    pass(hour);
    await office.issue();
    hand.ownMs += 9 * hour;
    pass(3_000);
    expect(await office.issue()).toMatchObject({ ok: true, ticket: 'A002' });
    expect(office.site.snapshot()).toMatchObject({
      nowMs: at('2026-11-24T11:00') + 3_000,
      state: { phase: 'open', live: ['A001', 'A002'] },
      clock: { doubt: { clock: 'own', aheadMs: 9 * hour } },
    });
    hand.ownMs -= 9 * hour;
    pass(1_000);
    expect(office.site.snapshot().nowMs).toBe(at('2026-11-24T11:00') + 4_000);
    await office.hub.close();
    trusted.close();
  });
});

describe('a day reopened at the hub', () => {
  it('goes on, ends again at its time, and a hub that starts later ends it too', async () => {
    const log = openSqliteLog(':memory:');
    const office = await openOffice('2026-11-24T10:00', { log });
    await office.issue();
    office.clock.jumpTo(at('2026-11-24T18:00'));
    await office.clock.advanceTo(at('2026-11-24T18:00:11'));
    expect(phaseOf(office)).toBe('ended');
    office.clock.jumpTo(at('2026-11-24T10:30'));
    expect(await office.take({ type: 'reopenDay', note: '' } as never)).toMatchObject({ ok: true });
    expect(office.site.snapshot().state.live).toEqual(['A001']);
    await office.hub.close();
    const later = await openOffice('2026-11-25T08:00', { log });
    expect(await dayPhases(log, '2026-11-24')).toEqual(['dayOpened', 'dayEnded', 'dayReopened', 'dayEnded']);
    await later.hub.close();
  });
});
