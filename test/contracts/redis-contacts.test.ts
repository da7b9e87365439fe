// The vault in real Redis servers: the common contract alone and as a Cluster; all keys and the raw append-only file after an erasure.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hanako,
  idOf,
  openTestVault,
  ringOf,
  sato,
  textsOf,
} from '../../server/contacts/contacts.test-support.ts';
import { openRedisContacts } from '../../server/contacts/redis-contacts.ts';
import type { SealedContact } from '../../server/contacts/store.ts';
import { readLogAddress } from '../../server/redis/address.ts';
import { openRedisDoor } from '../../server/redis/client.ts';
import { type RedisServer, startCluster, startRedis } from '../support/redis-server.ts';
import {
  contactsContract,
  formsOf,
  liveAndErase,
  type OpenedContacts,
  tracesOf,
} from './contacts.contract.ts';

let count = 0;
/** A store of its own on a shared server: another prefix each time. */
const openAt = async (
  url: string,
  report: (error: unknown) => void = () => {},
  prefix = `test-${++count}`,
): Promise<OpenedContacts> => {
  const address = readLogAddress(url);
  if (!address.ok || address.value.kind === 'sqlite') throw new Error(`not a Redis: ${url}`);
  const door = openRedisDoor(address.value, () => {});
  const store = openRedisContacts({ door, prefix, replicas: 0, report });
  await expect.poll(() => store.count().catch(() => -1)).toBeGreaterThanOrEqual(0);
  const close = async () => {
    await store.close();
    await door.close();
  };
  const reopen = async () => {
    await close();
    return openAt(url, report, prefix);
  };
  return { store, reopen, close };
};

let single: RedisServer;
let cluster: Awaited<ReturnType<typeof startCluster>>;
beforeAll(async () => {
  [single, cluster] = await Promise.all([startRedis(), startCluster()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([single, cluster].map((server) => server?.remove()));
});

contactsContract('One Redis', () => openAt(single.url));
contactsContract('A Redis Cluster', () => openAt(cluster.url));

/** The bytes of every file that the server keeps. */
const filesOf = (server: RedisServer): Buffer => {
  const folder = server.cli('CONFIG', 'GET', 'dir').split('\n').at(-1)?.trim() ?? '';
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Buffer.concat(names.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
};
/** Every value of every key. */
const keysOf = (server: RedisServer): Buffer => {
  const names = server
    .cli('--raw', 'KEYS', '*')
    .split('\n')
    .filter((name) => name !== '');
  return Buffer.from(
    names
      .map((name) => {
        const kind = server.cli('--raw', 'TYPE', name);
        const read: Record<string, readonly string[]> = {
          hash: ['HGETALL', name],
          zset: ['ZRANGE', name, '0', '-1'],
          string: ['GET', name],
        };
        return `${name}\n${server.cli('--raw', ...(read[kind] ?? ['DUMP', name]))}`;
      })
      .join('\n'),
  );
};
const found = (records: readonly SealedContact[], bytes: Buffer): number =>
  records.filter((record) => tracesOf(record).some((trace) => bytes.includes(trace))).length;
const rewritten = async (server: RedisServer): Promise<void> =>
  expect
    .poll(() => server.cli('INFO', 'persistence'))
    .toMatch(/aof_rewrite_in_progress:0[\s\S]*aof_rewrite_scheduled:0/);

describe('an erasure in Redis', () => {
  it('leaves no byte in any key at once, and none in the append-only file once it is written anew', async () => {
    const server = await startRedis();
    const opened = await openAt(server.url);
    try {
      const { gone, kept, sweep } = await liveAndErase(opened.store);
      expect(gone).toHaveLength(3 + 60 + 39);
      expect(found(gone, keysOf(server))).toBe(0);
      expect(found(kept, keysOf(server))).toBe(39);
      // The file still has all that was ever written to it.
      expect(found(gone, filesOf(server))).toBe(gone.length);
      expect(await sweep()).toBe(true);
      await rewritten(server);
      await expect.poll(() => found(gone, filesOf(server))).toBe(0);
      expect(found(kept, filesOf(server))).toBe(39);
      expect(await opened.store.sweep()).toBe(true);
      for (const value of textsOf(hanako)) {
        for (const form of formsOf(value)) {
          expect(filesOf(server).includes(form), value).toBe(false);
          expect(keysOf(server).includes(form), value).toBe(false);
        }
      }
    } finally {
      await opened.close();
      await server.remove();
    }
  });

  it('asks for a rewrite once a day at most, and for none when nothing was erased', async () => {
    const server = await startRedis();
    const opened = await openAt(server.url);
    const rewrites = () =>
      Number(/cmdstat_bgrewriteaof:calls=(\d+)/.exec(server.cli('INFO', 'commandstats'))?.[1] ?? 0);
    try {
      const { vault } = openTestVault({ store: opened.store });
      await vault.put(idOf(1), hanako, 1_000);
      expect([await opened.store.sweep(), rewrites()]).toEqual([true, 0]);
      const swept: boolean[] = [];
      for (let i = 0; i < 3; i += 1) {
        await vault.put(idOf(i), hanako, 1_000);
        await vault.erase(idOf(i), sato);
        swept.push(await vault.sweep());
      }
      expect([swept, rewrites()]).toEqual([[true, false, false], 1]);
      const turn = server.cli('--raw', 'KEYS', '*/turn');
      expect(Number(server.cli('--raw', 'TTL', turn))).toBeGreaterThan(86_000);
      await rewritten(server);
      server.cli('DEL', turn); // as a day later
      expect([await vault.sweep(), rewrites()]).toEqual([true, 2]);
    } finally {
      await opened.close();
      await server.remove();
    }
  });

  it('is done although the server does not permit a rewrite, which is told once a day', async () => {
    const server = await startRedis(['--appendonly', 'yes', '--rename-command', 'BGREWRITEAOF', '']);
    const told: unknown[] = [];
    const opened = await openAt(server.url, (error) => void told.push(error));
    try {
      const { vault } = openTestVault({ store: opened.store });
      for (const name of [1, 2, 3]) {
        await vault.put(idOf(name), hanako, 1_000);
        expect(await vault.erase(idOf(name), sato)).toBe(true);
        expect(await vault.sweep()).toBe(false);
      }
      expect(told.map(String)).toEqual([expect.stringContaining('unknown command')]);
    } finally {
      await opened.close();
      await server.remove();
    }
  });
});

describe('a record in Redis', () => {
  it('that is no record any more is reported as unreadable, not as missing', async () => {
    const prefix = `test-${++count}`;
    const opened = await openAt(single.url, () => {}, prefix);
    const { vault, told } = openTestVault({ store: opened.store, keys: ringOf() });
    single.cli('HSET', `${prefix}:{contacts}/records`, idOf(1), '{"untilMs":');
    const reader = { actor: sato, reason: 'checkIn' } as const;
    expect(await vault.read(idOf(1), reader)).toMatchObject({ refusal: { code: 'contactUnreadable' } });
    expect(told()).toContain('personal data cannot be opened');
    await opened.close();
  });
});
