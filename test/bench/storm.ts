// (8) Until thousands of walls are right again after one of two hubs is killed, against Socket.IO alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openHubLine } from '../../protocol/hub-line.ts';
import { freePort } from '../support/free-port.ts';
import type { HubProcess } from '../support/hub-process.ts';
import { pairDevice } from '../support/pair.ts';
import { inBatches, site, startCluster } from './cluster.ts';
import { type Figure, often } from './figures.ts';
import { type LightSocket, openLightSocket } from './light-socket.ts';

const clients = Number(process.env.JUNBAN_BENCH_CLIENTS ?? often(5_000, 2));

/** Why lines went down or attempts failed since the kill, so often. */
const downs = new Map<string, number>();

type Client = { right: boolean; close(): void };

/** Thousands of lines as walls have them; `right` once a whole view came on the present connection. */
const openClients = async (
  keys: readonly string[],
  addresses: readonly [string, ...string[]],
): Promise<Client[]> =>
  inBatches(keys.length, (i) => {
    const client: Client = { right: false, close: () => {} };
    return new Promise((resolve) => {
      const line = openHubLine<LightSocket>({
        addresses: () => addresses,
        open: (address, timeout) => openLightSocket(address, { key: keys[i] }, timeout),
        onSocket: (socket) =>
          socket.on('view', () => {
            client.right = true;
            resolve(client);
          }),
        onUp: () => {},
        onDown: ({ reason }) => {
          client.right = false;
          downs.set(reason, (downs.get(reason) ?? 0) + 1);
        },
      });
      client.close = line.close;
    });
  });

const untilRight = async (
  all: readonly Client[],
  kill: () => Promise<unknown>,
): Promise<{ half: number; all: number; own: number }> => {
  downs.clear();
  const cpu = process.cpuUsage();
  await kill();
  const began = performance.now();
  let half = Number.NaN;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const wrong = all.filter(({ right }) => !right).length;
    const ms = performance.now() - began;
    if (wrong <= all.length / 2 && Number.isNaN(half) && ms > 200) half = ms;
    // A broken line is noticed within a moment of the kill.
    if (wrong === 0 && ms > 500) {
      console.log(`  ${[...downs].map(([reason, count]) => `${count} × ${reason}`).join(', ')}`);
      const { user, system } = process.cpuUsage(cpu);
      return { half, all: ms, own: (user + system) / 1_000 };
    }
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

export const benchStorm = async (): Promise<Figure[]> => {
  const cluster = await startCluster(2);
  const [first, second] = cluster.hubs as [HubProcess, HubProcess];
  const board = await (await fetch(`${second.url}/api/sites/${site}/board`)).text();
  const keys = await inBatches(clients, (i) => pairDevice(first.url, 'wall', site, `bench-${i}`));
  const onHubs = await openClients(keys, [first.url, second.url]);
  const hubMs = await untilRight(onHubs, () => first.stop('SIGKILL'));
  for (const client of onHubs) client.close();
  await cluster.close();

  const bare = [await startBare(board.length), await startBare(board.length)] as const;
  const onBare = await openClients(keys, [bare[0].url, bare[1].url]);
  const bareMs = await untilRight(onBare, async () => bare[0].child.kill('SIGKILL'));
  for (const client of onBare) client.close();
  bare[1].child.kill('SIGKILL');

  return [
    {
      name: `until ${clients} clients are right again after a hub is killed / bare Socket.IO`,
      aim: 'told',
      value: hubMs.all / bareMs.all,
      unit: '×',
      detail: {
        'hub all ms': hubMs.all,
        'hub half ms': hubMs.half,
        'of it the clients’ own CPU ms': hubMs.own,
        'bare all ms': bareMs.all,
        'bare half ms': bareMs.half,
        'of it the clients’ own CPU ms, bare': bareMs.own,
      },
    },
  ];
};
