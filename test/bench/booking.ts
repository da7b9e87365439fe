// (9) The rush at release: 5,000 clients for 300 places at two hubs on Redis, and the lobby beside it; and the answers of free places.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { parse, stringify } from 'yaml';
import { BoothNumber, ProcedureId } from '../../protocol/ids.ts';
import { addDays, businessDateAt } from '../../server/calendar/dates.ts';
import { type Console, openConsole, signIn, someone } from '../../tools/demo/door.ts';
import { freePort } from '../support/free-port.ts';
import type { HubProcess } from '../support/hub-process.ts';
import { inBatches, site, startCluster } from './cluster.ts';
import { type Figure, isOnce, median, often, quantile } from './figures.ts';
import { get, keptOpen } from './requests.ts';
import type { RushResult, RushTask } from './rush-clients.ts';
import { type Listener, listenWall } from './thin-client.ts';

const clients = Number(process.env.JUNBAN_BENCH_BOOKERS ?? often(5_000, 12));
const places = often(300, 6);
const walls = often(100, 2);
const procedure = ProcedureId.parse('certificate-renewal');
const daysAhead = 7;
/** So much time for hubs, walls and the quiet measure before the release. */
const aheadMs = 55_000;
const quietMs = often(20_000, 200);
const callEveryMs = 100;

/** A clock time as 8:30 of an instant, in Japan. */
const clockOf = (atMs: number): string => new Date(atMs + 9 * 3_600_000).toISOString().slice(11, 16);

/** The demo's settings with one group at the centre that has so many places on a day, released at a clock time. */
const rushSettings = async (path: string, releaseMs: number, further: string): Promise<void> => {
  const demo = parse(await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8'), {
    merge: true,
  });
  demo.reservations.rules = {
    releases: [{ daysBefore: daysAhead, at: isOnce ? '00:00' : clockOf(releaseMs) }],
    closes: { minutesBefore: 30 },
    share: 100,
    // The one time through waits for no release.
    drawSeconds: isOnce ? 0 : 20,
  };
  const centre = demo.sites.find((one: { id: string }) => one.id === site);
  const [group] = centre.reservations.groups.filter((one: { id: string }) => one.id === 'certificate');
  centre.reservations = {
    groups: [{ id: 'certificate', names: group.names, procedures: [procedure], minutesPerPlace: 20 }],
    staffingPlan: [
      // places ÷ booths × 20 minutes: 300 places in ten hours.
      { from: '09:00', to: isOnce ? '10:00' : '19:00', booths: isOnce ? 2 : 10, procedures: [procedure] },
    ],
  };
  const limits = { pairingsAsked: 1_000_000, bookings: 1_000_000, requestsPerMinute: 10_000_000 };
  await writeFile(path, `${stringify({ ...demo, limits })}\n${further}\n`);
};

/** Recalls at both hubs in turn, each timed until the last wall shows it; until told to stop. */
const callsBesides = (desks: readonly Console[], listeners: readonly Listener[]) => {
  const samples: number[] = [];
  let going = true;
  const running = (async () => {
    for (let i = 0; going; i += 1) {
      const began = performance.now();
      const booth = BoothNumber.parse((i % desks.length) + 1);
      const heard = heardByAll(listeners);
      const answer = await (desks[i % desks.length] as Console).send({ type: 'recall', booth });
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      samples.push((await heard.since(answer.version)) - began);
      await sleep(Math.max(0, callEveryMs - (performance.now() - began)));
    }
  })();
  return {
    stop: async (): Promise<readonly number[]> => {
      going = false;
      await running;
      return samples;
    },
  };
};

/** Notes when each wall heard each version; `since` waits for the last of them, and gives the instant. */
const heardByAll = (listeners: readonly Listener[]) => {
  const shown = listeners.map(() => [] as { readonly version: number; readonly atMs: number }[]);
  const tellers = new Set<() => void>();
  listeners.forEach((listener, i) => {
    listener.onText = (text) => {
      const version = Number(/"version":(\d+)/.exec(text)?.[1] ?? 0);
      shown[i]?.push({ version, atMs: performance.now() });
      for (const tell of tellers) tell();
    };
  });
  return {
    since: (version: number): Promise<number> =>
      new Promise((done, fail) => {
        const timer = setTimeout(() => fail(new Error('a wall heard nothing for 30 s')), 30_000);
        const tell = (): void => {
          const at = shown.map((one) => one.find((view) => view.version >= version)?.atMs);
          if (at.includes(undefined)) return;
          clearTimeout(timer);
          tellers.delete(tell);
          done(Math.max(...(at as number[])));
        };
        tellers.add(tell);
        tell();
      }),
  };
};

const openLobby = async (hubs: readonly HubProcess[]) => {
  const first = hubs[0] as HubProcess;
  const staff = await someone(first.url);
  const cookie = await signIn(first.url, staff);
  const desks: Console[] = [];
  for (const [i, hub] of hubs.entries()) {
    const booth = BoothNumber.parse(i + 1);
    const desk = await openConsole(hub.url, cookie, { site, page: { kind: 'booth', booth } });
    desks.push(desk);
    await desk.send({ type: 'openBooth', booth, staff, procedures: [{ procedure, delayMinutes: 0 }] });
    await first.command(site, {
      ...{ type: 'issueTicket', procedure, source: 'integrator', marks: [], language: 'ja', partySize: 1 },
      ...{ note: '', slotAtMs: null, printAt: null },
    });
    await desk.send({ type: 'callNext', booth });
  }
  const listeners = await inBatches(walls, (i) =>
    listenWall((hubs[i % hubs.length] as HubProcess).url, site, `bench-${i}`),
  );
  return { desks, listeners };
};

