// The outbox in Redis, shared by all hubs: bodies and tries by id, and what is due in order of time; each change is one script.
import { z } from 'zod';
import type { RedisDoor } from '../redis/client.ts';
import type { Outbox } from './outbox.ts';

const Kept = z.strictObject({ body: z.string(), untilMs: z.int() });

// KEYS: kept (hash), tries (hash), due (sorted set), forget (sorted set), failed (set).
/** ARGV: id, kept, due, forget. */
const addScript = `
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
redis.call('ZADD', KEYS[4], ARGV[4], ARGV[1])
return 1`;
/** ARGV: now, claim, most. Gives id, kept and tries of each. */
const takeScript = `
local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  redis.call('ZADD', KEYS[3], ARGV[2], id)
  table.insert(found, id)
  table.insert(found, redis.call('HGET', KEYS[1], id))
  table.insert(found, tostring(redis.call('HINCRBY', KEYS[2], id, 1)))
end
return found`;
/** ARGV: id, claim, '1' when it failed, kept without a body. */
const settleScript = `
if tonumber(redis.call('ZSCORE', KEYS[3], ARGV[1]) or '-1') ~= tonumber(ARGV[2]) then return 0 end
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[4])
redis.call('HDEL', KEYS[2], ARGV[1])
if ARGV[3] == '1' then redis.call('SADD', KEYS[5], ARGV[1]) end
return 1`;
/** ARGV: id, claim, due. */
const putOffScript = `
if tonumber(redis.call('ZSCORE', KEYS[3], ARGV[1]) or '-1') ~= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
return 1`;
const remove = `
local function remove(id)
  redis.call('HDEL', KEYS[1], id)
  redis.call('HDEL', KEYS[2], id)
  redis.call('ZREM', KEYS[3], id)
  redis.call('ZREM', KEYS[4], id)
  redis.call('SREM', KEYS[5], id)
end`;
/** ARGV: id. */
const dropScript = `${remove}
if not redis.call('ZSCORE', KEYS[3], ARGV[1]) then return 0 end
remove(ARGV[1])
return 1`;
/** ARGV: now, most. */
const forgetScript = `${remove}
local old = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(old) do remove(id) end
return #old`;
/** ARGV: now. */
const countScript = `
local first = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, 1)
return { redis.call('ZCARD', KEYS[3]), redis.call('SCARD', KEYS[5]), first[2] or '' }`;

/** So many are forgotten in one step, so that the server goes on with other work between steps. */
const batch = 500;

/** Opens it on a line to Redis that somebody else closes. */
export const openRedisOutbox = (door: Pick<RedisDoor, 'eval'>, prefix: string): Outbox => {
  const keys = ['kept', 'tries', 'due', 'forget', 'failed'].map((name) => `${prefix}:{outbox}/${name}`);
  const run = (script: string, ...args: readonly (string | number)[]) =>
    door.eval(script, keys, args.map(String));
  const textsOf = (reply: unknown): readonly string[] => (Array.isArray(reply) ? reply.map(String) : []);
  const done = async (script: string, ...args: readonly (string | number)[]): Promise<boolean> =>
    Number(await run(script, ...args)) === 1;

  return {
    add: ({ id, body, dueAtMs, untilMs, forgetAtMs }) =>
      done(addScript, id, JSON.stringify({ body, untilMs }), dueAtMs, forgetAtMs),
    take: async (nowMs, leaseMs, limit) => {
      const claim = nowMs + leaseMs;
      const flat = textsOf(await run(takeScript, nowMs, claim, limit));
      return Array.from({ length: Math.floor(flat.length / 3) }, (_, nth) => {
        const [id = '', kept = '', tries = ''] = flat.slice(nth * 3, nth * 3 + 3);
        return { id, ...Kept.parse(JSON.parse(kept)), tries: Number(tries), claim };
      });
    },
    settle: ({ id, claim, untilMs }, outcome) =>
      done(settleScript, id, claim, outcome === 'failed' ? 1 : 0, JSON.stringify({ body: '', untilMs })),
    putOff: ({ id, claim }, dueAtMs) => done(putOffScript, id, claim, dueAtMs),
    drop: (id) => done(dropScript, id),
    forget: async (nowMs) => {
      let count = 0;
      for (let step = batch; step === batch; count += step) {
        step = Number(await run(forgetScript, nowMs, batch));
      }
      return count;
    },
    counts: async (nowMs) => {
      const [waiting, failed, since = ''] = textsOf(await run(countScript, nowMs));
      return {
        waiting: Number(waiting),
        failed: Number(failed),
        dueSinceMs: since === '' ? null : Number(since),
      };
    },
    close: () => {},
  };
};
