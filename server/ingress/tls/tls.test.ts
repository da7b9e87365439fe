// A real hub behind TLS: requests, sockets and limits as without it; a new certificate is taken while connections stay.
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { Agent, get, request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../protocol/ids.ts';
import { defaultLimits, type Limits } from '../../../protocol/limits.ts';
import { makeCertificate, type TestCertificate } from '../../../test/support/certificates.ts';
import { type House, openHouse } from '../../composition/open-hub.ts';
import { makeApiKey } from '../../people/api-keys.ts';
import { hashOfKey, newKey, newKeyId } from '../../people/bearer.ts';
import { loadSettings } from '../../settings/load.ts';

let folder: string;
let house: House;
let first: TestCertificate;
let told: string[];
const cleaners: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'junban-tls-'));
  first = makeCertificate(folder, 'first');
  told = [];
});
afterEach(async () => {
  for (const clean of cleaners.splice(0)) clean();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = async (
  tls: { cert: string; key: string } = first,
  limits: Partial<Limits> = {},
): Promise<void> => {
  const settings = await loadSettings(resolve(import.meta.dirname, '../../../examples/demo.yaml'));
  house = await openHouse({
    environment: { port: 0, host: '127.0.0.1', dataFolder: folder, tls, hstsDays: 365 },
    settings: { ...settings, limits: { ...settings.limits, ...limits } },
    logger: pino({ level: 'info' }, { write: (line) => void told.push(line) }),
    pagesFolder: join(folder, 'dist'),
    lookAtCertificateEveryMs: 20,
  });
};

/** One request; `agent` keeps its connection. */
const ask = (path: string, ca: Buffer, agent: Agent | false = false) =>
  new Promise<{ status: number; headers: Record<string, unknown>; serial: string }>((resolve, reject) => {
    get(`https://127.0.0.1:${house.port}${path}`, { ca, agent }, (response) => {
      const serial = (response.socket as TLSSocket).getPeerCertificate().serialNumber;
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, serial }),
      );
    }).on('error', reject);
  });
const tlsLine = async (): Promise<{ socket: TLSSocket; heard: string; closed: boolean }> => {
  const socket = connect({ port: house.port, host: '127.0.0.1', ca: first.ca });
  cleaners.push(() => socket.destroy());
  const line = { socket, heard: '', closed: false };
  socket.on('data', (chunk) => {
    line.heard += chunk.toString();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    line.closed = true;
  });
  await new Promise((resolve) => socket.once('secureConnect', resolve).once('close', resolve));
  return line;
};
/** The figures, asked for with a key made for it. */
const metrics = async (): Promise<string> => {
  const secret = newKey('ji');
  const grants = [{ role: 'administrator' as const, site: null }];
  const made = { key: newKeyId(), hash: hashOfKey(secret), name: 'test', grants };
  await house.register.change({ kind: 'system', id: 'test' } as Actor, makeApiKey(made, new Set()));
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${secret}` };
    get(
      `https://127.0.0.1:${house.port}/metrics`,
      { ca: first.ca, headers, agent: false },
      async (response) => {
        resolve(String(Buffer.concat(await response.toArray())));
      },
    ).on('error', reject);
  });
};
const lineWith = (words: string) => told.find((line) => line.includes(words));

