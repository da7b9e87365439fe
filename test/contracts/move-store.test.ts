// Moving from one store to the other and back: SQLite to Redis to SQLite, every stream as it was.
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contentsOf,
  exportTo,
  importInto,
  inFolder,
  keepDay,
  keepQuietDay,
  nowMs,
  site,
  verified,
} from '../../server/archive/archive.test-support.ts';
import { createDisk } from '../../server/archive/disk.ts';
import { openReader, openWriter } from '../../server/archive/open-store.ts';
import { runArchive } from '../../server/archive/run-archive.ts';
import { play, wishes } from '../../server/day/random-day.test-support.ts';
import { date, siteId } from '../../server/day/test-support.ts';
import type { EventLog } from '../../server/log/contract.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { readLogAddress } from '../../server/redis/address.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
}, 60_000);
afterAll(() => redis?.remove());

const busyDay = `day:${siteId}:${date}`;
const wishList = fc.sample(wishes, { numRuns: 3, seed: 3 }).flat();
let count = 0;
const redisPlace = () => {
  const prefix = `move-${++count}`;
  const read = readLogAddress(`${redis.url}?prefix=${prefix}`);
  if (!read.ok) throw new Error(read.problem);
  return { log: read.value, prefix, dataFolder: '/nonexistent', logReplicas: 0, logAcceptsLoss: false };
};
const silent = pino({ level: 'silent' });

const fill = async (log: EventLog): Promise<void> => {
  await keepDay(log, play(wishList, true).log, busyDay);
  for (const day of ['2026-10-01', '2026-11-20']) await keepQuietDay(log, day);
  const event = { type: 'settingsChanged', hash: 'x', settings: { organisation: { names: { ja: '市' } } } };
  const meta = { atMs: 5, actor: { kind: 'system', id: 'settings-file' }, commandId: 'settings:1:x' };
  await log.append('settings:town', 0, [{ schema: 1, meta, event }]);
};

describe('moving a store', () => {
  it('from SQLite to Redis and back changes nothing', () =>
    inFolder(async (folder) => {
      const first = openSqliteLog(join(folder, 'junban.sqlite'));
      await fill(first);
      const before = await contentsOf(first);
      const names = await first.streams('');
      const out = join(folder, 'out.jsonl.gz');
      await exportTo(first, out, ...names);
      await first.close();

      const place = redisPlace();
      const inRedis = await openWriter(place, silent);
      await importInto(inRedis, out);
      expect(await contentsOf(inRedis)).toEqual(before);
      const meta = { atMs: 1, actor: null, commandId: before[0]?.meta.commandId ?? '' };
      const retry = await inRedis.append(before[0]?.stream ?? '', 0, [
        { schema: 2, meta, event: { type: 'other' } },
      ]);
      expect(retry.kind).toBe('repeated');
      expect((await verified({ log: inRedis })).problems).toEqual([]);
      // Once more changes nothing.
      for (const done of await importInto(inRedis, out)) expect(done.written).toBe(0);
      await inRedis.close();

      const reader = await openReader(place);
      const back = join(folder, 'back.jsonl');
      await exportTo(reader, back, ...(await reader.streams('')));
      await reader.close();
      const last = openSqliteLog(join(folder, 'back.sqlite'));
      await importInto(last, back);
      expect(await contentsOf(last)).toEqual(before);
      await last.close();
    }));

  it('archives from Redis and restores there', () =>
    inFolder(async (folder) => {
      const place = redisPlace();
      const log = await openWriter(place, silent);
      await fill(log);
      const stream = `day:${site}:2026-10-01`;
      const entries = await log.read(stream, 0);
      const parts = {
        log,
        disk: createDisk(),
        folder,
        hubName: 'hub',
        junban: 'test',
        nowMs: () => nowMs,
        afterDays: 30,
        logger: silent,
      };
      // Two hubs at the same moment: one of them does it, and nothing is lost.
      const runs = await Promise.all([
        runArchive({ ...parts, hubName: 'first' }),
        runArchive({ ...parts, hubName: 'second' }),
      ]);
      expect(runs.reduce((sum, run) => sum + run.archived, 0)).toBe(1);
      expect(await log.version(stream)).toBe(0);
      const { problems, findings } = await verified({ log, folders: [folder] });
      expect(problems).toEqual([]);
      const found = findings.flatMap((finding) =>
        finding.ok && finding.stream === stream ? finding.where : [],
      );
      expect(found).toHaveLength(1);
      await importInto(log, found[0] ?? '');
      expect(await log.read(stream, 0)).toEqual(entries);
      await log.close();
    }));

  it('finds what was changed in Redis', async () => {
    const place = redisPlace();
    const log = await openWriter(place, silent);
    const stream = await keepQuietDay(log, '2026-11-20');
    const key = `${place.prefix}:{${site}}:${stream}`;
    const [, text] =
      redis.cli('--json', 'XRANGE', key, '2-0', '2-0').match(/"entry","((?:[^"\\]|\\.)*)"/) ?? [];
    const entry = JSON.parse(`"${text}"`);
    const [, hash] = redis.cli('--json', 'XRANGE', key, '2-0', '2-0').match(/"hash","([0-9a-f]{64})"/) ?? [];
    redis.cli('XDEL', key, '2-0');
    expect((await verified({ log })).problems).toEqual([expect.stringContaining('entry 2 is missing')]);
    // An id of the past cannot be added again: the whole key is written anew, with another time in one entry.
    const all = await log.read(stream, 0);
    redis.cli('DEL', key);
    const add = (version: number, kept: string, chained: string) =>
      redis.cli('XADD', key, `${version}-0`, 'entry', kept, 'hash', chained);
    const [one, three] = all.map(({ schema, meta, event }) => JSON.stringify({ schema, meta, event }));
    add(1, one ?? '', all[0]?.hash ?? '');
    add(2, entry.replace(/"atMs":\d+/, '"atMs":1'), hash ?? '');
    add(3, three ?? '', all[1]?.hash ?? '');
    expect((await verified({ log })).problems).toEqual([expect.stringContaining('entry 2 (dayPlanChanged)')]);
    redis.cli('DEL', key);
    add(1, '{', all[0]?.hash ?? '');
    expect((await verified({ log })).problems).toEqual([expect.stringContaining('entry 1 cannot be read')]);
    await log.close();
  });
});
