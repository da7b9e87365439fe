// Walls, agents and kiosks as the hub knows them: who is silent, who is behind with a call, and when the consoles hear of it.
import { describe, expect, it } from 'vitest';
import type { CallId, DeviceId } from '../../protocol/ids.ts';
import { at, openOffice } from '../../test/support/office.ts';

const lobby = 'lobby' as DeviceId;
const desk = 'desk' as DeviceId;
const second = (n: number) => at('2026-11-24T10:00') + n * 1_000;
const sign = (callIds: readonly string[] = [], atMs = 0) => ({
  calls: callIds.map((callId) => ({ callId: callId as CallId, shownAtMs: atMs, spokenAtMs: null })),
  sound: 'on' as const,
});

const open = async () => {
  const office = await openOffice('2026-11-24T10:00');
  await office.issue();
  await office.take({ type: 'openBooth', booth: 1, staff: 'mori' } as never);
  const presence = office.site.presence;
  const wall = () => office.site.snapshot().presence.walls.find((one) => one.device === lobby);
  const call = () => office.take({ type: 'callNext', booth: 1 } as never);
  let heard = 0;
  office.site.onChange(() => {
    heard += 1;
  });
  /** How often listeners heard, beside the regular tick, while the clock went on. */
  const heardUntil = async (atMs: number) => {
    heard = 0;
    await office.clock.advanceTo(atMs);
    return heard;
  };
  return { office, presence, wall, call, heardUntil };
};

describe('a wall', () => {
  it('of the settings that never came is not connected since the hub began', async () => {
    const { wall, office } = await open();
    expect(wall()).toEqual({
      device: lobby,
      connected: false,
      sinceMs: second(0),
      sound: 'unknown',
      voice: 'unknown',
      behindMs: 0,
    });
    await office.hub.close();
  });

  it('that shows its calls is never behind', async () => {
    const { office, presence, wall, call } = await open();
    presence.wallConnected(lobby);
    await call();
    presence.wallReceipt(lobby, sign(['A001.1'], second(0)));
    await office.clock.advanceTo(second(9));
    expect(wall()).toEqual({
      device: lobby,
      connected: true,
      sinceMs: second(0),
      sound: 'on',
      voice: 'unknown',
      behindMs: 0,
    });
    await office.hub.close();
  });

  it('that draws but misses a call is behind, and the consoles hear of it the moment it is 10 s', async () => {
    const { office, presence, wall, call, heardUntil } = await open();
    presence.wallConnected(lobby);
    await office.clock.advanceTo(second(3));
    await call();
    for (const s of [4, 8, 12]) {
      await office.clock.advanceTo(second(s));
      presence.wallReceipt(lobby, sign());
    }
    expect(wall()).toMatchObject({ connected: true, behindMs: 9_000 });
    expect(await heardUntil(second(12) + 999)).toBe(0);
    expect(await heardUntil(second(13))).toBe(1);
    expect(wall()).toMatchObject({ connected: true, behindMs: 10_000 });
    presence.wallReceipt(lobby, sign(['A001.1'], second(13)));
    expect(wall()?.behindMs).toBe(0);
    await office.hub.close();
  });

  it('owes nothing for a call that was undone, or is no longer fresh', async () => {
    const { office, presence, wall, call } = await open();
    presence.wallConnected(lobby);
    await call();
    await office.take({ type: 'undoCall', booth: 1 } as never);
    await office.clock.advanceTo(second(5));
    expect(wall()?.behindMs).toBe(0);
    await call();
    await office.clock.advanceTo(second(20));
    expect(wall()?.behindMs).toBe(15_000);
    await office.clock.advanceTo(second(65));
    expect(wall()?.behindMs).toBe(0);
    await office.hub.close();
  });

  it('that says nothing for 10 s counts as gone since its last sign, and comes back with the next', async () => {
    const { office, presence, wall, heardUntil } = await open();
    presence.wallConnected(lobby);
    await office.clock.advanceTo(second(5));
    presence.wallReceipt(lobby, sign());
    await office.clock.advanceTo(second(14) + 999);
    expect(wall()?.connected).toBe(true);
    expect(await heardUntil(second(15))).toBe(1);
    expect(wall()).toMatchObject({ connected: false, sinceMs: second(5) });
    await office.clock.advanceTo(second(18));
    presence.wallReceipt(lobby, sign());
    expect(wall()).toMatchObject({ connected: true, sinceMs: second(18) });
    await office.hub.close();
  });

  it('stays while one of its two connections does, as when it reconnects', async () => {
    const { office, presence, wall } = await open();
    presence.wallConnected(lobby);
    presence.wallConnected(lobby);
    presence.wallGone(lobby);
    expect(wall()?.connected).toBe(true);
    presence.wallGone(lobby);
    presence.wallGone(lobby);
    expect(wall()?.connected).toBe(false);
    await office.hub.close();
  });

  it('gives signs of life without the consoles being told each time', async () => {
    const { office, presence, heardUntil } = await open();
    presence.wallConnected(lobby);
    presence.wallReceipt(lobby, sign());
    await heardUntil(second(1));
    for (let n = 0; n < 20; n += 1) presence.wallReceipt(lobby, sign());
    expect(await heardUntil(second(2))).toBe(0);
    presence.wallReceipt(lobby, { calls: [], sound: 'blocked' });
    expect(await heardUntil(second(2) + 20)).toBe(1);
    await office.hub.close();
  });

  it('in a crowd of thousands that comes within a second is told of some times a second, not once for each', async () => {
    const { office, presence, heardUntil } = await open();
    let heard = 0;
    for (let n = 0; n < 5_000; n += 1) {
      presence.wallConnected(`phone-${n}` as DeviceId);
      if (n % 5 === 4) heard += await heardUntil(second(0) + (n + 1) / 5);
    }
    expect(heard).toBeGreaterThan(3);
    expect(heard).toBeLessThan(20);
    expect(await heardUntil(second(1) + 300)).toBe(1);
    expect(office.site.snapshot().presence.walls.filter(({ connected }) => connected)).toHaveLength(5_000);
    await office.hub.close();
  });

  it('is looked at soon even when the clock was set back an hour in that moment', async () => {
    const { office, presence, heardUntil } = await open();
    await heardUntil(second(1));
    presence.wallConnected(lobby);
    office.clock.jumpTo(second(-3_600));
    presence.wallReceipt(lobby, sign());
    expect(await heardUntil(second(-3_600) + 20)).toBe(1);
    await office.hub.close();
  });

  it('of any name may look in, but only so many are remembered', async () => {
    const { office, presence } = await open();
    for (let n = 0; n < 1_000; n += 1) {
      presence.wallConnected(`tab-${n}` as DeviceId);
      presence.wallGone(`tab-${n}` as DeviceId);
    }
    expect(office.site.snapshot().presence.walls.length).toBeLessThanOrEqual(101);
    await office.hub.close();
  });
});

