// The doors about people at a whole hub: the first administrator, accounts, passwords, locking; who may not is refused.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doors } from '../../protocol/wire.ts';
import { SessionState } from '../../protocol/wire-people.ts';
import { openTestHouse, type TestHouse, type TestSocket } from '../test-support.ts';

const password = 'correct horse battery';
const reception = { site: 'centre', page: { kind: 'reception' } };
const booth = (role = 'booth') => [{ role, site: null }];

let house: TestHouse;
let admin = '';
type Reply = { readonly status: number; readonly body: Record<string, unknown>; readonly cookie: string };

const send = async (path: string, body: unknown, cookie = '', method = 'POST'): Promise<Reply> => {
  const response = await house.ask(path, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? {} : JSON.parse(text),
    cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  };
};
const codeOf = ({ body }: Reply): unknown => (body.refusal as { code?: string } | undefined)?.code;
const stateOf = async (cookie: string): Promise<SessionState> =>
  SessionState.parse((await send('/api/session', null, cookie, 'GET')).body);
const signIn = (id: string, typed = password) => send('/api/session', { id, password: typed });
const openWith = (idleMinutes = 20) =>
  openTestHouse(
    undefined,
    {},
    {
      change: ({ demo: _demo, ...settings }) => ({
        ...settings,
        signIn: { idleMinutes, secondFactorFor: [] },
      }),
    },
  );

/** An account whose person has set a password by the administrator's link. */
const employ = async (id: string, grants: unknown = booth()): Promise<string> => {
  expect((await send('/api/accounts', { id, name: `${id} さん`, grants }, admin)).status).toBe(201);
  const { body } = await send(`/api/accounts/${id}/password-link`, {}, admin);
  const token = String(body.path).split('#')[1];
  expect((await send('/api/session/link', { token, password })).status).toBe(200);
  return (await signIn(id)).cookie;
};

beforeEach(async () => {
  house = await openWith();
  const first = { token: house.firstToken, id: 'mori', name: '森 一郎', password };
  admin = (await send('/api/first', first)).cookie;
});
afterEach(() => house.remove());

