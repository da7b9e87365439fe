// The Redis store on real servers: the common contract alone, with Sentinel and replica, and as a Cluster.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedisNotes } from '../../server/expiring/redis-store.ts';
import type { Notes } from '../../server/expiring/store.ts';
import { openRedisLog } from '../../server/log/redis-log.ts';
import { openRedisOutbox } from '../../server/messages/redis-outbox.ts';
import { openRedisSessions } from '../../server/people/redis-sessions.ts';
import { defaultSessionLimits, SessionBegin } from '../../server/people/sessions.ts';
import type { RedisAddress } from '../../server/redis/address.ts';
import { readLogAddress } from '../../server/redis/address.ts';
import { openRedisDoor, type RedisDoor } from '../../server/redis/client.ts';
import {
  type RedisServer,
  startCluster,
  startRedis,
  startSentinel,
  type Watched,
} from '../support/redis-server.ts';
import { eventLogContract, type OpenedLog } from './event-log.contract.ts';
import { notesContract, type OpenedNotes } from './notes.contract.ts';
import { outboxContract } from './outbox.contract.ts';
import { type OpenedSessions, sessionsContract } from './sessions.contract.ts';

const addressOf = (url: string): RedisAddress => {
  const read = readLogAddress(url);
  if (!read.ok || read.value.kind === 'sqlite') throw new Error(`not a Redis: ${url}`);
  return read.value;
};

let count = 0;
/** A store of its own on a shared server: another prefix each time. */
const openAt = async (url: string, replicas = 0, prefix = `test-${++count}`): Promise<OpenedLog> => {
  const door = openRedisDoor(addressOf(url), () => {});
  const log = openRedisLog({ door, prefix, replicas });
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
  const close = async () => {
    await log.close();
    await door.close();
  };
  return {
    log,
    reopen: async () => {
      await close();
      return openAt(url, replicas, prefix);
    },
    close,
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

const openSessions = async (
  nowMs: () => number,
  limits = defaultSessionLimits,
  prefix = `test-${++count}`,
): Promise<OpenedSessions> => {
  const door = openRedisDoor(addressOf(single.url), () => {});
  await expect.poll(() => door.send('x', ['PING']).catch(() => '')).toBe('PONG');
  const sessions = openRedisSessions(door, prefix, nowMs, limits);
  const close = async () => {
    sessions.close();
    await door.close();
  };
  return {
    sessions,
    close,
    reopen: async () => {
      await close();
      return openSessions(nowMs, limits, prefix);
    },
  };
};
sessionsContract('Sessions in Redis', openSessions);

const openNotes = async (nowMs: () => number, prefix = `test-${++count}`): Promise<OpenedNotes> => {
  const lines = [1, 2].map(() => openRedisDoor(addressOf(single.url), () => {})) as [RedisDoor, RedisDoor];
  const [notes, other] = lines.map((door) => openRedisNotes(door, prefix, nowMs)) as [Notes, Notes];
  for (const door of lines) await expect.poll(() => door.send('x', ['PING']).catch(() => '')).toBe('PONG');
  const close = async () => {
    for (const door of lines) await door.close();
  };
  return {
    notes,
    other,
    close,
    reopen: async () => {
      await close();
      return openNotes(nowMs, prefix);
    },
  };
};
notesContract('Notes in Redis', openNotes);

describe('sessions of two hubs', () => {
  it('begun at one are known at the other, and ended at one are ended at both', async () => {
    const prefix = `test-${++count}`;
    const [one, two] = await Promise.all(
      [1, 2].map(() => openSessions(Date.now, defaultSessionLimits, prefix)),
    );
    if (one === undefined || two === undefined) throw new Error('two were asked for');
    const ended: string[] = [];
    two.sessions.onEnd((key) => ended.push(key));
    const { token, session } = await one.sessions.begin(
      SessionBegin.parse({ staff: 'sato', how: 'password', from: '10.0.0.7' }),
    );
    expect(await two.sessions.find(token)).toEqual(session);
    await one.sessions.end(token);
    const other = await two.sessions.begin(
      SessionBegin.parse({ staff: 'suzuki', how: 'password', from: '10.0.0.7' }),
    );
    await expect.poll(() => ended).toEqual([session.key]);
    expect(await two.sessions.find(token)).toBeNull();
    const kept = single.cli('--raw', 'HGETALL', `${prefix}:{sessions}/begins`);
    expect(kept).toContain('suzuki');
    expect(kept).not.toContain(other.token);
    await Promise.all([one.close(), two.close()]);
  });
});

outboxContract('The outbox in Redis', async () => {
  const prefix = `test-${++count}`;
  const open = async (): ReturnType<Parameters<typeof outboxContract>[1]> => {
    const door = openRedisDoor(addressOf(single.url), () => {});
    await expect.poll(() => door.send('x', ['PING']).catch(() => '')).toBe('PONG');
    const close = () => door.close();
    return {
      outbox: openRedisOutbox(door, prefix),
      close,
      reopen: async () => {
        await close();
        return open();
      },
    };
  };
  return open();
});
