// Every door and every command, asked by everyone: each role here, the same role at another site, each device, and nobody.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Grant, type Purpose, purposes, type Role, roles } from '../../protocol/access.ts';
import type { Command } from '../../protocol/commands.ts';
import type { Actor, DeviceId, SiteId, TicketNumber } from '../../protocol/ids.ts';
import { statusOf } from '../../protocol/refusals.ts';
import { doors } from '../../protocol/wire.ts';
import { makeApiKey } from '../people/api-keys.ts';
import { hashOfKey, newKey, newKeyId } from '../people/bearer.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';
import { commandOf } from './command-examples.test-support.ts';
import { commandAccess } from './commands.ts';
import { httpDoors } from './doors.ts';
import { viewAccess } from './pages.ts';
import { refusalFor, type Who } from './who.ts';

const here = 'centre' as SiteId;
const elsewhere = 'aoba' as SiteId;
const chief: Actor = { kind: 'system', id: 'test' } as Actor;

type Asker = {
  readonly name: string;
  readonly key: string | null;
  readonly role?: Role;
  readonly purpose?: Purpose;
  readonly site: SiteId | null;
};

let house: TestHouse;
const askers: Asker[] = [{ name: 'nobody', key: null, site: null }];

const addIntegrator = async (role: Role, site: SiteId | null): Promise<void> => {
  const key = newKey('ji');
  const grants: Grant[] = [{ role, site }];
  const name = `${role}-${site ?? 'everywhere'}`;
  const made = makeApiKey(
    { key: newKeyId(), hash: hashOfKey(key), name, grants },
    new Set([here, elsewhere]),
  );
  expect((await house.register.change(chief, made)).ok).toBe(true);
  askers.push({ name, key, role, site });
};
const addDevice = async (purpose: Purpose, site: SiteId): Promise<void> => {
  const key = newKey('jd');
  const place = { site, device: `${purpose}-1` as DeviceId, purpose };
  const name = `${purpose} at ${site}`;
  await house.register.change(chief, () => [
    { type: 'deviceAccepted', key: newKeyId(), hash: hashOfKey(key), name, place },
  ]);
  askers.push({ name, key, purpose, site });
};

beforeAll(async () => {
  house = await openTestHouse();
  for (const role of roles) {
    for (const site of role === 'administrator' ? [null] : [null, here, elsewhere]) {
      await addIntegrator(role, site);
    }
  }
  for (const purpose of purposes) for (const site of [here, elsewhere]) await addDevice(purpose, site);
});
afterAll(() => house.remove());

const headersOf = ({ key }: Asker): Record<string, string> =>
  key === null ? {} : { authorization: `Bearer ${key}` };

/** Worked out anew here, in other words than the guard's. */
const expected = (who: Who, asker: Asker, site: SiteId | null): 'in' | 401 | 403 => {
  if ('anyone' in who || 'ownSession' in who) return 'in';
  if (asker.key === null) return 401;
  const rightPlace = site === null || asker.site === null || asker.site === site;
  if (asker.role !== undefined) {
    if ('signedIn' in who) return 'in';
    // All of them come with a key here.
    if (who.inPerson === true) return 403;
    return who.roles.includes(asker.role) && rightPlace ? 'in' : 403;
  }
  const wanted = 'roles' in who ? (who.purposes ?? []) : [];
  return asker.purpose !== undefined && wanted.includes(asker.purpose) && rightPlace ? 'in' : 403;
};

const examples: Readonly<Record<string, string>> = {
  ':site': here,
  ':booth': '1',
  ':number': 'A001',
  ':code': '0000000000000000',
  ':date': '2026-11-24',
  ':key': 'aaaaaaaaaaaa',
  ':id': 'nobody-here',
  ':file': `${'0'.repeat(32)}.wav`,
};
const addressOf = (path: string): string =>
  path.replace(/:[a-z]+/g, (part) => {
    const example = examples[part];
    if (example === undefined) throw new Error(`no example for ${part} of ${path}`);
    return example;
  });

describe('every door', () => {
  it.each(
    httpDoors.map((door) => [`${door.method} ${door.path}`, door] as const),
  )('%s', async (_name, door) => {
    const site = door.path.includes(':site') ? here : null;
    const got: Record<string, unknown> = {};
    const right: Record<string, unknown> = {};
    for (const asker of askers) {
      const body = door.method === 'GET' ? {} : { body: '{}' };
      const response = await house.ask(addressOf(door.path).replace('*', 'none.js'), {
        method: door.method,
        headers: { 'content-type': 'application/json', ...headersOf(asker) },
        ...body,
      });
      await response.arrayBuffer();
      got[asker.name] = [401, 403].includes(response.status) ? response.status : 'in';
      // None of them has a browser with a session; what is asked is looked at first.
      right[asker.name] =
        'ownSession' in door.who ? (response.status === 400 ? 'in' : 401) : expected(door.who, asker, site);
    }
    expect(got).toEqual(right);
  });

  it('that is not in the table does not exist, whoever asks', async () => {
    for (const asker of askers) {
      for (const path of [
        '/api/secrets',
        '/api/keys/aaaaaaaaaaaa/more',
        '/api/sites/centre/',
        '/wall',
        '/x',
      ]) {
        const response = await house.ask(path, { method: 'PUT', headers: headersOf(asker) });
        await response.arrayBuffer();
        expect([path, response.status]).toEqual([path, 404]);
      }
    }
  });
});

