// The now page in a browser: renews itself without losing what is open, says when it is old; and the published file by itself.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { textFaults } from '../support/cut-text.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';

const phoneSize = { width: 390, height: 844 };
let folder: string;
let hub: HubProcess;
const browser = useBrowser();
const errors: string[] = [];

const open = async (address: string): Promise<Page> => {
  const page = await browser.page(phoneSize);
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(address);
  return page;
};
const issue = () =>
  hub.command('centre', {
    type: 'issueTicket',
    procedure: 'card-issue',
    source: 'integrator',
    language: 'ja',
  } as never);
const looksRight = async (page: Page): Promise<void> => {
  expect(await axeFaults(page)).toEqual([]);
  // Opened, because what is folded away has boxes too, and all of it at once in the window.
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true;
  });
  await page.setViewportSize({ width: 390, height: 4000 });
  expect(await axeFaults(page)).toEqual([]);
  expect(await textFaults(page)).toEqual([]);
  await page.setViewportSize(phoneSize);
};
/** As a phone does that is looked at again. */
const lookAgain = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-now-'));
  const demo = await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8');
  const settings = join(folder, 'publishing.yaml');
  await writeFile(
    settings,
    `${demo}\npublishing: { folder: ${join(folder, 'out')}, everySeconds: 10, oldAfterMinutes: 5 }\n`,
  );
  hub = await startHub({ settings });
});
afterAll(async () => {
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('the now page', () => {
  it.each(['ja', 'en', 'vi'])('has nothing wrong with it (%s), closed and open', async (language) => {
    const page = await open(`${hub.url}/now?lang=${language}`);
    await looksRight(page);
    await page.context().close();
  });

  it('renews itself, and what the reader has opened stays open', async () => {
    const page = await open(`${hub.url}/now?lang=en`);
    await page.locator('summary').first().click();
    await issue();
    await expect
      .poll(async () => {
        await lookAgain(page);
        return page.locator('.glance').first().innerText();
      })
      .toContain('1 person waiting');
    expect(await page.locator('details').first().getAttribute('open')).toBe('');
    expect(await page.locator('.old').isVisible()).toBe(false);
    await page.context().close();
  });

  it('writes its time in figures where the browser has no dates in the language', async () => {
    const page = await open(`${hub.url}/now?lang=ne`);
    const known = await page.evaluate(() => Intl.DateTimeFormat.supportedLocalesOf('ne').length > 0);
    await lookAgain(page);
    await expect
      .poll(() => page.locator('[data-time]').innerText())
      .toMatch(known ? /\d/ : /^\d+\/\d+ \d+:\d\d$/);
    await page.context().close();
  });

  it('says when it is old', async () => {
    const page = await open(`${hub.url}/now?lang=en`);
    await page.evaluate(() => {
      const main = document.querySelector('main');
      if (main !== null) main.dataset.oldAfter = '1';
    });
    await page.route('**/now**', (route) => route.abort());
    await expect.poll(() => page.locator('.old').isVisible(), { timeout: 15_000 }).toBe(true);
    expect(await page.locator('.old').innerText()).toContain('no longer updated');
    await looksRight(page);
    await page.unroute('**/now**');
    await lookAgain(page);
    await expect.poll(() => page.locator('.old').isVisible()).toBe(false);
    await page.context().close();
  });

  it('is a whole page as a file too, and knows when nobody renews it any more', async () => {
    const file = pathToFileURL(join(folder, 'out/now.html')).href;
    const page = await open(file);
    await looksRight(page);
    expect(await page.locator('.old').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('h1').innerText()).toBe('Counters now');
    await page.context().close();
    const tomorrow = await browser.page(phoneSize);
    await tomorrow.clock.install({ time: Date.now() + 86_400_000 });
    await tomorrow.goto(file);
    expect(await tomorrow.locator('.old').isVisible()).toBe(true);
    await tomorrow.context().close();
  });

  it('is written anew while the hub runs', async () => {
    const made = async (): Promise<number> =>
      JSON.parse(await readFile(join(folder, 'out/now.json'), 'utf8')).madeAtMs;
    const first = await made();
    await expect.poll(made, { timeout: 30_000, interval: 200 }).toBeGreaterThan(first);
  });

  it('made no error', () => {
    expect(errors).toEqual([]);
  });
});
