// The limits at the HTTP door of a real hub: each refused in words, each seen in /metrics, and the hub goes on.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { LimitName, Limits } from '../../protocol/limits.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await house.remove();
});
const open = async (limits: Partial<Limits>): Promise<void> => {
  house = await openTestHouse(undefined, limits);
};

/** A bare connection: what it has heard, and whether it is closed. */
const bare = async () => {
  const socket = connect(house.port, '127.0.0.1');
  sockets.push(socket);
  const line = { socket, heard: '', closed: false };
  socket.on('data', (chunk) => {
    line.heard += chunk.toString();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    line.closed = true;
  });
  await once(socket, 'connect');
  return line;
};
const get = (path = '/healthz', headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;

/** Sends bytes on a connection of its own; the status and refusal that come back, once it is closed by the hub. */
const refusalTo = async (text: string) => {
  const line = await bare();
  line.socket.write(text);
  await expect.poll(() => line.closed).toBe(true);
  return readRefusal(line.heard);
};
/** The last answer on a connection. */
const readRefusal = (heard: string) => {
  const [head = '', body = ''] = heard.slice(heard.search(/HTTP\/1\.1 4\d\d /)).split('\r\n\r\n');
  const json = JSON.parse(body) as { ok: boolean; refusal: { code: string; params: { limit: unknown } } };
  return { status: Number(head.split(' ')[1]), code: json.refusal.code, limit: json.refusal.params.limit };
};
const expectReached = async (limit: LimitName, atLeast = 1) =>
  // The figures are asked for by a connection too, for which there may be no room yet.
  expect.poll(() => house.reached(limit).catch(() => 0)).toBeGreaterThanOrEqual(atLeast);

describe('connections', () => {
  it('too many of one address are answered 429 and closed, and there is room again when one goes', async () => {
    await open({ connectionsPerAddress: 3 });
    const held = [await bare(), await bare(), await bare()];
    expect(await refusalTo(get())).toEqual({ status: 429, code: 'tooManyConnections', limit: '3' });
    held[0]?.socket.destroy();
    await expect.poll(async () => (await house.ask('/healthz').catch(() => null))?.status).toBe(200);
    held[1]?.socket.destroy();
    await expectReached('connectionsPerAddress');
  });

  it('too many of all are answered the same; a silent one is closed', async () => {
    await open({ connections: 20 });
    const held = await Promise.all(Array.from({ length: 20 }, bare));
    const silent = await bare();
    expect(await refusalTo(get())).toMatchObject({ status: 429, limit: '20' });
    await expect.poll(() => silent.closed).toBe(true);
    for (const line of held) line.socket.destroy();
    await expect.poll(async () => house.reached('connections').catch(() => 0)).toBeGreaterThanOrEqual(2);
  });

  it('a head or a body that does not come in time is answered 408', async () => {
    await open({ headersSeconds: 1, requestSeconds: 2 });
    const post = 'POST /api/sites/centre/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const [head, body] = await Promise.all([
      refusalTo('GET /healthz HTTP/1.1\r\nHos'),
      refusalTo(
        `${post}Authorization: ${house.asIntegrator.authorization}\r\nContent-Length: 100\r\n\r\n{"comm`,
      ),
    ]);
    expect(head).toEqual({ status: 408, code: 'tooSlow', limit: '1 s' });
    expect(body).toEqual({ status: 408, code: 'tooSlow', limit: '2 s' });
    await expectReached('headersSeconds');
    await expectReached('requestSeconds');
  });

  it('one that was opened and never used is closed without a word, which would be taken for another’s answer', async () => {
    await open({ headersSeconds: 1 });
    const line = await bare();
    await expect.poll(() => line.closed, { timeout: 10_000 }).toBe(true);
    expect(line.heard).toBe('');
    await expectReached('headersSeconds');
  });

  it('idle ones are closed', async () => {
    await open({ keepAliveSeconds: 1 });
    const line = await bare();
    line.socket.write(get());
    await expect.poll(() => line.closed).toBe(true);
    expect(line.heard).toContain('200 OK');
    await expectReached('keepAliveSeconds');
  });
});

describe('requests', () => {
  it('with too much in head, address or body are refused', async () => {
    await open({});
    expect(await refusalTo(get('/healthz', `X: ${'x'.repeat(20_000)}\r\n`))).toEqual({
      status: 431,
      code: 'headersTooLarge',
      limit: '16 kB',
    });
    const long = await house.ask(`/api/sites?${'x'.repeat(5_000)}`);
    expect([long.status, (await long.json()).refusal.code]).toEqual([414, 'addressTooLong']);
    const body = await house.ask('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `"${'x'.repeat(70_000)}"`,
    });
    expect([body.status, (await body.json()).refusal.params.limit]).toEqual([413, '64 kB']);
    for (const limit of ['headerBytes', 'addressBytes', 'bodyBytes'] as const) await expectReached(limit);
  });

  it('too many at once on one connection are refused, the others answered', async () => {
    await open({ requestsInFlight: 3 });
    const line = await bare();
    line.socket.write(get('/readyz').repeat(8));
    await expect.poll(() => line.closed).toBe(true);
    expect(line.heard.split('200 OK').length - 1).toBe(3);
    expect(line.heard).toContain('tooManyRequests');
    await expectReached('requestsInFlight');
  });

  it('that say twice who asks, or of whom, are refused', async () => {
    await open({});
    const key = `Authorization: ${house.asIntegrator.authorization}\r\n`;
    const end = 'Connection: close\r\n';
    expect(await refusalTo(get('/metrics', `${key}authorization: Bearer ji_other\r\n${end}`))).toMatchObject({
      status: 400,
      code: 'malformed',
    });
    expect(await refusalTo(get('/healthz', `Host: other\r\n${end}`))).toMatchObject({ status: 400 });
  });

  it('that are no HTTP are told so, after the answers still due', async () => {
    await open({});
    const line = await bare();
    line.socket.write(`${get('/readyz')}NONSENSE\r\n\r\n`);
    await expect.poll(() => line.closed).toBe(true);
    expect(line.heard).toMatch(/^HTTP\/1.1 200 OK/);
    expect(readRefusal(line.heard)).toMatchObject({ status: 400, code: 'malformed' });
  });
});

