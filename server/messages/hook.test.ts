// The web hook: signed so that a receiver can tell ours from anybody's and new from old, tried again or given up by its answer.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHook } from './hook.ts';
import { messageWith } from './messages.test-support.ts';

const key = Buffer.from('0123456789abcdef0123456789abcdef');
let server: Server;
let url = '';
let status = 204;
let heard: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    heard.push({ headers: request.headers, body: Buffer.concat(await request.toArray()).toString() });
    // A deaf one never answers.
    if (status !== 0) response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = (nowMs = 1_764_560_000_000, at = url) => {
  const post = {
    id: 'res-0001.reminder.0.hook',
    message: messageWith({ way: 'hook', kind: 'reminder' }),
    phone: '09012345678',
    composed: { subject: '件名', text: '本文', calendar: null },
  };
  return createHook({ url: at, key, nowMs: () => nowMs, withinMs: status === 0 ? 100 : 5_000 })(post);
};

describe('the web hook', () => {
  it('signs id, time and body as Standard Webhooks says', async () => {
    heard = [];
    status = 204;
    expect(await send()).toEqual({ kind: 'sent', why: '' });
    const [{ headers, body } = { headers: {}, body: '' }] = heard;
    expect(headers['webhook-id']).toBe('res-0001.reminder.0.hook');
    expect(headers['webhook-timestamp']).toBe('1764560000');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(JSON.parse(body)).toMatchObject({
      type: 'reservation.reminder',
      data: { phone: '09012345678', text: '本文', code: '7KQM-2XWPD', startsAt: '2026-12-10T01:40:00.000Z' },
    });
    // Sent again it bears the same id and another time: a receiver does it once and refuses old ones.
    await send(1_764_560_300_000);
    expect(heard[1]?.headers['webhook-id']).toBe(headers['webhook-id']);
    expect(heard[1]?.headers['webhook-signature']).not.toBe(headers['webhook-signature']);
  });

  it.each([
    [200, 'sent'],
    [302, 'away'],
    [401, 'away'],
    [410, 'refused'],
    [422, 'refused'],
    [429, 'later'],
    [500, 'away'],
    [503, 'away'],
    [0, 'away'],
  ])('that answers %i: %s', async (answer, kind) => {
    heard = [];
    status = answer;
    expect((await send()).kind).toBe(kind);
    // A redirect is not followed.
    expect(heard).toHaveLength(1);
  });

  it('waits when nobody is there, and never tells whom it was for', async () => {
    const outcome = await send(1, 'http://127.0.0.1:1/');
    expect(outcome.kind).toBe('away');
    expect(outcome.why).not.toContain('090');
  });
});
