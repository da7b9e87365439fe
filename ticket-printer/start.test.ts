// The whole agent over real sockets: a hub on Socket.IO, the virtual printer, and buttons from reports and from the page.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqr from 'jsqr';
import { pino } from 'pino';
import { PNG } from 'pngjs';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeviceStatus, type DeviceToHub, doors, type HubToDevice, KeyHello } from '../protocol/wire.ts';
import type { Placed } from '../protocol/wire-devices.ts';
import { createEmulatedKeypad } from './buttons/emulated.ts';
import { type Clock, systemClock, tokyoDate } from './clock.ts';
import { AgentConfig } from './config.ts';
import { type RunningAgent, startAgent } from './start.ts';
import { createTestHub, type TestHub } from './test-hub.ts';

const decode = jsqr as unknown as typeof jsqr.default;
const logger = pino({ level: process.env.JUNBAN_LOG_LEVEL ?? 'silent' });

/** The test hub behind a real socket door. */
const openHub = async (hub: TestHub, port = 0) => {
  const placed = {
    place: { site: 'centre', device: 'reception-1', purpose: 'agent' },
    name: 'reception-1',
  } as Placed;
  // Whoever asks is accepted at once.
  const http: HttpServer = createServer((request, response) => {
    request.resume();
    response.end(JSON.stringify({ state: 'accepted', ...placed }));
  });
  const io = new Server<DeviceToHub, HubToDevice>(http, { serveClient: false });
  const door = io.of(doors.device);
  const statuses: DeviceStatus[] = [];
  let silent = false;
  const sent = () => ({ sentAtMs: now(), view: hub.view() });
  door.on('connection', (socket) => {
    KeyHello.parse(socket.handshake.auth);
    socket.emit('placed', placed);
    socket.on('command', (request, ack) => {
      if (!silent) ack(hub.take(request));
    });
    socket.on('status', (status) => statuses.push(status));
    socket.emit('view', sent());
  });
  hub.onChange(() => setImmediate(() => door.emit('view', sent())));
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    port: (http.address() as AddressInfo).port,
    statuses,
    silence: (on: boolean) => {
      silent = on;
    },
    close: async () => {
      await io.close();
      http.closeAllConnections();
    },
  };
};

/** Noon of today when the tests begin, and going on: a midnight in the middle of one would end the day of its tickets. */
const aheadMs = Date.parse(`${tokyoDate(Date.now())}T12:00:00+09:00`) - Date.now();
const now = (): number => Date.now() + aheadMs;
const clock: Clock = { ...systemClock, now };

/** A hub whose business day is really today. */
const hubOfToday = (): TestHub => {
  const nowMs = now();
  const hub = createTestHub();
  const view = hub.view;
  hub.view = () => ({
    ...view(),
    date: tokyoDate(nowMs) as never,
    leases: view().leases.map((lease) => ({ ...lease, date: tokyoDate(nowMs) as never })),
    plan: { intakeFromMs: nowMs - 3_600_000, intakeUntilMs: nowMs + 3_600_000 },
  });
  return hub;
};

let folder = '';
let closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-'));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
  rmSync(folder, { recursive: true });
});

/** So long that a busy machine alone never makes the agent take a number of its lease. */
const patientMs = 10_000;

const start = async (
  port: number,
  hid = createEmulatedKeypad('Keypad'),
  answerMs = patientMs,
): Promise<RunningAgent> => {
  const config = AgentConfig.parse({
    hub: [`http://127.0.0.1:${port}`],
    site: 'centre',
    device: 'reception-1',
    data: folder,
    answerMs,
    virtual: { port: 0, pagePort: 0 },
    buttons: [
      {
        profile: 'keypad',
        path: 'emulated',
        debounceMs: 50,
        keys: { kp1: { procedure: 'renewal' }, kp9: { booth: 3, action: 'next' } },
      },
    ],
  });
  return startAgent(config, logger, { hid: hid.transport, clock });
};

/** Hub, agent with a keypad, and both ready. */
const setUp = async (answerMs = patientMs) => {
  const hub = hubOfToday();
  const door = await openHub(hub);
  closing.push(door.close);
  const keypad = createEmulatedKeypad('Keypad');
  const agent = await start(door.port, keypad, answerMs);
  closing.push(agent.close);
  const leased = () => hub.commands.some(({ command }) => command.type === 'leaseNumbers');
  await expect.poll(() => leased() && agent.status().buttons.every((b) => b.connected)).toBe(true);
  await expect.poll(() => agent.agent()?.printer()?.state).toBe('ready');
  return { hub, door, keypad, agent };
};
const sheets = (agent: RunningAgent): number => agent.virtual?.papers().length ?? 0;
/** The tickets one can hold, by the address in their code; the stub of a broken sheet that the knife takes off has none. */
const tickets = (agent: RunningAgent): string[] =>
  (agent.virtual?.papers() ?? []).flatMap(({ png }) => {
    const { data, width, height } = PNG.sync.read(Buffer.from(png));
    return decode(new Uint8ClampedArray(data), width, height)?.data ?? [];
  });

