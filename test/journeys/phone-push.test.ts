// A phone that is to be told while it sleeps: asks, hands itself over, shows the message by its worker, all under the policy.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Command } from '../../protocol/commands.ts';
import { makeWebPushKey } from '../../server/web-push/key.ts';
import { withKey } from '../support/api-key.ts';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';

let folder: string;
let hub: HubProcess;
const browser = useBrowser();
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-push-'));
  const demo = await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8');
  const settings = join(folder, 'push.yaml');
  const webPush = '{ contact: "mailto:it@city.example.jp", services: [localhost] }';
  await writeFile(settings, `${demo}\nwebPush: ${webPush}\n`);
  hub = await startHub({ settings, env: { JUNBAN_WEB_PUSH_KEY: makeWebPushKey().privateKey } });
});
afterAll(async () => {
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

const issue = async (): Promise<{ ticket: string; code: string }> => {
  const press = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator', language: 'en' };
  const answer = await hub.command('centre', Command.parse(press));
  if (!answer.ok) throw new Error(answer.refusal.message);
  return { ticket: String(answer.ticket), code: String(answer.code) };
};
/** Stands for the browser's maker, who is not reached from here. */
const standIn = (): void => {
  const text = (bytes: number) => 'B'.repeat(Math.ceil((bytes * 4) / 3));
  const json = { endpoint: 'https://localhost:1/phone', keys: { p256dh: text(65), auth: text(16) } };
  PushManager.prototype.subscribe = async (options) => {
    Object.assign(window, { asked: options });
    return { toJSON: () => json } as unknown as PushSubscription;
  };
  addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective));
};
const open = async (code: string, permission: 'granted' | 'denied'): Promise<Page> => {
  const page = await browser.page({ width: 390, height: 844 });
  const context = page.context();
  if (permission === 'granted') await context.grantPermissions(['notifications']);
  else
    await page.addInitScript(() => {
      Notification.requestPermission = async () => 'denied';
    });
  await page.addInitScript(standIn);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${hub.url}/t/${code}`);
  await page.locator('.card').waitFor();
  return page;
};
const turnOn = (page: Page) => page.getByRole('button', { name: 'Notify me also when the phone is locked' });

describe('a phone that sleeps', () => {
  it('is handed over by one tap, and its worker shows the call', async () => {
    const { ticket, code } = await issue();
    const page = await open(code, 'granted');
    const devtools = await page.context().newCDPSession(page);
    const registered: string[] = [];
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      registered.push(...registrations.map(({ registrationId }) => registrationId));
    });
    await devtools.send('ServiceWorker.enable');
    await turnOn(page).click();
    await expect.poll(() => page.locator('.push').innerText()).toContain('You will be notified');
    expect(await axeFaults(page)).toEqual([]);
    const asked = await page.evaluate(() => {
      const { asked: one } = window as unknown as {
        asked: { userVisibleOnly: boolean; applicationServerKey: Uint8Array };
      };
      return [one.userVisibleOnly, one.applicationServerKey.length];
    });
    expect(asked).toEqual([true, 65]);
    await expect.poll(() => registered.length).toBeGreaterThan(0);
    const message = { title: 'Called: Counter 1', body: ticket, lang: 'en', page: `/t/${code}` };
    await devtools.send('ServiceWorker.deliverPushMessage', {
      origin: hub.url,
      registrationId: registered.at(-1) ?? '',
      data: JSON.stringify(message),
    });
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration(location.pathname);
        const all = (await registration?.getNotifications()) ?? [];
        return all.map(({ title, body, data }) => ({ title, body, data }));
      });
    await expect.poll(shown).toEqual([{ title: message.title, body: ticket, data: message.page }]);
    await page.context().close();
  });

  it('that says no is told how it is, and nothing is handed over', async () => {
    const page = await open((await issue()).code, 'denied');
    await turnOn(page).click();
    await expect.poll(() => page.locator('.push').innerText()).toContain('Notifications are not allowed');
    expect(await page.evaluate(() => 'asked' in window)).toBe(false);
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('is tried by the hub at its call', async () => {
    const { ticket, code } = await issue();
    const page = await open(code, 'granted');
    await turnOn(page).click();
    await expect.poll(() => page.locator('.push').innerText()).toContain('You will be notified');
    await hub.command('centre', Command.parse({ type: 'openBooth', booth: 1, staff: 'sato' }));
    const call = { type: 'callNumber', booth: 1, ticket, reason: 'for the journey' };
    await hub.command('centre', Command.parse(call));
    // Nobody listens there: it is counted, and the page says it all the same.
    await expect.poll(() => page.locator('.card').innerText()).toContain('Counter 1');
    const failed = async () => {
      const figures = await fetch(`${hub.url}/metrics`, { headers: await withKey(hub.url) });
      return /junban_web_push_total\{outcome="failed"\} (\d+)/.exec(await figures.text())?.[1];
    };
    await expect.poll(failed).toBe('1');
    await page.context().close();
  });

  it('raised no complaint under the policy', () => {
    expect(complaints).toEqual([]);
  });
});
