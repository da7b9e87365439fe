// From an empty hub to a booth that locks: the first administrator, an account, its password, the lock over an open ticket.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApiKey, rememberKey } from '../support/api-key.ts';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';
import { current, offered, press, text } from './console-steps.ts';

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const password = 'correct horse battery';

const browser = useBrowser();
let hub: HubProcess;
let folder = '';
let admin: Page;
let booth: Page;

/** Pictures for whoever looks at them; none unless asked for. */
const picture = async (page: Page, name: string): Promise<void> => {
  const to = process.env.JUNBAN_PICTURES;
  if (to === undefined || to === '') return;
  for (const [size, words] of [
    [phone, 'phone'],
    [wide, 'wide'],
  ] as const) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(to, `people-${name}-${words}.png`) });
  }
};
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
/** Nothing wrong for axe, and nothing hangs out sideways on a phone. */
const looksRight = async (page: Page, name: string): Promise<void> => {
  await picture(page, name);
  expect(await axeFaults(page), name).toEqual([]);
  await page.setViewportSize(phone);
  expect(await sideways(page), `${name} on a phone`).toBeLessThanOrEqual(0);
  await page.setViewportSize(wide);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-people-'));
  const demo = await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8');
  const settings = join(folder, 'settings.yaml');
  await writeFile(settings, demo.replace(/^demo:\n(?: .*\n)+/m, ''));
  hub = await startHub({ settings });
  [admin, booth] = [await browser.page(wide), await browser.page(wide)];
  for (const page of [admin, booth]) page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('people', () => {
  it('begin with the link on the console', async () => {
    await expect.poll(() => hub.output()).toMatch(/\/first#[A-Za-z0-9_-]{43}/);
    const link = /\/first#[A-Za-z0-9_-]{43}/.exec(hub.output())?.[0] ?? '';
    await admin.goto(`${hub.url}${link}`);
    await admin.locator('#link-id').fill('mori');
    await admin.locator('#link-name').fill('森 一郎');
    await admin.locator('#link-password').fill('password1234');
    await admin.locator('#link-again').fill('password1234');
    await admin.keyboard.press('Enter');
    await expect.poll(() => text(admin, '.problem')).toContain('推測されやすい');
    await looksRight(admin, 'first');
    await admin.locator('#link-password').fill(password);
    await admin.locator('#link-again').fill(password);
    await admin.keyboard.press('Enter');
    await admin.getByRole('link', { name: 'アカウント管理' }).click();
    await expect.poll(() => text(admin, 'table.accounts tbody')).toContain('森 一郎');
    expect(admin.url()).toBe(`${hub.url}/accounts`);
  });

  it('are added by an administrator, with a role at a place', async () => {
    await admin.getByRole('button', { name: 'アカウントを追加' }).click();
    await admin.locator('#account-id').fill('sato');
    await admin.locator('#account-name').fill('佐藤 美咲');
    await admin.getByLabel('拠点').selectOption('centre');
    await admin.getByRole('button', { name: '権限を追加' }).click();
    await looksRight(admin, 'account');
    await admin.getByRole('button', { name: '権限「窓口」を外す' }).last().click();
    await admin.getByRole('button', { name: /Enter 追加/ }).click();
    await expect.poll(() => text(admin, 'tr:has(code:text-is("sato"))')).toContain('パスワード未設定');
    await looksRight(admin, 'accounts');
  });

  it('get a link for their password, which is shown once', async () => {
    await admin
      .getByRole('group', { name: '佐藤 美咲' })
      .getByRole('button', { name: 'パスワード設定リンク' })
      .click();
    await admin.getByRole('button', { name: /リンクを発行/ }).click();
    const link = await admin.locator('#made-link').inputValue();
    await looksRight(admin, 'link');
    await booth.goto(link);
    await booth.locator('#link-password').fill(password);
    // Not to be seen in the address bar, nor in the history.
    expect(booth.url()).toBe(`${hub.url}/password`);
    await booth.locator('#link-again').fill(password);
    await booth.keyboard.press('Enter');
    await expect.poll(() => text(booth, '[role=status]')).toContain('「sato」');
  });

  it('sign in with account and password; a wrong one is told', async () => {
    await booth.goto(`${hub.url}/booth/centre/3`);
    await booth.locator('#sign-in-id').fill('sato');
    await booth.locator('#sign-in-password').fill('wrong');
    await booth.keyboard.press('Enter');
    await expect.poll(() => text(booth, '.problem')).toContain('アカウント名またはパスワードが違います');
    await looksRight(booth, 'sign-in');
    await booth.locator('#sign-in-password').fill(password);
    await booth.keyboard.press('Enter');
    await booth.locator('header.top').waitFor();
    expect(await text(booth, '.name-text')).toBe('佐藤 美咲');
  });

  it('lock the booth over a ticket, with nothing of anybody on the screen, and go on with the same ticket', async () => {
    await press(booth, 'o');
    await current(booth).toBe('対応中の方はいません');
    const procedure = 'card-issue';
    const [cookie] = await admin.context().cookies();
    rememberKey(hub.url, await makeApiKey(hub.url, 'portal', `${cookie?.name}=${cookie?.value}`));
    await hub.command('centre', { type: 'issueTicket', procedure, source: 'integrator' } as never);
    await offered(booth, 'next');
    await press(booth, 'Space');
    await current(booth).toBe('A001');
    await booth.locator('button.name').click();
    await booth.getByRole('button', { name: '画面をロック' }).waitFor();
    // Booth consoles are made for desks, not for phones.
    expect(await axeFaults(booth)).toEqual([]);
    await booth.getByRole('button', { name: '画面をロック' }).click();
    await booth.locator('lock-screen').waitFor();
    await looksRight(booth, 'locked');
    const seen = `${await booth.title()} ${await booth.locator('body').innerText()}`;
    for (const secret of ['A001', '佐藤', 'sato', '3番']) expect(seen).not.toContain(secret);
    const board = await (await fetch(`${hub.url}/api/sites/centre/board`)).json();
    expect(board.booths.find((one: { booth: number }) => one.booth === 3)).toMatchObject({ ticket: 'A001' });
    await booth.locator('#unlock-password').fill(password);
    await booth.keyboard.press('Enter');
    await current(booth).toBe('A001');
    expect(booth.url()).toBe(`${hub.url}/booth/centre/3`);
  });

  it('are out within a second when their account is closed', async () => {
    await admin.keyboard.press('Escape');
    await admin.getByRole('group', { name: '佐藤 美咲' }).getByRole('button', { name: '停止' }).click();
    await admin.getByRole('button', { name: /Enter 利用停止/ }).click();
    await booth.locator('sign-in').waitFor({ timeout: 2_000 });
    await booth.locator('#sign-in-id').fill('sato');
    await booth.locator('#sign-in-password').fill(password);
    await booth.keyboard.press('Enter');
    await expect.poll(() => text(booth, '.problem')).toContain('違います');
  });

  it('read the same in English', async () => {
    await admin.locator('.language [lang=en]').click();
    await expect.poll(() => text(admin, 'h1')).toBe('Accounts');
    await looksRight(admin, 'accounts-en');
  });
});

it('of a demonstration are played by one click, one card per role', async () => {
  const demo = await startHub();
  try {
    const page = await browser.page(wide);
    await page.goto(`${demo.url}/booth/centre/1`);
    await page.locator('.role-card').first().waitFor();
    expect(await page.locator('.role-card').count()).toBe(5);
    await looksRight(page, 'demo');
    await page.getByRole('button', { name: '高橋 由美' }).click();
    await page.locator('header.top').waitFor();
    expect(await text(page, '.name-text')).toBe('高橋 由美');
  } finally {
    await demo.remove();
  }
});
