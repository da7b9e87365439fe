// Sessions in Redis, known to every hub: signed in at one, signed in at all; ended at one, ended at all.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { StaffId } from '../../protocol/ids.ts';
import type { RedisDoor } from '../redis/door.ts';
import {
  createEnds,
  isToken,
  keyOf,
  lifetimeMs,
  mostSessions,
  newToken,
  type Session,
  type Sessions,
} from './sessions.ts';

/** A session found is believed for so long without asking again, unless it is heard to have ended, ms. */
const believedMs = 5_000;

/** KEYS: times (sorted set), staff (hash). ARGV: key, staff, now, oldest that counts, most. */
const beginScript = `
for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])) do redis.call('HDEL', KEYS[2], old) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
local over = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[5])
if over > 0 then
  local popped = redis.call('ZPOPMIN', KEYS[1], over)
  for i = 1, #popped, 2 do redis.call('HDEL', KEYS[2], popped[i]) end
end
return 1`;
/** KEYS as above. ARGV: key, oldest that counts. Gives the staff member, or nothing. */
const findScript = `
local begun = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not begun or tonumber(begun) <= tonumber(ARGV[2]) then return false end
return redis.call('HGET', KEYS[2], ARGV[1])`;
/** KEYS as above. ARGV: key, channel. Tells all hubs when there was such a session. */
const endScript = `
redis.call('HDEL', KEYS[2], ARGV[1])
if redis.call('ZREM', KEYS[1], ARGV[1]) == 1 then redis.call('PUBLISH', ARGV[2], ARGV[1]) end
return 1`;

/** Opens them on a line to Redis that somebody else closes; `nowMs` gives epoch milliseconds. */
export const openRedisSessions = (door: RedisDoor, prefix: string, nowMs: () => number): Sessions => {
  const keys = [`${prefix}:{sessions}/times`, `${prefix}:{sessions}/staff`];
  const secretKey = `${prefix}:{sessions}/secret`;
  const channel = `${prefix}:{sessions}/ended`;
  const run = (script: string, ...args: readonly string[]) => door.eval(script, keys, args);
  const ends = createEnds();
  /** What was found lately. */
  const believed = new Map<string, { readonly session: Session; readonly untilMs: number }>();
  const forget = (key: string): void => {
    believed.delete(key);
    ends.tell(key);
  };
  const leave = door.subscribe(channel, forget);

  const believe = (session: Session): Session => {
    if (believed.size >= mostSessions) believed.clear();
    believed.set(session.key, { session, untilMs: nowMs() + believedMs });
    return session;
  };

  const findByKey = async (key: string): Promise<Session | null> => {
    const known = believed.get(key);
    if (known !== undefined && nowMs() < known.untilMs) return known.session;
    believed.delete(key);
    const staff = await run(findScript, key, String(nowMs() - lifetimeMs));
    return staff === null ? null : believe({ key, staff: StaffId.parse(staff) });
  };

  /** Made once by whichever hub comes first, and kept for all. */
  let secret: Promise<string> | null = null;
  const readSecret = async (): Promise<string> => {
    await door.send(secretKey, ['SET', secretKey, newToken(), 'NX']);
    return String(await door.send(secretKey, ['GET', secretKey]));
  };
  const sign = async (key: string): Promise<string> => {
    secret ??= readSecret().catch((error: unknown) => {
      secret = null;
      throw error;
    });
    return createHmac('sha256', await secret)
      .update(key)
      .digest('base64url');
  };

  return {
    begin: async (staff) => {
      const token = newToken();
      const key = keyOf(token);
      const oldest = nowMs() - lifetimeMs;
      await run(beginScript, key, staff, String(nowMs()), String(oldest), String(mostSessions));
      return { token, session: believe({ key, staff }) };
    },
    find: async (token) => (isToken(token) ? findByKey(keyOf(token)) : null),
    passFor: async ({ key }) => `${key}.${await sign(key)}`,
    findByPass: async (pass) => {
      const [key = '', signature = ''] = pass.split('.');
      if (!/^[0-9a-f]{64}$/.test(key)) return null;
      const right = Buffer.from(await sign(key));
      const given = Buffer.from(signature);
      return right.length === given.length && timingSafeEqual(right, given) ? findByKey(key) : null;
    },
    end: async (token) => {
      const key = keyOf(token);
      believed.delete(key);
      await run(endScript, key, channel);
    },
    onEnd: ends.listen,
    close: leave,
  };
};
