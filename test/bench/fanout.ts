// (2) From a call command to the last of 1, 100, 1,000 and 5,000 walls, against bare ws sending the same bytes to as many.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { BoothNumber, CommandId, ProcedureId, SiteId } from '../../protocol/ids.ts';
import { type Console, openConsole, signIn, someone } from '../../tools/demo/door.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { writeCrowdSettings } from './crowd-settings.ts';
import { type Figure, isOnce, median, often, quantile } from './figures.ts';
import { type Listener, listenBare, listenWall } from './thin-client.ts';

const counts = (process.env.JUNBAN_BENCH_LISTENERS ?? (isOnce ? '1,2' : '1,100,1000,5000'))
  .split(',')
  .map(Number);
const rounds = often(40);
const site = 'centre';
const booth = BoothNumber.parse(1);

/** One figure per number of listeners; the append's own median is taken off the hub's time. */
export const benchFanout = async (appendP50Ms: number): Promise<Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'junban-fanout-'));
  const settings = join(folder, 'crowd.yaml');
  await writeCrowdSettings(settings);
  const hub = await startHub({ settings });
  const bare = spawn(process.execPath, [resolve(import.meta.dirname, 'bare-ws-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(createInterface({ input: bare.stdout }), 'line');
  const bareUrl = `ws://127.0.0.1:${port}`;
  const figures: Figure[] = [];
  const walls: Listener[] = [];
  const floor: Listener[] = [];
  try {
    const { console: desk, procedure } = await prepare(hub);
    const trigger = new WebSocket(bareUrl);
    await once(trigger, 'open');
    for (const count of counts) {
      await grow(walls, count, (i) => listenWall(hub.url, site, `bench-${i}`));
      await grow(floor, count, () => listenBare(bareUrl));
      figures.push(await measure(hub, desk, procedure, trigger, walls, floor, appendP50Ms));
    }
    trigger.close();
    desk.close();
  } finally {
    for (const listener of [...walls, ...floor]) listener.close();
    bare.kill('SIGKILL');
    await hub.remove();
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
};

const prepare = async (hub: HubProcess): Promise<{ console: Console; procedure: ProcedureId }> => {
  const staff = await someone(hub.url);
  const page = { kind: 'booth', booth } as const;
  const console = await openConsole(hub.url, await signIn(hub.url, staff), {
    site: SiteId.parse(site),
    page,
  });
  const procedure = ProcedureId.parse(await firstProcedure(hub));
  await console.send({ type: 'openBooth', booth, staff, procedures: [{ procedure, delayMinutes: 0 }] });
  return { console, procedure };
};

const firstProcedure = async (hub: HubProcess): Promise<string> => {
  const board = (await (await fetch(`${hub.url}/api/sites/${site}/board`)).json()) as {
    procedures: { id: string }[];
  };
  const id = board.procedures[0]?.id;
  if (id === undefined) throw new Error('the board shows no procedure');
  return id;
};

const grow = async (
  listeners: Listener[],
  count: number,
  open: (i: number) => Promise<Listener>,
): Promise<void> => {
  while (listeners.length < count) {
    const batch = Math.min(50, count - listeners.length);
    const from = listeners.length;
    listeners.push(...(await Promise.all(Array.from({ length: batch }, (_, i) => open(from + i)))));
  }
};

/** Resolves with the milliseconds from now until every listener has seen a text with the mark. */
const untilAll = (
  listeners: readonly Listener[],
  isIt: (text: string) => boolean,
): Promise<{ atMs: number; text: string }> =>
  new Promise((done, fail) => {
    let left = listeners.length;
    const timer = setTimeout(
      () => fail(new Error(`${left} of ${listeners.length} listeners heard nothing`)),
      30_000,
    );
    for (const listener of listeners)
      listener.onText = (text) => {
        if (!isIt(text)) return;
        listener.onText = () => undefined;
        left -= 1;
        if (left > 0) return;
        clearTimeout(timer);
        done({ atMs: performance.now(), text });
      };
  });

const issue = async (hub: HubProcess, procedure: ProcedureId): Promise<string> => {
  const answer = await hub.command(
    site,
    {
      type: 'issueTicket',
      procedure,
      source: 'integrator',
      marks: [],
      language: 'ja',
      partySize: 1,
      note: '',
      slotAtMs: null,
      printAt: null,
    },
    CommandId.parse(crypto.randomUUID()),
  );
  if (!answer.ok || answer.ticket === undefined) throw new Error(`not issued: ${JSON.stringify(answer)}`);
  return answer.ticket;
};

/** Long enough for a view to reach that many. */
const quietMs = (listeners: number): number => 60 + listeners / 4;

const measure = async (
  hub: HubProcess,
  desk: Console,
  procedure: ProcedureId,
  trigger: WebSocket,
  walls: readonly Listener[],
  floor: readonly Listener[],
  appendP50Ms: number,
): Promise<Figure> => {
  const hubMs: number[] = [];
  const bareMs: number[] = [];
  const tickets: string[] = [];
  let bytes = 0;
  for (let i = 0; i < rounds; i += 1) tickets.push(await issue(hub, procedure));
  for (let i = 0; i < rounds; i += 1) {
    // Whatever the tickets and the last call still set going (views, waits) is over before the next is timed.
    await sleep(quietMs(walls.length));
    const ticket = tickets[i];
    if (ticket === undefined) throw new Error('too few tickets');
    const mark = `"callId":"${ticket}.1"`;
    const heard = untilAll(walls, (text) => text.includes(mark));
    const startMs = performance.now();
    const called = desk.send(
      i === 0 && walls.length === 1 ? { type: 'callNext', booth } : { type: 'finishAndNext', booth },
    );
    const { atMs, text } = await heard;
    hubMs.push(atMs - startMs);
    if (!(await called).ok) throw new Error('the call was refused');

    bytes = Buffer.byteLength(text);
    const same = untilAll(floor, (other) => other.length === text.length);
    const bareStartMs = performance.now();
    trigger.send(text);
    bareMs.push((await same).atMs - bareStartMs);
  }
  const beyondAppend = median(hubMs) - appendP50Ms;
  return {
    name: `call to the last of ${walls.length} walls / bare ws, beyond the append`,
    aim: walls.length === 1000 ? '≤ 1.3' : 'told',
    value: beyondAppend / median(bareMs),
    unit: '×',
    detail: {
      'message bytes': bytes,
      'hub p50 ms': median(hubMs),
      'hub p95 ms': quantile(hubMs, 0.95),
      'bare p50 ms': median(bareMs),
      'bare p95 ms': quantile(bareMs, 0.95),
    },
  };
};
