// What Redis does with sessions in one step each. KEYS: times (sorted set by beginning), begins (hash of JSON), uses
// (hash: epoch ms of the last use, "L" before it when locked), and where it says so the person's own times.

/** ARGV: key, begin, now, oldest that counts, most of one person, channel of ends. Gives the keys that had to end. */
export const beginScript = `
for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])) do
  redis.call('HDEL', KEYS[2], old)
  redis.call('HDEL', KEYS[3], old)
end
for _, times in ipairs({KEYS[1], KEYS[4]}) do
  redis.call('ZREMRANGEBYSCORE', times, '-inf', ARGV[4])
  redis.call('ZADD', times, ARGV[3], ARGV[1])
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
local over = redis.call('ZCARD', KEYS[4]) - tonumber(ARGV[5])
local ended = {}
local popped = over > 0 and redis.call('ZPOPMIN', KEYS[4], over) or {}
for i = 1, #popped, 2 do
  redis.call('HDEL', KEYS[2], popped[i])
  redis.call('HDEL', KEYS[3], popped[i])
  redis.call('ZREM', KEYS[1], popped[i])
  redis.call('PUBLISH', ARGV[6], popped[i])
  table.insert(ended, popped[i])
end
return ended`;

/** ARGV: key, oldest that counts. Gives begin, beginning and use, or nothing. */
export const findScript = `
local begun = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not begun or tonumber(begun) <= tonumber(ARGV[2]) then return false end
return {redis.call('HGET', KEYS[2], ARGV[1]), begun, redis.call('HGET', KEYS[3], ARGV[1])}`;

/** ARGV: key, now, used after this. Locked ones and those that are idle already stay as they are. */
export const useScript = `
local used = redis.call('HGET', KEYS[3], ARGV[1])
if not used or string.sub(used, 1, 1) == 'L' or tonumber(used) <= tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
return 1`;

/** ARGV: key, used at or before this, channel of locks. 1: locked by this call. */
export const lockScript = `
local used = redis.call('HGET', KEYS[3], ARGV[1])
if not used or string.sub(used, 1, 1) == 'L' or tonumber(used) > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[3], ARGV[1], 'L' .. used)
redis.call('PUBLISH', ARGV[3], ARGV[1])
return 1`;

/** ARGV: key, now, channel of unlocks. */
export const unlockScript = `
if redis.call('HEXISTS', KEYS[3], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[1])
return 1`;

/** ARGV: channel of ends, where persons' own times are, then keys. Tells all hubs of those that there were. */
export const endScript = `
for i = 3, #ARGV do
  local begin = redis.call('HGET', KEYS[2], ARGV[i])
  if begin then redis.call('ZREM', ARGV[2] .. cjson.decode(begin).staff, ARGV[i]) end
  redis.call('HDEL', KEYS[2], ARGV[i])
  redis.call('HDEL', KEYS[3], ARGV[i])
  if redis.call('ZREM', KEYS[1], ARGV[i]) == 1 then redis.call('PUBLISH', ARGV[1], ARGV[i]) end
end
return 1`;
