// A real hub sends the now page to a portal by HTTPS: one whose certificate it believes gets it, another not even the token.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NowView } from '../../protocol/now.ts';
import { makeCertificate, type TestCertificate } from '../support/certificates.ts';
import { startHub } from '../support/hub-process.ts';

const root = join(import.meta.dirname, '../..');
const token = 'of-the-portal';
type Put = { readonly path: string; readonly token: string; readonly type: string; readonly body: string };

let folder: string;
let certificate: TestCertificate;
let portal: Server;
let puts: Put[];
let settings: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-push-'));
  certificate = makeCertificate(folder, 'portal');
  puts = [];
  portal = createServer(
    { cert: await readFile(certificate.cert), key: await readFile(certificate.key) },
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      puts.push({
        path: `${request.method} ${request.url}`,
        token: request.headers.authorization ?? '',
        type: request.headers['content-type'] ?? '',
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(204).end();
    },
  );
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  settings = join(folder, 'settings.yaml');
  const url = `https://localhost:${(portal.address() as AddressInfo).port}/counters`;
  const demo = await readFile(join(root, 'examples/demo.yaml'), 'utf8');
  await writeFile(settings, `${demo}\npublishing:\n  push:\n    url: ${url}\n`);
});
afterAll(async () => {
  portal?.closeAllConnections();
  portal?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the push by HTTPS', () => {
  it('brings every file to a portal whose certificate is known', async () => {
    const hub = await startHub({
      settings,
      env: { NODE_EXTRA_CA_CERTS: certificate.cert, JUNBAN_PUSH_TOKEN: token },
    });
    await expect
      .poll(() => puts.map(({ path }) => path), { timeout: 20_000 })
      .toContain('PUT /counters/now.en.html');
    await hub.remove();
    const json = puts.find(({ path }) => path === 'PUT /counters/now.json');
    expect(NowView.parse(JSON.parse(json?.body ?? '')).sites.length).toBeGreaterThan(0);
    expect(puts.every((put) => put.token === `Bearer ${token}`)).toBe(true);
    expect(puts.find(({ path }) => path.endsWith('/now.html'))).toMatchObject({
      type: expect.stringContaining('text/html'),
      body: expect.stringContaining('<html lang="ja"'),
    });
  });

  it('tells one whose certificate is not known nothing, says so, and serves all the same', async () => {
    puts = [];
    const hub = await startHub({ settings, env: { JUNBAN_PUSH_TOKEN: token } });
    await expect.poll(hub.output, { timeout: 20_000 }).toMatch(/now\.json: (?:DEPTH_ZERO_)?SELF_SIGNED_CERT/);
    expect(hub.output()).not.toContain(token);
    expect((await fetch(`${hub.url}/now`)).status).toBe(200);
    await hub.remove();
    expect(puts).toEqual([]);
  });
});