describe('every command', () => {
  it.each(Object.keys(commandAccess) as Command['type'][])('%s', async (type) => {
    const command = commandOf(type);
    const got: Record<string, unknown> = {};
    const right: Record<string, unknown> = {};
    const door = httpDoors.find(({ path }) => path.endsWith('/commands'));
    for (const asker of askers) {
      // Devices send theirs on their sockets, not here.
      if (asker.purpose !== undefined) continue;
      const response = await house.ask(`/api/sites/${here}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headersOf(asker) },
        body: JSON.stringify({ commandId: `access-${type}-${asker.name}`, command }),
      });
      const { refusal } = (await response.json()) as { refusal?: { code: string } };
      got[asker.name] = ['notAllowed', 'notSignedIn'].includes(refusal?.code ?? '')
        ? statusOf(refusal?.code as never)
        : 'in';
      const atDoor = expected(door?.who ?? { roles: [] }, asker, here);
      right[asker.name] = atDoor === 'in' ? expected(commandAccess[type], asker, here) : atDoor;
    }
    expect(got).toEqual(right);
  });
});

describe('a visitor', () => {
  const visitor = { kind: 'visitor', ticket: 'A001' as TicketNumber, site: here } as const;
  const may = (type: Command['type'], site: SiteId) =>
    refusalFor(commandAccess[type], visitor, site)?.code ?? 'in';

  it('may do three things at the site of the ticket, nothing elsewhere, and passes no other door', () => {
    const types = Object.keys(commandAccess) as Command['type'][];
    expect(types.filter((type) => may(type, here) === 'in')).toEqual(['stepOut', 'comeBack', 'leaveQueue']);
    expect(new Set(types.map((type) => may(type, elsewhere)))).toEqual(new Set(['notYourTicket']));
    for (const door of httpDoors) {
      if ('anyone' in door.who || 'ownSession' in door.who) continue;
      expect([door.path, refusalFor(door.who, visitor, here)?.code]).toEqual([door.path, 'notYourTicket']);
    }
    for (const who of Object.values(viewAccess)) expect(refusalFor(who, visitor, here)).not.toBeNull();
  });
});

describe('every console', () => {
  it.each([
    ['booth', { kind: 'booth', booth: 1 }],
    ['reception', { kind: 'reception' }],
  ] as const)('%s', async (kind, page) => {
    const got: Record<string, unknown> = {};
    const right: Record<string, unknown> = {};
    for (const asker of askers) {
      const connected = await house.connect(doors.staff, { site: here, page }, headersOf(asker)).then(
        (socket) => {
          socket.disconnect();
          return 'in';
        },
        (error: { data?: { refusal?: { code: string } } }) => statusOf(error.data?.refusal?.code as never),
      );
      got[asker.name] = connected;
      right[asker.name] = expected(viewAccess[kind], asker, here);
    }
    expect(got).toEqual(right);
  });
});

describe('a request from a foreign page', () => {
  const post = (headers: Record<string, string>) =>
    house.askWithKey('/api/sites/centre/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });

  it.each([
    ['another host', { origin: 'https://evil.example' }],
    ['no host at all', { origin: 'null' }],
    ['another host of the same domain', { 'sec-fetch-site': 'same-site' }],
    ['another host, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused', async (_name, headers) => {
    const response = await post(headers);
    expect([response.status, (await response.json()).refusal.code]).toEqual([403, 'foreignOrigin']);
  });

  it('is refused at the sockets too', async () => {
    const foreign = house.connect(
      doors.wall,
      { site: here, device: 'lobby' },
      { origin: 'https://evil.example' },
    );
    await expect(foreign).rejects.toThrow();
    const own = await house.connect(doors.wall, { site: here, device: 'lobby' }, { origin: house.url });
    expect(own.connected).toBe(true);
  });

  it.each([
    ['our own', () => ({ origin: house.url })],
    ['our own, as the browser says', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['no browser', () => ({})],
  ])('%s goes on', async (_name, headers) => {
    expect((await (await post(headers())).json()).refusal.code).toBe('malformed');
  });
});
