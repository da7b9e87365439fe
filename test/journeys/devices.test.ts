// Screens and printers without a key: the code on the wall and on paper, the administrator's page, moving, revoking, wiped storage.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { DeviceList } from '../../protocol/wire-devices.ts';
import { AgentConfig } from '../../ticket-printer/config.ts';
import { type RunningAgent, startAgent } from '../../ticket-printer/start.ts';
import { axeFaults } from '../support/axe.ts';
import { textFaults } from '../support/cut-text.ts';
import { firstAdministrator, tokenIn } from '../support/first-administrator.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';
import { text } from './console-steps.ts';

let folder: string;
let hub: HubProcess;
const browser = useBrowser();
let cookie = '';
let wall: Page;
let office: Page;
let agent: RunningAgent | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-devices-'));
  const demo = resolve(import.meta.dirname, '../../examples/demo.yaml');
  const { demo: _, ...real } = parse(await readFile(demo, 'utf8'), { merge: true });
  const settings = join(folder, 'settings.yaml');
  await writeFile(settings, stringify(real, { aliasDuplicateObjects: false }));
  hub = await startHub({ settings });
  wall = await browser.page();
  office = await browser.page({ width: 1280, height: 800 });
  await enter(office);
});
afterAll(async () => {
  await agent?.close();
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the devices page as somebody who may. */
const enter = async (page: Page): Promise<void> => {
  cookie ||= await firstAdministrator(hub.url, await tokenIn(hub.output));
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: hub.url }]);
  await page.goto(`${hub.url}/devices`);
  await page.locator('#accept-code').waitFor();
};
const codeOn = async (page: Page): Promise<string> => {
  await page.locator('.pairing .code').waitFor();
  return text(page, '.pairing .code');
};
/** As an administrator does it; `place` is the name that the settings give it. */
const accept = async (code: string, place: string, site?: string): Promise<void> => {
  await office.locator('#accept-code').fill(code);
  await office.getByRole('button', { name: '確認' }).click();
  await office.locator('.accept-details').waitFor();
  if (site !== undefined) await office.locator('#accept-site').selectOption(site);
  await office.locator('.accept-details .choice', { hasText: place }).click();
  await office.locator('.accept-details button.primary').click();
};
const lobbyOf = (page: Page) => expect.poll(() => text(page, 'header h1'), { timeout: 10_000 });
const act = (name: string, what: string) =>
  office.locator('.device', { hasText: name }).getByRole('button', { name: what }).click();
const listed = () => expect.poll(() => office.locator('.device h3').allTextContents(), { timeout: 10_000 });

describe('a wall without a key', () => {
  it('shows its code large at the bare address, and no text is cut, on every screen', async () => {
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 1080, height: 1920 },
      { width: 1366, height: 768 },
    ]) {
      await wall.setViewportSize(size);
      await wall.goto(`${hub.url}/wall`);
      expect(await codeOn(wall)).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
      await wall.evaluate(() => document.fonts.ready);
      expect(await textFaults(wall)).toEqual([]);
      const box = await wall.locator('.pairing .code').boundingBox();
      expect((box?.width ?? 0) / size.width).toBeGreaterThan(0.6);
    }
    expect(await axeFaults(wall)).toEqual([]);
    await wall.setViewportSize({ width: 1920, height: 1080 });
  });

  it('keeps its code over a reload', async () => {
    const code = await codeOn(wall);
    await wall.reload();
    expect(await codeOn(wall)).toBe(code);
  });

  it('says that the hub is away, and goes on by itself', async () => {
    const code = await codeOn(wall);
    await hub.stop();
    await wall.locator('.pairing .problem').waitFor();
    await hub.restart();
    await expect.poll(() => wall.locator('.pairing .problem').count(), { timeout: 30_000 }).toBe(0);
    expect(await codeOn(wall)).toBe(code);
  });

  it('shows its lobby as soon as it is accepted', async () => {
    await accept(await codeOn(wall), '待合ロビー 正面');
    await lobbyOf(wall).toContain('センター');
    await listed().toEqual(['待合ロビー 正面']);
    expect(await axeFaults(office)).toEqual([]);
  });

  it('is told of a wrong code, and of a place that is taken', async () => {
    await office.locator('#accept-code').fill('aaaaaa');
    await office.getByRole('button', { name: '確認' }).click();
    await expect.poll(() => text(office, '.accept .problem')).toContain('コード');
    const second = await browser.page();
    await second.goto(`${hub.url}/wall/centre?device=lobby-1`);
    await office.locator('#accept-code').fill(await codeOn(second));
    await office.getByRole('button', { name: '確認' }).click();
    // Its wish is chosen already, and somebody stands there.
    await expect.poll(() => text(office, '.replaces')).toContain('待合ロビー 正面');
    expect(await axeFaults(office)).toEqual([]);
    await office.locator('.accept-details button.primary').click();
    await lobbyOf(second).toContain('センター');
    // The one that was replaced shows a code again.
    expect(await codeOn(wall)).toMatch(/-/);
    await second.close();
    await accept(await codeOn(wall), '待合ロビー 奥');
    await lobbyOf(wall).toContain('センター');
  });
});