const rush = (task: RushTask): Promise<RushResult> =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL('./rush-clients.ts', import.meta.url), { workerData: task });
    worker.once('message', done);
    worker.once('error', fail);
  });

/** Free places of a day's slots, asked at the hub and of Express alone sending the same bytes, turn by turn. */
const answersBesideExpress = async (hub: HubProcess, date: string): Promise<Figure> => {
  const path = `/api/booking/${site}/slots?procedure=${procedure}&date=${date}`;
  const body = await (await fetch(`${hub.url}${path}`)).text();
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [resolve(import.meta.dirname, 'bare-express-server.ts'), String(port)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  child.stdin.end(body);
  await once(createInterface({ input: child.stdout }), 'line');
  const agents = [keptOpen(1), keptOpen(1)] as const;
  const [ours, bare]: [number[], number[]] = [[], []];
  try {
    const timed = async (url: string, nth: 0 | 1, into: number[]) => {
      const began = performance.now();
      const { status } = await get(url, agents[nth]);
      into.push(performance.now() - began);
      if (status !== 200) throw new Error(`${url} answered ${status}`);
    };
    for (let i = 0; i < often(200); i += 1) {
      await timed(`${hub.url}${path}`, 0, []);
      await timed(`http://127.0.0.1:${port}/`, 1, []);
    }
    for (let i = 0; i < often(4_000, 3); i += 1) {
      await timed(`${hub.url}${path}`, 0, ours);
      await timed(`http://127.0.0.1:${port}/`, 1, bare);
    }
  } finally {
    for (const agent of agents) agent.destroy();
    child.kill('SIGKILL');
  }
  return {
    name: `free places of a day (${body.length} bytes), p95 / Express sending the same bytes`,
    aim: '≤ 2',
    value: quantile(ours, 0.95) / quantile(bare, 0.95),
    unit: '×',
    detail: {
      'hub p50 ms': median(ours),
      'hub p95 ms': quantile(ours, 0.95),
      'Express p50 ms': median(bare),
      'Express p95 ms': quantile(bare, 0.95),
    },
  };
};

export const benchBooking = async (): Promise<Figure[]> => {
  const releaseMs = Math.ceil((Date.now() + aheadMs) / 60_000) * 60_000;
  const date = addDays(businessDateAt(releaseMs), daysAhead);
  const cluster = await startCluster(2, {
    settings: (path, further) => rushSettings(path, releaseMs, further),
    env: { JUNBAN_KEY: randomBytes(32).toString('base64') },
  });
  const urls = cluster.hubs.map(({ url }) => url);
  try {
    const { desks, listeners } = await openLobby(cluster.hubs);
    const beforeCalls = callsBesides(desks, listeners);
    await sleep(quietMs);
    const quiet = await beforeCalls.stop();
    if (!isOnce && Date.now() > releaseMs - 10_000) throw new Error('too slow: the release came too soon');
    const rushing = rush({ urls, clients, site, date, procedure, releaseMs: isOnce ? null : releaseMs });
    if (!isOnce) await sleep(releaseMs - 6_000 - Date.now());
    const duringCalls = callsBesides(desks, listeners);
    const result = await rushing;
    const during = await duringCalls.stop();
    const free = await answersBesideExpress(cluster.hubs[0] as HubProcess, date);
    for (const desk of desks) desk.close();
    for (const listener of listeners) listener.close();
    return [...rushFigures(result, quiet, during), free];
  } finally {
    await cluster.close();
  }
};

const rushFigures = (result: RushResult, quiet: readonly number[], during: readonly number[]): Figure[] => {
  const doubled = result.codes.length - new Set(result.codes).size;
  if (doubled > 0 || result.codes.length !== places || result.failed > 0 || result.takenAfter !== places)
    throw new Error(
      `${result.codes.length} of ${places} booked, ${doubled} doubled, ${result.takenAfter} taken by the hubs, ${result.failed} not answered: ${result.failures.join('; ')}`,
    );
  return [
    {
      name: `${clients} clients in the second of release for ${places} places, two hubs: booked`,
      aim: `= ${places}`,
      value: result.codes.length,
      unit: 'places',
      detail: {
        doubled,
        'told the next free places': result.told,
        'told and nothing was free': result.toldNothing,
        'booked of those before': result.bookedBefore,
        'last booked after s': result.lastBookedMs / 1_000,
        'all answered after s': result.allMs / 1_000,
        'answer p50 ms': median(result.answerMs),
        'answer p95 ms': quantile(result.answerMs, 0.95),
      },
    },
    {
      name: `call to the last of ${walls} walls in the rush, p95 / quiet`,
      aim: '≤ 1.5',
      value: quantile(during, 0.95) / quantile(quiet, 0.95),
      unit: '×',
      detail: {
        'quiet p50 ms': median(quiet),
        'quiet p95 ms': quantile(quiet, 0.95),
        'rush p50 ms': median(during),
        'rush p95 ms': quantile(during, 0.95),
        'rush most ms': Math.max(...during),
      },
    },
  ];
};
