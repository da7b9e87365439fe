// A hundred clients that connect and never read: they hold little memory, are cut, nobody else notices; one that reads again is right at once.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { parse, stringify } from 'yaml';
import { CommandRequest } from '../../protocol/commands.ts';
import { logFileName } from '../../server/log/backup.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { withKey } from '../support/api-key.ts';
import { figureOf, fillOf, reachedOf } from '../support/hub-figures.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { pairDevice } from '../support/pair.ts';
import { frameOf, openRaw, type RawLine, websocketRequest } from '../support/raw-http.ts';

const stuck = 100;
const kB = 1024;
const pastDate = '2026-01-05';
/** Some 10 MB as a stream: more than the 4 MB that the kernel takes before the hub sees that nobody reads. */
const pastEvents = 12_000;

let folder: string;
let hub: HubProcess;
let key: { readonly authorization: string };

/** The demo with notices that fill every wall's view, so that a client that does not read is soon full. */
const settingsFile = async (): Promise<string> => {
  const demo = resolve(import.meta.dirname, '../../examples/demo.yaml');
  const document = parse(await readFile(demo, 'utf8'), { merge: true });
  const text = '待'.repeat(200);
  const notice = { ja: text, 'ja-easy': text, en: text, 'zh-Hans': text, ko: text, vi: text, pt: text };
  for (const site of document.sites) site.notices = Array.from({ length: 10 }, () => notice);
  document.limits = { stuckSeconds: 4 };
  const file = join(folder, 'settings.yaml');
  await writeFile(file, stringify(document));
  return file;
};