describe('behind TLS', () => {
  it('requests, both transports of sockets and HSTS work; a cookie is Secure', async () => {
    await open();
    const answer = await ask('/healthz', first.ca);
    expect(answer.status).toBe(200);
    expect(answer.headers['strict-transport-security']).toBe(`max-age=${365 * 86_400}`);
    const cookie = await new Promise<string>((resolve, reject) => {
      request(
        `https://127.0.0.1:${house.port}/api/session`,
        { ca: first.ca, method: 'DELETE' },
        (response) => {
          response.resume();
          resolve(String(response.headers['set-cookie']));
        },
      )
        .on('error', reject)
        .end();
    });
    expect(cookie).toContain('; Secure');
    for (const transport of ['websocket', 'polling']) {
      const socket: Socket = io(`https://127.0.0.1:${house.port}/wall`, {
        auth: { site: 'centre', device: 'lobby-1' },
        transports: [transport],
        ca: first.ca,
        forceNew: true,
        reconnection: false,
      } as object);
      cleaners.push(() => socket.disconnect());
      await new Promise((resolve, reject) => {
        // Connected, or refused by the door itself: both came through TLS.
        socket.once('connect', () => resolve(true));
        socket.once('connect_error', (error) => ('data' in error ? resolve(true) : reject(error)));
      });
    }
  });

  it('nothing older than TLS 1.2 is spoken', async () => {
    await open();
    const socket = connect({
      port: house.port,
      host: '127.0.0.1',
      ca: first.ca,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const [error] = await once(socket, 'error');
    expect(String(error)).toMatch(/protocol|version/i);
  });

  it('plain HTTP is closed at once and counted, and so is who does not shake hands', async () => {
    await open(first, { headersSeconds: 1 });
    const plain = connectPlain(house.port, '127.0.0.1');
    let heard = '';
    plain.on('data', (chunk) => {
      heard += chunk.toString();
    });
    plain.on('error', () => {});
    plain.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(plain, 'close');
    expect(heard).not.toContain('200 OK');
    const silent = connectPlain(house.port, '127.0.0.1');
    silent.on('error', () => {});
    await once(silent, 'close');
    const figures = await metrics();
    expect(figures).toContain('junban_tls_refused_total{reason="plainHttp"} 1');
    expect(figures).toContain('junban_tls_refused_total{reason="tooSlow"} 1');
    expect(figures).toMatch(/junban_limit_reached_total\{limit="headersSeconds"\} 1/);
    expect(figures).toMatch(/junban_tls_certificate_ends_seconds \d{10}/);
    expect(figures).toMatch(/junban_limit_fill\{limit="connections"\} 1$/m);
  });

  it('limits of connections and requests hold, and their places become free again', async () => {
    await open(first, { connectionsPerAddress: 2, requestsInFlight: 3 });
    const [one, two] = [await tlsLine(), await tlsLine()];
    const third = await tlsLine();
    await expect.poll(() => third.closed).toBe(true);
    two.socket.destroy();
    await expect.poll(async () => (await ask('/healthz', first.ca).catch(() => null))?.status).toBe(200);
    one.socket.write('GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(8));
    await expect.poll(() => one.closed).toBe(true);
    expect(one.heard.split('200 OK').length - 1).toBe(3);
    expect(one.heard).toContain('tooManyRequests');
  });

  it('who does not take what he asked for is cut', async () => {
    const big = join(folder, 'dist/assets');
    mkdirSync(big, { recursive: true });
    writeFileSync(join(big, 'big.js'), Buffer.alloc(8_000_000, 'x'));
    await open(first, { stuckSeconds: 1, bufferedBytes: defaultLimits.bufferedBytes });
    const line = await tlsLine();
    line.socket.pause();
    line.socket.write(
      'GET /assets/big.js HTTP/1.1\r\nHost: x\r\nAccept-Encoding: identity\r\n\r\n'.repeat(5),
    );
    await expect
      .poll(() => lineWith('a client that does not take its data is cut'), { timeout: 20_000 })
      .toBeDefined();
  });
});

describe('a new certificate', () => {
  it('is taken when the files are renamed over; open connections and sockets go on', async () => {
    const live = { cert: join(folder, 'live.crt'), key: join(folder, 'live.key') };
    copyFileSync(first.cert, live.cert);
    copyFileSync(first.key, live.key);
    await open(live);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    cleaners.push(() => agent.destroy());
    const before = await ask('/healthz', first.ca, agent);
    const second = makeCertificate(join(folder, 'new'), 'second');
    renameSync(second.key, live.key);
    renameSync(second.cert, live.cert);
    await expect
      .poll(async () => (await ask('/healthz', second.ca).catch(() => null))?.serial ?? before.serial)
      .not.toBe(before.serial);
    // The old connection was not dropped: it still shows the certificate it began with.
    expect(await ask('/healthz', first.ca, agent)).toMatchObject({ status: 200, serial: before.serial });
    expect(lineWith('"msg":"new TLS certificate"')).toBeDefined();
  });

  it('is taken when a link on the way to it is swapped, as Kubernetes and certbot do', async () => {
    const second = makeCertificate(join(folder, '..2'), 'second');
    const mount = join(folder, 'mount');
    for (const [version, made] of [
      ['..1', first],
      ['..2', second],
    ] as const) {
      mkdirSync(join(mount, version), { recursive: true });
      copyFileSync(made.cert, join(mount, version, 'tls.crt'));
      copyFileSync(made.key, join(mount, version, 'tls.key'));
    }
    symlinkSync('..1', join(mount, '..data'));
    for (const name of ['tls.crt', 'tls.key']) symlinkSync(join('..data', name), join(mount, name));
    await open({ cert: join(mount, 'tls.crt'), key: join(mount, 'tls.key') });
    const { serial } = await ask('/healthz', first.ca);
    symlinkSync('..2', join(mount, '..data_tmp'));
    renameSync(join(mount, '..data_tmp'), join(mount, '..data'));
    await expect
      .poll(async () => (await ask('/healthz', second.ca).catch(() => null))?.serial ?? serial)
      .not.toBe(serial);
  });

  it('that is wrong is not taken: the old one stays and the log says why', async () => {
    const live = { cert: join(folder, 'live.crt'), key: join(folder, 'live.key') };
    copyFileSync(first.cert, live.cert);
    copyFileSync(first.key, live.key);
    await open(live);
    writeFileSync(live.cert, 'not a certificate');
    await expect.poll(() => lineWith('the old one stays')).toContain('must be a certificate in PEM');
    expect((await ask('/healthz', first.ca)).status).toBe(200);
    const second = makeCertificate(folder, 'second');
    copyFileSync(second.cert, live.cert);
    await expect.poll(() => lineWith('it is that of another')).toBeDefined();
    expect((await ask('/healthz', first.ca)).status).toBe(200);
    rmSync(live.key);
    await expect.poll(() => lineWith('(ENOENT)')).toBeDefined();
    copyFileSync(second.key, live.key);
    await expect.poll(async () => (await ask('/healthz', second.ca).catch(() => null))?.status).toBe(200);
  });
});
