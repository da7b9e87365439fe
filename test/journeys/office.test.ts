// An administrator's morning: makes a key for the city portal, sees in the audit what it did, revokes it.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, someone } from '../../tools/demo/door.ts';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';

let hub: HubProcess;
const browser = useBrowser();
let page: Page;
beforeAll(async () => {
  hub = await startHub();
  page = await browser.page({ width: 1280, height: 800 });
});
afterAll(async () => {
  await hub?.remove();
});

const faults = (): Promise<string[]> => axeFaults(page);
const portal = (key: string, command: object) =>
  fetch(`${hub.url}/api/sites/centre/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ commandId: crypto.randomUUID(), command }),
  });
const issue = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator' };

describe('the office', () => {
  it('is shut for those who are not signed in, and says so', async () => {
    await page.goto(`${hub.url}/keys`);
    await expect
      .poll(() => page.getByRole('alert').first().innerText())
      .toContain('管理者としてログインしてください');
    expect(await page.getByRole('button', { name: 'キーを発行' }).count()).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('makes a key that works at once, with the roles it was given and no more', async () => {
    const cookie = await signIn(hub.url, await someone(hub.url, 'administrator'));
    const [name = '', value = ''] = cookie.split('=');
    await page.context().addCookies([{ name, value, url: hub.url }]);
    await page.reload();
    await page.getByLabel('名前').fill('city-portal');
    await page.getByRole('button', { name: 'キーを発行' }).click();
    await expect.poll(() => page.getByText('権限を1つ以上選んでください').count()).toBe(1);
    await page.getByLabel('受付').check();
    await page.getByRole('button', { name: 'キーを発行' }).click();
    const key = await page.locator('.office-secret code').innerText();
    expect(key).toMatch(/^ji_/);
    expect(await faults()).toEqual([]);
    expect((await portal(key, issue)).status).toBe(200);
    expect((await portal(key, { type: 'callNext', booth: 1 })).status).toBe(403);

    await page.getByRole('button', { name: '登録したので閉じる' }).click();
    expect(await page.getByText(key).count()).toBe(0);

    await page.getByRole('link', { name: '操作記録' }).click();
    await page.getByLabel('操作者').fill('portal');
    await page.getByRole('button', { name: '表示' }).click();
    // What it did, and what it was refused.
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
    expect(await page.locator('tbody tr').first().innerText()).toContain('権限のない操作を拒否');
    const line = await page.locator('tbody tr', { hasText: '番号札を発行' }).innerText();
    for (const text of ['番号札を発行', 'city-portal', '127.0.0.1']) expect(line).toContain(text);
    expect(await faults()).toEqual([]);
    const csv = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSVで保存' }).click();
    expect(await readFile((await (await csv).path()) ?? '', 'utf8')).toContain('city-portal');

    await page.getByRole('link', { name: '連携キー' }).click();
    await page.getByRole('button', { name: '取り消す city-portal' }).click();
    await page.getByRole('button', { name: '取り消す', exact: true }).click();
    await expect.poll(() => page.getByText('取り消し済み').count()).toBe(1);
    expect((await portal(key, issue)).status).toBe(401);
  });

  it('fits a phone, in English too', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/keys', '/audit']) {
      await page.goto(`${hub.url}${path}`);
      await page.getByRole('button', { name: 'English' }).click();
      await expect.poll(() => page.locator('table').count()).toBe(1);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(390);
      expect(await faults()).toEqual([]);
    }
  });
});
