// One address behaves badly: whoever proves to have been there before still gets in at once, and guessing stays slow.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { httpDoors } from '../access/doors.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

const password = 'correct horse battery';
const json = { 'content-type': 'application/json' };
let house: TestHouse;
let cookies: readonly string[] = [];

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  house.ask(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
const signIn = (id: string, typed: string, cookie = '') =>
  post('/api/session', { id, password: typed }, cookie === '' ? {} : { cookie });
const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
const named = (name: string) => cookies.find((one) => one.startsWith(`${name}=`)) ?? '';

beforeAll(async () => {
  house = await openTestHouse(
    undefined,
    { signIns: 20, links: 20, unlocks: 20 },
    {
      change: ({ demo: _demo, ...settings }) => ({
        ...settings,
        signIn: { idleMinutes: 20, secondFactorFor: [] },
      }),
    },
  );
  const first = await post('/api/first', { token: house.firstToken, id: 'mori', name: '森 一郎', password });
  expect(first.status).toBe(201);
  cookies = cookiesOf(first);
  expect((await post('/api/session/lock', {}, { cookie: named('junban_session') })).status).toBe(200);
  // Nonsense at every door that is open to nobody in particular, and guesses of the colleague's own name.
  const open = httpDoors.filter(({ method, who }) => method === 'POST' && 'anyone' in who);
  for (const { path } of open) {
    await Promise.all(Array.from({ length: 30 }, async () => (await post(path, { x: 1 })).arrayBuffer()));
  }
  for (let i = 0; i < 6; i += 1) await signIn('mori', `guess number ${i}`);
});
afterAll(() => house.remove());

it('a stranger at the address is kept out', async () => {
  expect((await signIn('mori', password)).status).toBe(429);
});

it('a right password unlocks the session that is there', async () => {
  const answer = await post('/api/session/unlock', { password }, { cookie: named('junban_session') });
  expect([answer.status, (await answer.json()).locked]).toEqual([200, false]);
});

it('a right password signs in on a browser that is known', async () => {
  expect(named('junban_browser')).not.toBe('');
  const answer = await signIn('mori', password, named('junban_browser'));
  expect([answer.status, (await answer.json()).staff?.id]).toEqual([200, 'mori']);
  // It stays the same browser: whoever else has signed in there is known still.
  expect(cookiesOf(answer)).toContain(named('junban_browser'));
});

it('a browser that is known guesses no faster than an address, and is known for its own people alone', async () => {
  const browser = named('junban_browser');
  const statuses: number[] = [];
  for (let i = 0; i < 6; i += 1) statuses.push((await signIn('mori', 'wrong', browser)).status);
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
  // Another's name there counts for the address, where guessing has gone too far.
  for (let i = 0; i < 25; i += 1) statuses.push((await signIn(`name-${i}`, 'wrong', browser)).status);
  expect(statuses.slice(6).filter((status) => status === 401).length).toBeLessThan(20);
});

it('a cookie that was made up or planted proves nothing', async () => {
  const planted = `junban_browser=${'A'.repeat(43)}`;
  expect((await signIn('mori', password, planted)).status).toBe(429);
});

it('over TLS the name that anybody could have set in the clear counts for nothing', async () => {
  const cookie = named('junban_session');
  const asked = async (proto: string) =>
    (await (await house.ask('/api/session', { headers: { cookie, 'x-forwarded-proto': proto } })).json())
      .staff;
  expect(await asked('http')).not.toBeNull();
  expect(await asked('https')).toBeNull();
  const guarded = await house.ask('/api/accounts', { headers: { cookie, 'x-forwarded-proto': 'https' } });
  expect(guarded.status).toBe(401);
});
