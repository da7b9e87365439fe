// Real hub processes on one real Redis: one truth on all screens, through cuts, hangs, restarts and failovers.

import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import { BoothNumber, ProcedureId, SiteId, type StaffId } from '../../protocol/ids.ts';
import type { WallView } from '../../protocol/views.ts';
import { businessDateAt } from '../../server/calendar/dates.ts';
import { openStores } from '../../server/composition/stores.ts';
import { readLogAddress } from '../../server/redis/address.ts';
import { type Console, openConsole, signIn, someone } from '../../tools/demo/door.ts';
import { apiKeyOf, rememberKey, withKey } from '../support/api-key.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { type RedisServer, startRedis, startSentinel } from '../support/redis-server.ts';

const centre = SiteId.parse('centre');
const renewal = ProcedureId.parse('certificate-renewal');
const issue = {
  type: 'issueTicket',
  procedure: renewal,
  source: 'integrator',
  marks: [],
  language: 'ja',
  partySize: 1,
  note: '',
  slotAtMs: null,
  printAt: null,
} as const satisfies Command;

const closers: (() => unknown)[] = [];
const onClose = <T extends { remove(): unknown } | { close(): unknown }>(thing: T): T => {
  closers.push(() => ('remove' in thing ? thing.remove() : thing.close()));
  return thing;
};
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis?.remove());

let count = 0;
/** The first hub of each store: its key is good at the others, so that one caller can ask them all. */
const firstOf = new Map<string, Promise<HubProcess>>();
const hubAt = async (url: string, name: string, more: Record<string, string> = {}): Promise<HubProcess> => {
  const starting = startHub({ env: { JUNBAN_LOG: url, JUNBAN_HUB: name, ...more } });
  const first = firstOf.get(url) ?? starting;
  firstOf.set(url, first);
  const hub = onClose(await starting);
  if (first !== starting) rememberKey(hub.url, await apiKeyOf((await first).url));
  return hub;
};
const freshUrl = (port = redis.port) => `redis://127.0.0.1:${port}?prefix=hubs${++count}`;

const board = async (hub: HubProcess): Promise<WallView> =>
  (await (await fetch(`${hub.url}/api/sites/centre/board`)).json()) as WallView;

/** The events of today, read from the store itself. */
const eventsIn = async (url: string) => {
  const log = readLogAddress(url);
  if (!log.ok) throw new Error(log.problem);
  const choice = { dataFolder: '', hubName: 'reader', log: log.value, logReplicas: 0, logAcceptsLoss: true };
  const stores = await openStores(choice, Date.now, pino({ level: 'silent' }));
  const stream = `day:centre:${businessDateAt(Date.now())}`;
  const entries = [];
  for (
    let page = await stores.log.read(stream, 0);
    page.length > 0;
    page = await stores.log.read(stream, entries.length)
  ) {
    entries.push(...page);
  }
  await stores.close();
  return entries;
};

const consoleAt = async (hub: HubProcess, cookie: string, booth: number): Promise<Console> =>
  onClose(
    await openConsole(hub.url, cookie, {
      site: centre,
      page: { kind: 'booth', booth: BoothNumber.parse(booth) },
    }),
  );
const someStaff = (hub: HubProcess): Promise<StaffId> => someone(hub.url);

