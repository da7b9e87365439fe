// The telephone desk by keyboard alone: book while talking, read back, find, move, cancel; the last place, a hold that ran out, the day's sheet.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../protocol/settings.ts';
import { type ManualClock, manualClock } from '../../server/base/clock.ts';
import { ringOf } from '../../server/contacts/contacts.test-support.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';
import { axeFaults } from '../support/axe.ts';
import { useBrowser } from '../support/use-browser.ts';
import { desk, dist, text } from './console-steps.ts';

const procedure = 'address-change';

describe('the telephone desk', () => {
  const browser = useBrowser();
  let clock: ManualClock;
  let house: TestHouse;
  let page: Page;
  beforeAll(async () => {
    // Holds are shown by the page's clock, which a test cannot hold: the hub's stands at the same time.
    clock = manualClock(Date.now());
    const change = (settings: Settings) => ({
      ...settings,
      signIn: { ...settings.signIn, idleMinutes: 720 },
    });
    house = await openTestHouse(
      undefined,
      {},
      { clock, pagesFolder: dist, environment: { keys: ringOf() }, change },
    );
    page = await browser.page(desk);
    page.setDefaultTimeout(8_000);
    await page.goto(`${house.url}/desk`);
    await page.locator('.role-card button', { hasText: '鈴木' }).first().click();
    await page.locator('#desk-procedure').waitFor();
  }, 120_000);
  afterAll(() => house?.remove());

  const problem = () => text(page, '.books .problem');
  /** The first free time of the second day in the list, by keys. */
  const toPerson = async (): Promise<void> => {
    await page.locator('#desk-procedure').focus();
    await page.locator('#desk-procedure').selectOption(procedure);
    await expect.poll(() => page.locator('#desk-date option:not([disabled])').count()).toBeGreaterThan(2);
    await page.locator('#desk-date').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('#desk-time option:not([disabled])').count()).toBeGreaterThan(2);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page, '.kept')).toContain('確保しています');
  };
  const fillIn = async (phone: string): Promise<void> => {
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('desk-kana');
    await page.keyboard.type('やまだ はなこ');
    await page.keyboard.press('Tab');
    await page.keyboard.type('山田 花子');
    await page.keyboard.press('Tab');
    await page.keyboard.type(phone);
  };
  let code = '';

  it('books by the keyboard alone, with the sentence to read back, and the code said letter by letter', async () => {
    expect(await axeFaults(page)).toEqual([]);
    await toPerson();
    await fillIn('090-1234-5678');
    expect(await text(page, '[data-read-back]')).toMatch(
      /^復唱いたします。.+住所.+1名様のご予約です。お名前は山田 花子様/,
    );
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page, '[data-done]')).toContain('予約しました');
    code = (await text(page, '[data-done]')).replace(/^.*予約番号 /, '');
    expect(await text(page, '[data-read-back]')).toContain(
      `予約番号は、${[...code.slice(0, 4)].join('、')}。`,
    );
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Alt+n');
    await page.locator('#desk-procedure').waitFor();
  });

  it('says what is to be chosen first, and shows nothing as chosen that is not', async () => {
    expect(await page.locator('#desk-procedure').inputValue()).toBe('');
    await page.locator('[data-do=book]').press('Enter');
    await expect.poll(problem).toBe('手続きを選んでください');
  });

  it('says what is wrong with what was typed, and one telephone number has one coming reservation', async () => {
    await toPerson();
    await fillIn('12');
    await page.keyboard.press('Enter');
    await expect.poll(problem).toContain('電話番号');
    await page.locator('#desk-phone').fill('090-1234-5678');
    await page.keyboard.press('Enter');
    await expect.poll(problem).not.toContain('電話番号：');
    await expect.poll(problem).not.toBe('');
    await page.keyboard.press('Alt+n');
  });

  it('finds it by telephone and by kana, reads whose it is for a reason, and notes that they were reached', async () => {
    await page.keyboard.press('Alt+f');
    await page.keyboard.type('090-1234-5678');
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page, '.picked h3')).toContain(code);
    await page.locator('#desk-find').fill('ヤマダ');
    await page.locator('#desk-find').press('Enter');
    await expect.poll(() => text(page, '.picked h3')).toContain(code);
    await page.locator('[data-do=contact]').click();
    await expect.poll(() => text(page, '[data-contact]')).toContain('山田 花子');
    await page.getByRole('button', { name: '連絡がついた' }).click();
    await expect.poll(() => page.locator('.picked button[aria-pressed=true]').count()).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
    const audit = await (await house.askWithKey('/api/audit')).text();
    expect(audit).toContain('residentAsks');
  });

  it('moves it to another time, and cancels it with whose wish that was', async () => {
    await page.locator('[data-do=move]').click();
    await expect.poll(() => text(page, '.books h2')).toContain('日時を変更');
    await expect.poll(() => page.locator('#desk-date option:not([disabled])').count()).toBeGreaterThan(2);
    await page.locator('#desk-date').focus();
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('#desk-time option:not([disabled])').count()).toBeGreaterThan(2);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-do=book]').click();
    await expect.poll(() => text(page, '[data-done]')).toBe('日時を変更しました');
    await page.locator('[data-do=next]').click();
    await page.locator('#desk-find').fill(code);
    await page.locator('#desk-find').press('Enter');
    await expect.poll(() => text(page, '.picked h3')).toContain('予約済み');
    await page.locator('[data-do=cancel]').click();
    await page.locator('[data-do=cancel-sure]').click();
    await expect.poll(() => text(page, '.picked h3')).toContain('取消済み');
  });

  it('shows the sheet of a day and saves it as CSV', async () => {
    const days = await (await house.ask(`/api/booking/centre/days?procedure=${procedure}`)).json();
    const date = days.days.find(({ free }: { free: number }) => free > 3).date;
    const { slots } = await (
      await house.ask(`/api/booking/centre/slots?procedure=${procedure}&date=${date}`)
    ).json();
    const slotAtMs = slots.find(({ state }: { state: string }) => state === 'free').atMs;
    await house.ask('/api/booking/reservations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{
          commandId: randomUUID(),
          session: `session-${randomUUID()}`,
          procedure,
          site: 'centre',
          date,
          slotAtMs,
        },
        contact: { name: '佐藤', kana: 'サトウ', phone: '09011112222' },
      }),
    });
    await page.locator('#sheet-site').selectOption('centre');
    await page.locator('#sheet-date').fill(date);
    await page.locator('[data-do=sheet]').click();
    await expect.poll(() => page.locator('.finds tbody tr').count()).toBe(1);
    expect(await text(page, '.finds caption')).toContain('当日予約一覧');
    const download = page.waitForEvent('download');
    await page.locator('[data-do=csv]').click();
    expect((await download).suggestedFilename()).toBe(`reservations-centre-${date}.csv`);
  });

  it('offers other times when its hold ran out and the last place went to somebody else', async () => {
    await page.keyboard.press('Alt+n');
    await toPerson();
    await fillIn('080-1111-2222');
    const chosen = await page.evaluate(() => ({
      date: document.querySelector<HTMLSelectElement>('#desk-date')?.value,
      slotAtMs: Number(document.querySelector<HTMLSelectElement>('#desk-time')?.value),
    }));
    clock.jumpTo(clock.now() + 16 * 60_000);
    const other = await house.askWithKey('/api/reservations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{
          commandId: randomUUID(),
          session: `session-${randomUUID()}`,
          procedure,
          site: 'centre',
          ...chosen,
        },
        contact: { name: '鈴木', kana: 'スズキ', phone: '09033334444' },
      }),
    });
    expect(other.status).toBe(200);
    await page.locator('#desk-phone').press('Enter');
    await expect.poll(() => page.locator('[data-instead]').count()).toBeGreaterThan(0);
    // What was typed is still there.
    expect(await page.locator('#desk-phone').inputValue()).toBe('080-1111-2222');
    await page.locator('[data-instead]').first().click();
    // At once, before the lists of the other day are there.
    await page.locator('#desk-phone').press('Enter');
    await expect.poll(() => text(page, '[data-done]')).toContain('予約しました');
  });
});
