// A hub of several lets its clients hear that it lives.
import { afterEach, expect, it } from 'vitest';
import { doors } from '../../protocol/wire.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse | undefined;
afterEach(() => house?.remove());

const pulses = (wall: { readonly heard: ReadonlyMap<string, readonly unknown[]> }): number =>
  wall.heard.get('pulse')?.length ?? 0;

it('reaches every client of a hub that knows another', async () => {
  house = await openTestHouse(undefined, {}, { hubs: ['http://127.0.0.1:1', 'http://127.0.0.1:2'] });
  const wall = await house.connect(doors.wall, { site: 'centre', device: 'lobby' });
  const agent = await house.connect(doors.device, { site: 'centre', device: 'desk' });
  await expect.poll(() => pulses(wall), { timeout: 10_000 }).toBeGreaterThan(1);
  expect(pulses(agent)).toBeGreaterThan(0);
});
