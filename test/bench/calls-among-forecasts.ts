// The latency of a call at one site of 23, while the other 22 have nobody waiting, and while each has fifty and is forecast.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import type { Command } from '../../protocol/commands.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { reachedFrom } from '../support/reached-from.ts';
import { type Figure, median, often, quantile } from './figures.ts';
import { listenWall } from './thin-client.ts';

const sites = 23;
const waitingEach = often(50);
const calls = often(150);
/** Between two commands at the other sites: each changes about once a second, as often as it may be forecast. */
const pauseMs = 45;
const demo = resolve(import.meta.dirname, '../../examples/demo.yaml');
const idOf = (i: number): string => `site-${i}`;
const asCommand = (input: Record<string, unknown>): Command => input as unknown as Command;

type Office = { readonly procedures: readonly string[]; readonly booths: number };

/** Ids of devices are one's own in the whole organisation; calls need none. */
const noDevices = { walls: [], printers: [], kiosks: [] };

/** The demo's centre 23 times, open round the clock. */
const writeSettings = async (path: string): Promise<Office> => {
  const settings = parse(await readFile(demo, 'utf8'));
  const centre = settings.sites[0];
  const copy = Array.from({ length: sites }, (_, i) => ({ ...centre, id: idOf(i), ...noDevices }));
  const reservations = reachedFrom(
    settings.reservations,
    copy.map(({ id }) => id),
  );
  await writeFile(
    path,
    stringify({ ...settings, reservations, sites: copy }, { aliasDuplicateObjects: false }),
  );
  const procedures = centre.procedures.map((one: { procedure: string }) => one.procedure);
  return { procedures, booths: centre.booths.length };
};

const send = async (hub: HubProcess, site: string, input: Record<string, unknown>): Promise<string> => {
  const answer = await hub.command(site, asCommand(input));
  if (!answer.ok) throw new Error(`${site} refused ${JSON.stringify(input)}: ${JSON.stringify(answer)}`);
  return answer.ticket ?? '';
};
const ticketFor = (procedure: string | undefined) => ({
  ...{ type: 'issueTicket', procedure, source: 'integrator', marks: [], language: 'ja', partySize: 1 },
  ...{ note: '', slotAtMs: null, printAt: null },
});

/** Issues and takes back a ticket at one other site after the other, until told to stop. */
const keepBusy = (hub: HubProcess, office: Office) => {
  let stopping = false;
  const done = (async () => {
    for (let i = 1; !stopping; i = (i % (sites - 1)) + 1) {
      const ticket = await send(hub, idOf(i), ticketFor(office.procedures[i % office.procedures.length]));
      await send(hub, idOf(i), { type: 'cancelTicket', ticket, reason: 'issuedByMistake', note: '' });
      await sleep(pauseMs);
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      await done;
    },
  };
};

/** From the command until the wall of the site hears of the call, ms. */
const measure = async (hub: HubProcess, office: Office, wall: Awaited<ReturnType<typeof listenWall>>) => {
  const samples: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    const ticket = await send(hub, idOf(0), ticketFor(office.procedures[0]));
    await sleep(20);
    const began = performance.now();
    const shown = new Promise<number>((found) => {
      wall.onText = (text) => {
        if (text.includes(`"${ticket}.`)) found(performance.now() - began);
      };
    });
    await send(hub, idOf(0), { type: 'callNext', booth: 1 });
    samples.push(await shown);
    await send(hub, idOf(0), { type: 'finish', booth: 1 });
  }
  return samples;
};

const fill = async (hub: HubProcess, office: Office): Promise<void> => {
  for (let site = 1; site < sites; site += 1) {
    for (let booth = 1; booth <= office.booths; booth += 1)
      await send(hub, idOf(site), { type: 'openBooth', booth, staff: 'sato' });
    for (let i = 0; i < waitingEach; i += 1)
      await send(hub, idOf(site), ticketFor(office.procedures[i % office.procedures.length]));
  }
};

/** p95 with forecasts over p95 without: 1 is unchanged. */
export const benchCallsAmongForecasts = async (): Promise<Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'junban-bench-'));
  const settings = join(folder, 'settings.yaml');
  const office = await writeSettings(settings);
  const hub = await startHub({ settings });
  const wall = await listenWall(hub.url, idOf(0), 'bench');
  try {
    await send(hub, idOf(0), { type: 'openBooth', booth: 1, staff: 'sato' });
    const under = async () => {
      const others = keepBusy(hub, office);
      await sleep(often(3_000));
      const samples = await measure(hub, office, wall);
      await others.stop();
      return samples;
    };
    await under();
    const without = await under();
    await fill(hub, office);
    const withThem = await under();
    return [
      {
        name: 'call to wall with 22 sites of 50 waiting being forecast / with 22 sites of nobody, p95',
        aim: 'about 1',
        value: quantile(withThem, 0.95) / quantile(without, 0.95),
        unit: '×',
        detail: {
          'p50 with ms': median(withThem),
          'p50 without ms': median(without),
          'p95 with ms': quantile(withThem, 0.95),
          'p95 without ms': quantile(without, 0.95),
          'most with ms': Math.max(...withThem),
          'most without ms': Math.max(...without),
        },
      },
    ];
  } finally {
    wall.close();
    await hub.remove();
    await rm(folder, { recursive: true, force: true });
  }
};