/** A long past day in the log, for streams that have much to say at once. */
const writePastDay = async (data: string): Promise<void> => {
  const log = openSqliteLog(join(data, logFileName));
  const actor = { kind: 'staff', id: 'sato' };
  const paused = { type: 'boothPaused', booth: 1, note: '休'.repeat(200), untilMs: null };
  for (let version = 0; version < pastEvents; version += 1_000) {
    const meta = { atMs: 1, actor, commandId: `past-day-${version}` };
    const last = version + 1_000 === pastEvents;
    const entries = Array.from({ length: 1_000 }, (_, i) => ({
      schema: 1,
      meta,
      event: last && i === 999 ? { type: 'dayEnded' } : paused,
    }));
    await log.append(`day:centre:${pastDate}`, version, entries);
  }
  await log.close();
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-slow-'));
  hub = await startHub({ settings: await settingsFile() });
  key = await withKey(hub.url);
  await hub.stop();
  await writePastDay(hub.data);
  await hub.restart();
});
afterAll(async () => {
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

const helloOf = async (device: string) =>
  `40/wall,${JSON.stringify({ key: await pairDevice(hub.url, 'wall', 'centre', device) })}`;

/** Completes the handshake, enters as a wall, and never reads again. */
const openStuckWall = async (device: string): Promise<RawLine> => {
  const hello = await helloOf(device);
  const line = await openRaw(hub.port);
  line.socket.write(websocketRequest);
  await expect.poll(line.heard).toContain('"sid"');
  line.socket.pause();
  line.socket.write(frameOf(hello));
  return line;
};

/** A wall that reads, and may be told to stop; `version` is that of the last view it has. */
const openWall = async (device: string) => {
  const hello = await helloOf(device);
  const socket = new WebSocket(`ws://127.0.0.1:${hub.port}/socket.io/?EIO=4&transport=websocket`);
  const wall = { socket, version: 0, views: 0 };
  socket.on('message', (data) => {
    const text = String(data);
    if (text.startsWith('0')) socket.send(hello);
    if (text === '2') socket.send('3');
    if (!text.startsWith('42/wall,')) return;
    wall.version = Number(/"version":(\d+)/.exec(text)?.[1]);
    wall.views += 1;
  });
  await expect.poll(() => wall.views).toBeGreaterThan(0);
  return wall;
};

/** One more ticket; the version of the day after it. */
const change = async (): Promise<number> => {
  const { command } = CommandRequest.parse({
    commandId: 'made-up-1',
    command: { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' },
  });
  const answer = await hub.command('centre', command);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.version;
};

describe('walls that never read', () => {
  it(`${stuck} of them hold little memory and are cut; others hear every change at once`, async () => {
    const quick = await Promise.all(['lobby-1', 'lobby-2', 'lobby-3'].map(openWall));
    const pausing = await openWall('pausing');
    const stuckWalls: RawLine[] = [];
    for (let i = 0; i < stuck; i += 1) stuckWalls.push(await openStuckWall(`stuck-${i}`));
    const walls = () => figureOf(hub.url, 'junban_sockets{door="wall"}');
    await expect.poll(walls).toBe(quick.length + 1 + stuck);

    let most = 0;
    let version = 0;
    let pausedAt = 0;
    // Until every one of them has been cut: 4 MB of the kernel's fill first, then 4 s pass.
    for (let i = 0; (await reachedOf(hub.url, 'stuckSeconds')) < stuck; i += 1) {
      if (i === 3) {
        pausing.socket.pause();
        pausedAt = pausing.version;
      }
      version = await change();
      for (const wall of quick) await expect.poll(() => wall.version).toBeGreaterThanOrEqual(version);
      most = Math.max(most, await fillOf(hub.url, 'bufferedBytesInAll'));
      if (i === 120) {
        // It has missed much by now and reads again before its time is over.
        expect(pausing.version).toBe(pausedAt);
        pausing.socket.resume();
        await expect.poll(() => pausing.version).toBe(version);
      }
    }
    // At most two views of some 50 kB each, in whichever buffer, for each that does not read.
    console.log(`${stuck} stuck walls held ${Math.round(most / kB)} kB at most; ${version} changes`);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan((stuck + 1) * 150 * kB);
    // Each was cut once and counted once.
    expect(await reachedOf(hub.url, 'stuckSeconds')).toBe(stuck);
    await expect.poll(walls).toBe(quick.length + 1);
    await expect.poll(() => fillOf(hub.url, 'bufferedBytesInAll')).toBe(0);
    expect(pausing.socket.readyState).toBe(WebSocket.OPEN);

    // Who was cut comes again and is right with its first view.
    const again = await openWall('stuck-0');
    expect(again.version).toBe(version);
    for (const wall of [...quick, pausing, again]) wall.socket.terminate();
    for (const line of stuckWalls) line.socket.destroy();
  });
});

describe('readers of events that never read', () => {
  const ask = (from: number, keep = '') =>
    `GET /api/sites/centre/events?date=${pastDate} HTTP/1.1\r\nHost: hub\r\nAccept: text/event-stream\r\nAuthorization: ${key.authorization}\r\n` +
    `Last-Event-ID: ${pastDate}:${from}\r\n${keep}\r\n`;
  const idsIn = (heard: string) => [...heard.matchAll(/^id: \S+:(\d+)$/gm)].map((match) => Number(match[1]));

  it('are cut, hold one batch each, and a reader goes on where it was', async () => {
    const before = await reachedOf(hub.url, 'stuckSeconds');
    const lines: RawLine[] = [];
    for (let i = 0; i < 20; i += 1) {
      const line = await openRaw(hub.port);
      // Before the first byte: a reader that was quick once is given a larger buffer by the kernel.
      line.socket.pause();
      line.socket.write(ask(0));
      lines.push(line);
    }
    let most = 0;
    await expect
      .poll(
        async () => {
          most = Math.max(most, await fillOf(hub.url, 'bufferedBytesInAll'));
          most = Math.max(most, await fillOf(hub.url, 'bufferedBytesInAll'));
          return reachedOf(hub.url, 'stuckSeconds');
        },
        { timeout: 60_000 },
      )
      .toBe(before + lines.length);
    console.log(`${lines.length} stuck streams held ${Math.round(most / kB)} kB at most`);
    expect(most).toBeLessThan((lines.length + 1) * 700 * kB);
    await expect.poll(() => fillOf(hub.url, 'streams')).toBe(0);

    // One of them reads what had reached it, comes again with the last id it has, and misses nothing.
    const cut = lines[0];
    cut?.socket.resume();
    await expect.poll(() => cut?.closed()).toBe(true);
    const got = idsIn(cut?.heard() ?? '');
    const last = got.at(-1) ?? 0;
    expect(last).toBeLessThan(pastEvents);
    const rest = await openRaw(hub.port);
    rest.socket.write(ask(last, 'Connection: close\r\n'));
    await expect.poll(rest.closed, { timeout: 60_000 }).toBe(true);
    expect([...got, ...idsIn(rest.heard())]).toEqual(Array.from({ length: pastEvents }, (_, i) => i + 1));
    for (const line of lines) line.socket.destroy();
  });
});

it('the hub is well afterwards', async () => {
  expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
  expect(hub.output()).not.toContain('the hub made a mistake');
});
