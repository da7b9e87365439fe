// Whatever stays open is cut when its caller's right ends: every guarded door of the table, every socket, at another hub too.
import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { roles } from '../../protocol/access.ts';
import type { Actor, StaffId } from '../../protocol/ids.ts';
import { doors } from '../../protocol/wire.ts';
import { type RedisServer, startRedis } from '../../test/support/redis-server.ts';
import { httpDoors } from '../access/doors.ts';
import { createGuard } from '../access/guard.ts';
import { createAddresses } from '../base/addresses.ts';
import { readLogAddress } from '../redis/address.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';
import { makeApiKey, revokeApiKey } from './api-keys.ts';
import { hashOfKey, newKey, newKeyId } from './bearer.ts';
import { createCallers } from './callers.ts';
import { cookieName, tokenFrom } from './cookie.ts';
import { lifetimeMs } from './sessions.ts';
import { booth3, openTestRoom, type TestRoom } from './test-support.ts';

const system: Actor = { kind: 'system', id: 'test' } as Actor;
const everything = roles.map((role) => ({ role, site: null }));

type Loss = (
  room: Pick<TestRoom, 'sessions' | 'register'>,
  staff: StaffId,
  token: string,
) => Promise<unknown>;
/** Everything that ends what a person may read. */
const losses: Readonly<Record<string, Loss>> = {
  'sign-out': ({ sessions }, _staff, token) => sessions.end(token),
  'sign-out everywhere': ({ sessions }, staff) => sessions.endAllOf(staff, null),
  lock: async ({ sessions }, _staff, token) => {
    const session = await sessions.find(token);
    await sessions.lock(session?.key ?? '', 'now');
  },
  'another role': ({ register }, account) =>
    register.change(system, () => [
      { type: 'accountGranted', account, grants: [{ role: 'booth', site: null }] },
    ]),
  'a closed account': ({ register }, account) =>
    register.change(system, () => [{ type: 'accountClosed', account }]),
};

/** Asks, and tells of the answer: that it began, and that it was cut before its end. */
const openAnswer = (port: number, path: string, headers: Record<string, string>) =>
  new Promise<{ readonly status: number; readonly cut: Promise<unknown> }>((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.on('error', () => {});
      response.resume();
      const cut = new Promise((done) => response.on('close', () => done(response.complete)));
      resolve({ status: response.statusCode ?? 0, cut });
    });
    asked.on('error', reject);
    asked.end();
  });

describe('an answer that is not at its end', () => {
  let room: TestRoom;
  let server: Server;
  let port = 0;

  beforeEach(async () => {
    room = await openTestRoom();
    const app = express();
    const addresses = createAddresses([]);
    app.use(
      createGuard({
        doors: httpDoors,
        callerOf: createCallers({ register: room.register, addresses, personOf: room.people.personOf }),
        hubs: [],
        ownHosts: () => true,
        forwardedHost: () => null,
        noDoor: (_request, response) => void response.status(404).end(),
        onActed: () => {},
        onRefused: () => {},
        lines: room.lines,
        rates: {
          refusalAt: async () => null,
          everyRequest: () => {},
          known: () => {},
          wrongKey: async () => null,
        },
      }),
    );
    // Each begins to answer and never ends by itself.
    app.use((_request, response) => void response.write('begun'));
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await room.end();
  });

  /** From the table: a new door that reads something is tried by itself. */
  const reading = httpDoors.filter(
    ({ method, who }) => method === 'GET' && !('anyone' in who) && !('ownSession' in who),
  );
  const addressOf = (path: string): string =>
    path.replace(':site', 'centre').replace(/:[a-z]+/g, 'aaaaaaaaaaaa');

  it('is there to be tried: streams and downloads among them', () => {
    expect(new Set(reading.map(({ lasts }) => lasts))).toEqual(new Set([undefined, 'stream', 'download']));
  });

  it.each(Object.keys(losses))('is cut by %s, at every door', async (name) => {
    for (const [i, { path }] of reading.entries()) {
      const id = `person-${i}` as StaffId;
      await room.register.change(system, () => [
        { type: 'accountMade', account: id, name: id, grants: everything, sso: null },
      ]);
      const { token } = await room.sessions.begin({ staff: id, how: 'password', from: booth3 });
      const answer = await openAnswer(port, addressOf(path), { cookie: `${cookieName}=${token}` });
      expect([path, answer.status, room.lines.count()]).toEqual([path, 200, 1]);
      await losses[name]?.(room, id, token);
      expect([path, await answer.cut]).toEqual([path, false]);
      expect(room.lines.count()).toBe(0);
    }
  });

  it('is cut when an integrator’s key is revoked, at every door', async () => {
    for (const { path } of reading) {
      const [key, id] = [newKey('ji'), newKeyId()];
      const made = makeApiKey(
        { key: id, hash: hashOfKey(key), name: `key-${id}`, grants: everything },
        new Set(),
      );
      expect((await room.register.change(system, made)).ok).toBe(true);
      const answer = await openAnswer(port, addressOf(path), { authorization: `Bearer ${key}` });
      expect(answer.status).toBe(200);
      await room.register.change(system, revokeApiKey(id));
      expect([path, await answer.cut]).toEqual([path, false]);
    }
  });

  it('is not cut by what others lose', async () => {
    const cuts: string[] = [];
    for (const id of ['mori', 'sato'] as StaffId[]) {
      await room.register.change(system, () => [
        { type: 'accountMade', account: id, name: id, grants: everything, sso: null },
      ]);
      const { session } = await room.sessions.begin({ staff: id, how: 'password', from: booth3 });
      const caller = { kind: 'staff', id, name: id, grants: everything, session, from: booth3 } as const;
      room.lines.hold(caller, (why) => cuts.push(`${id} ${why}`), true);
    }
    await room.sessions.endAllOf('mori' as StaffId, null);
    expect(cuts).toEqual(['mori signedOut']);
  });

  it('is cut at once when the right ended while its caller was looked up', async () => {
    const id = 'mori' as StaffId;
    await room.register.change(system, () => [
      { type: 'accountMade', account: id, name: id, grants: everything, sso: null },
    ]);
    const { token, session } = await room.sessions.begin({ staff: id, how: 'password', from: booth3 });
    const caller = { kind: 'staff', id, name: id, grants: everything, session, from: booth3 } as const;
    await room.sessions.end(token);
    const cuts: string[] = [];
    room.lines.hold(caller, (why) => cuts.push(why), true);
    await expect.poll(() => cuts).toEqual(['signedOut']);
    // Unlocked again in the meantime, it stays.
    const other = await room.sessions.begin({ staff: id, how: 'password', from: booth3 });
    await room.sessions.lock(other.session.key, 'now');
    await room.sessions.unlock(other.session.key);
    const release = room.lines.hold({ ...caller, session: other.session }, (why) => cuts.push(why), true);
    await new Promise((resolve) => setImmediate(resolve));
    expect([cuts, room.lines.count()]).toEqual([['signedOut'], 1]);
    release();
  });

  it('is cut when its session is too old, or has begun too long ago already', async () => {
    const id = 'mori' as StaffId;
    await room.register.change(system, () => [
      { type: 'accountMade', account: id, name: id, grants: everything, sso: null },
    ]);
    const { session } = await room.sessions.begin({ staff: id, how: 'password', from: booth3 });
    room.pass(lifetimeMs);
    const caller = { kind: 'staff', id, name: id, grants: everything, session, from: booth3 } as const;
    const cuts: string[] = [];
    room.lines.hold(caller, (why) => cuts.push(why), true);
    await expect.poll(() => cuts).toEqual(['signedOut']);
  });
});

