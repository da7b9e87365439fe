// Two hubs, Redis and the device agent as real processes under load, killed again and again: nothing acknowledged is lost,
// nothing is done twice, and every wall speaks every call once.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Answer } from '../../protocol/answers.ts';
import { businessDateAt } from '../../server/calendar/dates.ts';
import { seededRandom } from '../../tools/demo/random.ts';
import { withKey } from '../support/api-key.ts';
import { type Ear, openEar } from '../support/ear.ts';
import { freePort } from '../support/free-port.ts';
import { type Mortal, startMortal } from '../support/mortal.ts';
import { waitFor } from '../support/patience.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { seed, settingsFor, site, workOf } from './mortal-office.ts';

/** A few for every change; JUNBAN_KILLS=100 for the long run. */
const kills = Number(process.env.JUNBAN_KILLS ?? 8);
const booths = 6;
const letters = ['A', 'B', 'C'];
const settings = (date: string, hubs: readonly string[]) =>
  settingsFor(
    date,
    letters,
    Array.from({ length: booths }, () => letters),
    {
      hubs,
      devices: { walls: [{ id: 'lobby', name: 'ロビー' }], printers: [{ id: 'desk', name: '受付' }] },
    },
  );

type StoredEvent = {
  readonly version: number;
  readonly meta: { readonly commandId: string; readonly actor: { readonly kind: string } };
  readonly event: { readonly type: string; readonly ticket?: string; readonly callId?: string };
};

let folder: string;
let redis: RedisServer;
let hubs: readonly Mortal[];
let urls: readonly string[];
let agent: Mortal;
let paper: string;
let key: { readonly authorization: string };
const ears: Ear[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-kills-'));
  redis = await startRedis();
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  urls = ports.slice(0, 2).map((port) => `http://127.0.0.1:${port}`);
  const file = join(folder, 'settings.yaml');
  await writeFile(file, JSON.stringify(settings(businessDateAt(Date.now()), urls)));
  hubs = urls.map((_, i) =>
    startMortal(`hub-${i + 1}`, 'server/main.ts', [], {
      JUNBAN_PORT: String(ports[i]),
      JUNBAN_HOST: '127.0.0.1',
      JUNBAN_DATA: folder,
      JUNBAN_SETTINGS: file,
      JUNBAN_LOG: redis.url,
      JUNBAN_HUB: `hub-${i + 1}`,
      JUNBAN_LOG_LEVEL: 'error',
    }),
  );
  const config = join(folder, 'printer.yaml');
  const virtual = { port: 0, pagePort: ports[2] };
  await writeFile(
    config,
    JSON.stringify({ hub: urls, site, device: 'desk', data: join(folder, 'agent'), virtual }),
  );
  agent = startMortal('agent', 'ticket-printer/main.ts', ['--config', config], { JUNBAN_LOG_LEVEL: 'error' });
  paper = `http://127.0.0.1:${ports[2]}`;
  await waitFor(async () => expect(await Promise.all(urls.map(isReady))).toEqual([true, true]), {
    timeout: 60_000,
  });
  // Good at both hubs: they share the store.
  key = await withKey(urls[0] ?? '');
  for (const [i, url] of [urls[0], urls[1], urls[0]].entries())
    ears.push(await openEar(url ?? '', site, `ear-${i}`));
}, 120_000);
afterAll(async () => {
  for (const ear of ears) ear.close();
  for (const process of [agent, ...hubs]) await process?.kill();
  await redis?.remove();
  await rm(folder, { recursive: true, force: true });
});

const isReady = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => null))?.ok === true;

