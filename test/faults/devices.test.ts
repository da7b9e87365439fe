// Keys when things go wrong: two hubs, an agent that is moved while it has tickets untold, and one that is replaced.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { ProcedureId, SiteId } from '../../protocol/ids.ts';
import { doors } from '../../protocol/wire.ts';
import { DeviceList, PairingState, pairingHeader } from '../../protocol/wire-devices.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';
import { AgentConfig } from '../../ticket-printer/config.ts';
import { hashOf, newKey } from '../../ticket-printer/identity.ts';
import { type RunningAgent, startAgent } from '../../ticket-printer/start.ts';
import { firstAdministrator, tokenIn } from '../support/first-administrator.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { startRedis } from '../support/redis-server.ts';

let folder: string;
let closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-keys-'));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
  await rm(folder, { recursive: true, force: true });
});

const json = { 'content-type': 'application/json' };
/** Speaks to a hub as an administrator. */
const administrator = (hub: string, who: Record<string, string>) => {
  const send = async (method: string, path: string, body?: unknown) => {
    const init = {
      method,
      headers: { ...json, ...who },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return (await fetch(`${hub}/api/devices${path}`, init)).json();
  };
  return { send, list: async () => DeviceList.parse(await send('GET', '')).devices };
};
const agentAt = (site: string, device: string) => ({ site, device, purpose: 'agent' });

describe('two hubs', () => {
  const start = async (): Promise<readonly [HubProcess, HubProcess]> => {
    const redis = await startRedis();
    closing.push(redis.remove);
    const demo = resolve(import.meta.dirname, '../../examples/demo.yaml');
    const { demo: _, ...real } = parse(await readFile(demo, 'utf8'), { merge: true });
    const settings = join(folder, 'settings.yaml');
    await writeFile(settings, stringify(real, { aliasDuplicateObjects: false }));
    const at = async (name: string) => {
      const hub = await startHub({ settings, env: { JUNBAN_LOG: redis.url, JUNBAN_HUB: name } });
      closing.push(hub.remove);
      return hub;
    };
    return [await at('hub-1'), await at('hub-2')];
  };
  const connect = (hub: HubProcess, key: string): Promise<Socket> =>
    new Promise((done, fail) => {
      const options = { auth: { key }, transports: ['websocket'], forceNew: true, reconnection: false };
      const socket = io(`${hub.url}${doors.wall}`, options);
      closing.push(async () => socket.disconnect());
      socket.once('connect', () => done(socket));
      socket.once('connect_error', fail);
    });

  it('one gives the code, the other takes it; a key that one revokes is cut at the other', async () => {
    const [first, second] = await start();
    const key = newKey();
    const body = JSON.stringify({ purpose: 'wall', hash: hashOf(key) });
    const asked = await fetch(`${first.url}/api/pairing`, { method: 'POST', headers: json, body });
    const waiting = PairingState.parse(await asked.json());
    if (waiting.state !== 'waiting') throw new Error('it does not wait');
    const told = fetch(`${first.url}/api/pairing?wait=20`, {
      headers: { [pairingHeader]: waiting.secret ?? '' },
    });
    const office = administrator(second.url, {
      cookie: await firstAdministrator(second.url, await tokenIn(second.output)),
    });
    const place = { site: 'centre', device: 'lobby-1', purpose: 'wall' };
    await office.send('POST', '', { code: waiting.code, name: 'Lobby', place });
    expect(PairingState.parse(await (await told).json())).toMatchObject({ state: 'accepted', place });
    // Good at once at both, whichever heard of it first.
    const sockets = await Promise.all([connect(first, key), connect(second, key)]);
    const [line] = await office.list();
    const revoked = sockets.map((socket) => new Promise((done) => socket.once('deviceRevoked', done)));
    await office.send('DELETE', `/${line?.key}`);
    await Promise.all(revoked);
    await expect.poll(() => sockets.some((socket) => socket.connected)).toBe(false);
    await expect(connect(first, key)).rejects.toMatchObject({ data: { refusal: { code: 'unknownKey' } } });
  });
});

describe('an agent', () => {
  let house: TestHouse;
  const data = () => join(folder, 'agent');
  const open = async (): Promise<TestHouse> =>
    openTestHouse(join(folder, 'hub'), {}, { accepting: 'by an administrator' });
  const start = async (): Promise<RunningAgent> => {
    const virtual = { port: 0, pagePort: 0 };
    const config = AgentConfig.parse({ hub: house.url, data: data(), answerMs: 300, virtual });
    return startAgent(config, pino({ level: 'silent' }));
  };
  const code = async (): Promise<string> =>
    JSON.parse(await readFile(join(data(), 'device.json'), 'utf8')).printedCode ?? '';
  const tickets = (site: string): readonly string[] => [
    ...(house.hub.sites
      .get(site as SiteId)
      ?.snapshot()
      .state.tickets.keys() ?? []),
  ];
  const press = (agent: RunningAgent, procedure = 'card-issue'): void =>
    agent.agent()?.press({ kind: 'ticket', procedure: procedure as ProcedureId, language: 'ja' }, () => {});
  const stands = (agent: RunningAgent, site: string) =>
    expect.poll(() => agent.agent()?.view()?.site, { timeout: 30_000 }).toBe(site);
  /** Registered at the centre's reception, with numbers in advance, and one given while the hub was away. */
  const withOneUntold = async (): Promise<void> => {
    await mkdir(data(), { recursive: true });
    await mkdir(join(folder, 'hub'), { recursive: true });
    house = await open();
    const agent = await start();
    await expect.poll(code, { timeout: 30_000 }).toMatch(/^\w{6}$/);
    const office = administrator(house.url, house.asIntegrator);
    await office.send('POST', '', {
      code: await code(),
      name: 'Desk',
      place: agentAt('centre', 'printer-1'),
    });
    const lent = () =>
      agent
        .agent()
        ?.view()
        ?.leases.some(({ procedure }) => procedure === 'card-issue');
    await expect.poll(lent, { timeout: 30_000 }).toBe(true);
    await house.close();
    const before = agent.virtual?.papers().length ?? 0;
    press(agent);
    await expect.poll(() => agent.virtual?.papers().length, { timeout: 30_000 }).toBe(before + 1);
    await agent.close();
    house = await open();
  };
  afterEach(() => house.close());

  it('that is moved with a ticket untold tells it nowhere else, says so, and tells it when it is back', async () => {
    await withOneUntold();
    const office = administrator(house.url, house.asIntegrator);
    const [line] = await office.list();
    await office.send('PATCH', `/${line?.key}`, { place: agentAt('aoba', 'aoba-printer') });
    const agent = await start();
    closing.push(agent.close);
    await stands(agent, 'aoba');
    const kept = async () => (await office.list())[0]?.kept;
    await expect.poll(kept).toEqual([{ site: 'centre', device: 'printer-1', untold: 1 }]);
    // It tells what happens at its new place, and nothing of the old one.
    press(agent, 'pin-reset');
    await expect.poll(() => tickets('aoba').length).toBe(1);
    expect(tickets('centre')).toEqual([]);
    await office.send('PATCH', `/${line?.key}`, { place: agentAt('centre', 'printer-1') });
    await expect.poll(() => tickets('centre').length, { timeout: 30_000 }).toBe(1);
    expect(tickets('aoba')).toHaveLength(1);
    await agent.close();
    const again = await start();
    closing.push(again.close);
    await stands(again, 'centre');
    await expect.poll(kept).toEqual([]);
  });

  it('that was revoked with a ticket untold tells it once it is registered there again', async () => {
    await withOneUntold();
    const office = administrator(house.url, house.asIntegrator);
    const [line] = await office.list();
    await office.send('DELETE', `/${line?.key}`);
    const agent = await start();
    closing.push(agent.close);
    await expect.poll(code, { timeout: 30_000 }).toMatch(/^\w{6}$/);
    expect(agent.agent()).toBeNull();
    expect(tickets('centre')).toEqual([]);
    await office.send('POST', '', {
      code: await code(),
      name: 'Desk',
      place: agentAt('centre', 'printer-1'),
    });
    await expect.poll(() => tickets('centre').length, { timeout: 30_000 }).toBe(1);
  });
});