describe('a socket', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
  });
  afterAll(() => house.remove());

  const pages = { booth: { kind: 'booth', booth: 1 }, reception: { kind: 'reception' } } as const;
  const staff = Object.entries(pages);

  it.each(staff)('of the %s console of an integrator is cut with its key', async (_name, page) => {
    const [key, id] = [newKey('ji'), newKeyId()];
    const made = makeApiKey(
      { key: id, hash: hashOfKey(key), name: `key-${id}`, grants: everything },
      new Set(),
    );
    await house.register.change(system, made);
    const headers = { authorization: `Bearer ${key}` };
    const socket = await house.connect(doors.staff, { site: 'centre', page }, headers);
    await house.register.change(system, revokeApiKey(id));
    await expect.poll(() => socket.connected).toBe(false);
    expect(socket.heard.has('signedOut')).toBe(true);
  });

  it.each([
    [doors.wall, 'lobby-1'],
    [doors.device, 'desk'],
    [doors.kiosk, 'kiosk-1'],
  ])('of %s is cut with its key', async (door, device) => {
    const socket = await house.connect(door, { site: 'centre', device });
    const [line] = [...house.register.state().deviceKeys.values()].filter(
      ({ place, revoked }) => place.device === device && !revoked,
    );
    await house.register.change(system, () => [{ type: 'deviceRevoked', key: line?.id as never }]);
    await expect.poll(() => socket.connected).toBe(false);
    expect(socket.heard.has('deviceRevoked')).toBe(true);
  });
});

describe('with two hubs on one Redis', () => {
  let redis: RedisServer;
  let hubs: TestHouse[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    const log = readLogAddress(redis.url);
    if (!log.ok) throw new Error(log.problem);
    const open = (hubName: string) =>
      openTestHouse(undefined, {}, { environment: { log: log.value, hubName, logAcceptsLoss: true } });
    hubs = [await open('one'), await open('two')];
  }, 60_000);
  afterAll(async () => {
    for (const hub of hubs) await hub.remove();
    await redis.remove();
  });

  const cookieAt = (hub: TestHouse) => hub.signIn('yoshida');
  const json = { 'content-type': 'application/json' };
  const acts: readonly (readonly [string, (other: TestHouse, cookie: string) => Promise<unknown>])[] = [
    ['sign-out', (other, cookie) => other.ask('/api/session', { method: 'DELETE', headers: { cookie } })],
    [
      'lock',
      (other, cookie) =>
        other.ask('/api/session/lock', { method: 'POST', headers: { ...json, cookie }, body: '{}' }),
    ],
    [
      'sign-out everywhere',
      (other, cookie) =>
        other.ask('/api/session/everywhere', { method: 'POST', headers: { ...json, cookie }, body: '{}' }),
    ],
    [
      'another role',
      (other) =>
        other.register.change(system, () => [
          {
            type: 'accountGranted',
            account: 'yoshida' as StaffId,
            grants: [{ role: 'supervisor', site: 'aoba' as never }],
          },
        ]),
    ],
  ];

  it.each(acts)('a stream of one is cut by %s at the other', async (_name, act) => {
    const [one, two] = hubs as [TestHouse, TestHouse];
    const cookie = await cookieAt(one);
    expect(tokenFrom(cookie, false)).not.toBeNull();
    const answer = await openAnswer(one.port, '/api/sites/centre/events', {
      cookie,
      accept: 'text/event-stream',
    });
    expect(answer.status).toBe(200);
    await act(two, cookie);
    expect(await answer.cut).toBe(false);
  });
});