describe('a wall with a key', () => {
  it('that is moved shows the other lobby without a hand, and is called as before', async () => {
    await act('待合ロビー 奥', '移動');
    const dialog = office.locator('move-dialog dialog');
    await dialog.locator('select').selectOption('aoba');
    await dialog.locator('.choice').first().click();
    expect(await axeFaults(office)).toEqual([]);
    await dialog.locator('button.primary').click();
    await lobbyOf(wall).toContain('青葉');
    await act('待合ロビー 奥', '名前の変更');
    await office.locator('#rename-name').fill('青葉の画面');
    await office.keyboard.press('Enter');
    await listed().toContain('青葉の画面');
  });

  it('that is revoked shows a code again within a second, and pairs again', async () => {
    await act('青葉の画面', '登録の解除');
    await office.locator('revoke-dialog button.primary').click();
    expect(await codeOn(wall)).toMatch(/-/);
    await accept(await codeOn(wall), '待合ロビー 奥', 'centre');
    await lobbyOf(wall).toContain('センター');
  });

  it('whose browser was wiped pairs again', async () => {
    await wall.evaluate(() => localStorage.clear());
    await wall.reload();
    await accept(await codeOn(wall), '待合ロビー 奥', 'centre');
    await lobbyOf(wall).toContain('センター');
  });

  it('in a browser that forbids storage works until it is reloaded', async () => {
    const page = await browser.page();
    await page.addInitScript(() => {
      const forbid = () => {
        throw new DOMException('forbidden', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: forbid });
      Object.defineProperty(window, 'sessionStorage', { get: forbid });
    });
    await page.goto(`${hub.url}/wall`);
    const code = await codeOn(page);
    await accept(code, '待合ロビー 奥', 'centre');
    await lobbyOf(page).toContain('センター');
    await page.reload();
    expect(await codeOn(page)).not.toBe(code);
    await page.close();
  });
});

describe('an agent without a key', () => {
  const start = async (): Promise<RunningAgent> => {
    await mkdir(join(folder, 'agent'), { recursive: true });
    const config = AgentConfig.parse({
      hub: hub.url,
      data: join(folder, 'agent'),
      virtual: { port: 0, pagePort: 0 },
    });
    return startAgent(config, pino({ level: 'silent' }));
  };
  /** The waiting code, as the administrator would read it from the paper: the test reads it from the agent's file. */
  const codeOf = async (): Promise<string> => {
    const identity = JSON.parse(await readFile(join(folder, 'agent/device.json'), 'utf8'));
    return identity.printedCode;
  };

  it('prints its code once, and stands where it is accepted', async () => {
    agent = await start();
    await expect.poll(() => agent?.virtual?.papers().length, { timeout: 30_000 }).toBe(1);
    await expect.poll(codeOf).toMatch(/^[A-Z0-9]{6}$/);
    await agent.close();
    agent = await start();
    await accept(await codeOf(), '総合受付', 'centre');
    await expect.poll(() => agent?.agent()?.view()?.site, { timeout: 15_000 }).toBe('centre');
    // Started anew, the same code came again and no second slip.
    expect(agent.virtual?.papers()).toHaveLength(0);
    const { devices } = DeviceList.parse(
      await office.evaluate(async () => (await fetch('/api/devices')).json()),
    );
    expect(devices.map(({ place }) => place.device)).toContain('printer-1');
  });

  it('that was revoked prints a new code and gives no tickets meanwhile', async () => {
    const before = agent?.virtual?.papers().length ?? 0;
    await act('総合受付', '登録の解除');
    await office.locator('revoke-dialog button.primary').click();
    await expect.poll(() => agent?.virtual?.papers().length, { timeout: 30_000 }).toBe(before + 1);
    expect(agent?.agent()).toBeNull();
    await expect.poll(codeOf).toMatch(/^[A-Z0-9]{6}$/);
    await accept(await codeOf(), '総合受付', 'centre');
    await expect.poll(() => agent?.agent()?.view()?.site, { timeout: 15_000 }).toBe('centre');
  });
});

it('the page works on a phone too', async () => {
  const phone = await browser.page({ width: 390, height: 844 });
  await enter(phone);
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
  expect(await axeFaults(phone)).toEqual([]);
});
