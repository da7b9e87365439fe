// The last place goes to exactly one of a thousand bookers, at one hub on SQLite and at two on Redis.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandId } from '../../protocol/ids.ts';
import type { BookCommand } from '../../protocol/reservation-commands.ts';
import { early, monday, openDay } from '../../server/booking/booking.test-support.ts';
import { codesFor } from '../../server/booking/tokens.ts';
import type { EventLog } from '../../server/log/contract.ts';
import { openRedisLog } from '../../server/log/redis-log.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { readLogAddress } from '../../server/redis/address.ts';
import { openRedisDoor } from '../../server/redis/client.ts';
import { siteWith } from '../../server/slots/slots.test-support.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';

const bookers = 1_000;
const slotAtMs = Date.parse(`${monday}T10:00:00+09:00`);
const site = siteWith({ group: { closes: { minutesBefore: 0 }, channels: {} } });

const booking = (n: number): BookCommand => ({
  type: 'bookPlace',
  reservation: `centre.${monday}.${String(n).padStart(16, '0')}` as never,
  codes: codesFor('centre' as never, monday, String(n)),
  secretHash: String(n).padStart(27, 'o') as never,
  owner: String(n).padStart(27, 'o') as never,
  ...{ hold: null, procedure: 'card-issue' as never, slotAtMs, partySize: 1, channel: 'web', language: 'ja' },
});

/** All at the same time, spread over the hubs; whatever the slot holds is taken, and nothing more. */
const rush = async (logs: readonly EventLog[]): Promise<void> => {
  expect(early).toBeLessThan(slotAtMs);
  const days = await Promise.all(logs.map((log, index) => openDay(log, site, monday, `hub-${index}`)));
  const [first] = days;
  if (first === undefined) throw new Error('no hub');
  const actor = { kind: 'resident', id: 'web' } as const;
  const answers = await Promise.all(
    Array.from({ length: bookers }, (_, n) =>
      days[n % days.length]?.take(CommandId.parse(`booker-${n}`), booking(n), actor),
    ),
  );
  const booked = answers.filter((answer) => answer?.ok === true).length;
  const codes = new Set(answers.map((answer) => (answer?.ok === false ? answer.refusal.code : 'ok')));
  const [taken] = [...first.state().book.taken.values()];
  expect(booked).toBe(taken);
  expect(booked).toBeGreaterThan(0);
  expect(booked).toBeLessThanOrEqual(3);
  expect(codes).toEqual(new Set(['ok', 'slotFull']));
  await Promise.all(days.map((day) => day.close()));
};

describe('the last places of a slot', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.kill());

  it('go to as many as there are places, on SQLite', async () => {
    const log = openSqliteLog(':memory:');
    await rush([log]);
    await log.close();
  });

  it('and with two hubs on Redis', async () => {
    const address = readLogAddress(server.url);
    if (!address.ok || address.value.kind === 'sqlite') throw new Error('not a Redis');
    const doors = [address.value, address.value].map((one) => openRedisDoor(one, () => {}));
    const logs = doors.map((door) => openRedisLog({ door, prefix: 'rush', replicas: 0 }));
    await expect
      .poll(() =>
        Promise.all(logs.map((log) => log.check())).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await rush(logs);
    await Promise.all(logs.map((log) => log.close()));
    await Promise.all(doors.map((door) => door.close()));
  });
});
