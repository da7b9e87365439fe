// Appends that wait for replicas: acknowledged only what a failover keeps.

import { LogUnavailable } from '../../base/log-unavailable.ts';
import type { RedisDoor } from '../../redis/client.ts';

export type Replicas = {
  /** Does a write on the node of `key` and resolves when enough replicas have it; throws LogUnavailable otherwise. */
  written<T>(key: string, write: () => Promise<T>): Promise<T>;
  /** Before a read that somebody will trust: what may be on the master alone is brought to the replicas first. */
  safe(key: string): Promise<void>;
};

/** How long a write waits for its replicas, ms. */
const patienceMs = 1_500;

const tagIn = (key: string): string => /\{(.*?)\}/.exec(key)?.[1] ?? '';

/** `wanted` replicas; 0: none is waited for. */
export const createReplicas = (door: RedisDoor, prefix: string, wanted: number): Replicas => {
  /** Tags with a write that was not seen on the replicas; nothing of theirs is believed until a later one is. */
  const doubtful = new Set<string>();

  const waitingWrite = async <T>(key: string, write: () => Promise<T>): Promise<T> => {
    const epoch = door.epoch();
    const result = await write();
    const reached = Number(await door.send(key, ['WAIT', String(wanted), String(patienceMs)]));
    // WAIT speaks of the writes of its own connection: another one knows nothing of ours.
    if (door.epoch() !== epoch)
      throw new LogUnavailable('The line to Redis broke before its replicas had all.', {
        mayHaveHappened: true,
      });
    if (reached < wanted) {
      throw new LogUnavailable(
        `Only ${reached} of ${wanted} replicas have the last events (JUNBAN_LOG_REPLICAS).`,
        { mayHaveHappened: true },
      );
    }
    return result;
  };

  const written: Replicas['written'] = async (key, write) => {
    if (wanted === 0) return write();
    try {
      const result = await waitingWrite(key, write);
      // Replicas take writes in order: those that have this one have all before it.
      doubtful.delete(tagIn(key));
      return result;
    } catch (error) {
      doubtful.add(tagIn(key));
      throw error;
    }
  };

  return {
    written,
    safe: async (key) => {
      if (!doubtful.has(tagIn(key))) return;
      const barrier = `${prefix}:{${tagIn(key)}}/barrier`;
      await written(barrier, () => door.send(barrier, ['SET', barrier, '1']));
    },
  };
};