describe('two hubs on one Redis', () => {
  it('give two booths that press Next in the same instant two tickets, and show every call on both', async () => {
    const url = freshUrl();
    const hubs = await Promise.all([hubAt(url, 'hub-1'), hubAt(url, 'hub-2')]);
    const staff = await someStaff(hubs[0]);
    const cookie = await signIn(hubs[0].url, staff);
    const consoles = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((booth) => consoleAt(hubs[booth % 2] as HubProcess, cookie, booth)),
    );
    for (const [index, desk] of consoles.entries()) {
      const booth = BoothNumber.parse(index + 1);
      expect(await desk.send({ type: 'openBooth', booth, staff })).toMatchObject({ ok: true });
      const procedures = [{ procedure: renewal, delayMinutes: 0 }];
      expect(await desk.send({ type: 'setBoothProcedures', booth, procedures })).toMatchObject({ ok: true });
    }
    for (let round = 0; round < 10; round += 1) {
      for (let i = 0; i < 10; i += 1) await hubs[i % 2]?.command(centre, issue);
      const answers = await Promise.all(
        consoles
          .map((desk, i) => desk.send({ type: 'finishAndNext', booth: BoothNumber.parse(i + 1) }))
          .map((p, i) =>
            p.then((answer) =>
              answer.ok
                ? answer
                : (consoles[i] as Console).send({ type: 'callNext', booth: BoothNumber.parse(i + 1) }),
            ),
          ),
      );
      const tickets = answers.map((answer) => (answer.ok ? answer.ticket : answer.refusal.code));
      expect(new Set(tickets).size).toBe(10);
      for (const hub of hubs) {
        await expect
          .poll(async () =>
            (await board(hub)).booths
              .map(({ ticket }) => ticket)
              .filter(Boolean)
              .sort(),
          )
          .toEqual([...tickets].sort());
      }
    }
    const events = await eventsIn(url);
    expect(events.filter(({ event }) => event.type === 'dayOpened')).toHaveLength(1);
    expect(events.filter(({ event }) => event.type === 'ticketCalled')).toHaveLength(100);
    expect(new Set(events.map(({ meta }) => meta.hub))).toEqual(new Set(['hub-1', 'hub-2']));
    const views = await Promise.all(hubs.map(board));
    expect(views[0]?.calls).toEqual(views[1]?.calls);
  });

  it('answer a command that was sent to both, and to both again, once', async () => {
    const url = freshUrl();
    const hubs = await Promise.all([hubAt(url, 'hub-1'), hubAt(url, 'hub-2')]);
    for (let i = 0; i < 20; i += 1) {
      const answers = await Promise.all(
        [0, 1, 0, 1].map((n) => hubs[n as 0 | 1].command(centre, issue, `twice-000${i}`)),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    }
    expect((await eventsIn(url)).filter(({ event }) => event.type === 'ticketIssued')).toHaveLength(20);
  });
});

