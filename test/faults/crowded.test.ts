// A hub that has no room: consoles and agents hear 429, keep trying without haste, and are in when there is room.
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SiteId } from '../../protocol/ids.ts';
import type { ReceptionView } from '../../protocol/views.ts';
import { doors } from '../../protocol/wire.ts';
import { openTestHouse, type TestHouse, type TestSocket } from '../../server/test-support.ts';
import { connectHub, type LinkState } from '../../staff-console/parts/hub-link.ts';
import { openHubLink } from '../../ticket-printer/hub-link.ts';

const site = SiteId.parse('centre');
let house: TestHouse;
let holder: TestSocket;
beforeEach(async () => {
  house = await openTestHouse(undefined, { socketsPerAddress: 1 });
  holder = await house.connect(doors.wall, { site, device: 'wall-1' });
});
afterEach(() => house.remove());

/** Refusals of the next three seconds: a client that hammers makes hundreds. */
const refusalsIn3s = async (): Promise<number> => {
  const before = await house.reached('socketsPerAddress');
  const began = performance.now();
  await expect.poll(() => performance.now() - began, { timeout: 20_000 }).toBeGreaterThan(3_000);
  return (await house.reached('socketsPerAddress')) - before;
};

it('an agent', async () => {
  const link = openHubLink({
    urls: [house.url],
    key: await house.pair(doors.device, { site, device: 'printer-1' }),
    onPlaced: () => true,
    onUnknownKey: () => {},
    logger: pino({ level: 'silent' }),
  });
  try {
    await expect.poll(() => house.reached('socketsPerAddress')).toBeGreaterThan(1);
    expect(await refusalsIn3s()).toBeLessThan(30);
    expect(link.connected()).toBe(false);
    holder.disconnect();
    await expect.poll(link.connected).toBe(true);
  } finally {
    link.close();
  }
});

it('a console', async () => {
  let state: LinkState<ReceptionView> | null = null;
  const link = connectHub({
    url: house.url,
    hello: { site, page: { kind: 'reception' } },
    onChange: (next) => {
      state = next;
    },
  });
  try {
    await expect.poll(() => state?.status).toBe('offline');
    expect(await refusalsIn3s()).toBeLessThan(30);
    holder.disconnect();
    // In, and told to sign in: this one brought no cookie.
    await expect.poll(() => state?.status).toBe('signedOut');
  } finally {
    link.close();
  }
});
