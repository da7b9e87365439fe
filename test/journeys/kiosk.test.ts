// The kiosk in a real Chromium with a real hub and a real agent: paper, no paper, help, the hub gone, revoked, back to the start.
import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeviceList } from '../../protocol/wire-devices.ts';
import { signIn as signInAt, someone } from '../../tools/demo/door.ts';
import { startTestAgent, type TestAgent } from '../support/agent.ts';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';
import { desk, signIn, text } from './console-steps.ts';

let hub: HubProcess;
let agent: TestAgent;
const browser = useBrowser();
let kiosk: Page;
let reception: Page;

beforeAll(async () => {
  hub = await startHub();
  agent = await startTestAgent(hub.url);
  kiosk = await browser.page({ width: 1080, height: 1920 });
  reception = await browser.page(desk);
  await signIn(reception, `${hub.url}/reception/centre`, '鈴木');
  await kiosk.goto(`${hub.url}/kiosk/centre?device=kiosk-1`);
  await kiosk.locator('.card').first().waitFor();
}, 120_000);
afterAll(async () => {
  await agent?.close();
  await hub?.remove();
});

const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 20_000, interval: 60 });
const press = (name: string) => kiosk.locator(`[data-do="${name}"]`).first().click();
const choose = (id: string) => kiosk.locator(`[data-procedure="${id}"]`).click();
const shown = () => kiosk.locator('.screen').getAttribute('data-shown');
const number = () => text(kiosk, '[data-number]');
const ticketCount = async (): Promise<number> => {
  const { procedures } = await (await fetch(`${hub.url}/api/sites/centre/board`)).json();
  return procedures.reduce((sum: number, one: { waiting: number }) => sum + one.waiting, 0);
};
const decode = jsqr as unknown as typeof jsqr.default;
const home = async (): Promise<void> => {
  await press('done');
  await soon(shown).toBe('choose');
};

