// Sealed contacts in Redis, shared by all hubs: a hash of records and the times of their erasure, changed by scripts.
import { z } from 'zod';
import { EpochMs, ReservationId } from '../../protocol/ids.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { createReplicas } from '../log/redis/replicas.ts';
import type { RedisDoor, Reply } from '../redis/client.ts';
import { forgetLua, indexKeys, openRedisIndex } from './redis-index.ts';
import type { ContactStore, SealedContact } from './store.ts';

/** The append-only file is written anew at most this often, seconds: a rewrite costs the server time and disk. */
export const rewriteSeconds = 86_400;

const Kept = z.strictObject({
  untilMs: EpochMs,
  schema: z.int(),
  keyId: z.string(),
  sealed: z.base64().transform((text) => Buffer.from(text, 'base64')),
});

const textOf = ({ untilMs, schema, keyId, sealed }: SealedContact): string =>
  JSON.stringify({ untilMs, schema, keyId, sealed: sealed.toString('base64') });

/** What lies there is not what was written: reported as any record that does not open. */
const recordFrom = (reservation: string, text: string): SealedContact => {
  const id = ReservationId.parse(reservation);
  try {
    return { reservation: id, ...Kept.parse(JSON.parse(text)) };
  } catch {
    return { reservation: id, untilMs: 0, schema: 0, keyId: 'none', sealed: Buffer.alloc(0) };
  }
};

// KEYS: records (hash), times (sorted set), mark (counts what is gone but still stands in the append-only file).
/** ARGV: reservation, record, time. */
const putScript = `
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then redis.call('INCR', KEYS[3]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1`;
/** ARGV: reservation, record as it must be, new record, new time. Gives 1 when it was. */
const replaceScript = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
redis.call('INCR', KEYS[3])
return 1`;
/** KEYS 4 to 6: the indexes. ARGV: reservation. Gives how many were erased. */
const eraseScript = `${forgetLua(4, 5, 6)}
forget(ARGV[1], true)
redis.call('ZREM', KEYS[2], ARGV[1])
if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('INCR', KEYS[3])
return 1`;
/** ARGV: now, most. Gives how many were erased. */
const eraseDueScript = `${forgetLua(4, 5, 6)}
local due = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, reservation in ipairs(due) do
  forget(reservation, true)
  redis.call('HDEL', KEYS[1], reservation)
  redis.call('ZREM', KEYS[2], reservation)
end
if #due > 0 then redis.call('INCR', KEYS[3]) end
return #due`;
/** KEYS: the mark, the turn. ARGV: seconds between turns. Gives '' when nothing is to be done, 'wait', or the mark's value. */
const turnScript = `
local mark = redis.call('GET', KEYS[1])
if not mark then return '' end
if not redis.call('SET', KEYS[2], '1', 'NX', 'EX', ARGV[1]) then return 'wait' end
return mark`;
/** KEYS: the mark. ARGV: its value before the file was written anew; what was erased since waits for the next turn. */
const doneScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;

export type RedisContactsOptions = {
  /** Closed by whoever opened it. */
  readonly door: RedisDoor;
  readonly prefix: string;
  /** Replicas that must have a change before it is answered. */
  readonly replicas: number;
  /** Hears why the append-only file could not be written anew. */
  readonly report: (error: unknown) => void;
};

const listOf = (reply: Reply | undefined): readonly Reply[] => (Array.isArray(reply) ? reply : []);

/** Opens it on a line to Redis. */
export const openRedisContacts = (options: RedisContactsOptions): ContactStore => {
  const { door, prefix, replicas, report } = options;
  const [records, times, mark, turn] = ['records', 'times', 'mark', 'turn'].map(
    (name) => `${prefix}:{contacts}/${name}`,
  ) as [string, string, string, string];
  const copies = createReplicas(door, prefix, replicas);
  let open = true;

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!open) throw new LogUnavailable('The vault is closed.');
    return work();
  };
  const write = (script: string, ...args: readonly string[]): Promise<number> =>
    guarded(async () =>
      Number(
        await copies.written(records, () =>
          door.eval(script, [records, times, mark, ...indexKeys(prefix)], args),
        ),
      ),
    );

  /** Erased and replaced records leave the append-only file when it is written anew. */
  const rewrite = async (value: string): Promise<boolean> => {
    try {
      for (const send of await door.servers()) await send(['BGREWRITEAOF']);
    } catch (error) {
      report(error);
      // One that runs already may have begun too early: soon again. What is not permitted is tried once a day.
      const reason = error instanceof Error ? error.message : String(error);
      if (!/NOPERM|unknown command/i.test(reason)) await door.send(turn, ['DEL', turn]);
      return false;
    }
    await door.eval(doneScript, [mark], [value]);
    return true;
  };

  return {
    put: async (record) =>
      void (await write(putScript, record.reservation, textOf(record), String(record.untilMs))),
    find: (reservation) =>
      guarded(async () => {
        await copies.safe(records);
        const text = await door.send(records, ['HGET', records, reservation]);
        return text === null ? null : recordFrom(reservation, String(text));
      }),
    replace: async (before, after) =>
      (await write(
        replaceScript,
        before.reservation,
        textOf(before),
        textOf(after),
        String(after.untilMs),
      )) === 1,
    erase: async (reservation) => (await write(eraseScript, reservation)) > 0,
    eraseDue: (nowMs, limit) => write(eraseDueScript, String(nowMs), String(limit)),
    sweep: () =>
      guarded(async () => {
        const asked = String(await door.eval(turnScript, [mark, turn], [String(rewriteSeconds)]));
        return asked === '' || (asked !== 'wait' && rewrite(asked));
      }),
    page: (cursor, limit) =>
      guarded(async () => {
        const reply = await door.send(records, ['HSCAN', records, cursor ?? '0', 'COUNT', String(limit)]);
        const [next, fields] = [String(listOf(reply)[0]), listOf(listOf(reply)[1]).map(String)];
        const found = fields.flatMap((name, index) =>
          index % 2 === 0 ? [recordFrom(name, fields[index + 1] ?? '')] : [],
        );
        return { records: found, next: next === '0' ? null : next };
      }),
    count: () => guarded(async () => Number(await door.send(records, ['HLEN', records]))),
    index: openRedisIndex(
      prefix,
      (script, keys, args) => guarded(() => copies.written(records, () => door.eval(script, keys, args))),
      (key, command) => guarded(() => door.send(key, command)),
    ),
    close: async () => {
      open = false;
    },
  };
};
