// What must happen in Redis at once: an append, and the removal of a stream. Redis runs a script alone and whole.

const lastEntry = `
local version, hash = 0, ''
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if last then
  version = tonumber(string.match(last[1], '^%d+'))
  hash = last[2][4]
end`;

/**
 * KEYS: entries, commands, index. ARGV: expected version, hash of the entry there ('' at 0), command id, channel,
 * name of the stream, then JSON and hash of each entry. Gives {'appended', version}, {'conflict', actual version}
 * or {'repeated', version of the command's first entry}.
 */
export const appendScript = `${lastEntry}
local first = redis.call('HGET', KEYS[2], ARGV[3])
if first then return {'repeated', tonumber(first)} end
if version ~= tonumber(ARGV[1]) or hash ~= ARGV[2] then return {'conflict', version} end
redis.call('HSET', KEYS[2], ARGV[3], version + 1)
redis.call('SADD', KEYS[3], ARGV[5])
for i = 6, #ARGV, 2 do
  version = version + 1
  redis.call('XADD', KEYS[1], string.format('%d-0', version), 'entry', ARGV[i], 'hash', ARGV[i + 1])
end
redis.call('PUBLISH', ARGV[4], ARGV[5])
return {'appended', version}`;

/** KEYS as above. ARGV: version at which it must stand, name of the stream. Gives 1 when it was removed. */
export const removeScript = `${lastEntry}
if version == 0 or version ~= tonumber(ARGV[1]) then return 0 end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('SREM', KEYS[3], ARGV[2])
return 1`;
