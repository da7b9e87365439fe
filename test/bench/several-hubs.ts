// (7) Calls per second at 1,000 walls with one and two hubs.
import type { Command } from '../../protocol/commands.ts';
import { BoothNumber, ProcedureId } from '../../protocol/ids.ts';
import { type Console, openConsole, signIn, someone } from '../../tools/demo/door.ts';
import type { HubProcess } from '../support/hub-process.ts';
import { inBatches, site, startCluster } from './cluster.ts';
import { type Figure, often } from './figures.ts';
import { type Listener, listenWall } from './thin-client.ts';

const walls = Number(process.env.JUNBAN_BENCH_WALLS ?? often(1_000, 2));
const calls = often(300, 8);

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
const untilVersion = async (
  listeners: readonly Listener[],
  version: number,
  desk: Console,
): Promise<void> => {
  const shown = new Promise<void>((done, fail) => {
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
  });
  // Its answer too: the hub is closed next, and one that never came would end the process.
  await Promise.all([shown, desk.send({ type: 'recall', booth: BoothNumber.parse(1) })]);
};

export const benchSeveralHubs = async (): Promise<Figure[]> => {
  const one = await callsPerSecond(1);
  const two = await callsPerSecond(2);
  return [
    {
      name: `calls per second at ${walls} walls, two hubs / one`,
      aim: 'told',
      value: two / one,
      unit: '×',
      detail: { 'one hub per s': one, 'two hubs per s': two },
    },
  ];
};
