// The JSON API with a real hub behind it: every right request works, every wrong one names its field.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Board } from '../../protocol/views.ts';
import { SiteList } from '../../protocol/wire.ts';
import { SessionState } from '../../protocol/wire-people.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.remove());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  house.ask(path, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...headers,
      ...(headers.authorization === integrator.authorization ? house.asIntegrator : {}),
    },
  });
/** Stands for the key, which is only made when the house is open. */
const integrator = { authorization: 'the key' };
const issue = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' };
const commands = '/api/sites/centre/commands';

describe('commands', () => {
  it('are accepted, seen on the board, and answered the same when sent again', async () => {
    const first = await house.command(issue, 'portal-0001');
    const again = await house.command(issue, 'portal-0001');
    expect(first.status).toBe(200);
    expect(first.answer).toMatchObject({ ok: true, procedure: 'card-issue' });
    expect(again).toEqual(first);
    const board = Board.parse(await (await house.ask('/api/sites/centre/board')).json());
    expect(board.procedures.find((p) => p.id === 'card-issue')?.waiting).toBe(1);
  });

  it('are refused with the status of the catalogue', async () => {
    const { status, answer } = await house.command({ type: 'callNext', booth: 1 });
    expect(status).toBe(409);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'boothNotOpen' } });
  });

  it('name their actor in the event', async () => {
    const { answer } = await house.command(issue);
    const { events } = await (await house.askWithKey('/api/sites/centre/events')).json();
    const version = answer.ok ? answer.version : 0;
    const event = events.find((one: { version: number }) => one.version === version);
    expect(event.meta.actor).toEqual({ kind: 'integrator', id: house.integrator, from: '127.0.0.1' });
  });

  it.each([
    ['no JSON', '{"commandId":', integrator, 400, 'malformed', 'body'],
    ['nothing', '', integrator, 400, 'malformed', 'commandId'],
    ['null', 'null', integrator, 400, 'malformed', 'request'],
    ['no command', '{"commandId":"test-0001"}', integrator, 400, 'malformed', 'command'],
    [
      'an unknown type',
      '{"commandId":"test-0001","command":{"type":"dance"}}',
      integrator,
      400,
      'malformed',
      'command.type',
    ],
    [
      'a wrong field',
      JSON.stringify({ commandId: 'test-0001', command: { ...issue, partySize: 0 } }),
      integrator,
      400,
      'malformed',
      'command.partySize',
    ],
    [
      'a wrong mark',
      JSON.stringify({ commandId: 'test-0001', command: { ...issue, marks: ['ok', 7] } }),
      integrator,
      400,
      'malformed',
      'command.marks[1]',
    ],
    ['nobody', JSON.stringify({ commandId: 'test-0001', command: issue }), {}, 401, 'notSignedIn', undefined],
    ['a strange key', '{}', { authorization: 'Bearer ji_king' }, 401, 'unknownKey', undefined],
    ['a name only', '{}', { 'junban-actor': 'staff:sato' }, 401, 'notSignedIn', undefined],
    ['a form', 'a=b', { ...integrator, 'content-type': 'text/plain' }, 400, 'malformed', 'Content-Type'],
    [
      'a wrong charset',
      '{}',
      { ...integrator, 'content-type': 'application/json; charset=klingon' },
      400,
      'malformed',
      'body',
    ],
    ['too much', `"${'x'.repeat(70_000)}"`, integrator, 413, 'tooLarge', undefined],
  ])('with %s are refused', async (_name, body, headers, status, code, field) => {
    const response = await post(commands, body, headers as Record<string, string>);
    const { ok, refusal } = await response.json();
    expect({ status: response.status, ok, code: refusal.code, field: refusal.params.field }).toEqual({
      status,
      ok: false,
      code,
      field,
    });
  });

  it('at an unknown site or address are refused in JSON', async () => {
    expect((await (await post('/api/sites/moon/commands', '{}', integrator)).json()).refusal.code).toBe(
      'unknownSite',
    );
    expect((await (await post('/api/sites/MOON/commands', '{}', integrator)).json()).refusal.code).toBe(
      'malformed',
    );
    const missing = await house.ask('/api/nope');
    expect(missing.status).toBe(404);
    expect((await missing.json()).refusal.code).toBe('unknownPath');
    const broken = await house.ask('/api/sites/%E0%A4%A/board');
    expect(broken.status).toBe(400);
    expect((await broken.json()).refusal).toMatchObject({ code: 'malformed', params: { field: 'path' } });
  });
});

describe('the board', () => {
  it('has an ETag and answers 304 until it changes', async () => {
    const first = await house.ask('/api/sites/centre/board');
    const etag = first.headers.get('etag') ?? '';
    await first.arrayBuffer();
    const same = await house.ask('/api/sites/centre/board', { headers: { 'if-none-match': etag } });
    expect(same.status).toBe(304);
    await house.command(issue);
    const changed = await house.ask('/api/sites/centre/board', { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
  });
});

describe('sites and session', () => {
  it('lists the sites', async () => {
    const list = SiteList.parse(await (await house.ask('/api/sites')).json());
    expect(list.sites.map((site) => site.id)).toEqual(['centre', 'aoba', 'sakuragi']);
    expect(list.sites[0]?.boothNumbers).toHaveLength(10);
  });

  it('signs in, knows the browser again, signs out', async () => {
    const cookie = await house.signIn();
    const state = SessionState.parse(await (await house.ask('/api/session', { headers: { cookie } })).json());
    expect(state.staff).toMatchObject({ id: 'yoshida', grants: [{ role: 'supervisor', site: null }] });
    const taken = await post(commands, JSON.stringify({ commandId: 'console-1', command: issue }), {
      cookie,
    });
    expect(taken.status).toBe(200);
    await house.ask('/api/session', { method: 'DELETE', headers: { cookie } });
    const refused = await post(commands, JSON.stringify({ commandId: 'console-2', command: issue }), {
      cookie,
    });
    expect(refused.status).toBe(401);
  });

  it('sets a cookie that scripts and other sites cannot use', async () => {
    const response = await post('/api/session/demo', JSON.stringify({ id: 'nobody' }));
    expect(response.status).toBe(401);
    const signedIn = await post('/api/session/demo', JSON.stringify({ id: 'sato' }));
    expect(signedIn.headers.get('set-cookie')).toMatch(/^junban_session=.*; HttpOnly; SameSite=Strict$/);
    const proxied = { 'x-forwarded-proto': 'https' };
    const secure = await post('/api/session/demo', JSON.stringify({ id: 'sato' }), proxied);
    expect(secure.headers.get('set-cookie')).toMatch(
      /^__Host-junban_session=.*; HttpOnly; SameSite=Strict; Secure$/,
    );
  });
});
