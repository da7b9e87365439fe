// (6) Appends to both stores against their floors: a bare fdatasync, and a bare XADD on the same Redis.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog, LogEntry } from '../../server/log/contract.ts';
import { openRedisLog } from '../../server/log/redis-log.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { readLogAddress } from '../../server/redis/address.ts';
import { openRedisDoor, type RedisDoor } from '../../server/redis/client.ts';
import { startRedis } from '../support/redis-server.ts';
import { type Figure, median, often, quantile } from './figures.ts';

const rounds = often(1_500);
/** Streams appended to at the same time, and appends to each. */
const streams = 23;
const each = often(60);

const entryOf = (stream: number, i: number): LogEntry => ({
  schema: 2,
  meta: {
    atMs: 1_795_000_000_000 + i,
    actor: { kind: 'staff', id: 'sato' },
    commandId: `bench-${stream}-${i}-012345`,
    hub: 'hub',
  },
  event: { type: 'ticketFinished', ...{ ticket: 'A012', booth: 3, by: 'staff' } },
});
const bytesOf = (i: number): string => JSON.stringify(entryOf(0, i));

const doorTo = async (url: string): Promise<RedisDoor> => {
  const address = readLogAddress(url);
  if (!address.ok || address.value.kind === 'sqlite') throw new Error(url);
  const door = openRedisDoor(address.value, () => {});
  for (;;) {
    if ((await door.send('x', ['PING']).catch(() => null)) === 'PONG') return door;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const timed = async (into: number[], work: () => unknown): Promise<void> => {
  const began = performance.now();
  await work();
  into.push(performance.now() - began);
};

/** Appends per second when many business days are written at once, each in its own line. */
const throughput = async (append: (stream: number, i: number) => unknown): Promise<number> => {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: streams }, async (_, stream) => {
      for (let i = 0; i < each; i += 1) await append(stream, i);
    }),
  );
  return (streams * each * 1_000) / (performance.now() - began);
};
const intoLog = (log: EventLog) => (stream: number, i: number) =>
  log.append(`day:bench${stream}:2026-11-25`, i, [entryOf(stream, i)]);

/** Ratios of the medians turn by turn, and throughputs side by side. */
export const benchStores = async (): Promise<Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'junban-bench-'));
  const sqlite = openSqliteLog(join(folder, 'log.sqlite'));
  const file = openSync(join(folder, 'bare'), 'a');
  const server = await startRedis();
  const door = await doorTo(server.url);
  const redis = openRedisLog({ door, prefix: 'bench', replicas: 0 });
  const bareFile = (i: number) => {
    writeSync(file, bytesOf(i));
    fdatasyncSync(file);
  };
  const bareXadd = (key: string, i: number) =>
    door.send(key, ['XADD', key, `${i + 1}-0`, 'entry', bytesOf(i), 'hash', '0'.repeat(64)]);
  const ms = { sqlite: [] as number[], file: [] as number[], redis: [] as number[], xadd: [] as number[] };
  try {
    for (let i = 0; i < rounds; i += 1) {
      await timed(ms.file, () => bareFile(i));
      await timed(ms.sqlite, () => sqlite.append('day:bench:2026-11-24', i, [entryOf(0, i)]));
      await timed(ms.xadd, () => bareXadd('bare', i));
      await timed(ms.redis, () => redis.append('day:bench:2026-11-24', i, [entryOf(0, i)]));
    }
    const perSecond = {
      'SQLite per s': await throughput(intoLog(sqlite)),
      'fdatasync per s': await throughput((_, i) => bareFile(i)),
      'Redis per s': await throughput(intoLog(redis)),
      'XADD per s': await throughput((stream, i) => bareXadd(`bare${stream}`, i)),
    };
    const detail = (a: number[], b: number[]) => ({
      'p50 ms': median(a),
      'p95 ms': quantile(a, 0.95),
      'floor p50 ms': median(b),
      'floor p95 ms': quantile(b, 0.95),
    });
    return [
      {
        name: 'SQLite append / fdatasync',
        aim: 'told',
        value: median(ms.sqlite) / median(ms.file),
        unit: '×',
        detail: detail(ms.sqlite, ms.file),
      },
      {
        name: 'Redis append / bare XADD, appendfsync always',
        aim: 'told',
        value: median(ms.redis) / median(ms.xadd),
        unit: '×',
        detail: detail(ms.redis, ms.xadd),
      },
      {
        name: `appends of ${streams} business days at once, Redis / bare XADD`,
        aim: 'told',
        value: perSecond['Redis per s'] / perSecond['XADD per s'],
        unit: '×',
        detail: perSecond,
      },
    ];
  } finally {
    closeSync(file);
    await sqlite.close();
    await redis.close();
    await door.close();
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
};