describe('a hub whose Redis goes away', () => {
  const withGate = async (): Promise<{ gate: Gate; hub: HubProcess; url: string }> => {
    const gate = onClose(await openGate(redis.port));
    const url = freshUrl();
    const hub = await hubAt(url.replace(String(redis.port), String(gate.port)), 'hub-1');
    return { gate, hub, url };
  };
  const untilLive = (hub: HubProcess, live: boolean) =>
    expect.poll(async () => (await board(hub)).live, { timeout: 15_000 }).toBe(live);

  it.each([
    'cut',
    'hold',
  ] as const)('by a line that is %s: says so, refuses, keeps its board, and goes on by itself', async (how) => {
    const { gate, hub } = await withGate();
    const first = await hub.command(centre, issue);
    expect(first).toMatchObject({ ok: true });
    gate[how]();
    await untilLive(hub, false);
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(503);
    const refused: Answer = await hub.command(centre, issue, 'while-away-1');
    expect(refused.ok ? 'accepted' : refused.refusal.code).toMatch(/^(logUnavailable|outcomeUnknown)$/);
    const waiting = (await board(hub)).procedures.find(({ id }) => id === renewal)?.waiting;
    expect(waiting).toBe(1);
    gate.open();
    await untilLive(hub, true);
    expect(await hub.command(centre, issue, 'while-away-1')).toMatchObject({ ok: true });
    await expect
      .poll(async () => (await board(hub)).procedures.find(({ id }) => id === renewal)?.waiting)
      .toBe(2);
  });

  it('in the middle of an append: the same command again gets its one answer', async () => {
    const { gate, hub, url } = await withGate();
    for (let i = 0; i < 10; i += 1) {
      const id = `swallowed-${i}`;
      gate.swallowAnswerTo(id);
      let answer = await hub.command(centre, issue, id);
      await expect
        .poll(async () => {
          answer = await hub.command(centre, issue, id);
          return answer.ok;
        })
        .toBe(true);
      expect(await hub.command(centre, issue, id)).toEqual(answer);
    }
    const events = await eventsIn(url);
    expect(events.filter(({ event }) => event.type === 'ticketIssued')).toHaveLength(10);
    await untilLive(hub, true);
  });

  it('hears what others appended meanwhile, when only its news were lost', async () => {
    const url = freshUrl();
    const hubs = await Promise.all([hubAt(url, 'hub-1'), hubAt(url, 'hub-2')]);
    for (let i = 0; i < 8; i += 1) {
      redis.cli('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await hubs[0].command(centre, issue);
      await expect.poll(async () => (await board(hubs[1])).version).toBe((await board(hubs[0])).version);
    }
  });
});

describe('a Redis that is killed', () => {
  it('and started again: nothing acknowledged is lost, nothing doubled, every hub goes on', async () => {
    const own = onClose(await startRedis());
    const url = `${own.url}?prefix=killed`;
    const hubs = await Promise.all([hubAt(url, 'hub-1'), hubAt(url, 'hub-2')]);
    // The keys that the commands show are made while the store is there.
    for (const hub of hubs) await withKey(hub.url);
    const answers = new Map<string, Answer>();
    for (let round = 0; round < 3; round += 1) {
      const ids = Array.from({ length: 30 }, (_, i) => `round-${round}-${i}`);
      const asked = ids.map((id, i) => hubs[i % 2]?.command(centre, issue, id));
      await own.kill();
      for (const [i, answer] of (await Promise.all(asked)).entries())
        if (answer?.ok) answers.set(ids[i] ?? '', answer);
      await own.restart();
      for (const [i, id] of ids.entries()) {
        const hub = hubs[(i + 1) % 2] as HubProcess;
        await expect
          .poll(async () => (await hub.command(centre, issue, id)).ok, { timeout: 20_000 })
          .toBe(true);
        const answer = await hub.command(centre, issue, id);
        if (answers.has(id)) expect(answer).toEqual(answers.get(id));
        answers.set(id, answer);
      }
    }
    const issued = (await eventsIn(url)).filter(({ event }) => event.type === 'ticketIssued');
    expect(issued.map(({ meta }) => meta.commandId).sort()).toEqual([...answers.keys()].sort());
  });

  it('with a replica behind Sentinel: what was acknowledged is on the new master, and the hubs follow it there', async () => {
    const watched = onClose(await startSentinel());
    const hubs = await Promise.all(
      ['hub-1', 'hub-2'].map((name) => hubAt(watched.url, name, { JUNBAN_LOG_REPLICAS: '1' })),
    );
    const answers = new Map<string, Answer>();
    for (let i = 0; i < 40; i += 1)
      answers.set(`before-${i}00`, await (hubs[i % 2] as HubProcess).command(centre, issue, `before-${i}00`));
    expect([...answers.values()].every(({ ok }) => ok)).toBe(true);
    const old = watched.master();
    await old.kill();
    await expect.poll(() => watched.master().port, { timeout: 20_000 }).not.toBe(old.port);
    // One replica is asked for: until the old master is back as one, nothing may be acknowledged.
    await old.restart();
    for (const hub of hubs) {
      await expect
        .poll(async () => (await hub.command(centre, issue, `after-${hub.port}`)).ok, { timeout: 40_000 })
        .toBe(true);
    }
    for (const [id, answer] of answers) expect(await hubs[0]?.command(centre, issue, id)).toEqual(answer);
    const views = await Promise.all(hubs.map(board));
    await expect.poll(async () => (await board(hubs[0] as HubProcess)).version).toBe(views[1]?.version);
    expect(watched.master().cli('XLEN', `junban:{centre}:day:centre:${businessDateAt(Date.now())}`)).toBe(
      String(views[1]?.version),
    );
  });
});

describe('a start', () => {
  const outcome = async (args: readonly string[], env: Record<string, string> = {}) => {
    const server = onClose(await startRedis(args));
    try {
      const hub = await hubAt(server.url, 'hub-1', { JUNBAN_LOG_LEVEL: 'warn', ...env });
      return { started: true, text: hub.output() };
    } catch (error) {
      return { started: false, text: String(error) };
    }
  };

  it('is refused on a Redis without an append-only file', async () => {
    const { started, text } = await outcome(['--appendonly', 'no', '--save', '']);
    expect(started).toBe(false);
    expect(text).toContain(
      'JUNBAN_LOG: Redis may lose acknowledged events: it writes no append-only file (set "appendonly yes").',
    );
  });

  it('is refused where the operating system decides when to write, and where keys are dropped', async () => {
    const { started, text } = await outcome([
      ...[
        '--appendonly',
        'yes',
        '--appendfsync',
        'no',
        '--maxmemory',
        '100mb',
        '--maxmemory-policy',
        'allkeys-lru',
      ],
    ]);
    expect(started).toBe(false);
    expect(text).toContain('(set "maxmemory-policy noeviction")');
    expect(text).toContain('(set "appendfsync always")');
  });

  it('goes on when told to accept the loss, and says what it is', async () => {
    const { started, text } = await outcome(['--appendonly', 'no'], { JUNBAN_LOG_ACCEPT_LOSS: 'yes' });
    expect(started).toBe(true);
    expect(text).toContain('Accepted by JUNBAN_LOG_ACCEPT_LOSS=yes');
  });

  it('warns where a power cut may lose the last seconds', async () => {
    const { started, text } = await outcome(['--appendonly', 'yes', '--appendfsync', 'everysec']);
    expect(started).toBe(true);
    expect(text).toContain('a power cut may lose up to two seconds');
  });

  it('ends with one line when nobody answers there', async () => {
    const nobody = await startRedis();
    await nobody.remove();
    await expect(hubAt(nobody.url, 'hub-1')).rejects.toThrow(/JUNBAN_LOG: Redis cannot be used within 15 s/);
  });
});
