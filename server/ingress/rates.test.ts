// Points per address: spent, given back, counted by all hubs together in a real Redis, and by each alone while it is away.
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultLimits, type Limits } from '../../protocol/limits.ts';
import { startRedis } from '../../test/support/redis-server.ts';
import { createRates, type SharedCounter } from '../access/rates.ts';
import { createLimitBook } from '../base/limit-book.ts';
import { readLogAddress } from '../redis/address.ts';
import { openRedisDoor } from '../redis/client.ts';

const cleaners: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaners.splice(0).reverse()) await clean();
});

const open = (limits: Partial<Limits>, shared: SharedCounter | null = null) => {
  const registry = new Registry();
  const rates = createRates(createLimitBook({ ...defaultLimits, ...limits }, registry), shared);
  return { rates, figures: () => registry.metrics() };
};
const hall = '203.0.113.7';

describe('points of an address', () => {
  it('are spent one by one, then refused with the seconds to wait, and counted', async () => {
    const { rates, figures } = open({ signIns: 2 });
    expect([await rates.spend('signIns', hall), await rates.spend('signIns', hall)]).toEqual([null, null]);
    const refusal = await rates.spend('signIns', hall);
    expect(refusal).toMatchObject({ code: 'tooManyAttempts', params: { limit: '2' } });
    expect(refusal?.params.seconds).toBeGreaterThan(590);
    expect(refusal?.params.seconds).toBeLessThanOrEqual(600);
    expect(await figures()).toContain('junban_limit_reached_total{limit="signIns"} 1');
    // Another address, and another rate, have their own.
    expect([await rates.spend('signIns', '203.0.113.8'), await rates.spend('lookups', hall)]).toEqual([
      null,
      null,
    ]);
  });

  it('come back: 300 of an office sign in at once, while failures stay', async () => {
    const { rates } = open({ signIns: 5 });
    for (let i = 0; i < 300; i += 1) {
      expect(await rates.spend('signIns', hall)).toBeNull();
      await rates.giveBack('signIns', hall);
    }
    for (let i = 0; i < 5; i += 1) await rates.spend('signIns', hall);
    expect(await rates.spend('signIns', hall)).toMatchObject({ code: 'tooManyAttempts' });
  });
});

describe('with several hubs', () => {
  const connect = async (url: string) => {
    const address = readLogAddress(url);
    if (!address.ok || address.value.kind === 'sqlite') throw new Error(url);
    const door = openRedisDoor(address.value, () => {});
    cleaners.push(() => door.close());
    await expect.poll(() => door.send('x', ['PING']).catch(() => null)).toBe('PONG');
    return { door, prefix: address.value.prefix };
  };

  it('they count together, forget in time, and each goes on alone while Redis is away', async () => {
    const redis = await startRedis();
    cleaners.push(() => redis.remove());
    const [one, two] = [
      open({ signIns: 3 }, await connect(redis.url)),
      open({ signIns: 3 }, await connect(redis.url)),
    ];
    for (const { rates } of [one, two, one]) expect(await rates.spend('signIns', hall)).toBeNull();
    expect(await two.rates.spend('signIns', hall)).toMatchObject({ code: 'tooManyAttempts' });
    const [key = ''] = redis.cli('--scan').split('\n');
    expect(key).toBe(`junban:rate/signIns:${hall}`);
    expect(Number(redis.cli('PTTL', key))).toBeGreaterThan(0);

    const other = '203.0.113.9';
    await one.rates.spend('signIns', other);
    await one.rates.giveBack('signIns', other);
    expect(redis.cli('GET', `junban:rate/signIns:${other}`)).toBe('0');

    await redis.kill();
    const away = '198.51.100.1';
    for (let i = 0; i < 3; i += 1) expect(await one.rates.spend('signIns', away)).toBeNull();
    expect(await one.rates.spend('signIns', away)).toMatchObject({ code: 'tooManyAttempts' });
    expect(await two.rates.spend('signIns', away)).toBeNull();
  });
});