describe('a device agent', () => {
  it('is known with its printer, and the consoles hear when that changes', async () => {
    const { office, presence } = await open();
    presence.agentConnected(desk);
    const printer = { state: 'fault' as const, faults: ['paperOut' as const], waitingJobs: 2 };
    presence.agentStatus(desk, { printer, buttons: [], hid: 'ok' });
    expect(office.site.snapshot().presence.agents).toEqual([
      { device: desk, connected: true, sinceMs: second(0), printer, buttons: [], hid: 'ok' },
    ]);
    presence.agentGone(desk);
    expect(office.site.snapshot().presence.agents).toMatchObject([{ connected: false, printer }]);
    await office.hub.close();
  });
});

describe('a kiosk', () => {
  it('is there while one of its connections is; consoles hear when it comes, goes, and has been gone for 10 s', async () => {
    const { office, presence, heardUntil } = await open();
    const kiosk = 'kiosk-1' as DeviceId;
    const seen = () => office.site.snapshot().presence.kiosks;
    await heardUntil(second(21));
    presence.kioskConnected(kiosk);
    presence.kioskConnected(kiosk);
    expect(await heardUntil(second(22))).toBe(1);
    presence.kioskGone(kiosk);
    expect(await heardUntil(second(23))).toBe(0);
    expect(seen()).toEqual([{ device: kiosk, connected: true, sinceMs: second(21) }]);
    presence.kioskGone(kiosk);
    expect(await heardUntil(second(24))).toBe(1);
    expect(seen()).toEqual([{ device: kiosk, connected: false, sinceMs: second(23) }]);
    await heardUntil(second(32));
    expect(await heardUntil(second(33) - 1)).toBe(0);
    expect(await heardUntil(second(33))).toBe(1);
    await office.hub.close();
  });
});
