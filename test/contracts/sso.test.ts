// Signing in at a real OpenID Connect provider on loopback, through the doors of a whole hub, as a browser does it.
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Settings } from '../../protocol/settings.ts';
import { SessionState } from '../../protocol/wire-people.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';
import { freePort } from '../support/hub-process.ts';

/** Groups of the people at the service; changed by tests. */
const groups: Record<string, string[]> = {};
const names: Record<string, string> = { 'm.sato': '佐藤 美咲', mori: '森 一郎', guest: '客' };

let provider: Server;
let house: TestHouse;

/** A browser: cookies by host, redirects followed by hand, forms of the provider's own pages filled in. */
const openBrowser = () => {
  const jars = new Map<string, Map<string, string>>();
  const ask = async (url: URL, init: RequestInit = {}, withStrict = true): Promise<Response> => {
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    const shown = [...jar].filter(([name]) => withStrict || name !== 'junban_session');
    const cookie = shown.map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      if (/Max-Age=0|1970/.test(set)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  const form = (login: string, prompt: string) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ prompt, login, password: 'x' }).toString(),
  });
  /** From our page to the service and back; the last answer of ours. */
  const signIn = async (login: string, to = '/booth/centre/3'): Promise<Response> => {
    let url = new URL(`${house.url}/sso/start?to=${encodeURIComponent(to)}`);
    let init: RequestInit = {};
    for (let step = 0; step < 20; step += 1) {
      // What comes from the service's site shows no strict cookie of ours.
      const response = await ask(url, init, !url.pathname.startsWith('/sso/callback'));
      const next = response.headers.get('location');
      init = {};
      if (next !== null) url = new URL(next, url);
      else if (url.host === new URL(house.url).host) return response;
      else init = form(login, (await response.text()).includes('name="login"') ? 'login' : 'consent');
      if (init.method === 'POST') url = new URL(url.pathname, url);
    }
    throw new Error('the way to the service and back has no end');
  };
  const session = async () =>
    SessionState.parse(await (await ask(new URL(`${house.url}/api/session`))).json());
  return { ask, signIn, session, jars };
};

beforeAll(async () => {
  const [issuerPort, hubPort] = [await freePort(), await freePort()];
  const issuer = `http://127.0.0.1:${issuerPort}`;
  const service = new Provider(issuer, {
    clients: [
      {
        client_id: 'junban',
        client_secret: 'a secret between two machines',
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`http://127.0.0.1:${hubPort}/sso/callback`],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'groups'],
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: names[id], preferred_username: id, groups: groups[id] ?? [] }),
    }),
  });
  provider = createServer(service.callback()).listen(issuerPort, '127.0.0.1');
  const sso = {
    issuer,
    clientId: 'junban',
    address: `http://127.0.0.1:${hubPort}`,
    scopes: ['profile', 'groups'],
    grants: [
      { group: 'counter-staff', role: 'booth', site: 'centre' },
      { group: 'counter-heads', role: 'supervisor' },
      { group: 'it', role: 'administrator' },
    ],
    label: '市の認証',
  };
  house = await openTestHouse(
    undefined,
    {},
    {
      change: ({ demo: _demo, ...rest }) => ({ ...rest, sso: Settings.shape.sso.parse(sso) }),
      environment: { port: hubPort, ssoSecret: 'a secret between two machines' },
    },
  );
});
afterAll(async () => {
  await house.remove();
  provider.closeAllConnections();
  provider.close();
});

describe('single sign-on', () => {
  it('makes an account with the roles of the groups, and comes back to the page by a same-site hop', async () => {
    groups['m.sato'] = ['counter-staff', 'choir'];
    const browser = openBrowser();
    expect((await browser.session()).sso).toEqual({ label: '市の認証' });
    const back = await browser.signIn('m.sato');
    expect(back.status).toBe(200);
    expect(await back.text()).toContain('<meta http-equiv="refresh" content="0;url=/booth/centre/3">');
    expect(await browser.session()).toMatchObject({
      staff: { id: 'm-sato', name: '佐藤 美咲', grants: [{ role: 'booth', site: 'centre' }] },
      ownPassword: false,
    });
  });

  it('changes roles at the next sign-in, and knows the person again', async () => {
    groups['m.sato'] = ['counter-heads'];
    const browser = openBrowser();
    await browser.signIn('m.sato');
    expect((await browser.session()).staff).toMatchObject({
      id: 'm-sato',
      grants: [{ role: 'supervisor', site: null }],
    });
  });

  it('lets nobody in without a group that is named, and takes the roles of whoever has lost them all', async () => {
    const stranger = openBrowser();
    const turnedAway = await stranger.signIn('guest');
    expect(turnedAway.status).toBe(403);
    expect(await turnedAway.text()).toContain('権限がありません');
    expect((await stranger.session()).staff).toBeNull();
    expect(house.register.state().accounts.has('guest' as never)).toBe(false);

    groups.mori = ['it'];
    const browser = openBrowser();
    await browser.signIn('mori');
    expect((await browser.session()).staff?.grants).toEqual([{ role: 'administrator', site: null }]);
    groups.mori = [];
    expect((await openBrowser().signIn('mori')).status).toBe(403);
    expect((await browser.session()).staff).toBeNull();
  });

  it('unlocks the session that the browser has, and begins no other', async () => {
    groups['m.sato'] = ['counter-heads'];
    const browser = openBrowser();
    await browser.signIn('m.sato');
    const token = browser.jars.get(new URL(house.url).host)?.get('junban_session');
    const json = { 'content-type': 'application/json' };
    const lock = new URL(`${house.url}/api/session/lock`);
    await browser.ask(lock, { method: 'POST', headers: json, body: '{}' });
    expect(await browser.session()).toMatchObject({ staff: null, locked: true, unlock: 'sso' });
    await browser.signIn('m.sato');
    expect((await browser.session()).staff?.id).toBe('m-sato');
    expect(browser.jars.get(new URL(house.url).host)?.get('junban_session')).toBe(token);
  });

  it('takes no answer that this browser did not ask for, none twice, and none that is made up', async () => {
    const [one, other] = [openBrowser(), openBrowser()];
    const begin = async (browser: ReturnType<typeof openBrowser>) => {
      const started = await browser.ask(new URL(`${house.url}/sso/start`));
      return new URL(String(started.headers.get('location'))).searchParams.get('state') ?? '';
    };
    const callback = (state: string) => new URL(`${house.url}/sso/callback?code=made-up&state=${state}`);
    // Another browser, with an errand of its own under way.
    await begin(other);
    expect((await other.ask(callback(await begin(one)))).status).toBe(410);
    const state = await begin(one);
    const jar = one.jars.get(new URL(house.url).host);
    const errand = jar?.get('junban_sso') ?? '';
    expect((await one.ask(callback(state))).status).toBe(503);
    jar?.set('junban_sso', errand);
    expect((await one.ask(callback(state))).status).toBe(410);
    expect((await one.ask(new URL(`${house.url}/sso/callback`))).status).toBe(410);
    expect((await one.session()).staff).toBeNull();
  });

  it.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/a"><script>',
    '',
  ])('never leads to %s', async (to) => {
    groups['m.sato'] = ['counter-heads'];
    const back = await openBrowser().signIn('m.sato', to);
    expect(await back.text()).toContain('content="0;url=/"');
  });
});