describe('event streams', () => {
  it('too many of one address, and too many in all, are refused', async () => {
    await open({ streamsPerAddress: 2 });
    const stream = () =>
      house.askWithKey('/api/sites/centre/events', { headers: { accept: 'text/event-stream' } });
    const held = [await stream(), await stream()];
    const third = await stream();
    expect([third.status, (await third.json()).refusal.code]).toEqual([429, 'tooManyStreams']);
    await expectReached('streamsPerAddress');
    await held[0]?.body?.cancel();
    await expect
      .poll(async () => {
        const again = await stream();
        await again.body?.cancel();
        return again.status;
      })
      .toBe(200);
    await house.remove();
    await open({ streams: 1 });
    await stream();
    expect((await stream()).status).toBe(429);
    await expectReached('streams');
  });
});

describe('handshakes of sockets', () => {
  const handshake = '/socket.io/?EIO=4&transport=polling';
  const upgrade = (query = '') =>
    get(
      `/socket.io/?EIO=4&transport=websocket${query}`,
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
    );

  it('too many of one address are answered 429 with the refusal, by polling and by websocket', async () => {
    await open({ socketsPerAddress: 1 });
    expect((await house.ask(handshake)).status).toBe(200);
    const second = await house.ask(handshake);
    expect(second.status).toBe(429);
    expect(await second.json()).toMatchObject({ ok: false, refusal: { code: 'tooManyConnections' } });
    expect(await refusalTo(upgrade())).toEqual({ status: 429, code: 'tooManyConnections', limit: '1' });
    // Nor does anything that only looks like the id of a session lead past it.
    expect(await refusalTo(upgrade('&xsid=1&sid='))).toMatchObject({ status: 429 });
    await expectReached('socketsPerAddress', 3);
  });

  it('too many in all are answered the same', async () => {
    await open({ sockets: 1 });
    await house.ask(handshake);
    expect((await house.ask(handshake)).status).toBe(429);
    await expectReached('sockets');
  });

  it('of other methods, with other upgrades, or too large, are refused', async () => {
    await open({});
    expect((await house.ask(handshake, { method: 'PUT' })).status).toBe(404);
    expect(await refusalTo(get('/', 'Connection: Upgrade\r\nUpgrade: h2c\r\n'))).toMatchObject({
      status: 404,
    });
    const { sid } = JSON.parse((await (await house.ask(handshake)).text()).slice(1));
    const post = await house.ask(`${handshake}&sid=${sid}`, { method: 'POST', body: 'x'.repeat(70_000) });
    expect(post.status).toBe(413);
    await expectReached('messageBytes');
  });
});

it('behind a trusted proxy clients are counted, and the proxy is not', async () => {
  house = await openTestHouse(
    undefined,
    { socketsPerAddress: 1, connectionsPerAddress: 2 },
    { trustedProxies: ['127.0.0.1'] },
  );
  const handshake = async (client: string) => {
    const headers = { 'x-forwarded-for': client };
    return (await house.ask('/socket.io/?EIO=4&transport=polling', { headers })).status;
  };
  const statuses = [];
  for (const client of ['192.0.2.1', '192.0.2.2', '192.0.2.1', '6.6.6.6, 192.0.2.1'])
    statuses.push(await handshake(client));
  expect(statuses).toEqual([200, 200, 429, 429]);
  const held = await Promise.all(Array.from({ length: 5 }, bare));
  expect((await house.ask('/healthz')).status).toBe(200);
  expect(held.every((line) => !line.closed)).toBe(true);
});

it('/metrics shows every limit, how often it was reached, and how full it is', async () => {
  await open({ streams: 77 });
  const text = await (await house.askWithKey('/metrics')).text();
  expect(text).toContain('junban_limit{limit="streams"} 77');
  expect(text).toMatch(/^junban_limit_reached_total\{limit="bufferedBytes"\} 0$/m);
  expect(text).toMatch(/^junban_limit_fill\{limit="connections"\} [1-9]/m);
  expect(text).toMatch(/^junban_commands_waiting\{site="centre"\} 0$/m);
  // Nobody has been told a wait yet, so nothing is claimed of yesterday.
  expect(text).toMatch(/^junban_forecast_bad\{site="centre"\} 0$/m);
  expect(text).toContain('# TYPE junban_overflow_level gauge');
  expect(text).not.toMatch(/^junban_overflow_level\{/m);
  expect(text).not.toMatch(/^junban_forecast_covered_share\{/m);
});