/** One attempt at one hub; null: no answer, or none that says what became of it. */
const sendTo = async (url: string, request: unknown): Promise<Answer | null> => {
  try {
    const response = await fetch(`${url}/api/sites/${site}/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...key },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(10_000),
    });
    const answer = Answer.parse(await response.json());
    const unsure =
      !answer.ok &&
      ['logUnavailable', 'outcomeUnknown', 'hubStopping', 'hubBusy'].includes(answer.refusal.code);
    return unsure ? null : answer;
  } catch {
    return null;
  }
};

const readEvents = async (): Promise<readonly StoredEvent[]> => {
  const all: StoredEvent[] = [];
  for (;;) {
    const response = await fetch(`${urls[0]}/api/sites/${site}/events?after=${all.length}&limit=1000`, {
      headers: key,
    });
    const { events } = (await response.json()) as { events: StoredEvent[] };
    all.push(...events);
    if (events.length === 0) return all;
  }
};

describe('a day of killed processes', () => {
  it(`loses, doubles and repeats nothing in ${kills} kills (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const acknowledged = new Map<string, Answer>();
    const presses = { sure: 0, unsure: 0 };
    const count = { cutShort: 0, hub: 0, redis: 0, agent: 0 };
    let stopping = false;

    /** Asks the hubs in turn, always with the same id, until one answers. */
    const insist = async (client: number, commandId: string, command: unknown): Promise<Answer> => {
      for (let attempt = client; ; attempt += 1) {
        const answer = await sendTo(urls[attempt % 2] ?? '', { commandId, command });
        if (answer !== null) {
          acknowledged.set(commandId, answer);
          return answer;
        }
        count.cutShort += 1;
        await pause(50);
      }
    };
    const runBooth = async (client: number): Promise<void> => {
      const booth = client + 1;
      await insist(client, `booth-${booth}-open`, { type: 'openBooth', booth, staff: 'mori' });
      for (let turn = 0; !stopping; turn += 1) {
        const id = (step: string) => `booth-${booth}-${turn}-${step}`;
        const visit = {
          procedure: workOf(letters[turn % 3] as string),
          source: 'integrator',
          partySize: 1,
        };
        await insist(client, id('issue'), { type: 'issueTicket', ...visit });
        const called = await insist(client, id('call'), { type: 'callNext', booth });
        if (!called.ok) continue;
        if (turn % 3 === 0) await insist(client, id('recall'), { type: 'recall', booth });
        // Nobody is served in no time; and a town's walls must be able to follow.
        await pause(150);
        await insist(client, id('finish'), { type: 'finish', booth });
      }
    };
    const runButton = async (): Promise<void> => {
      for (let turn = 0; !stopping; turn += 1) {
        const body = JSON.stringify({ key: ['a', 'b', 'c'][turn % 3] });
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${paper}/press`, { method: 'POST', headers, body }).catch(
          () => 'cut' as const,
        );
        if (answer === 'cut') presses.unsure += 1;
        else if (answer.ok) presses.sure += 1;
        // Slower than the numbers lent in advance run out, as a rule.
        await pause(1_200);
      }
    };
    const running = [...Array.from({ length: booths }, (_, client) => runBooth(client)), runButton()];

    const killOne = async (): Promise<void> => {
      const dice = random();
      if (dice < 0.25) {
        count.redis += 1;
        await redis.kill();
        await redis.restart();
        return;
      }
      const victim = dice < 0.4 ? agent : (hubs[dice < 0.7 ? 0 : 1] as Mortal);
      count[victim === agent ? 'agent' : 'hub'] += 1;
      await victim.kill();
      victim.start();
    };
    for (let kill = 0; kill < kills; kill += 1) {
      // Sometimes into the start of what was killed last, mostly into a house that serves again.
      if (random() < 0.2) await pause(random() * 500);
      else {
        await expect
          .poll(async () => (await Promise.all(urls.map(isReady))).includes(true), { timeout: 60_000 })
          .toBe(true);
        await pause(200 + random() * 800);
      }
      await killOne();
    }
    stopping = true;
    await Promise.all(running);
    await expect.poll(() => Promise.all(urls.map(isReady)), { timeout: 60_000 }).toEqual([true, true]);

    // The agent tells what it gave while nobody answered; then nothing more comes.
    const buttonTickets = async () => {
      const events = await readEvents();
      const gone = new Set(
        events.filter(({ event }) => event.type === 'ticketCancelled').map(({ event }) => event.ticket),
      );
      return events.filter(
        ({ event, meta }) =>
          event.type === 'ticketIssued' && meta.actor.kind === 'device' && !gone.has(event.ticket),
      ).length;
    };
    // A press gives a number, or the beep that none is left while no hub answers.
    const beeped = () => agent.output().split('no hub and no leased number left').length - 1;
    await expect
      .poll(async () => (await buttonTickets()) + beeped(), { timeout: 60_000 })
      .toBeGreaterThanOrEqual(presses.sure);
    const events = await readEvents();
    const batches = new Map<string, number>();
    events.forEach(({ meta }, i) => {
      if (events[i - 1]?.meta.commandId !== meta.commandId)
        batches.set(meta.commandId, (batches.get(meta.commandId) ?? 0) + 1);
    });
    const accepted = [...acknowledged].filter(([, answer]) => answer.ok).map(([id]) => id);
    const lost = accepted.filter((id) => !batches.has(id));
    const doubled = [...batches].filter(([, times]) => times > 1);
    const refusedButThere = [...acknowledged].filter(([id, answer]) => !answer.ok && batches.has(id));
    const numbers = events
      .filter(({ event }) => event.type === 'ticketIssued')
      .map(({ event }) => event.ticket);
    const calls = events.flatMap(({ event }) =>
      event.type === 'ticketCalled' || event.type === 'ticketRecalled' ? [String(event.callId)] : [],
    );
    for (const ear of ears)
      await expect.poll(() => new Set(ear.spoken).size, { timeout: 30_000 }).toBe(calls.length);
    const spokenTwice = ears.flatMap(({ spoken }) => spoken.filter((id, i) => spoken.indexOf(id) !== i));
    const notSpoken = ears.flatMap(({ spoken }) => calls.filter((id) => !spoken.includes(id)));
    const buttons = await buttonTickets();
    const gaps = ears.flatMap((ear) => ear.gaps).sort((a, b) => a - b);
    console.log(
      `seed ${seed}: ${count.hub} kills of hubs, ${count.redis} of Redis, ${count.agent} of the agent; ` +
        `${acknowledged.size} acknowledged (${accepted.length} accepted), ${count.cutShort} cut short, ${lost.length} lost, ` +
        `${doubled.length} doubled; ${presses.sure}+${presses.unsure} presses, ${buttons} tickets, ${beeped()} without a number; ` +
        `${calls.length} calls on ${ears.length} walls, ${spokenTwice.length} spoken twice, ${notSpoken.length} not spoken; ` +
        `walls not live ${gaps.length} times, median ${Math.round(gaps[gaps.length >> 1] ?? 0)} ms, longest ${Math.round(gaps.at(-1) ?? 0)} ms`,
    );
    expect({ lost, doubled, refusedButThere, spokenTwice, notSpoken }).toEqual({
      lost: [],
      doubled: [],
      refusedButThere: [],
      spokenTwice: [],
      notSpoken: [],
    });
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(buttons).toBeLessThanOrEqual(presses.sure + presses.unsure);
    expect(accepted.length).toBeGreaterThan(kills);
    // Whatever is away when they start or work, they wait for it.
    const ended = [...hubs, agent].flatMap((one) =>
      one
        .output()
        .split('\n')
        .filter((line) => /ended by itself|made a mistake|JUNBAN_/.test(line)),
    );
    expect(ended).toEqual([]);
  }, 600_000);
});
