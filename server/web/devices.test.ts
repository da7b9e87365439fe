// Pairing and what administrators do with devices, through the real doors: who gets in, who is cut, who is told what.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../protocol/ids.ts';
import type { Limits } from '../../protocol/limits.ts';
import { doors } from '../../protocol/wire.ts';
import { DeviceList, PairingState, pairingHeader, shownCode } from '../../protocol/wire-devices.ts';
import { auditStream } from '../audit/events.ts';
import { logFileName } from '../log/backup.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { makeApiKey } from '../people/api-keys.ts';
import { hashOfKey, newKey as newBearer, newKeyId } from '../people/bearer.ts';
import { peopleStream } from '../people/register/events.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

/** Of the demonstration's settings. */
const organisation = 'junban-city';
let house: TestHouse;
/** What an administrator shows. */
let who: Record<string, string> = {};
const open = async (limits: Partial<Limits> = {}, accepting?: 'at once'): Promise<void> => {
  house = await openTestHouse(undefined, limits, { accepting: accepting ?? 'by an administrator' });
  who = house.asIntegrator;
};
beforeEach(() => open());
afterEach(() => house.remove());

const newKey = () => randomBytes(32).toString('base64url');
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await house.ask(path, {
    method,
    headers: { 'content-type': 'application/json', ...who, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};
const codeOf = ({ body }: { body: { refusal?: { code: string } } }) => body.refusal?.code;

/** A device that asks, with what it has to know of itself. */
const ask = async (purpose: 'wall' | 'agent' = 'wall', key = newKey()) => {
  const { status, body } = await send('POST', '/api/pairing', { purpose, hash: hashOf(key), about: 'test' });
  expect(status).toBe(200);
  const state = PairingState.parse(body);
  if (state.state !== 'waiting' || state.secret === undefined) throw new Error('it does not wait');
  const { code, secret } = state;
  const look = (wait = 0) => send('GET', `/api/pairing?wait=${wait}`, undefined, { [pairingHeader]: secret });
  return { key, code, secret, look };
};
const lobby = { site: 'centre', device: 'lobby-1', purpose: 'wall' };
const accept = (code: string, place: object = lobby, replace = false, name = 'Lobby') =>
  send('POST', '/api/devices', { code, name, place, replace });
const list = async () => DeviceList.parse((await send('GET', '/api/devices')).body);
const connectCode = (door: string, key: string) =>
  house.connect(door, { key }).then(
    () => 'connected',
    (error: { data?: { refusal?: { code: string } } }) => error.data?.refusal?.code,
  );

/** A device that is in. */
const enter = async (place: object = lobby, purpose: 'wall' | 'agent' = 'wall', replace = false) => {
  const device = await ask(purpose);
  expect((await accept(device.code, place, replace)).status).toBe(201);
  const socket = await house.connect(purpose === 'wall' ? doors.wall : doors.device, { key: device.key });
  return { ...device, socket };
};

describe('pairing', () => {
  it('gives a code, waits for the administrator, and the key is good from then on', async () => {
    const device = await ask();
    expect(await connectCode(doors.wall, device.key)).toBe('unknownKey');
    expect((await device.look()).body).toMatchObject({ state: 'waiting', code: device.code });
    const waiting = device.look(20);
    expect((await accept(shownCode(device.code).toLowerCase())).status).toBe(201);
    expect((await waiting).body).toMatchObject({ state: 'accepted', place: lobby, name: 'Lobby' });
    const socket = await house.connect(doors.wall, { key: device.key });
    await expect.poll(() => socket.heard.get('view')?.length).toBeGreaterThan(0);
    expect([...socket.heard.keys()][0]).toBe('placed');
  });

  it('keeps the code of a device that asks again, and tells one that is accepted already', async () => {
    const device = await ask();
    expect((await ask('wall', device.key)).code).toBe(device.code);
    // Its first secret is good no more.
    expect(codeOf(await device.look())).toBe('unknownPairing');
    await accept(device.code);
    const again = await send('POST', '/api/pairing', { purpose: 'wall', hash: hashOf(device.key) });
    expect(again.body).toMatchObject({ state: 'accepted', place: lobby });
  });

  it('takes a code once, and of two administrators at the same time one', async () => {
    const device = await ask();
    const places = [lobby, { ...lobby, device: 'lobby-2' }];
    const both = await Promise.all(places.map((place) => accept(device.code, place)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404]);
    expect(codeOf(await accept(device.code))).toBe('unknownPairingCode');
    expect((await list()).devices).toHaveLength(1);
  });

  it('refuses a place that the settings do not have or of another purpose, and the code stays good', async () => {
    const { code } = await ask();
    expect(codeOf(await accept(code, { ...lobby, device: 'nowhere' }))).toBe('unknownPlace');
    expect(codeOf(await accept(code, { ...lobby, site: 'moon' }))).toBe('unknownSite');
    expect(codeOf(await accept(code, { site: 'centre', device: 'printer-1', purpose: 'agent' }))).toBe(
      'purposeDiffers',
    );
    expect((await accept(code)).status).toBe(201);
  });

  it('finds what shows a code, and counts wrong ones of each administrator', async () => {
    await house.remove();
    await open({ wrongCodes: 3 });
    const { code } = await ask('agent');
    expect((await send('POST', '/api/devices/code', { code })).body).toMatchObject({
      purpose: 'agent',
      about: 'test',
    });
    for (const wrong of ['AAA-AAA', 'CCC-CCC', 'DDD-DDD'])
      expect(codeOf(await send('POST', '/api/devices/code', { code: wrong }))).toBe('unknownPairingCode');
    expect(codeOf(await accept(code))).toBe('tooManyWrongCodes');
    expect(await house.reached('wrongCodes')).toBe(1);
    const secret = newBearer('ji');
    const grants = [{ role: 'administrator' as const, site: null }];
    const other = { key: newKeyId(), hash: hashOfKey(secret), name: 'suzuki', grants };
    await house.register.change({ kind: 'system', id: 'test' } as Actor, makeApiKey(other, new Set()));
    who = { authorization: `Bearer ${secret}` };
    expect((await send('POST', '/api/devices/code', { code })).status).toBe(200);
  });

  it('gives no more codes than the limits say', async () => {
    await house.remove();
    await open({ pairings: 5, pairingsPerAddress: 3 });
    for (let i = 0; i < 3; i += 1) await ask();
    const more = await send('POST', '/api/pairing', { purpose: 'wall', hash: hashOf(newKey()) });
    expect([more.status, codeOf(more)]).toEqual([429, 'tooManyPairings']);
    expect(await house.reached('pairingsPerAddress')).toBe(1);
  });

  it('accepts nobody by itself, and in the demonstration only who says where it stands', async () => {
    const body = { purpose: 'wall', wanted: { site: 'centre', device: 'lobby-1' } };
    const real = await send('POST', '/api/pairing', { ...body, hash: hashOf(newKey()) });
    expect(real.body.state).toBe('waiting');
    await house.remove();
    await open({}, 'at once');
    const shown = await send('POST', '/api/pairing', { ...body, hash: hashOf(newKey()) });
    expect(shown.body.state).toBe('accepted');
    const silent = await send('POST', '/api/pairing', { purpose: 'wall', hash: hashOf(newKey()) });
    expect(silent.body.state).toBe('waiting');
  });

  it('is no door for anybody who is not signed in', async () => {
    const { code } = await ask();
    who = {};
    const asked = [
      send('GET', '/api/devices'),
      send('POST', '/api/devices/code', { code }),
      accept(code),
      send('PATCH', '/api/devices/abcdefgh1234', { name: 'x' }),
      send('DELETE', '/api/devices/abcdefgh1234'),
    ];
    for (const answer of asked) expect((await answer).status).toBe(401);
  });

  it('leaves neither key nor code nor secret in the log, and notes who asked and who erred', async () => {
    const { key, secret, socket } = await enter();
    await send('POST', '/api/devices/code', { code: 'AAA-AAA' });
    socket.disconnect();
    const { folder } = house;
    await house.close();
    const log = openSqliteLog(join(folder, logFileName));
    const streams = [
      ...(await log.read(peopleStream(organisation), 0)),
      ...(await log.read(auditStream(organisation, Date.now()), 0)),
    ];
    await log.close();
    const text = JSON.stringify(streams);
    expect(text).toContain('"deviceAccepted"');
    expect(text).not.toContain(key);
    expect(text).not.toContain(secret);
    expect(text).toContain('"pairingAsked"');
    expect(text).toContain('"pairingCodeWrong"');
    house = await openTestHouse(mkdtempSync(join(tmpdir(), 'junban-house-')));
  });
});

describe('a key', () => {
  it('opens only the door of its purpose', async () => {
    const wall = await enter();
    expect(await connectCode(doors.device, wall.key)).toBe('notAllowed');
    const agent = await enter({ site: 'centre', device: 'printer-1', purpose: 'agent' }, 'agent');
    expect(await connectCode(doors.wall, agent.key)).toBe('notAllowed');
  });

  it('that is revoked cuts its sockets, told why, and comes in no more', async () => {
    const { key, socket } = await enter();
    const other = await enter({ ...lobby, device: 'lobby-2' });
    const [first] = (await list()).devices.filter(({ place }) => place.device === 'lobby-1');
    expect((await send('DELETE', `/api/devices/${first?.key}`)).status).toBe(200);
    await expect.poll(() => socket.connected).toBe(false);
    expect(socket.heard.has('deviceRevoked')).toBe(true);
    expect(other.socket.connected).toBe(true);
    expect(await connectCode(doors.wall, key)).toBe('unknownKey');
    expect(codeOf(await send('DELETE', `/api/devices/${first?.key}`))).toBe('unknownDevice');
    const again = await send('POST', '/api/pairing', { purpose: 'wall', hash: hashOf(key) });
    expect(codeOf(again)).toBe('unknownKey');
  });

  it('that is moved comes again, at its new place; renamed it stays', async () => {
    const { key, socket } = await enter();
    const id = (await list()).devices[0]?.key;
    await send('PATCH', `/api/devices/${id}`, { name: 'Hall' });
    expect(socket.connected).toBe(true);
    const place = { site: 'aoba', device: 'aoba-lobby', purpose: 'wall' };
    expect((await send('PATCH', `/api/devices/${id}`, { place })).status).toBe(200);
    await expect.poll(() => socket.connected).toBe(false);
    expect(socket.heard.has('deviceRevoked')).toBe(false);
    const again = await house.connect(doors.wall, { key });
    await expect.poll(() => again.heard.get('view')?.at(-1)).toMatchObject({ site: 'aoba' });
    expect((await list()).devices).toMatchObject([{ name: 'Hall', place }]);
    expect(
      codeOf(
        await send('PATCH', `/api/devices/${id}`, {
          place: { ...place, device: 'aoba-printer', purpose: 'agent' },
        }),
      ),
    ).toBe('purposeDiffers');
  });

  it('accepted onto a taken place replaces the old one, when that is said', async () => {
    const old = await enter();
    const { code } = await ask();
    const refused = await accept(code);
    expect(refused.body.refusal).toMatchObject({ code: 'placeTaken', params: { name: 'Lobby' } });
    expect(old.socket.connected).toBe(true);
    expect((await accept(code, lobby, true)).status).toBe(201);
    await expect.poll(() => old.socket.connected).toBe(false);
    expect((await list()).devices).toHaveLength(1);
  });

  it('is listed with its place, whether it is there, and when it was heard', async () => {
    const { socket } = await enter();
    await expect.poll(async () => (await list()).devices[0]?.online).toBe(true);
    const [line] = (await list()).devices;
    expect(line).toMatchObject({ name: 'Lobby', place: lobby });
    expect(line?.heardAtMs).toBeGreaterThan(Date.now() - 60_000);
    const centre = (await list()).sites.find(({ site }) => site === 'centre');
    expect(centre?.walls.map(({ device, taken }) => [device, taken?.name ?? null])).toEqual([
      ['lobby-1', 'Lobby'],
      ['lobby-2', null],
    ]);
    expect(centre?.agents.map(({ taken }) => taken)).toEqual([null]);
    socket.disconnect();
    await expect.poll(async () => (await list()).devices[0]?.online).toBe(false);
  });

  it('is good after a restart too', async () => {
    const { key, socket } = await enter();
    socket.disconnect();
    await house.close();
    house = await openTestHouse(house.folder, {}, { accepting: 'by an administrator' });
    expect(await connectCode(doors.wall, key)).toBe('connected');
  });

  it('sends no command any more once it is revoked', async () => {
    const place = { site: 'centre', device: 'printer-1', purpose: 'agent' };
    const { socket } = await enter(place, 'agent');
    const id = (await list()).devices[0]?.key;
    const issue = {
      commandId: 'press-000001',
      command: { type: 'issueTicket', procedure: 'card-issue', source: 'button' },
    };
    const revoked = send('DELETE', `/api/devices/${id}`);
    await expect.poll(() => socket.connected).toBe(false);
    await revoked;
    socket.emit('command', issue);
    expect(house.hub.sites.values().next().value?.snapshot().state.tickets.size).toBe(0);
  });
});