describe('a visitor at the kiosk', () => {
  it('presses twice and gets one ticket, on paper', async () => {
    await kiosk.locator('[data-procedure="card-issue"]').dblclick();
    await soon(number).toBe('A001');
    await soon(() => kiosk.locator('.given').getAttribute('data-paper')).toBe('printed');
    expect(agent.virtual.papers()).toHaveLength(1);
    expect(await ticketCount()).toBe(1);
    expect(await text(kiosk, 'h1')).toContain('番号札をお取りください');
    await home();
  });

  it('says how many come, in their own language, and reception reads both', async () => {
    await kiosk.locator('[data-language="vi"]').click();
    await choose('address-change');
    await press('party-3');
    await soon(number).toBe('E001');
    await soon(() => reception.locator('body').innerText()).toContain('E001');
    await home();
    // The next visitor finds Japanese again.
    expect(await kiosk.locator('[data-language="ja"]').getAttribute('aria-pressed')).toBe('true');
  });

  it('reads why a procedure gives no tickets, and what to do instead', async () => {
    await hub.command('centre', { type: 'stopIntake', procedures: ['pin-reset'], notice: null } as never);
    await soon(() => kiosk.locator('[data-procedure="pin-reset"]').getAttribute('class')).toContain('stop');
    await choose('pin-reset');
    await soon(() => text(kiosk, '.instead')).toContain('青葉');
    await press('other');
  });

  it('whose certificate ends this year is led to its renewal by keys alone', async () => {
    const year = new Date().getFullYear();
    for (const name of ['expiry', 'expiry-certificate', `year-${year}`, 'month-12', 'day-31']) {
      await kiosk.locator(`[data-do="${name}"]`).focus();
      await kiosk.keyboard.press('Enter');
    }
    await soon(() => text(kiosk, '.says')).toContain('電子証明書の更新');
    await press('home');
  });

  it('without paper sees number and QR, and nothing is lost', async () => {
    agent.virtual.set({ paper: 'out' });
    await soon(() => kiosk.locator('.note.warn').count()).toBe(1);
    await choose('certificate-renewal');
    await soon(number).toBe('B001');
    expect(await kiosk.locator('.given').getAttribute('data-paper')).toBe('screen');
    const picture = PNG.sync.read(await kiosk.locator('.qr .code').screenshot());
    const address = decode(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data ?? '';
    expect(new URL(address).pathname).toMatch(/^\/t\/[0-9A-HJKMNP-TV-Z]{16}$/);
    expect((await fetch(`${hub.url}${new URL(address).pathname}`)).status).toBe(200);
    // Reception is told of the printer.
    await soon(() => reception.locator('.alarms-panel').count()).toBe(1);
    expect(await axeFaults(kiosk)).toEqual([]);
    await home();
    agent.virtual.set({ paper: 'ok' });
    await soon(() => kiosk.locator('.note.warn').count()).toBe(0);
  });

  it('whose sheet does not come is not left waiting', async () => {
    agent.virtual.set({ hang: true });
    await choose('card-renewal');
    await soon(number).toBe('C001');
    await soon(() => kiosk.locator('.given').getAttribute('data-paper')).toBe('screen');
    await home();
    agent.virtual.set({ hang: false });
  });

  it('calls for help, is heard, and reads that somebody comes', async () => {
    await press('help');
    await press('call-now');
    await soon(() => text(kiosk, 'h1')).toBe('受付に知らせました');
    await soon(() => text(reception, '.help-banner')).toContain('総合受付の発券機');
    expect(await axeFaults(reception)).toEqual([]);
    await reception.locator('[data-help="kiosk-1"]').click();
    await soon(() => text(kiosk, 'h1')).toBe('職員がまいります');
    await soon(() => reception.locator('.help-banner').count()).toBe(0);
    await press('close-help');
  });

  it('in a wheelchair has every control in the lower half, for this visit only', async () => {
    await press('low');
    const tops = await kiosk
      .locator('button')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(960 - 1);
    await press('home');
    await soon(() => kiosk.locator('.screen').getAttribute('data-low')).toBe('false');
  });

  it('who goes away leaves the start for the next, after a countdown that a touch stops', async () => {
    await choose('pin-reset');
    await kiosk.locator('.countdown.large').waitFor({ timeout: 40_000 });
    await press('more-time');
    await soon(() => kiosk.locator('.countdown').count()).toBe(0);
    expect(await shown()).toBe('unavailable');
    await expect.poll(shown, { timeout: 45_000 }).toBe('choose');
  }, 120_000);
});

describe('the kiosk', () => {
  it('without a hub says so and where to go, and comes back by itself', async () => {
    await hub.stop();
    await soon(shown).toBe('outOfOrder');
    expect(await text(kiosk, '.says')).toContain('受付');
    await press('help');
    await press('call-now');
    await soon(() => text(kiosk, 'h1')).toBe('受付に知らせることができません');
    // Before the screen goes home by itself, as it does while a busy machine starts the hub.
    await press('home');
    await hub.restart();
    await expect.poll(shown, { timeout: 40_000 }).toBe('choose');
  }, 120_000);

  it('that is revoked shows a code; where nobody is accepted by a wish it stays one', async () => {
    const cookie = await signInAt(hub.url, await someone(hub.url, 'administrator'));
    const { devices } = DeviceList.parse(
      await (await fetch(`${hub.url}/api/devices`, { headers: { cookie } })).json(),
    );
    const mine = devices.find(({ place }) => place.purpose === 'kiosk');
    // The demonstration takes in who says where it stands: this one says nothing any more.
    const bare = await browser.page({ width: 1080, height: 1920 });
    await bare.goto(`${hub.url}/kiosk`);
    await bare.locator('.pairing .code').waitFor();
    expect(await text(bare, '.pairing .code')).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
    await kiosk.evaluate(() => history.replaceState(null, '', '/kiosk'));
    await kiosk.reload();
    await kiosk.locator('.card').first().waitFor();
    await fetch(`${hub.url}/api/devices/${mine?.key}`, { method: 'DELETE', headers: { cookie } });
    await kiosk.locator('.pairing .code').waitFor({ timeout: 10_000 });
    // Reception is told that it is gone, and when another stands in its place.
    await soon(() => text(reception, '.devices li:has-text("総合受付の発券機")')).toContain('応答なし');
    const code = (await text(bare, '.pairing .code')).replace('-', '');
    const body = {
      code,
      name: '発券機',
      place: { site: 'centre', device: 'kiosk-1', purpose: 'kiosk' },
      replace: true,
    };
    const headers = { 'content-type': 'application/json', cookie };
    const done = await fetch(`${hub.url}/api/devices`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(done.status).toBeLessThan(300);
    await bare.locator('.card').first().waitFor();
    await soon(() => text(reception, '.devices li:has-text("総合受付の発券機")')).toContain('正常');
  }, 60_000);
});
