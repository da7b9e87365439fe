// The second step on real screens: an administrator must set it up, keeps the recovery codes, signs in by code, and sets up another.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';
import { text } from './console-steps.ts';

const wide = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };
const password = 'correct horse battery';
const browser = useBrowser();
let hub: HubProcess;
let folder = '';
let page: Page;
let secret = '';
let recovery: readonly string[] = [];

const picture = async (name: string): Promise<void> => {
  const to = process.env.JUNBAN_PICTURES;
  for (const [size, words] of [
    [wide, 'wide'],
    [phone, 'phone'],
  ] as const) {
    await page.setViewportSize(size);
    if (to !== undefined && to !== '')
      await page.screenshot({ path: join(to, `second-${name}-${words}.png`) });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect([name, words, over]).toEqual([name, words, 0]);
    expect(await axeFaults(page), name).toEqual([]);
  }
  await page.setViewportSize(wide);
};
const codeNow = (steps = 0) =>
  new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + steps * 30_000,
  });
const typePassword = async () => {
  await page.goto(`${hub.url}/accounts`);
  await page.locator('#sign-in-id').fill('mori');
  await page.locator('#sign-in-password').fill(password);
  await page.keyboard.press('Enter');
};
const setUp = async () => {
  await page.locator('.second-picture svg').waitFor();
  secret = (await text(page, '.second-picture code')).replaceAll(' ', '');
};
const signOut = async () => {
  await page.locator('button.name').click();
  await page.locator('person-dialog .sign-out').click();
  await page.locator('#sign-in-id').waitFor();
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-second-'));
  const demo = await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8');
  const settings = join(folder, 'settings.yaml');
  // As settings are that say nothing of it.
  await writeFile(settings, demo.replace(/^demo:\n(?: .*\n)+/m, ''));
  hub = await startHub({ settings });
  page = await browser.page(wide);
  page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('the second step', () => {
  it('is set up by nobody yet: the first administrator comes by the link', async () => {
    await expect.poll(() => hub.output()).toMatch(/\/first#[A-Za-z0-9_-]{43}/);
    await page.goto(`${hub.url}${/\/first#[A-Za-z0-9_-]{43}/.exec(hub.output())?.[0]}`);
    await page.locator('#link-id').fill('mori');
    await page.locator('#link-name').fill('森 一郎');
    await page.locator('#link-password').fill(password);
    await page.locator('#link-again').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'アカウント管理' }).click();
    await page.locator('button.name').waitFor();
  });

  it('is set up at the next sign-in by whose role needs it, and the recovery codes are shown once', async () => {
    await signOut();
    await typePassword();
    await setUp();
    await picture('set-up');
    await page.locator('#second-first').fill('000000');
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page, '.second .problem')).toContain('コードが正しくない');
    await page.locator('#second-first').fill(codeNow());
    await page.keyboard.press('Enter');
    await page.locator('.recovery-codes').waitFor();
    recovery = await page.locator('.recovery-codes code').allInnerTexts();
    expect(recovery).toHaveLength(10);
    await picture('recovery');
    await page.getByRole('button', { name: '控えました' }).click();
    await page.locator('table.accounts').waitFor();
  });

  it('is asked at every sign-in from then on; a recovery code will do', async () => {
    await signOut();
    await typePassword();
    await page.locator('#sign-in-second').waitFor();
    expect(await text(page, '.problem')).toBe('');
    await picture('asked');
    await page.locator('#sign-in-second').fill('ZZZZ-ZZZZ-ZZZZ');
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page, '.problem')).toContain('コードが正しくない');
    await page.locator('#sign-in-second').fill(recovery[0]?.toLowerCase() ?? '');
    await page.keyboard.press('Enter');
    await page.locator('table.accounts').waitFor();
  });

  it('is replaced from the person’s menu by password and a code, and the page goes on', async () => {
    await page.locator('button.name').click();
    await page.getByRole('button', { name: '二段階認証を設定' }).click();
    await picture('replace');
    await page.locator('#second-password').fill(password);
    await page.locator('#second-before').fill(recovery[1] ?? '');
    await page.keyboard.press('Enter');
    await setUp();
    await picture('replace-picture');
    await page.locator('#second-first').fill(codeNow());
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '控えました' }).click();
    await page.locator('second-set-up').waitFor({ state: 'detached' });
    expect(await page.locator('table.accounts').isVisible()).toBe(true);
    await signOut();
    await typePassword();
    // The code of the setting-up is used; the one after it is good already.
    await page.locator('#sign-in-second').fill(codeNow(1));
    await page.keyboard.press('Enter');
    await page.locator('table.accounts').waitFor();
  });
});
