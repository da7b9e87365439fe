// Blind indexes in Redis, beside the contacts: one sorted set of terms, one hash of claims, and what belongs to whom.
import { ReservationId } from '../../protocol/ids.ts';
import type { Reply } from '../redis/client.ts';
import type { ContactIndex } from './index-store.ts';

// KEYS: terms (sorted set of "term reservation"), claims (hash), of (hash: reservation → its entries, one a line).
/** ARGV: reservation, then its terms. */
const putScript = `
local old = redis.call('HGET', KEYS[3], ARGV[1]) or ''
local kept = {}
for line in string.gmatch(old, '[^\\n]+') do
  if string.sub(line, 1, 1) == 't' then redis.call('ZREM', KEYS[1], string.sub(line, 2) .. ' ' .. ARGV[1])
  else table.insert(kept, line) end
end
for i = 2, #ARGV do
  redis.call('ZADD', KEYS[1], 0, ARGV[i] .. ' ' .. ARGV[1])
  table.insert(kept, 't' .. ARGV[i])
end
if #kept > 0 then redis.call('HSET', KEYS[3], ARGV[1], table.concat(kept, '\\n')) else redis.call('HDEL', KEYS[3], ARGV[1]) end
return 1`;
/** ARGV: term, reservation, time, who has it ('' nobody). Gives '' when it is the reservation's. */
const claimScript = `
local held = redis.call('HGET', KEYS[2], ARGV[1])
local who = held and string.match(held, '^(%S+)') or ''
if who == ARGV[2] then return '' end
if who ~= ARGV[4] then
  if held then return held end
  return ARGV[4] .. ' 0'
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. ' ' .. ARGV[3])
local mine = redis.call('HGET', KEYS[3], ARGV[2]) or ''
redis.call('HSET', KEYS[3], ARGV[2], mine .. '\\nc' .. ARGV[1])
return ''`;
/** A function of Lua that takes a reservation's claims away, and its terms too when asked; keys by their places. */
export const forgetLua = (terms: number, claims: number, of: number): string => `
local function forget(reservation, all)
  local old = redis.call('HGET', KEYS[${of}], reservation)
  if not old then return end
  local kept = {}
  for line in string.gmatch(old, '[^\\n]+') do
    local term = string.sub(line, 2)
    if string.sub(line, 1, 1) == 'c' then
      local held = redis.call('HGET', KEYS[${claims}], term)
      if held and string.match(held, '^(%S+)') == reservation then redis.call('HDEL', KEYS[${claims}], term) end
    elseif all then redis.call('ZREM', KEYS[${terms}], term .. ' ' .. reservation)
    else table.insert(kept, line) end
  end
  if #kept > 0 then redis.call('HSET', KEYS[${of}], reservation, table.concat(kept, '\\n'))
  else redis.call('HDEL', KEYS[${of}], reservation) end
end`;
/** ARGV: reservation. */
const releaseScript = `${forgetLua(1, 2, 3)}
forget(ARGV[1], false)
return 1`;
/** Keys of the indexes, all in one slot with the contacts. */
export const indexKeys = (prefix: string): readonly string[] =>
  ['terms', 'claims', 'of'].map((name) => `${prefix}:{contacts}/${name}`);

export type RunScript = (script: string, keys: readonly string[], args: readonly string[]) => Promise<Reply>;

/** `run` writes with the replicas that are wanted; `send` reads. */
export const openRedisIndex = (
  prefix: string,
  run: RunScript,
  send: (key: string, command: readonly string[]) => Promise<Reply>,
): ContactIndex => {
  const keys = indexKeys(prefix);
  const [terms = '', claims = '', of = ''] = keys;
  return {
    put: async (reservation, wanted) => void (await run(putScript, keys, [reservation, ...wanted])),
    find: async (term, limit) => {
      const range = ['ZRANGEBYLEX', terms, `[${term} `, `(${term}!`, 'LIMIT', '0', String(limit)];
      const reply = await send(terms, range);
      return (Array.isArray(reply) ? reply : []).map((one) =>
        ReservationId.parse(String(one).slice(term.length + 1)),
      );
    },
    claim: async (term, reservation, atMs, before) => {
      const reply = String(await run(claimScript, keys, [term, reservation, String(atMs), before ?? '']));
      if (reply === '') return null;
      const [who, since] = reply.split(' ');
      return { reservation: ReservationId.parse(who === '' ? reservation : who), atMs: Number(since) };
    },
    claimsOf: async (reservation) => {
      // Its entries may name what was taken over since: the claim itself tells whose it is.
      const entries = String((await send(of, ['HGET', of, reservation])) ?? '').split('\n');
      const mine: string[] = [];
      for (const entry of entries.filter((one) => one.startsWith('c'))) {
        const held = String((await send(claims, ['HGET', claims, entry.slice(1)])) ?? '');
        if (held.split(' ')[0] === reservation) mine.push(entry.slice(1));
      }
      return [...new Set(mine)];
    },
    release: async (reservation) => void (await run(releaseScript, keys, [reservation])),
  };
};
