// The Redis store through broken lines, restarts and failovers: followers skip and repeat nothing, a lost answer is found again.
import { afterEach, describe, expect, it } from 'vitest';
import type { AppendResult, EventLog, StoredEntry } from '../../server/log/contract.ts';
import { openRedisLog } from '../../server/log/redis-log.ts';
import { readLogAddress } from '../../server/redis/address.ts';
import { openRedisDoor } from '../../server/redis/client.ts';
import { entriesOf } from '../contracts/event-log.contract.ts';
import { openGate } from '../support/gate.ts';
import { durable, startRedis, startSentinel } from '../support/redis-server.ts';

const stream = 'day:centre:2026-11-24';
const closers: (() => unknown)[] = [];
const later = <T>(thing: T, close: (thing: T) => unknown): T => {
  closers.push(() => close(thing));
  return thing;
};
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const openLog = (url: string, replicas = 0): EventLog => {
  const address = readLogAddress(url);
  if (!address.ok || address.value.kind === 'sqlite') throw new Error(url);
  const door = later(
    openRedisDoor(address.value, () => {}),
    (one) => one.close(),
  );
  return later(openRedisLog({ door, prefix: 'test', replicas }), (one) => one.close());
};

/** Appends one entry as a hub does: asks again under the same id until it knows what became of it. */
const insist = async (log: EventLog, id: string): Promise<AppendResult> => {
  const until = performance.now() + 60_000;
  for (;;) {
    try {
      const result = await log.append(stream, await log.version(stream), entriesOf(id));
      if (result.kind !== 'conflict') return result;
    } catch (error) {
      if ((error as Error).name !== 'LogUnavailable' || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};
const follow = (log: EventLog) => {
  const seen: StoredEntry[] = [];
  let rewritten = 0;
  log.follow(
    stream,
    0,
    (entries) => void seen.push(...entries),
    () => {
      rewritten += 1;
      seen.length = 0;
    },
  );
  return { seen, rewritten: () => rewritten, versions: () => seen.map(({ version }) => version) };
};
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('followers', () => {
  it('hear everything once while the server is killed and started again, and while lines are cut and held', async () => {
    const server = later(await startRedis(), (one) => one.remove());
    const gate = later(await openGate(server.port), (one) => one.close());
    const writer = openLog(server.url);
    const far = follow(openLog(`redis://127.0.0.1:${gate.port}`));
    const near = follow(openLog(server.url));
    let count = 0;
    const append = async (times: number) => {
      for (let i = 0; i < times; i += 1) await insist(writer, `append-${++count}`);
    };
    for (const trouble of ['kill', 'cut', 'hold', 'kill'] as const) {
      await append(20);
      if (trouble === 'kill') {
        await server.kill();
        const waiting = append(5);
        await server.restart();
        await waiting;
      } else {
        gate[trouble]();
        await append(20);
        gate.open();
      }
    }
    await append(5);
    for (const follower of [near, far]) {
      await expect.poll(() => follower.seen.length, { timeout: 30_000 }).toBe(count);
      expect(follower.versions()).toEqual(upTo(count));
      expect(follower.rewritten()).toBe(0);
    }
  });

  it('hear everything once over a failover that loses nothing', async () => {
    const watched = later(await startSentinel(), (one) => one.remove());
    const log = openLog(watched.url, 1);
    const follower = follow(openLog(watched.url));
    await expect
      .poll(
        () =>
          log.check().then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    for (let i = 0; i < 30; i += 1) await insist(log, `before-${i}`);
    const old = watched.master();
    await old.kill();
    await expect.poll(() => watched.master().port, { timeout: 30_000 }).not.toBe(old.port);
    // As the replica that the appends wait for.
    await old.restart();
    for (let i = 0; i < 30; i += 1) await insist(log, `after-${i}x`);
    await expect.poll(() => follower.seen.length, { timeout: 30_000 }).toBe(60);
    expect(follower.versions()).toEqual(upTo(60));
    expect(follower.rewritten()).toBe(0);
  });

  it('are told anew from the first entry when a failover lost what they had heard', async () => {
    const master = later(await startRedis(), (one) => one.remove());
    const replica = later(
      await startRedis([...durable, '--replicaof', '127.0.0.1', String(master.port)]),
      (one) => one.remove(),
    );
    await expect
      .poll(() => replica.cli('INFO', 'replication'), { timeout: 20_000 })
      .toContain('master_link_status:up');
    const gate = later(await openGate(master.port), (one) => one.close());
    const log = openLog(`redis://127.0.0.1:${gate.port}`);
    await expect
      .poll(() =>
        log.check().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    const follower = follow(log);
    for (let i = 0; i < 10; i += 1) await insist(log, `kept-00${i}`);
    await expect.poll(() => replica.cli('XLEN', `test:{centre}:${stream}`)).toBe('10');
    replica.cli('REPLICAOF', 'NO', 'ONE');
    for (let i = 0; i < 5; i += 1) await insist(log, `lost-00${i}`);
    await expect.poll(() => follower.seen.length).toBe(15);
    gate.leadTo(replica.port);
    // Nobody appends: it is noticed all the same.
    await expect.poll(() => follower.versions(), { timeout: 20_000 }).toEqual(upTo(10));
    expect(follower.rewritten()).toBe(1);
    // An append that rests on what was lost is no append.
    expect(await log.append(stream, 15, entriesOf('behind:1'))).toEqual({
      kind: 'conflict',
      actualVersion: 10,
    });
    for (let i = 0; i < 5; i += 1) await insist(log, `other-0${i}`);
    await expect.poll(() => follower.versions()).toEqual(upTo(15));
    expect(follower.seen.at(-1)?.meta.commandId).toBe('other-04');
  });
});

describe('an append', () => {
  it('whose answer is lost has happened once, and is found by its id', async () => {
    const server = later(await startRedis(), (one) => one.remove());
    const gate = later(await openGate(server.port), (one) => one.close());
    const log = openLog(`redis://127.0.0.1:${gate.port}`);
    await expect
      .poll(() =>
        log.check().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    // The server knows the script from now on; before, its answer would only be that it does not.
    await insist(log, 'first-one');
    for (let i = 1; i < 6; i += 1) {
      gate.swallowAnswerTo(`swallowed-${i}`);
      await expect(log.append(stream, i, entriesOf(`swallowed-${i}`))).rejects.toMatchObject({
        name: 'LogUnavailable',
      });
      const result = await insist(log, `swallowed-${i}`);
      expect(result).toMatchObject({ kind: 'repeated', entries: [{ version: i + 1 }] });
    }
    expect(await log.version(stream)).toBe(6);
  });

  it('that its replica did not get is not acknowledged, nor shown, until it has it', async () => {
    const master = later(await startRedis(), (one) => one.remove());
    const replica = later(
      await startRedis([...durable, '--replicaof', '127.0.0.1', String(master.port)]),
      (one) => one.remove(),
    );
    await expect
      .poll(() => replica.cli('INFO', 'replication'), { timeout: 20_000 })
      .toContain('master_link_status:up');
    const log = openLog(master.url, 1);
    await expect
      .poll(() =>
        log.check().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await insist(log, 'with-replica');
    replica.hang();
    await expect(log.append(stream, 1, entriesOf('without-one'))).rejects.toThrow(
      '0 of 1 replicas have the last events',
    );
    expect(log.available()).toBe(false);
    await expect(log.read(stream, 0)).rejects.toMatchObject({ name: 'LogUnavailable' });
    replica.resume();
    await expect
      .poll(
        () =>
          log.read(stream, 0).then(
            (entries) => entries.length,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(2);
    await expect.poll(() => log.available(), { timeout: 20_000 }).toBe(true);
    expect((await log.append(stream, 9, entriesOf('without-one'))).kind).toBe('repeated');
  });
});
