// The Redis store on real servers: the common contract alone, with Sentinel and replica, and as a Cluster.
import { afterAll, beforeAll } from 'vitest';
import type { RedisAddress } from '../../server/log/redis/address.ts';
import { readLogAddress } from '../../server/log/redis/address.ts';
import { openRedisLog } from '../../server/log/redis-log.ts';
import {
  type RedisServer,
  startCluster,
  startRedis,
  startSentinel,
  type Watched,
} from '../support/redis-server.ts';
import { eventLogContract, type OpenedLog } from './event-log.contract.ts';

const addressOf = (url: string): RedisAddress => {
  const read = readLogAddress(url);
  if (!read.ok || read.value.kind === 'sqlite') throw new Error(`not a Redis: ${url}`);
  return read.value;
};

let count = 0;
/** A store of its own on a shared server: another prefix each time. */
const openAt = async (url: string, replicas = 0, prefix = `test-${++count}`): Promise<OpenedLog> => {
  const log = openRedisLog({ address: addressOf(`${url}?prefix=${prefix}`), replicas, report: () => {} });
  for (;;) {
    if (
      await log.check().then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    log,
    reopen: async () => {
      await log.close();
      return openAt(url, replicas, prefix);
    },
    close: () => log.close(),
  };
};

let single: RedisServer;
let watched: Watched;
let cluster: Awaited<ReturnType<typeof startCluster>>;
beforeAll(async () => {
  [single, watched, cluster] = await Promise.all([startRedis(), startSentinel(), startCluster()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([single, watched, cluster].map((server) => server?.remove()));
});

eventLogContract('One Redis', () => openAt(single.url));
eventLogContract('Redis behind Sentinel, waiting for its replica', () => openAt(watched.url, 1));
eventLogContract('A Redis Cluster', () => openAt(cluster.url));
