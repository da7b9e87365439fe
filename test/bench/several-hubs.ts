// (7) Calls per second at 1,000 walls with one and two hubs; (8) until thousands of walls are right again after a hub is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { io, type Socket } from 'socket.io-client';
import type { Command } from '../../protocol/commands.ts';
import { openHubLine } from '../../protocol/hub-line.ts';
import { BoothNumber, ProcedureId, SiteId } from '../../protocol/ids.ts';
import { doors } from '../../protocol/wire.ts';
import { type Console, openConsole, signIn, someone } from '../../tools/demo/door.ts';
import { freePort, type HubProcess, startHub } from '../support/hub-process.ts';
import { startRedis } from '../support/redis-server.ts';
import type { Figure } from './figures.ts';
import { type Listener, listenWall } from './thin-client.ts';

const site = SiteId.parse('centre');
const walls = Number(process.env.JUNBAN_BENCH_WALLS ?? 1_000);
const clients = Number(process.env.JUNBAN_BENCH_CLIENTS ?? 5_000);
const calls = 300;

type Cluster = { readonly hubs: readonly HubProcess[]; close(): Promise<void> };

const startCluster = async (count: number): Promise<Cluster> => {
  const folder = await mkdtemp(join(tmpdir(), 'junban-bench-'));
  const redis = await startRedis();
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  const settings = join(folder, 'hubs.yaml');
  const demo = await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8');
  await writeFile(
    settings,
    `${demo}\nhubs: [${ports.map((port) => `http://127.0.0.1:${port}`).join(', ')}]\n`,
  );
  const hubs = await Promise.all(
    ports.map((port, i) =>
      startHub({ settings, port, env: { JUNBAN_LOG: redis.url, JUNBAN_HUB: `hub-${i + 1}` } }),
    ),
  );
  return {
    hubs,
    close: async () => {
      for (const hub of hubs) await hub.remove();
      await redis.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const inBatches = async <T>(count: number, open: (i: number) => Promise<T>): Promise<T[]> => {
  const opened: T[] = [];
  while (opened.length < count) {
    const from = opened.length;
    const batch = Math.min(50, count - from);
    opened.push(...(await Promise.all(Array.from({ length: batch }, (_, i) => open(from + i)))));
  }
  return opened;
};

const openBooths = async (hubs: readonly HubProcess[]): Promise<Console[]> => {
  const first = hubs[0] as HubProcess;
  const staff = await someone(first.url);
  const cookie = await signIn(first.url, staff);
  const procedure = ProcedureId.parse('certificate-renewal');
  const issue: Command = {
    type: 'issueTicket',
    procedure,
    source: 'integrator',
    marks: [],
    language: 'ja',
    partySize: 1,
    note: '',
    slotAtMs: null,
    printAt: null,
  };
  const consoles: Console[] = [];
  for (let i = 1; i <= 8; i += 1) {
    const booth = BoothNumber.parse(i);
    const hub = hubs[i % hubs.length] as HubProcess;
    const desk = await openConsole(hub.url, cookie, { site, page: { kind: 'booth', booth } });
    consoles.push(desk);
    await desk.send({
      type: 'openBooth',
      booth,
      staff,
      procedures: [{ procedure, delayMinutes: 0 }],
    });
    await first.command(site, issue);
    await desk.send({ type: 'callNext', booth });
  }
  return consoles;
};

/** Recalls as fast as eight booths get their answers; until the last wall shows the last. */
const callsPerSecond = async (count: number): Promise<number> => {
  const cluster = await startCluster(count);
  const listeners: Listener[] = [];
  try {
    const consoles = await openBooths(cluster.hubs);
    listeners.push(
      ...(await inBatches(walls, (i) =>
        listenWall((cluster.hubs[i % count] as HubProcess).url, site, `bench-${i}`),
      )),
    );
    const began = performance.now();
    let version = 0;
    await Promise.all(
      consoles.map(async (desk, index) => {
        for (let i = 0; i < calls / consoles.length; i += 1) {
          const answer = await desk.send({ type: 'recall', booth: BoothNumber.parse(index + 1) });
          if (answer.ok) version = Math.max(version, answer.version);
        }
      }),
    );
    await untilVersion(listeners, version, consoles[0] as Console);
    const seconds = (performance.now() - began) / 1_000;
    for (const desk of consoles) desk.close();
    return calls / seconds;
  } finally {
    for (const listener of listeners) listener.close();
    await cluster.close();
  }
};

/** One more recall, after which every wall shows at least that version. */
const untilVersion = (listeners: readonly Listener[], version: number, desk: Console): Promise<void> =>
  new Promise((done, fail) => {
    let left = listeners.length;
    const timer = setTimeout(() => fail(new Error(`${left} walls are behind`)), 60_000);
    for (const listener of listeners)
      listener.onText = (text) => {
        if (Number(/"version":(\d+)/.exec(text)?.[1] ?? 0) <= version) return;
        listener.onText = () => undefined;
        left -= 1;
        if (left > 0) return;
        clearTimeout(timer);
        done();
      };
    void desk.send({ type: 'recall', booth: BoothNumber.parse(1) });
  });

type Client = { right: boolean; close(): void };

/** Thousands of lines as walls have them; `right` once a whole view came on the present connection. */
const openClients = async (count: number, addresses: readonly [string, ...string[]]): Promise<Client[]> =>
  inBatches(count, (i) => {
    const client: Client = { right: false, close: () => {} };
    return new Promise((resolve) => {
      const line = openHubLine<Socket>({
        addresses: () => addresses,
        open: (address, timeout) =>
          io(`${address}${doors.wall}`, {
            auth: { site, device: `bench-${i}` },
            transports: ['websocket'],
            reconnection: false,
            forceNew: true,
            timeout: Math.max(timeout, 20_000),
          }),
        onSocket: (socket) =>
          socket.on('view', () => {
            client.right = true;
            resolve(client);
          }),
        onUp: () => {},
        onDown: () => {
          client.right = false;
        },
      });
      client.close = line.close;
    });
  });

const untilRight = async (
  all: readonly Client[],
  kill: () => Promise<unknown>,
): Promise<{ half: number; all: number }> => {
  await kill();
  const began = performance.now();
  let half = Number.NaN;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const wrong = all.filter(({ right }) => !right).length;
    const ms = performance.now() - began;
    if (wrong <= all.length / 2 && Number.isNaN(half) && ms > 200) half = ms;
    // A broken line is noticed within a moment of the kill.
    if (wrong === 0 && ms > 500) return { half, all: ms };
    if (ms > 120_000) throw new Error(`${wrong} clients are not right after two minutes`);
  }
};

const startBare = async (bytes: number): Promise<{ child: ChildProcess; url: string }> => {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [resolve(import.meta.dirname, 'bare-io-server.ts'), String(port), String(bytes)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line');
  return { child, url: `http://127.0.0.1:${port}` };
};

export const benchSeveralHubs = async (): Promise<Figure[]> => {
  const one = await callsPerSecond(1);
  const two = await callsPerSecond(2);

  const cluster = await startCluster(2);
  const [first, second] = cluster.hubs as [HubProcess, HubProcess];
  const board = await (await fetch(`${second.url}/api/sites/${site}/board`)).text();
  const onHubs = await openClients(clients, [first.url, second.url]);
  const hubMs = await untilRight(onHubs, () => first.stop('SIGKILL'));
  for (const client of onHubs) client.close();
  await cluster.close();

  const bare = [await startBare(board.length), await startBare(board.length)] as const;
  const onBare = await openClients(clients, [bare[0].url, bare[1].url]);
  const bareMs = await untilRight(onBare, async () => bare[0].child.kill('SIGKILL'));
  for (const client of onBare) client.close();
  bare[1].child.kill('SIGKILL');

  return [
    {
      name: `calls per second at ${walls} walls, two hubs / one`,
      aim: 'told',
      value: two / one,
      unit: '×',
      detail: { 'one hub per s': one, 'two hubs per s': two },
    },
    {
      name: `until ${clients} clients are right again after a hub is killed / bare Socket.IO`,
      aim: 'told',
      value: hubMs.all / bareMs.all,
      unit: '×',
      detail: {
        'hub all ms': hubMs.all,
        'hub half ms': hubMs.half,
        'bare all ms': bareMs.all,
        'bare half ms': bareMs.half,
      },
    },
  ];
};
