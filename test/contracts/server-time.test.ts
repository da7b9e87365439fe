// The time of a real Redis server, as hubs go by it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLogAddress } from '../../server/redis/address.ts';
import { openRedisDoor } from '../../server/redis/client.ts';
import { serverTimeMs } from '../../server/redis/server-time.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis?.remove());

it('is that of this machine here, to the millisecond', async () => {
  const address = readLogAddress(redis.url);
  if (!address.ok || address.value.kind === 'sqlite') throw new Error(`not a Redis: ${redis.url}`);
  const door = openRedisDoor(address.value, () => {});
  await expect.poll(() => serverTimeMs(door, 'test').catch(() => 0)).toBeGreaterThan(0);
  const beforeMs = Date.now();
  const atMs = await serverTimeMs(door, 'test');
  expect(atMs).toBeGreaterThanOrEqual(beforeMs - 1);
  expect(atMs).toBeLessThanOrEqual(Date.now() + 1);
  await door.close();
});
