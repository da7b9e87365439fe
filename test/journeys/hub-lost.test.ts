// Screens and consoles that know two hubs: one is stopped, one is killed, and the day goes on with nothing lost or said twice.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProcedureId } from '../../protocol/ids.ts';
import { withKey } from '../support/api-key.ts';
import { freePort } from '../support/free-port.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { recordSpeech } from '../support/speech.ts';
import { useBrowser } from '../support/use-browser.ts';
import { current, desk, finishUnstarted, offered, press, signIn, unhurried } from './console-steps.ts';

let folder: string;
let redis: RedisServer;
let first: HubProcess;
let second: HubProcess;
const browser = useBrowser();
let wall: Page;
let booth: Page;
let reception: Page;
let phone: Page;

const spokenTimes = (): Promise<number[]> =>
  wall.evaluate(() => {
    const { junbanSpoken } = window as unknown as { junbanSpoken: string[] };
    const inJapanese = junbanSpoken.filter((text) => text.includes('番窓口'));
    return [1, 2, 3].map(
      (n) =>
        inJapanese.filter(
          (text) => text.includes(`${n}番の`) || text.includes(`B${n}番`) || text.includes(`00${n}`),
        ).length,
    );
  });
const link = (page: Page) =>
  expect.poll(
    () =>
      page
        .locator('wall-page')
        .evaluate(
          (el) =>
            el.shadowRoot?.querySelector('.screen')?.getAttribute('data-link') ??
            el.querySelector('.screen')?.getAttribute('data-link'),
        ),
    { timeout: 20_000 },
  );
const onWall = (number: string) =>
  expect
    .poll(
      () => wall.locator('wall-page').evaluate((el) => el.shadowRoot?.textContent ?? el.textContent ?? ''),
      { timeout: 20_000 },
    )
    .toContain(number);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-hubs-'));
  redis = await startRedis();
  const ports = [await freePort(), await freePort()] as const;
  // Two names of this machine: the cookie of the one is unknown at the other.
  const urls = [`http://127.0.0.1:${ports[0]}`, `http://localhost:${ports[1]}`];
  const demo = await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8');
  const settings = join(folder, 'two-hubs.yaml');
  await writeFile(settings, `${demo}\nhubs: [${urls.join(', ')}]\n`);
  const start = (port: number, name: string) =>
    startHub({ settings, port, env: { JUNBAN_LOG: redis.url, JUNBAN_HUB: name } });
  [first, second] = await Promise.all([start(ports[0], 'hub-1'), start(ports[1], 'hub-2')]);
  wall = await browser.page();
  await wall.addInitScript(recordSpeech);
  await wall.goto(`${first.url}/wall/centre?device=lobby`);
  await wall.locator('body').click();
  booth = await browser.page(desk);
  await signIn(booth, `${first.url}/booth/centre/3`, '佐藤');
  reception = await browser.page(desk);
  await signIn(reception, `http://localhost:${ports[1]}/reception/centre`, '鈴木');
}, 120_000);
afterAll(async () => {
  first?.child.kill('SIGCONT');
  await Promise.all([first, second].map((hub) => hub?.remove()));
  await redis?.remove();
  await rm(folder, { recursive: true, force: true });
});

const issueAt = (hub: HubProcess, procedure = 'certificate-renewal') =>
  hub.command('centre', {
    type: 'issueTicket',
    procedure: ProcedureId.parse(procedure),
    source: 'integrator',
    marks: [],
    language: 'ja',
    partySize: 1,
    note: '',
    slotAtMs: null,
    printAt: null,
  });

/** The phone's line stands at this hub. */
const phoneAt = (hub: HubProcess) =>
  expect
    .poll(
      async () => {
        const figures = await fetch(`${hub.url}/metrics`, { headers: await withKey(hub.url) });
        return /junban_sockets\{door="visitor"\} (\d+)/.exec(await figures.text())?.[1];
      },
      { timeout: 40_000 },
    )
    .toBe('1');
/** A press on the phone that the hub it is connected to must take; nothing can be pressed while what it shows is old. */
const tap = (name: string) => phone.getByRole('button', { name }).first().click({ timeout: 40_000 });
const onPhone = () => expect.poll(() => phone.locator('.card').innerText(), { timeout: 20_000 });

describe('a site with two hubs', () => {
  it('shows at one hub who is connected to the other', async () => {
    await link(wall).toBe('live');
    const devices = () => reception.evaluate(() => document.body.innerText);
    await expect.poll(devices, { timeout: 20_000 }).not.toMatch(/lobby.*応答/);
    await expect.poll(() => reception.locator('.booth-line').count()).toBe(10);
  });

  it('calls at the first hub', async () => {
    await issueAt(second);
    await press(booth, 'o');
    await current(booth).toBe('対応中の方はいません');
    await unhurried(booth);
    await offered(booth, 'next');
    await press(booth, 'Space');
    await current(booth).toBe('B001');
    await onWall('B001');
  });

  it('shows a phone its ticket at the first hub', async () => {
    // Not one of booth 3.
    const answer = await issueAt(first, 'application-help');
    phone = await browser.page({ width: 390, height: 844 });
    await phone.goto(`${first.url}/t/${answer.ok ? answer.code : ''}`);
    await onPhone().toContain('お待ちください');
  });

  it('goes on at the second when the first hangs, signed in as before', async () => {
    first.child.kill('SIGSTOP');
    await issueAt(second);
    await expect
      .poll(() => booth.evaluate(() => document.body.innerText), { timeout: 20_000 })
      .toContain('B002');
    await unhurried(booth);
    await offered(booth, 'finishAndNext');
    await finishUnstarted(booth, 'Enter');
    await current(booth).toBe('B002');
    await onWall('B002');
    await link(wall).toBe('live');
  });

  it('takes a visitor’s move at the second, from a phone that was at the first', async () => {
    await phoneAt(second);
    await tap('一時外出する');
    await phone.getByRole('dialog').getByRole('button', { name: '20分' }).click();
    await onPhone().toContain('外出中');
  });

  it('goes back to the first when the second is killed', async () => {
    first.child.kill('SIGCONT');
    await expect.poll(async () => (await fetch(`${first.url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
    await second.stop('SIGKILL');
    await issueAt(first);
    await expect
      .poll(() => booth.evaluate(() => document.body.innerText), { timeout: 20_000 })
      .toContain('B003');
    await unhurried(booth);
    await offered(booth, 'finishAndNext');
    await finishUnstarted(booth, 'Enter');
    await current(booth).toBe('B003');
    await onWall('B003');
    await link(wall).toBe('live');
  });

  it('takes the phone back too', async () => {
    await phoneAt(first);
    await tap('戻りを知らせる');
    await onPhone().not.toContain('外出中');
  });

  it('has spoken every call once', async () => {
    await expect.poll(spokenTimes, { timeout: 30_000 }).toEqual([1, 1, 1]);
  });
});
