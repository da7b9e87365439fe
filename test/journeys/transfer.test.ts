// A table of another system: errors by line and nothing taken, then taken whole, known when chosen again, given up; and written out.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../server/base/clock.ts';
import { ringOf } from '../../server/contacts/contacts.test-support.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';
import { axeFaults } from '../support/axe.ts';
import { at } from '../support/office.ts';
import { useBrowser } from '../support/use-browser.ts';
import { desk, dist, text } from './console-steps.ts';

const date = '2026-11-26';
const heading = '予約日,予約時間,メニュー,お名前,フリガナ,電話番号,整理番号';
const good = [
  `2026/11/26,10:00,マイナンバーカード交付,山田 花子,ヤマダ ハナコ,090-1234-5678,1`,
  `令和8年11月26日,10:15～10:30,マイナンバーカード交付,鈴木 一郎,スズキ イチロウ,9087654321,2`,
];

describe('import and export', () => {
  const browser = useBrowser();
  let house: TestHouse;
  let page: Page;
  beforeAll(async () => {
    const clock = manualClock(at('2026-11-24T10:00'));
    house = await openTestHouse(undefined, {}, { clock, pagesFolder: dist, environment: { keys: ringOf() } });
    page = await browser.page(desk);
    page.setDefaultTimeout(8_000);
    await page.goto(`${house.url}/transfer`);
    // A supervisor of the demonstration.
    await page.locator('#role-supervisor ~ ul button').first().click();
    await page.locator('input[name=file]').waitFor();
  }, 120_000);
  afterAll(() => house?.remove());

  const choose = (lines: readonly string[]) =>
    page.locator('input[name=file]').setInputFiles({
      name: 'yoyaku.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([heading, ...lines].join('\r\n')),
    });
  const live = async () => {
    const day = await house.hub.sites.get('centre' as never)?.books.day(date as never);
    return [...(day?.book.reservations.values() ?? [])].filter(({ state }) => state === 'booked').length;
  };

  it('finds the columns, tells every error by its line, and takes nothing', async () => {
    await choose([...good, '11/26,10:30,旅券,佐藤,さとう,12,3']);
    expect(await page.locator('[data-column=date]').inputValue()).toBe('column:予約日');
    expect(await page.locator('[data-column=kana]').inputValue()).toBe('column:フリガナ');
    expect(await page.locator('[data-column=site]').inputValue()).toBe('all:centre');
    await page.locator('[data-do=check]').click();
    await expect.poll(() => page.locator('[data-line="4"]').count()).toBe(3);
    const errors = await page.locator('.transfer-errors tbody').innerText();
    expect(errors).toContain('日付を読み取れません');
    expect(errors).toContain('登録：');
    expect(await axeFaults(page)).toEqual([]);
    const day = await house.hub.sites.get('centre' as never)?.books.day(date as never);
    expect([await live(), day?.book.holds.size]).toEqual([0, 0]);
  });

  it('takes a table without errors whole, knows it when it is chosen again, and gives it up again', async () => {
    await choose(good);
    await page.locator('[data-do=check]').click();
    await expect.poll(() => text(page, '[data-ready]')).toContain('2件すべての枠を確保しました');
    expect(await live()).toBe(0);
    await page.locator('[data-do=book]').click();
    await expect.poll(() => text(page, '[data-done]')).toBe('2件の予約を取り込みました');
    expect(await live()).toBe(2);
    await choose(good);
    await page.locator('[data-do=check]').click();
    await expect.poll(() => text(page, '[data-ready]')).toContain('2件は、このファイルから取込済みです');
    await page.locator('[data-do=undo]').click();
    await expect.poll(() => text(page, '[data-undone]')).toContain('2件の取込を取り消しました');
    expect(await live()).toBe(0);
    // And once more, as another taking over of the same file.
    await page.locator('[data-do=check]').click();
    await page.locator('[data-do=book]').click();
    await expect.poll(() => text(page, '[data-done]')).toBe('2件の予約を取り込みました');
    expect(await live()).toBe(2);
  });

  it('writes all of a day with whose they are, each noted, for a supervisor alone', async () => {
    await page.locator('input[name=from]').fill(date);
    await page.locator('input[name=to]').fill(date);
    const download = page.waitForEvent('download');
    await page.locator('[data-do=export]').click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`reservations-centre-${date}-${date}.csv`);
    const csv = readFileSync(await file.path(), 'utf8');
    expect(csv.startsWith('\ufeff場所,日付,時間,手続き')).toBe(true);
    expect(csv).toContain('山田 花子,ヤマダ ハナコ,09012345678');
    expect(csv).toContain('鈴木 一郎,スズキ イチロウ,09087654321');
    expect(await (await house.askWithKey('/api/audit')).text()).toContain('"reason":"export"');
    const planner = await house.signIn('yamada');
    const path = `/api/reservations/centre/export.csv?from=${date}&to=${date}`;
    expect((await house.ask(path, { headers: { cookie: planner } })).status).toBe(403);
    expect((await house.askWithKey(`${path.slice(0, -10)}2027-11-26`)).status).toBe(400);
  });
});
