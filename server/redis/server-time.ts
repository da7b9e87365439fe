// What time the Redis server has: one clock that all hubs of a store share.
import type { RedisDoor } from './client.ts';

/** Epoch ms, by the server that holds the store's keys. Throws LogUnavailable when it does not answer, Error on nonsense. */
export const serverTimeMs = async (door: RedisDoor, prefix: string): Promise<number> => {
  const reply = await door.send(`${prefix}:time`, ['TIME']);
  const [seconds, micros] = Array.isArray(reply) ? reply.map(Number) : [];
  const atMs = (seconds ?? Number.NaN) * 1_000 + (micros ?? Number.NaN) / 1_000;
  if (!Number.isFinite(atMs)) throw new Error(`TIME answered ${JSON.stringify(reply)}`);
  return atMs;
};