describe('the first administrator', () => {
  it('is made once, by the link that was printed, and is signed in', async () => {
    expect(await stateOf(admin)).toMatchObject({
      staff: { id: 'mori', grants: [{ role: 'administrator', site: null }] },
      demo: null,
      locked: false,
    });
    const again = await send('/api/first', { token: house.firstToken, id: 'evil', name: 'x', password });
    expect([again.status, codeOf(again)]).toEqual([410, 'linkOver']);
  });

  it('is needed no more at the next start, and asked for again in a fresh organisation', async () => {
    expect(house.firstToken).toMatch(/^[A-Za-z0-9_-]{43}$/);
    await house.close();
    const again = await openTestHouse(house.folder, {}, { change: ({ demo: _demo, ...rest }) => rest });
    expect(again.firstToken).toBeNull();
    await again.close();
  });

  it('does not come in by a guessed link or with a poor password; the link stays good', async () => {
    const other = await openWith();
    const ask = (body: object) =>
      other.ask('/api/first', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const asked = { token: other.firstToken, id: 'kato', name: '加藤', password };
    expect((await ask({ ...asked, token: 'A'.repeat(43) })).status).toBe(410);
    expect((await ask({ ...asked, password: 'password1234' })).status).toBe(400);
    expect((await ask(asked)).status).toBe(201);
    await other.remove();
  });
});

describe('signing in', () => {
  it('by one click is no door where there is no demonstration', async () => {
    const tried = await send('/api/session/demo', { id: 'mori' });
    expect([tried.status, codeOf(tried)]).toEqual([404, 'unknownPath']);
  });

  it('says the same of a wrong password, an unknown name and a closed account', async () => {
    await employ('sato');
    await send('/api/accounts/sato/close', {}, admin);
    for (const tried of [await signIn('mori', 'x'), await signIn('nobody'), await signIn('sato')]) {
      expect([tried.status, codeOf(tried)]).toEqual([401, 'signInRefused']);
    }
  });

  it('tells in Retry-After when to guess again', async () => {
    for (let i = 0; i < 4; i += 1) await signIn('mori', 'x');
    const response = await house.ask('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'mori', password }),
    });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('passwords', () => {
  it('are changed with the old one, and other browsers are signed out', async () => {
    const [here, there] = [await employ('sato'), (await signIn('sato')).cookie];
    const next = 'another good sentence';
    expect(codeOf(await send('/api/session/password', { old: 'wrong', next }, here))).toBe('signInRefused');
    expect(codeOf(await send('/api/session/password', { old: password, next: 'short' }, here))).toBe(
      'passwordShort',
    );
    expect((await send('/api/session/password', { old: password, next }, here)).status).toBe(200);
    expect((await stateOf(here)).staff?.id).toBe('sato');
    expect((await stateOf(there)).staff).toBeNull();
    expect((await signIn('sato')).status).toBe(401);
    expect((await signIn('sato', next)).status).toBe(200);
  });

  it('are set by a link once; a newer link and the old password’s end are the administrator’s', async () => {
    const cookie = await employ('sato');
    const link = async (body: object) =>
      String((await send('/api/accounts/sato/password-link', body, admin)).body.path).split('#')[1];
    const [older, newer] = [await link({}), await link({ dropOld: true })];
    expect((await stateOf(cookie)).staff).toBeNull();
    expect((await signIn('sato')).status).toBe(401);
    const next = 'another good sentence';
    expect(codeOf(await send('/api/session/link', { token: older, password: next }))).toBe('linkOver');
    expect((await send('/api/session/link', { token: newer, password: next })).status).toBe(200);
    expect(codeOf(await send('/api/session/link', { token: newer, password: next }))).toBe('linkOver');
    expect((await signIn('sato', next)).status).toBe(200);
  });
});

describe('accounts', () => {
  it('are only for administrators', async () => {
    const cookie = await employ('sato', booth('supervisor'));
    for (const [method, path] of [
      ['GET', '/api/accounts'],
      ['POST', '/api/accounts'],
      ['PATCH', '/api/accounts/mori'],
      ['POST', '/api/accounts/mori/close'],
      ['POST', '/api/accounts/mori/password-link'],
      ['POST', '/api/accounts/mori/sign-out'],
      ['POST', '/api/accounts/mori/reopen'],
    ] as const) {
      expect(codeOf(await send(path, {}, cookie, method)), `${method} ${path}`).toBe('notAllowed');
      expect(codeOf(await send(path, {}, '', method)), `${method} ${path}`).toBe('notSignedIn');
    }
  });

  it('closed or given other roles are cut from their sockets within a second', async () => {
    const cookie = await employ('sato', booth('supervisor'));
    const desk = await house.connect(doors.staff, reception, { cookie });
    await send('/api/accounts/sato', { name: '佐藤', grants: booth('booth') }, admin, 'PATCH');
    await expect.poll(() => desk.connected, { timeout: 1_000 }).toBe(false);
    const again = await house.connect(doors.staff, reception, { cookie });
    let signedOut = false;
    again.on('signedOut', () => {
      signedOut = true;
    });
    await send('/api/accounts/sato/close', {}, admin);
    await expect.poll(() => signedOut && !again.connected, { timeout: 1_000 }).toBe(true);
    expect((await stateOf(cookie)).staff).toBeNull();
    await expect(house.connect(doors.staff, reception, { cookie })).rejects.toMatchObject({
      data: { refusal: { code: 'notSignedIn' } },
    });
  });

  it('of a site that there is not, or twice, are refused', async () => {
    const grants = [{ role: 'booth', site: 'moon' }];
    expect(codeOf(await send('/api/accounts', { id: 'ito', name: '伊藤', grants }, admin))).toBe(
      'unknownSite',
    );
    expect(codeOf(await send('/api/accounts', { id: 'mori', name: '森', grants: booth() }, admin))).toBe(
      'accountExists',
    );
    expect(codeOf(await send('/api/accounts/mori/close', {}, admin))).toBe('ownAccount');
  });

  it('can be signed out everywhere, by the person and by an administrator', async () => {
    const here = await employ('sato');
    const there = (await signIn('sato')).cookie;
    await send('/api/session/everywhere', {}, there);
    expect([(await stateOf(here)).staff, (await stateOf(there)).staff]).toEqual([null, null]);
    const back = (await signIn('sato')).cookie;
    await send('/api/accounts/sato/sign-out', {}, admin);
    expect((await stateOf(back)).staff).toBeNull();
  });
});

describe('a locked console', () => {
  const heard = (socket: TestSocket, event: string) => {
    const seen = { times: 0 };
    socket.on(event, () => {
      seen.times += 1;
    });
    return seen;
  };

  it('is cut, may do nothing and is told nothing, until it is unlocked by the password', async () => {
    const both = ['booth', 'administrator'].map((role) => ({ role, site: null }));
    const admin = await employ('sato', both);
    const desk = await house.connect(doors.staff, reception, { cookie: admin });
    const locked = heard(desk, 'locked');
    await send('/api/session/lock', {}, admin);
    await expect.poll(() => locked.times > 0 && !desk.connected).toBe(true);
    expect(await stateOf(admin)).toMatchObject({ staff: null, locked: true, unlock: 'password', pass: null });
    await expect(house.connect(doors.staff, reception, { cookie: admin })).rejects.toMatchObject({
      data: { refusal: { code: 'sessionLocked' } },
    });
    const command = { type: 'issueTicket', procedure: 'card-issue', source: 'reception' };
    const tried = await send('/api/sites/centre/commands', { commandId: randomUUID(), command }, admin);
    expect([tried.status, codeOf(tried)]).toEqual([401, 'sessionLocked']);
    expect(codeOf(await send('/api/accounts', null, admin, 'GET'))).toBe('sessionLocked');
    expect(codeOf(await send('/api/session/unlock', {}, admin))).toBe('signInRefused');
    expect(codeOf(await send('/api/session/unlock', { password: 'x' }, admin))).toBe('signInRefused');
    expect((await send('/api/session/unlock', { password }, admin)).status).toBe(200);
    expect((await house.connect(doors.staff, reception, { cookie: admin })).connected).toBe(true);
  });

  it('locks by itself when nobody uses it; a heartbeat is no use, a key press is', async () => {
    // The shortest that settings allow is a minute; here some seconds, by settings that no file could hold.
    const quick = await openTestHouse(
      undefined,
      {},
      { change: (settings) => ({ ...settings, signIn: { ...settings.signIn, idleMinutes: 0.03 } }) },
    );
    try {
      const cookie = await quick.signIn();
      const desk = await quick.connect(doors.staff, reception, { cookie });
      const locked = heard(desk, 'locked');
      const beats = setInterval(() => desk.emit('beat', () => {}), 200);
      await expect.poll(() => locked.times > 0 && !desk.connected).toBe(true);
      clearInterval(beats);
      const unlocked = await quick.ask('/api/session/unlock', {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: '{}',
      });
      expect((await unlocked.json()).staff.id).toBe('yoshida');
    } finally {
      await quick.remove();
    }
  });
});
