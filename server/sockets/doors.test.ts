// The three doors on real sockets: who may in, what comes at once, what is answered, and to whom.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BoothView, DeviceView, ReceptionView, WallView } from '../../protocol/views.ts';
import { doors } from '../../protocol/wire.ts';
import { openTestHouse, type TestHouse, type TestSocket } from '../test-support.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.remove());

const wall = { site: 'centre', device: 'wall-1' };
const printer = { site: 'centre', device: 'printer-1' };
const boothPage = (booth: number) => ({ site: 'centre', page: { kind: 'booth', booth } });
const reception = { site: 'centre', page: { kind: 'reception' } };
const issue = { type: 'issueTicket', procedure: 'card-issue', source: 'reception' };

/** The last view that a socket has heard. */
const last = (socket: TestSocket, event: string): unknown => socket.heard.get(event)?.at(-1);
const ask = (
  socket: { timeout(ms: number): { emitWithAck(...args: unknown[]): Promise<unknown> } },
  command: unknown,
) => socket.timeout(5000).emitWithAck('command', { commandId: randomUUID(), command });
const refusal = async (connecting: Promise<unknown>) =>
  connecting.then(
    () => null,
    (error: Error & { data?: { refusal?: { code: string; params: unknown } } }) =>
      error.data?.refusal ?? error,
  );

describe('the doors', () => {
  it('refuse a wrong hello with the field, an unknown site, booth or nobody', async () => {
    expect(await refusal(house.connect(doors.wall, { site: 'centre' }))).toMatchObject({
      code: 'malformed',
      params: { field: 'key' },
    });
    expect(await refusal(house.connect(doors.device, {}))).toMatchObject({ code: 'malformed' });
    expect(await refusal(house.connect(doors.staff, reception))).toMatchObject({ code: 'notSignedIn' });
    const cookie = await house.signIn();
    expect(await refusal(house.connect(doors.staff, boothPage(99), { cookie }))).toMatchObject({
      code: 'unknownBooth',
    });
    expect(await refusal(house.connect('', {}))).toBeInstanceOf(Error);
  });

  it('send each its view at once, and after a change', async () => {
    const cookie = await house.signIn();
    const screen = await house.connect(doors.wall, wall);
    const booth = await house.connect(doors.staff, boothPage(1), { cookie });
    const desk = await house.connect(doors.staff, reception, { cookie });
    const device = await house.connect(doors.device, printer);
    const wallNow = () => WallView.parse(last(screen, 'view'));
    const boothNow = () => BoothView.parse(last(booth, 'boothView'));
    const deskNow = () => ReceptionView.parse(last(desk, 'receptionView'));
    const deviceNow = () => DeviceView.parse(last(device, 'view'));
    await expect
      .poll(() => [wallNow(), boothNow(), deskNow(), deviceNow()].map((view) => view.site))
      .toEqual(['centre', 'centre', 'centre', 'centre']);
    await ask(desk, { ...issue, printAt: 'printer-1' });
    await expect.poll(() => wallNow().procedures[0]?.waiting).toBe(1);
    await expect.poll(() => deviceNow().jobs.length).toBe(1);
    await expect.poll(() => deskNow().tickets.length).toBe(1);
    await expect.poll(() => boothNow().queueLength).toBe(1);
  });

  it('answer a command before the walls hear of it, and every call is on the wall', async () => {
    const cookie = await house.signIn();
    const { demo: choices } = await (await house.ask('/api/session')).json();
    const calls = new Set<string>();
    const screen = await house.connect(doors.wall, wall);
    screen.on('view', ({ view }) => {
      for (const call of WallView.parse(view).calls) calls.add(call.callId);
    });
    const booths = await Promise.all(
      [1, 2, 3, 4, 5].map((booth) => house.connect(doors.staff, boothPage(booth), { cookie })),
    );
    for (let count = 0; count < 5; count += 1) await house.command(issue);
    const called = await Promise.all(
      booths.map(async (socket, index) => {
        const booth = index + 1;
        const procedures = [{ procedure: 'card-issue', delayMinutes: 0 }];
        await ask(socket, { type: 'openBooth', booth, staff: choices[index].id, procedures });
        return (await ask(socket, { type: 'callNext', booth })) as {
          ok: boolean;
          ticket: string;
          callId: string;
        };
      }),
    );
    expect(new Set(called.map((answer) => answer.ticket)).size).toBe(5);
    await expect.poll(() => called.every((answer) => calls.has(answer.callId))).toBe(true);
  });

  it('answer malformed commands with the field, and bear a missing acknowledgement', async () => {
    const device = await house.connect(doors.device, printer);
    const before = house.hub.sites.values().next().value?.snapshot().state.version;
    expect(await ask(device, { type: 'dance' })).toMatchObject({
      ok: false,
      refusal: { code: 'malformed', params: { field: 'command.type' } },
    });
    expect(await device.timeout(5000).emitWithAck('command')).toMatchObject({
      refusal: { code: 'malformed' },
    });
    expect(await device.timeout(5000).emitWithAck('dance', 1)).toMatchObject({
      refusal: { params: { field: 'event' } },
    });
    device.emit('command');
    device.emit('command', null, 'no function', 3);
    device.emit('status', { printer: 'on fire' });
    device.emit('dance');
    expect(house.hub.sites.values().next().value?.snapshot().state.version).toBe(before);
    device.emit('command', { commandId: randomUUID(), command: issue });
    await expect.poll(() => house.hub.sites.values().next().value?.snapshot().state.tickets.size).toBe(1);
    expect(device.connected).toBe(true);
  });

  it('hang up on a message that is too large, and go on', async () => {
    const device = await house.connect(doors.device, printer);
    device.emit('command', { commandId: 'x'.repeat(70_000) });
    await expect.poll(() => device.connected).toBe(false);
    expect((await house.ask('/readyz')).status).toBe(200);
  });

  it('tell the console when its session ends', async () => {
    const cookie = await house.signIn();
    const desk = await house.connect(doors.staff, reception, { cookie });
    let signedOut = false;
    desk.on('signedOut', () => {
      signedOut = true;
    });
    await house.ask('/api/session', { method: 'DELETE', headers: { cookie } });
    await expect.poll(() => signedOut && !desk.connected).toBe(true);
  });

  it('count the sockets of a device, so that a reloaded wall is not gone', async () => {
    const presence = () => house.hub.sites.values().next().value?.snapshot().presence.walls;
    const connected = () => presence()?.find((one) => one.device === wall.device)?.connected;
    const first = await house.connect(doors.wall, wall);
    const second = await house.connect(doors.wall, wall);
    await expect.poll(connected).toBe(true);
    first.disconnect();
    second.emit('receipt', { calls: [], sound: 'on' });
    await expect.poll(() => presence()?.find((one) => one.device === wall.device)?.sound).toBe('on');
    expect(connected()).toBe(true);
    second.disconnect();
    await expect.poll(connected).toBe(false);
  });

  it('keep the session and the day over a restart', async () => {
    const cookie = await house.signIn();
    const { answer } = await house.command(issue);
    await house.close();
    const again = await openTestHouse(house.folder);
    try {
      const socket = await again.connect(doors.staff, reception, { cookie });
      const tickets = () => ReceptionView.parse(last(socket, 'receptionView')).tickets;
      await expect.poll(() => tickets()[0]?.ticket).toBe(answer.ok ? answer.ticket : '');
    } finally {
      await again.close();
    }
  });
});
