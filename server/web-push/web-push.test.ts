// A phone is told of its call through a push service on loopback: sealed for it alone, signed, once, and never where it is not wanted.
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type VisitorAnswer, VisitorView, visitorDoor } from '../../protocol/visitor.ts';
import { isServedBy } from '../../protocol/web-push.ts';
import { makeCertificate } from '../../test/support/certificates.ts';
import { openTestHouse, type TestHouse, type TestHouseOptions, type TestSocket } from '../test-support.ts';
import { makeWebPushKey, webPushKeyFrom } from './key.ts';
import { createSubscriptions } from './subscriptions.ts';

type Heard = { readonly path: string; readonly headers: Record<string, unknown>; readonly body: Buffer };

const key = makeWebPushKey();
let folder: string;
let service: Server;
let ca: Buffer;
let origin: string;
let heard: Heard[] = [];
let status = 201;
let house: TestHouse;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'junban-push-'));
  const certificate = makeCertificate(folder, 'service');
  ca = certificate.ca;
  const files = { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) };
  service = createServer(files, async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    heard.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(status).end();
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  origin = `https://localhost:${(service.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await house?.remove();
  heard = [];
  status = 201;
});
afterAll(() => {
  service.closeAllConnections();
  service.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = async (more: TestHouseOptions = {}): Promise<void> => {
  house = await openTestHouse(
    undefined,
    { socketsPerTicket: 2 },
    {
      change: (one) => ({
        ...one,
        webPush: { contact: 'mailto:it@city.example.jp', services: ['localhost'] },
      }),
      environment: { webPushKey: key },
      pushServiceCa: ca,
      ...more,
    },
  );
};

/** A phone's own keys, as its browser makes them. */
const makePhone = (name: string) => {
  const pair = createECDH('prime256v1');
  const auth = randomBytes(16);
  const keys = { p256dh: pair.generateKeys('base64url'), auth: auth.toString('base64url') };
  return { pair, auth, subscription: { endpoint: `${origin}/${name}`, keys } };
};
/** RFC 8291, read from the other end. */
const unsealed = ({ pair, auth }: ReturnType<typeof makePhone>, body: Buffer): unknown => {
  const salt = body.subarray(0, 16);
  const theirs = body.subarray(21, 21 + (body[20] ?? 0));
  const sealed = body.subarray(21 + theirs.length);
  const text = (words: string) => Buffer.from(`${words}\0`);
  const info = Buffer.concat([text('WebPush: info'), pair.getPublicKey(), theirs]);
  const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(theirs), auth, info, 32));
  const derive = (words: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, text(`Content-Encoding: ${words}`), length));
  const opener = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  opener.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString());
};
/** What the hub says of itself (RFC 8292), after its signature was checked. */
const claimsOf = (authorization: unknown): unknown => {
  const [, token = '', shown = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(String(authorization)) ?? [];
  const [head, claims, signature = ''] = token.split('.');
  const point = Buffer.from(shown, 'base64url');
  const half = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const right = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect([right, shown]).toEqual([true, key.publicKey]);
  return JSON.parse(Buffer.from(claims ?? '', 'base64url').toString());
};

const command = async (input: object) => {
  const { answer } = await house.command(input);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer;
};
const issue = async () => {
  const { ticket, code } = await command({
    type: 'issueTicket',
    procedure: 'card-issue',
    source: 'integrator',
    language: 'en',
  });
  return { ticket: String(ticket), code: String(code) };
};
const openBooth = async () => {
  await command({ type: 'openBooth', booth: 1, staff: 'sato' });
};
const callAt = (ticket: string) => command({ type: 'callNumber', booth: 1, ticket, reason: 'test' });
const connect = (code: string) => house.connect(visitorDoor, { code });
const handOver = (socket: TestSocket, subscription: unknown): Promise<VisitorAnswer> =>
  socket.timeout(5_000).emitWithAck('push', subscription);
const told = (outcome: string): Promise<number> =>
  house
    .askWithKey('/metrics')
    .then((answer) => answer.text())
    .then((text) =>
      Number(new RegExp(`junban_web_push_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1]),
    );

