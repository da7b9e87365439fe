// A morning at booth 3 and at reception, by keyboard, in Chromium against the real hub: each key, a lost hub, axe.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';
import {
  current,
  desk,
  finishUnstarted,
  message,
  offered,
  press,
  signIn,
  state,
  text,
  unhurried,
} from './console-steps.ts';

const browser = useBrowser();

describe('booth and reception at a real hub', () => {
  let hub: HubProcess;
  let booth: Page;
  let reception: Page;
  beforeAll(async () => {
    hub = await startHub();
    booth = await browser.page(desk);
    reception = await browser.page(desk);
    for (const page of [booth, reception]) page.setDefaultTimeout(8_000);
  });
  afterAll(() => hub?.remove());

  it('signs in by one click', async () => {
    await booth.goto(`${hub.url}/booth/centre/3`);
    await booth.locator('.role-card').first().waitFor();
    expect(await axeFaults(booth)).toEqual([]);
    await signIn(booth, `${hub.url}/booth/centre/3`, '佐藤');
    await signIn(reception, `${hub.url}/reception/centre`, '鈴木');
    expect(await text(booth, '.name-text')).toBe('佐藤 美咲');
  });

  it('opens the booth', async () => {
    await current(booth).toBe('閉鎖中');
    await press(booth, 'o');
    await current(booth).toBe('対応中の方はいません');
  });

  it('issues at reception by key and by click; a double press gives one ticket', async () => {
    await reception.keyboard.press('Alt+a');
    await expect.poll(() => text(reception, '.result-number')).toBe('A001');
    await unhurried(reception);
    await reception.locator('[data-procedure=card-issue]').dblclick();
    await expect.poll(() => text(reception, '.result-number')).toBe('A002');
    await unhurried(reception);
    await reception.keyboard.press('Alt+a');
    await expect.poll(() => text(reception, '.result-number')).toBe('A003');
    expect(await reception.locator('.ticket-row').count()).toBe(3);
    await reception.locator('[data-mark=pregnancy]').click();
    await reception.locator('#note').fill('車いす');
    await reception.keyboard.press('Alt+b');
    await expect.poll(() => text(reception, '.result-number')).toBe('B001');
    expect(await text(reception, '.result-words')).toContain('妊娠中');
    // What was said of one visitor does not stick to the next.
    expect(await reception.locator('[data-mark][aria-pressed=true]').count()).toBe(0);
  });

  it('says who is next and why', async () => {
    // B001 is 15 minutes earlier for its mark, and 10 later because booth 3 only helps out with it.
    await expect.poll(() => text(booth, '.next-number')).toBe('B001');
    expect(await text(booth, '.next-sentence')).toMatch(
      /妊娠中のため15分繰上げ、応援対象（順番を10分繰下げ）/,
    );
  });

  it('calls the next once, however often Space comes', async () => {
    await offered(booth, 'next');
    await booth.keyboard.down('Space');
    await booth.keyboard.down('Space');
    await booth.keyboard.up('Space');
    await booth.keyboard.press('Space');
    await current(booth).toBe('B001');
    await state(booth).toBe('呼出中');
    await expect.poll(() => booth.locator('.queue tbody tr').count()).toBe(3);
  });

  it('recalls, marks absent; reception returns the ticket', async () => {
    await press(booth, 'r');
    await expect.poll(() => text(booth, '.current-facts')).toContain('呼出回数 2');
    await press(booth, 'a');
    await current(booth).toBe('対応中の方はいません');
    await expect.poll(() => text(booth, '.aside-list')).toContain('B001');
    await reception.keyboard.press('/');
    await reception.keyboard.type('b1');
    await reception.keyboard.press('Enter');
    await reception.locator('[data-do=return]').click();
    await expect.poll(() => booth.locator('.aside-list').count()).toBe(0);
    await expect.poll(() => reception.locator('dialog[open]').count()).toBe(0);
  });

  it('starts, holds, resumes by digit and transfers', async () => {
    await offered(booth, 'next');
    await press(booth, 'Space');
    await state(booth).toBe('呼出中');
    const number = await text(booth, '.current-number');
    await press(booth, 's');
    await state(booth).toBe('対応中');
    await press(booth, 'h');
    await expect.poll(() => text(booth, '.aside-list')).toContain(number);
    await press(booth, '1');
    await current(booth).toBe(number);
    await press(booth, 't');
    await booth.getByLabel('カード更新').check();
    await press(booth, 'Enter');
    await current(booth).toBe('対応中の方はいません');
    await expect.poll(() => booth.locator('dialog[open]').count()).toBe(0);
  });

  it('finishes and calls the next, once for a double press; undoes', async () => {
    await unhurried(booth);
    await press(booth, 'Space');
    await state(booth).toBe('呼出中');
    const first = await text(booth, '.current-number');
    await press(booth, 'Enter');
    await booth.keyboard.press('Enter');
    await booth.locator('unstarted-dialog dialog[open]').waitFor();
    await current(booth).toBe(first);
    await booth.keyboard.press('Escape');
    await unhurried(booth);
    await finishUnstarted(booth, 'Enter');
    await expect.poll(() => text(booth, '.current-number')).not.toBe(first);
    await state(booth).toBe('呼出中');
    await expect.poll(() => booth.locator('.queue tbody tr').count()).toBe(1);
    await press(booth, 'u');
    await current(booth).toBe('対応中の方はいません');
    await expect.poll(() => booth.locator('.queue tbody tr').count()).toBe(2);
    await press(booth, 'z');
    await booth.locator('undo-finish-dialog dialog[open]').waitFor();
    await booth.keyboard.press('Enter');
    await current(booth).toBe(first);
    await unhurried(booth);
    await finishUnstarted(booth, 'f');
    await current(booth).toBe('対応中の方はいません');
  });

  it('says why a key does nothing, and does nothing while typing', async () => {
    await press(booth, 'f');
    await message(booth).toContain('「完了」は今できません（番号なし）');
    await press(booth, 'n');
    await booth.locator('#call-number').pressSequentially('a3');
    await booth.getByRole('button', { name: '職員の判断' }).click();
    await press(booth, 'Enter');
    await current(booth).toBe('A003');
    await finishUnstarted(booth, 'f');
    await current(booth).toBe('対応中の方はいません');
  });

  it('pauses and resumes', async () => {
    await press(booth, 'p');
    await current(booth).toContain('休止中');
    await unhurried(booth);
    await press(booth, 'p');
    await current(booth).toBe('対応中の方はいません');
  });

  it('presses what has the focus, and only that', async () => {
    await booth.locator('[data-action=pause]').focus();
    await press(booth, 'Enter');
    await current(booth).toContain('休止中');
    expect(await booth.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('resume');
    await unhurried(booth);
    await press(booth, 'Space');
    await current(booth).toBe('対応中の方はいません');
    await booth.evaluate(() => (document.activeElement as HTMLElement).blur());
  });

  it('stops and resumes intake with a notice, starts and ends an outage', async () => {
    for (const [doing, plate] of [
      ['stopIntake', '受付停止'],
      ['resumeIntake', ''],
      ['startOutage', '障害'],
      ['endOutage', ''],
    ] as const) {
      await reception.keyboard.press('Shift+I');
      await reception.getByRole('checkbox', { name: /カード更新/ }).check();
      await reception.locator(`[data-do=${doing}]`).click();
      await expect.poll(() => reception.locator('dialog[open]').count()).toBe(0);
      await expect.poll(() => text(reception, '[data-procedure=card-renewal] .issue-wait')).toMatch(plate);
      await expect
        .poll(() => reception.locator('[data-procedure=card-renewal] .plate').count())
        .toBe(plate ? 1 : 0);
    }
  });

  it('enters a handwritten number, changes its marks and cancels it', async () => {
    await reception.keyboard.press('Shift+W');
    await reception.locator('handwritten-dialog dialog[open] input').first().waitFor();
    await reception.keyboard.type('d99');
    await reception.keyboard.press('Enter');
    await expect.poll(() => reception.locator('[data-ticket=D099]').count()).toBe(1);
    await reception.locator('[data-ticket=D099]').click();
    await reception.getByRole('checkbox', { name: '高齢' }).check();
    await reception.locator('[data-do=marks]').click();
    await expect.poll(() => text(reception, '[data-ticket=D099]')).toContain('高齢');
    await reception.locator('[data-ticket=D099]').click();
    await reception.locator('[data-do=cancel]').click();
    expect(await axeFaults(reception)).toEqual([]);
    await reception.locator('[data-reason=visitorLeft]').click();
    await expect.poll(() => reception.locator('[data-ticket=D099]').count()).toBe(0);
  });

  it('passes axe on both pages, in both languages and in every dialog', async () => {
    for (const page of [booth, reception])
      for (const language of ['en', 'ja']) {
        await page.locator(`.language [lang=${language}]`).click();
        expect(await axeFaults(page)).toEqual([]);
      }
    for (const key of ['n', 'd', '?', 'Shift+P']) {
      await press(booth, key);
      await booth.locator('dialog[open]').waitFor();
      expect(await axeFaults(booth)).toEqual([]);
      await press(booth, 'Escape');
      await expect.poll(() => booth.locator('dialog[open]').count()).toBe(0);
    }
    for (const key of ['Shift+W', 'Shift+I', 'Shift+C', '?']) {
      await reception.keyboard.press(key);
      await reception.locator('dialog[open]').waitFor();
      expect(await axeFaults(reception)).toEqual([]);
      await reception.keyboard.press('Escape');
      await expect.poll(() => reception.locator('dialog[open]').count()).toBe(0);
    }
  });

  it('says that the hub is lost, refuses, and goes on without reload when it is back', async () => {
    await hub.stop('SIGKILL');
    for (const page of [booth, reception]) await page.locator('.offline-bar').waitFor({ timeout: 5_000 });
    await booth.keyboard.press('Space');
    await message(booth).toContain('送信していません');
    await reception.keyboard.press('Alt+a');
    await message(reception).toContain('送信していません');
    expect(await axeFaults(booth)).toEqual([]);
    await hub.restart();
    for (const page of [booth, reception])
      await page.locator('.offline-bar').waitFor({ state: 'detached', timeout: 5_000 });
    await offered(booth, 'next');
    await press(booth, 'Space');
    await state(booth).toBe('呼出中');
  });
});