describe('the agent on real wires', () => {
  it('a report of the keypad becomes paper, and the hub hears of it', async () => {
    const { hub, door, keypad, agent } = await setUp();
    keypad.press('kp1');
    await expect.poll(() => sheets(agent)).toBe(1);
    await expect.poll(() => hub.jobs.size).toBe(0);
    expect([...hub.tickets.keys()]).toEqual(['A001']);
    await expect.poll(() => door.statuses.at(-1)?.printer?.state).toBe('ready');
    expect(door.statuses.at(-1)?.buttons[0]).toMatchObject({
      profile: 'keypad',
      name: 'Keypad',
      connected: true,
      last: { keys: ['kp1'] },
    });
  });

  it('a button on the paper page takes the same way', async () => {
    const { agent } = await setUp();
    const answer = await fetch(`${agent.page}press`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: 'a' }),
    });
    expect(answer.ok).toBe(true);
    await expect.poll(() => sheets(agent)).toBe(1);
  });

  it('a booth key calls the next', async () => {
    const { hub, keypad } = await setUp();
    keypad.press('kp9');
    await expect.poll(() => hub.commands.some(({ command }) => command.type === 'callNext')).toBe(true);
  });

  it('hub gone: numbers of the lease; hub back on the same address: told', async () => {
    const { hub, door, keypad, agent } = await setUp();
    await door.close();
    keypad.press('kp1');
    await expect.poll(() => sheets(agent)).toBe(1);
    const again = await openHub(hub, door.port);
    closing.push(again.close);
    await expect.poll(() => hub.tickets.get('A891')?.how).toBe('leased');
    expect(sheets(agent)).toBe(1);
  });

  it('a hub that is connected and silent: number of the lease after the deadline', async () => {
    const { hub, door, keypad, agent } = await setUp(400);
    door.silence(true);
    keypad.press('kp1');
    await expect.poll(() => sheets(agent)).toBe(1);
    door.silence(false);
    // What was told into the silence is told again after ten seconds.
    await expect.poll(() => hub.tickets.get('A891')?.how, { timeout: 60_000 }).toBe('leased');
  });

  it('paper out, cover open: told to the hub; printed once when all is well', async () => {
    const { hub, door, keypad, agent } = await setUp();
    agent.virtual?.set({ paper: 'out' });
    await expect.poll(() => door.statuses.at(-1)?.printer?.faults).toContain('paperOut');
    keypad.press('kp1');
    await expect.poll(() => hub.jobs.size).toBe(1);
    await expect.poll(() => door.statuses.at(-1)?.printer?.waitingJobs).toBe(1);
    agent.virtual?.set({ paper: 'ok', cover: 'open' });
    await expect.poll(() => door.statuses.at(-1)?.printer?.faults).toContain('coverOpen');
    agent.virtual?.set({ cover: 'closed' });
    await expect.poll(() => hub.jobs.size).toBe(0);
    expect(sheets(agent)).toBe(1);
  });

  it('a connection cut in the middle of a sheet is not printed again by itself, but on purpose', async () => {
    const { hub, keypad, agent } = await setUp();
    agent.virtual?.cut(2_000);
    keypad.press('kp1');
    await expect.poll(() => hub.tickets.size).toBe(1);
    await expect
      .poll(() => agent.agent()?.printer()?.waitingJobs === 1 && agent.agent()?.printer()?.state, {
        timeout: 8_000,
      })
      .toBe('ready');
    expect(tickets(agent)).toEqual([]);
    hub.reprint('A001' as never);
    await expect.poll(() => hub.jobs.size).toBe(0);
    // The first sheet carried code 1, and nobody has it; the reprint carries code 2.
    expect(tickets(agent)).toEqual(['https://junban.example/t/0000000000000002']);
    expect(agent.agent()?.printer()?.waitingJobs).toBe(0);
  });

  it('stopped and started again with work left: printed once', async () => {
    const { hub, door, keypad, agent } = await setUp();
    agent.virtual?.set({ paper: 'out' });
    await expect.poll(() => agent.agent()?.printer()?.state).toBe('fault');
    keypad.press('kp1');
    await expect.poll(() => hub.jobs.size).toBe(1);
    closing.splice(closing.indexOf(agent.close), 1);
    await agent.close();
    const again = await start(door.port);
    closing.push(again.close);
    await expect.poll(() => hub.jobs.size).toBe(0);
    expect(sheets(again)).toBe(1);
  });
});