describe('a phone that wants it', () => {
  it('is told of each call and recall once, in the language of the ticket, sealed and signed', async () => {
    await open();
    await openBooth();
    const { ticket, code } = await issue();
    const socket = await connect(code);
    await expect.poll(() => socket.heard.has('view')).toBe(true);
    expect(VisitorView.parse(socket.heard.get('view')?.at(-1)).pushKey).toBe(key.publicKey);
    const phone = makePhone('phone-1');
    expect(await handOver(socket, phone.subscription)).toEqual({ ok: true });
    socket.disconnect();
    await callAt(ticket);
    await expect.poll(() => heard.length).toBe(1);
    const [first] = heard as [Heard];
    expect(first.path).toBe('/phone-1');
    expect(first.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    expect(Number(first.headers.ttl)).toBeGreaterThan(0);
    expect(claimsOf(first.headers.authorization)).toMatchObject({
      aud: origin,
      sub: 'mailto:it@city.example.jp',
    });
    expect(first.body.includes(code)).toBe(false);
    expect(unsealed(phone, first.body)).toEqual({
      title: 'Called: Counter 1',
      body: expect.stringContaining(ticket),
      lang: 'en',
      page: `/t/${code}`,
    });
    // Other changes of the site are no news for it.
    await issue();
    await command({ type: 'recall', booth: 1 });
    await expect.poll(() => told('taken')).toBe(2);
    expect(heard).toHaveLength(2);
  });

  it('is forgotten when its service says that it is gone, and others are told all the same', async () => {
    await open();
    await openBooth();
    const { ticket, code } = await issue();
    const socket = await connect(code);
    await handOver(socket, makePhone('gone').subscription);
    status = 410;
    await callAt(ticket);
    await expect.poll(() => told('gone')).toBe(1);
    status = 201;
    await handOver(socket, makePhone('stays').subscription);
    await command({ type: 'recall', booth: 1 });
    await expect.poll(() => told('taken')).toBe(1);
    expect(heard.map(({ path }) => path)).toEqual(['/gone', '/stays']);
  });

  it('is counted when its service fails, and no call waits for it', async () => {
    await open();
    await openBooth();
    const { ticket, code } = await issue();
    const socket = await connect(code);
    await handOver(socket, makePhone('failing').subscription);
    status = 500;
    await callAt(ticket);
    await expect.poll(() => told('failed')).toBe(1);
  });
});

describe('what is refused', () => {
  it('is a host that is no push service, what is no subscription, and one phone too many', async () => {
    await open();
    const socket = await connect((await issue()).code);
    const { subscription } = makePhone('x');
    const inside = { ...subscription, endpoint: 'https://127.0.0.1:9200/internal' };
    for (const wrong of [inside, { ...subscription, endpoint: `http://localhost/x` }, {}, null, 'x']) {
      expect(await handOver(socket, wrong)).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    }
    for (const name of ['a', 'b', 'a'])
      expect((await handOver(socket, makePhone(name).subscription)).ok).toBe(true);
    expect(await handOver(socket, makePhone('c').subscription)).toMatchObject({
      refusal: { code: 'tooManySockets' },
    });
  });

  it('is everything where the settings do not want it', async () => {
    await open({ change: (one) => one });
    const socket = await connect((await issue()).code);
    await expect.poll(() => socket.heard.has('view')).toBe(true);
    expect(VisitorView.parse(socket.heard.get('view')?.at(-1)).pushKey).toBeNull();
    expect(await handOver(socket, makePhone('x').subscription)).toMatchObject({
      refusal: { code: 'pushNotOffered' },
    });
  });

  it('is a start without a key', async () => {
    await expect(open({ environment: {} })).rejects.toThrow(/^JUNBAN_WEB_PUSH_KEY_FILE: must be set/);
  });
});

describe('a subscription', () => {
  it('is kept until the day of its ticket is over, and each call is claimed once', async () => {
    const kept: (number | null)[] = [];
    const claimed = new Set<string>();
    const notes = {
      list: async () => [],
      put: async (_key: string, _value: string, keepMs: number | null) => void kept.push(keepMs),
      add: async (note: string) => claimed.size < claimed.add(note).size,
    };
    const subscriptions = createSubscriptions({
      notes: notes as never,
      services: ['localhost'],
      book: { of: { socketsPerTicket: 2 } } as never,
      now: () => Date.parse('2026-11-24T23:00:00+09:00'),
    });
    const at = { site: 'centre', date: '2026-11-24', ticket: 'A001' } as never;
    expect(await subscriptions.add(at, makePhone('x').subscription)).toBeNull();
    expect(kept).toEqual([3_600_000]);
    expect(await Promise.all([subscriptions.claim(at, 'A001.1'), subscriptions.claim(at, 'A001.1')])).toEqual(
      [true, false],
    );
  });
});

describe('hosts and keys', () => {
  it.each([
    ['https://a.push.apple.com/x', true],
    ['https://push.apple.com.evil.example/x', false],
    ['https://evilpush.apple.com/x', false],
    ['https://fcm.googleapis.com/fcm/send/x', true],
    ['https://fcm.googleapis.com.evil.example/', false],
    ['https://user@fcm.googleapis.com/', false],
    ['http://fcm.googleapis.com/', false],
  ])('%s: %s', (endpoint, right) => {
    expect(isServedBy(endpoint, ['fcm.googleapis.com', '*.push.apple.com'])).toBe(right);
  });

  it('a key is 32 bytes on the curve, and always the same pair', () => {
    expect(webPushKeyFrom(key.privateKey)).toEqual(key);
    for (const wrong of ['', 'x', `${key.privateKey}A`, Buffer.alloc(32).toString('base64url')]) {
      expect(webPushKeyFrom(wrong)).toBeNull();
    }
  });
});
