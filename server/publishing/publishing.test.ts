// Publishing one way: whole files in a folder, PUTs to a real server that answers well, badly, slowly, elsewhere, or not at all.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NowView } from '../../protocol/now.ts';
import { PublishingSettings } from '../../protocol/publishing-settings.ts';
import { manualClock } from '../base/clock.ts';
import { openPublishing } from './open-publishing.ts';
import { retryAfterMs } from './publisher.ts';

type Put = { readonly method: string; readonly path: string; readonly token: string; readonly body: string };
type Answering = (request: IncomingMessage, response: ServerResponse, put: Put) => void;

let folder: string;
let server: Server;
let url: string;
let puts: Put[];
let answer: Answering;
let warnings: { level: number; problem?: string }[];
const well: Answering = (_request, response) => void response.writeHead(204).end();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'junban-publish-'));
  puts = [];
  warnings = [];
  answer = well;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const put = {
      method: request.method ?? '',
      path: request.url ?? '',
      token: request.headers.authorization ?? '',
      body: Buffer.concat(chunks).toString(),
    };
    puts.push(put);
    answer(request, response, put);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/city`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const open = (settings: object, waiting = 3) => {
  const clock = manualClock(Date.parse('2026-11-24T10:00:00+09:00'));
  const registry = new Registry();
  const procedure = {
    id: 'renewal',
    letter: 'A',
    names: { ja: '更新' },
    shortNames: null,
    intake: 'open',
    notice: null,
    waiting,
    wait: { low: 5, high: 10 },
    lastCalled: 'A012',
    lastCalledAtMs: clock.now(),
  };
  const site = {
    id: 'centre',
    names: { ja: 'センター', en: 'Centre' },
    kind: 'centre',
    address: null,
    live: true,
    date: '2026-11-24',
    phase: 'open',
    hours: [{ fromMs: clock.now(), toMs: clock.now() + 1 }],
    nextOpeningMs: null,
    waiting,
    procedures: [procedure],
  };
  const organisation = { id: 'city', names: { ja: '市' } };
  const publishing = openPublishing({
    settings: PublishingSettings.parse(settings),
    languages: ['ja', 'en'],
    now: () => ({ view: NowView.parse({ organisation, madeAtMs: clock.now(), sites: [site] }), tag: 'x' }),
    dataFolder: folder,
    token: 'secret-token',
    registry,
    clock,
    logger: pino({ level: 'info' }, { write: (line: string) => void warnings.push(JSON.parse(line)) }),
  });
  const figure = async (name: string): Promise<number> => {
    const text = await registry.metrics();
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    );
  };
  const later = (ms: number) => clock.advanceTo(clock.now() + ms);
  return { publishing, clock, later, figure };
};
const done = 'junban_publish_total{to="push",outcome="done"}';
const failed = 'junban_publish_total{to="push",outcome="failed"}';

describe('the folder', () => {
  it('gets whole files, again and again, and nothing half written', async () => {
    const { publishing, clock, later, figure } = open({ folder: 'out', everySeconds: 60 });
    const out = join(folder, 'out');
    await expect.poll(() => existsSync(join(out, 'now.en.html'))).toBe(true);
    expect(readdirSync(out).sort()).toEqual(['now.csv', 'now.en.html', 'now.html', 'now.json']);
    const made = () => NowView.parse(JSON.parse(readFileSync(join(out, 'now.json'), 'utf8'))).madeAtMs;
    expect(made()).toBe(clock.now());
    await expect
      .poll(() => figure('junban_publish_last_success_seconds{to="folder"}'))
      .toBe(clock.now() / 1_000);
    const before = statSync(join(out, 'now.html')).ino;
    await later(60_000);
    await expect.poll(made).toBe(clock.now());
    // Put in the place of the old one, not written into it: whoever reads that one reads on.
    await expect.poll(() => statSync(join(out, 'now.html')).ino).not.toBe(before);
    await publishing.close();
  });

  it('holds pages that are complete by themselves, with their time and when they are old', async () => {
    const { publishing } = open({ folder: '.', everySeconds: 60, oldAfterMinutes: 10 });
    await expect.poll(() => existsSync(join(folder, 'now.en.html'))).toBe(true);
    const page = readFileSync(join(folder, 'now.html'), 'utf8');
    expect(page).toMatch(/11月24日 10:00/);
    expect(page).toContain('時刻が10分より前のとき');
    expect(page).toContain('data-old-after="600"');
    expect(page).toContain('<a href="now.en.html"');
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page).not.toContain('src="/');
    await publishing.close();
  });

  it('that cannot be written is told once in a while, and tried again', async () => {
    writeFileSync(join(folder, 'out'), 'a file');
    const { publishing, later, figure } = open({ folder: 'out' });
    const failures = 'junban_publish_total{to="folder",outcome="failed"}';
    await expect.poll(() => figure(failures)).toBe(1);
    for (let count = 2; count <= 5; count += 1) {
      await later(retryAfterMs(count - 1));
      await expect.poll(() => figure(failures)).toBe(count);
    }
    expect(warnings.filter(({ level }) => level === 40)).toHaveLength(1);
    rmSync(join(folder, 'out'));
    await later(600_000);
    await expect.poll(() => existsSync(join(folder, 'out/now.json'))).toBe(true);
    await expect.poll(() => warnings.at(-1)).toMatchObject({ level: 30, failures: 5 });
    await publishing.close();
  });
});

describe('the push', () => {
  it('PUTs each file with the token, and looks at nothing but the status', async () => {
    answer = (_request, response) => response.writeHead(200).end('{"command":"issueTicket"}'.repeat(10_000));
    const { publishing, figure } = open({ push: { url } });
    await expect.poll(() => figure(done)).toBe(1);
    expect(puts.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /city/now.json',
      'PUT /city/now.csv',
      'PUT /city/now.html',
      'PUT /city/now.en.html',
    ]);
    for (const { token } of puts) expect(token).toBe('Bearer secret-token');
    expect(NowView.parse(JSON.parse(puts[0]?.body ?? '')).sites[0]?.waiting).toBe(3);
    await publishing.close();
  });

  it('follows no redirect, so that the token goes nowhere else', async () => {
    let elsewhere = 0;
    const other = createServer((_request, response) => {
      elsewhere += 1;
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const Location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    answer = (_request, response) => void response.writeHead(307, { Location }).end();
    const { publishing, figure } = open({ push: { url } });
    await expect.poll(() => figure(failed)).toBe(1);
    expect(puts).toHaveLength(1);
    expect(elsewhere).toBe(0);
    expect(warnings.find(({ level }) => level === 40)?.problem).toBe('now.json was answered 307');
    await publishing.close();
    other.close();
  });

  it('waits longer after each failure, and goes on as before afterwards', async () => {
    answer = (_request, response) => void response.writeHead(503).end();
    const { publishing, later, figure } = open({ push: { url }, everySeconds: 60 });
    await expect.poll(() => figure(failed)).toBe(1);
    await later(4_999);
    expect(puts).toHaveLength(1);
    await later(1);
    await expect.poll(() => figure(failed)).toBe(2);
    answer = well;
    await later(10_000);
    await expect.poll(() => figure(done)).toBe(1);
    await later(60_000);
    await expect.poll(() => figure(done)).toBe(2);
    expect(JSON.stringify(warnings)).not.toContain('secret-token');
    expect([1, 2, 3, 20].map(retryAfterMs)).toEqual([5_000, 10_000, 20_000, 600_000]);
    await publishing.close();
  });

  it('gives up a server that does not answer, and one that is not there', async () => {
    answer = () => {};
    const slow = open({ push: { url, timeoutSeconds: 1 } });
    await expect.poll(() => slow.figure(failed)).toBe(1);
    expect(warnings.find(({ level }) => level === 40)?.problem).toBe('now.json was not taken within 1 s');
    await slow.publishing.close();
    const nobody = open({ push: { url: 'http://127.0.0.1:1/x' } });
    await expect.poll(() => nobody.figure(failed)).toBe(1);
    await nobody.publishing.close();
  });

  it('does not hold the hub up when it stops', async () => {
    answer = () => {};
    const { publishing } = open({ push: { url, timeoutSeconds: 120 } });
    await expect.poll(() => puts.length).toBe(1);
    await publishing.close();
    expect(warnings.filter(({ level }) => level === 40)).toEqual([]);
  });

  it.each([
    ['http://example.jp/now', 'must be an https address (http only to this machine itself)'],
    ['ftp://example.jp/now', 'must be an https address'],
    [
      'https://user:word@example.jp/now',
      'must be the address of a folder, without query, fragment or password',
    ],
    ['https://example.jp/now?key=1', 'must be the address of a folder, without query, fragment or password'],
  ])('refuses %s in the settings', (wrong, problem) => {
    const read = PublishingSettings.safeParse({ push: { url: wrong } });
    expect(read.error?.issues[0]).toMatchObject({ path: ['push', 'url'], message: problem });
  });
});
