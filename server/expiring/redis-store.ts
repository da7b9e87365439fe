// Notes in Redis, the same for every hub. One hash and one sorted set, in one slot, so that each change is one script.
import type { RedisDoor } from '../redis/client.ts';
import { checkKey, mostListed, type Note, type Notes } from './store.ts';

/** KEYS: values (hash), ends (sorted set). ARGV[1]: now. What has run out goes first. */
const forget = `
for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])) do redis.call('HDEL', KEYS[1], old) end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])`;
/** ARGV: now, key, value, end or '', 'new' when it must not be there. */
const putScript = `${forget}
if ARGV[5] == 'new' and redis.call('HEXISTS', KEYS[1], ARGV[2]) == 1 then return 0 end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
redis.call('ZREM', KEYS[2], ARGV[2])
if ARGV[4] ~= '' then redis.call('ZADD', KEYS[2], ARGV[4], ARGV[2]) end
return 1`;
const getScript = `${forget}
return redis.call('HGET', KEYS[1], ARGV[2])`;
const takeScript = `${forget}
local value = redis.call('HGET', KEYS[1], ARGV[2])
redis.call('HDEL', KEYS[1], ARGV[2])
redis.call('ZREM', KEYS[2], ARGV[2])
return value`;
const listScript = `${forget}
local all = redis.call('HGETALL', KEYS[1])
local found = {}
for i = 1, #all, 2 do
  if string.sub(all[i], 1, #ARGV[2]) == ARGV[2] then
    table.insert(found, all[i])
    table.insert(found, all[i + 1])
  end
end
return found`;

/** Opens them on a line to Redis that somebody else closes; `nowMs` gives epoch milliseconds. */
export const openRedisNotes = (door: RedisDoor, prefix: string, nowMs: () => number): Notes => {
  const keys = [`${prefix}:{notes}/values`, `${prefix}:{notes}/ends`];
  const run = (script: string, ...args: readonly string[]) =>
    door.eval(script, keys, [String(nowMs()), ...args]);
  const put = async (key: string, value: string, keepMs: number | null, how: 'new' | 'any') => {
    checkKey(key);
    const end = keepMs === null ? '' : String(nowMs() + keepMs);
    return Number(await run(putScript, key, value, end, how)) === 1;
  };
  const textOf = (reply: unknown): string | null => (reply === null ? null : String(reply));

  return {
    get: async (key) => {
      checkKey(key);
      return textOf(await run(getScript, key));
    },
    put: async (key, value, keepMs) => void (await put(key, value, keepMs, 'any')),
    add: (key, value, keepMs) => put(key, value, keepMs, 'new'),
    take: async (key) => {
      checkKey(key);
      return textOf(await run(takeScript, key));
    },
    remove: async (key) => {
      checkKey(key);
      await run(takeScript, key);
    },
    list: async (prefix) => {
      const flat = await run(listScript, prefix);
      const texts = Array.isArray(flat) ? flat.map(String) : [];
      const notes: Note[] = [];
      for (let i = 0; i + 1 < texts.length; i += 2) {
        notes.push({ key: texts[i] as string, value: texts[i + 1] as string });
      }
      return notes.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, mostListed);
    },
    close: () => {},
  };
};
