// The public doors of a real hub: who fails too often waits, who is right is not kept out by what others at the address do rightly.
import { afterEach, describe, expect, it } from 'vitest';
import type { Limits } from '../../protocol/limits.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';
import { httpDoors } from './doors.ts';

let house: TestHouse;
afterEach(() => house?.remove());
const open = async (limits: Partial<Limits>, trustedProxies: readonly string[] = []): Promise<void> => {
  house = await openTestHouse(undefined, limits, { trustedProxies });
};

const signInAs = (staff: string, headers: Record<string, string> = {}) =>
  house.ask('/api/session/demo', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ id: staff }),
  });
/** Somebody of the demonstration. */
const known = async (): Promise<string> => (await (await house.ask('/api/session')).json()).demo[0].id;

it('every door at which nobody known may change something has a rate', () => {
  const open = httpDoors.filter(({ method, who }) => 'anyone' in who && method !== 'GET');
  // Signing out tries nothing.
  const free = open.filter(({ rate }) => rate === undefined).map(({ method, path }) => `${method} ${path}`);
  expect(free).toEqual(['DELETE /api/session']);
});

it('every door that leaves a note whether it comes to anything or not costs every attempt', () => {
  const leaving = httpDoors.filter(({ path }) => path.startsWith('/sso/') || path === '/api/pairing');
  const costs = leaving.filter(({ method, path }) => method !== 'GET' || path !== '/api/pairing');
  expect(costs.map(({ rate }) => rate?.costs)).toEqual(costs.map(() => 'attempts'));
});

describe('signing in', () => {
  it('that fails too often is answered 429 with Retry-After, also for the right name, and counted', async () => {
    await open({ signIns: 5 });
    const staff = await known();
    for (let i = 0; i < 5; i += 1) expect((await signInAs('nobody')).status).toBe(401);
    const refused = await signInAs(staff);
    expect([refused.status, (await refused.json()).refusal.code]).toEqual([429, 'tooManyAttempts']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(refused.headers.get('set-cookie')).toBeNull();
    expect(await house.reached('signIns')).toBe(1);
    // Nothing else of the address is touched.
    expect((await house.ask('/api/sites')).status).toBe(200);
  });

  it('of a whole office behind one address costs nothing when it succeeds', async () => {
    await open({ signIns: 5 });
    const staff = await known();
    for (let i = 0; i < 30; i += 1) expect((await signInAs(staff)).status).toBe(200);
  });

  it('is counted by client behind a trusted proxy', async () => {
    await open({ signIns: 5 }, ['127.0.0.1']);
    for (let i = 0; i < 6; i += 1) await signInAs('nobody', { 'x-forwarded-for': '192.0.2.1' });
    expect((await signInAs('nobody', { 'x-forwarded-for': '192.0.2.1' })).status).toBe(429);
    expect((await signInAs('nobody', { 'x-forwarded-for': '192.0.2.2' })).status).toBe(401);
  });
});

describe('looking up and showing', () => {
  it('codes that no ticket has are answered 429 after a while; those that one has cost nothing and always open', async () => {
    await open({ lookups: 10 });
    const issue = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' };
    const { answer } = await house.command(issue);
    const code = answer.ok ? answer.code : null;
    for (let i = 0; i < 30; i += 1) expect((await house.ask(`/t/${code}`)).status).toBe(200);
    for (let i = 0; i < 10; i += 1)
      expect((await house.ask(`/t/${'A'.repeat(16).slice(1)}${i}`)).status).toBe(404);
    const refused = await house.ask('/t/AAAAAAAAAAAAAAAZ');
    expect([refused.status, Number(refused.headers.get('retry-after')) > 500]).toEqual([429, true]);
    expect((await house.ask(`/t/${code}`)).status).toBe(200);
    expect(await house.reached('lookups')).toBe(1);
  });

  it('wrong keys are answered 429 after a while; a right one of the same address opens', async () => {
    await open({ wrongKeys: 10 });
    const metrics = (key: string) => house.ask('/metrics', { headers: { authorization: `Bearer ${key}` } });
    for (let i = 0; i < 10; i += 1) expect((await metrics(`ji_wrong${i}`)).status).toBe(401);
    const refused = await metrics('ji_wrong');
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, true]);
    expect((await house.askWithKey('/metrics')).status).toBe(200);
  });
});

describe('any request', () => {
  it('of nobody known is bounded by address, of one with a key is not', async () => {
    await open({ requestsPerMinute: 60 });
    const statuses = new Set<number>();
    for (let i = 0; i < 60; i += 1) statuses.add((await house.ask(i % 2 ? '/healthz' : '/nope')).status);
    expect(statuses).toEqual(new Set([200, 404]));
    const refused = await house.ask('/healthz');
    expect([refused.status, (await refused.json()).refusal.code]).toEqual([429, 'tooOften']);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    await house.remove();
    await open({ requestsPerMinute: 60 });
    for (let i = 0; i < 100; i += 1) expect((await house.askWithKey('/metrics')).status).toBe(200);
  });
});
