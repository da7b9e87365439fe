// The limits of one socket: who comes too often, sends too fast or what nobody has a use for is refused, then cut.
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CommandRequest } from '../../protocol/commands.ts';
import type { Limits } from '../../protocol/limits.ts';
import { doors } from '../../protocol/wire.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
afterEach(() => house.remove());
const open = async (limits: Partial<Limits> = {}): Promise<void> => {
  house = await openTestHouse(undefined, limits);
};

const printer = { site: 'centre', device: 'printer-1' };
const wall = { site: 'centre', device: 'wall-1' };
const issue = () => ({
  commandId: randomUUID(),
  command: { type: 'issueTicket', procedure: 'card-issue', source: 'reception' },
});
const codeOf = (connecting: Promise<unknown>) =>
  connecting.then(
    () => 'connected',
    (error: { data?: { refusal?: { code: string } } }) => error.data?.refusal?.code,
  );
/** A websocket that speaks the wire itself. */
const rawSocket = async () => {
  const socket = new WebSocket(`${house.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const line = { socket, closed: false, heard: [] as string[] };
  socket.on('close', () => {
    line.closed = true;
  });
  socket.on('error', () => {});
  socket.on('message', (data) => line.heard.push(String(data)));
  await expect.poll(() => line.heard.length).toBe(1);
  return line;
};

describe('sockets', () => {
  it('too many of one device cut the oldest; of one browser they are refused', async () => {
    await open({ socketsPerDevice: 2, socketsPerSession: 2 });
    const walls = [await house.connect(doors.wall, wall), await house.connect(doors.wall, wall)];
    const third = await house.connect(doors.wall, wall);
    // Whoever comes last is there: nobody shuts the real one out by coming first.
    await expect.poll(() => walls.map(({ connected }) => connected)).toEqual([false, true]);
    expect(third.connected).toBe(true);
    const before = await house.connect(doors.device, printer);
    const after = await house.connect(doors.device, printer);
    await expect.poll(() => [before.connected, after.connected]).toEqual([false, true]);

    const cookie = await house.signIn();
    const desk = () =>
      codeOf(house.connect(doors.staff, { site: 'centre', page: { kind: 'reception' } }, { cookie }));
    expect([await desk(), await desk(), await desk()]).toEqual(['connected', 'connected', 'tooManySockets']);
    expect(await house.reached('socketsPerDevice')).toBe(2);
    expect(await house.reached('socketsPerSession')).toBe(1);
  });

  it('that name no door in time are cut', async () => {
    await open({ helloSeconds: 1 });
    const silent = await rawSocket();
    await expect.poll(() => silent.closed).toBe(true);
    expect(await house.reached('helloSeconds')).toBe(1);
    const known = await house.connect(doors.wall, wall);
    await expect.poll(() => known.connected, { timeout: 1500 }).toBe(true);
  });
});

describe('messages', () => {
  it('that come too fast are refused, and nothing is changed; who goes on is cut', async () => {
    await open({ messagesPerSecond: 5, messageBurst: 20 });
    const device = await house.connect(doors.device, printer);
    const answers: { ok: boolean; refusal?: { code: string } }[] = [];
    for (let i = 0; i < 30; i += 1) device.emit('command', issue(), (answer: never) => answers.push(answer));
    await expect.poll(() => answers.length).toBe(30);
    const refused = answers.filter((answer) => answer.refusal?.code === 'tooManyMessages');
    expect(refused.length).toBeGreaterThanOrEqual(8);
    const issued = house.hub.sites.values().next().value?.snapshot().state.tickets.size;
    expect(issued).toBe(answers.filter((answer) => answer.ok).length);
    for (let i = 0; i < 60; i += 1) device.emit('command', issue());
    await expect.poll(() => device.connected).toBe(false);
    expect(await house.reached('messagesPerSecond')).toBeGreaterThanOrEqual(8);
    expect(await house.reached('messageBurst')).toBeGreaterThanOrEqual(1);
  });

  it('too many commands without an answer yet are refused', async () => {
    await open({ commandsInFlight: 2 });
    const device = await house.connect(doors.device, printer);
    const answers: { ok: boolean; refusal?: { code: string } }[] = [];
    for (let i = 0; i < 12; i += 1) device.emit('command', issue(), (answer: never) => answers.push(answer));
    await expect.poll(() => answers.length).toBe(12);
    expect(answers.some((answer) => answer.refusal?.code === 'tooManyCommands')).toBe(true);
    expect(answers.some((answer) => answer.ok)).toBe(true);
    expect(await house.reached('commandsInFlight')).toBe(answers.filter((answer) => !answer.ok).length);
  });

  it('too many commands in line at a site are refused', async () => {
    await open({ commandsWaiting: 10 });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        house.hub.sites
          .values()
          .next()
          .value?.take(CommandRequest.parse(issue()), { kind: 'integrator', id: 'x' } as never),
      ),
    );
    const busy = answers.filter((answer) => answer?.ok === false && answer.refusal.code === 'hubBusy');
    expect(busy.length).toBe(50);
    expect(await house.reached('commandsWaiting')).toBe(50);
  });

  it('beyond what a business day may hold are refused, and say so', async () => {
    await open({ eventsPerDay: 5 });
    const answers = [];
    for (let i = 0; i < 8; i += 1) answers.push((await house.command(issue().command)).answer);
    expect(answers.at(-1)).toMatchObject({ ok: false, refusal: { code: 'dayFull', params: { limit: 5 } } });
    expect(answers[0]?.ok).toBe(true);
    expect(await house.reached('eventsPerDay')).toBeGreaterThanOrEqual(3);
  });

  it('that are too large cut the socket and are counted', async () => {
    await open();
    const device = await house.connect(doors.device, printer);
    device.emit('command', { commandId: 'x'.repeat(70_000) });
    await expect.poll(() => device.connected).toBe(false);
    expect(await house.reached('messageBytes')).toBe(1);
  });

  it('without an acknowledgement are refused by an event', async () => {
    await open();
    const screen = await house.connect(doors.wall, wall);
    const refusals: { code: string; params: { field?: string } }[] = [];
    screen.on('refused', (refusal) => refusals.push(refusal));
    screen.emit('receipt', { calls: 'none' });
    screen.emit('dance');
    await expect.poll(() => refusals.map(({ params }) => params.field).sort()).toEqual(['calls', 'event']);
    const answer = await screen.timeout(5000).emitWithAck('receipt', { calls: [], sound: 'on' });
    expect(answer).toEqual({ ok: true });
  });

  it.each([
    ['an acknowledgement nobody asked for', '43/wall,5[1]'],
    ['an attachment to come', '451-/wall,["receipt",{"_placeholder":true,"num":0}]'],
    ['binary', Buffer.from([1, 2, 3])],
    ['a second open', '0'],
    ['an upgrade out of turn', '5'],
    ['a close by packet', '1'],
    ['nonsense', 'x'],
    ['a refusal of ours', '44/wall,{"message":"no"}'],
    ['an event with no name', '42/wall,[]'],
    ['an event of the machinery', '42/wall,["disconnect"]'],
    ['an event of a door never entered', '42/staff,["command"]'],
    ['broken JSON', '42/wall,["receipt",{'],
    ['a second hello', '40/wall,{"key":"x"}'],
  ])('%s cuts the socket', async (_name, message) => {
    await open();
    const line = await rawSocket();
    line.socket.send(`40/wall,${JSON.stringify({ key: await house.pair(doors.wall, wall) })}`);
    await expect.poll(() => line.heard.some((text) => text.startsWith('42/wall,["view"'))).toBe(true);
    line.socket.send(message);
    await expect.poll(() => line.closed).toBe(true);
    expect((await house.ask('/readyz')).status).toBe(200);
  });
});

it('sessions of one person beyond the limit end, the oldest first', async () => {
  await open({ sessionsPerPerson: 2 });
  const cookies = [await house.signIn(), await house.signIn()];
  const signedIn = async (cookie = '') =>
    (await (await house.ask('/api/session', { headers: { cookie } })).json()).staff !== null;
  const desk = await house.connect(
    doors.staff,
    { site: 'centre', page: { kind: 'reception' } },
    { cookie: cookies[0] ?? '' },
  );
  let signedOut = false;
  desk.on('signedOut', () => {
    signedOut = true;
  });
  cookies.push(await house.signIn());
  expect(await Promise.all(cookies.map(signedIn))).toEqual([false, true, true]);
  await expect.poll(() => signedOut).toBe(true);
  expect(await house.reached('sessionsPerPerson')).toBe(1);
});
