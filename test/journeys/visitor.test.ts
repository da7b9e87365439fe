// One visit from the press of a button to its end, with real processes, pages, paper bytes and voice in between.
import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someone } from '../../tools/demo/door.ts';
import { startTestAgent, type TestAgent } from '../support/agent.ts';
import { axeFaults } from '../support/axe.ts';
import { textFaults } from '../support/cut-text.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { recordSpeech } from '../support/speech.ts';
import { useBrowser } from '../support/use-browser.ts';
import { offered, press, state } from './console-steps.ts';

const landscape = { width: 1920, height: 1080 };
const portrait = { width: 1080, height: 1920 };
const desk = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };

let hub: HubProcess;
let agent: TestAgent;
const browser = useBrowser();
let wide: Page;
let tall: Page;
let booth: Page;
let reception: Page;
let paper: Page;
let ticketPage: Page;
const errors: string[] = [];

const open = async (address: string, size: { width: number; height: number }): Promise<Page> => {
  const page = await browser.page(size);
  await page.addInitScript(recordSpeech);
  page.on('pageerror', (error) => errors.push(`${address}: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('net::ERR'))
      errors.push(`${address}: ${message.text()}`);
  });
  await page.goto(address);
  return page;
};

const inText = (page: Page) => expect.poll(() => page.locator('body').innerText(), { timeout: 15_000 });
/** What the wall shows, shadow roots included. */
const onWall = (page: Page) =>
  expect.poll(
    () =>
      page.locator('wall-page').evaluate((wall) => wall.shadowRoot?.textContent ?? wall.textContent ?? ''),
    {
      timeout: 15_000,
    },
  );

beforeAll(async () => {
  hub = await startHub();
  agent = await startTestAgent(hub.url);
  wide = await open(`${hub.url}/wall/centre?device=lobby-1`, landscape);
  tall = await open(`${hub.url}/wall/centre?device=lobby-2`, portrait);
  await open(`${hub.url}/kiosk/centre?device=kiosk-1`, portrait);
  booth = await browser.page(desk);
  await booth.request.post(`${hub.url}/api/session/demo`, { data: { id: await firstStaff() } });
  await booth.goto(`${hub.url}/booth/centre/1`);
  reception = await browser.page(desk);
  await reception.request.post(`${hub.url}/api/session/demo`, { data: { id: await firstStaff() } });
  await reception.goto(`${hub.url}/reception/centre`);
  paper = await open(agent.page, { width: 1280, height: 800 });
});
afterAll(async () => {
  await agent?.close();
  await hub?.remove();
});

const firstStaff = (): Promise<string> => someone(hub.url);
const spokenOn = (page: Page) =>
  page.evaluate(() => (window as unknown as { junbanSpoken: string[] }).junbanSpoken);

const decode = jsqr as unknown as typeof jsqr.default;
const qrOf = (png: Uint8Array): string | undefined => {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return decode(new Uint8ClampedArray(data), width, height)?.data;
};

describe('a visit', () => {
  it('begins with a press of the button, and a ticket comes out of the printer', async () => {
    await paper.getByRole('button', { name: 'マイナンバーカード交付' }).click();
    await expect.poll(() => agent.virtual.papers().length, { timeout: 15_000 }).toBe(1);
    await inText(reception).toContain('A001');
  });

  it('can be followed on a phone by the QR code on the paper', async () => {
    const sheet = agent.virtual.papers()[0];
    if (sheet === undefined) throw new Error('no paper');
    const address = qrOf(sheet.png);
    expect(address).toMatch(/\/t\/[0-9A-HJKMNP-TV-Z]{16}$/);
    ticketPage = await browser.page(phone);
    await ticketPage.goto(`${hub.url}${new URL(address ?? '').pathname}`);
    expect(await ticketPage.locator('body').innerText()).toContain('A001');
    const wide = await ticketPage.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  it('is called with one key, shown on both walls and spoken once on each', async () => {
    await hub.command('centre', {
      type: 'openBooth',
      booth: 1 as never,
      staff: (await firstStaff()) as never,
    });
    await inText(booth).toContain('A001');
    await offered(booth, 'next');
    await press(booth, 'Space');
    for (const wall of [wide, tall]) {
      await onWall(wall).toContain('A001');
      await expect
        .poll(() => spokenOn(wall), { timeout: 15_000 })
        .toEqual(['番号札、A、1番の方、1番窓口へお越しください。']);
    }
    // The phone hears of it by itself.
    await expect
      .poll(() => ticketPage.locator('body').innerText(), { timeout: 40_000, interval: 500 })
      .toContain('1番窓口');
    expect(await axeFaults(ticketPage)).toEqual([]);
  });

  it('finds every device there, and receipts of both walls at the hub, so that no console is alarmed', async () => {
    await expect
      .poll(
        async () => {
          const text = await reception.locator('body').innerText();
          return /応答なし|遅れ/.test(text);
        },
        { timeout: 20_000 },
      )
      .toBe(false);
  });

  it('starts, finishes and leaves the wall', async () => {
    await press(booth, 's');
    await state(booth).toBe('対応中');
    await press(booth, 'f');
    await expect
      .poll(async () => (await (await fetch(`${hub.url}/api/sites/centre/board`)).json()) as object, {
        timeout: 10_000,
      })
      .toMatchObject({ calls: [{ ticket: 'A001', over: true }] });
    await ticketPage.reload();
    expect(await ticketPage.locator('body').innerText()).toContain('A001');
  });

  it('calls every booth that presses within the same second, in order, on the walls too', async () => {
    for (let i = 0; i < 3; i += 1)
      await hub.command('centre', {
        type: 'issueTicket',
        procedure: 'card-issue' as never,
        source: 'integrator',
        marks: [],
        language: 'ja',
        partySize: 1,
        note: '',
        slotAtMs: null,
        printAt: null,
      });
    for (const number of [2, 3])
      await hub.command('centre', {
        type: 'openBooth',
        booth: number as never,
        staff: (await firstStaff()) as never,
      });
    const before = (await spokenOn(wide)).length;
    await Promise.all(
      [1, 2, 3].map((number) => hub.command('centre', { type: 'callNext', booth: number as never })),
    );
    await expect.poll(async () => (await spokenOn(wide)).length, { timeout: 20_000 }).toBe(before + 3);
    const said = (await spokenOn(wide)).slice(before);
    // In full or, when they come thick and fast, number and booth alone.
    expect(said.map((text) => /A、(\d+)番/.exec(text)?.[1])).toEqual(['2', '3', '5']);
  });
});

describe('every page', () => {
  it('passes axe', async () => {
    const start = await open(hub.url, phone);
    await start.getByText('順番', { exact: true }).first().waitFor();
    for (const page of [wide, tall, booth, reception, paper, ticketPage, start])
      expect(await axeFaults(page), page.url()).toEqual([]);
  });

  it('cuts no text on the walls', async () => {
    // A language that has just come is fitted when its letters are there; each stays for eight seconds.
    await expect.poll(() => textFaults(wide), { timeout: 5_000 }).toEqual([]);
    await expect.poll(() => textFaults(tall), { timeout: 5_000 }).toEqual([]);
  });

  it('made no error in its console', () => {
    expect(errors).toEqual([]);
  });
});
