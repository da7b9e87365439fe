// Slots by hand: the planner reads how places come about, sees whom a closing concerns, closes at every site, and takes it back.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Booked } from '../../protocol/reservation-api.ts';
import { FreeSlots } from '../../protocol/reservation-views.ts';
import { manualClock } from '../../server/base/clock.ts';
import { ringOf } from '../../server/contacts/contacts.test-support.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';
import { axeFaults } from '../support/axe.ts';
import { at } from '../support/office.ts';
import { useBrowser } from '../support/use-browser.ts';
import { desk, dist, text } from './console-steps.ts';

const date = '2026-11-26';

describe('slots by hand', () => {
  const browser = useBrowser();
  let house: TestHouse;
  let page: Page;
  let code: string;
  beforeAll(async () => {
    const clock = manualClock(at('2026-11-24T10:00'));
    house = await openTestHouse(undefined, {}, { clock, pagesFolder: dist, environment: { keys: ringOf() } });
    const free = await house.ask(`/api/booking/centre/slots?procedure=card-issue&date=${date}`);
    const slot = FreeSlots.parse(await free.json()).slots.find(({ atMs }) => atMs >= at(`${date}T10:00`));
    const booked = await house.ask('/api/booking/reservations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ commandId: randomUUID(), session: `session-${randomUUID()}`, procedure: 'card-issue' },
        ...{ site: 'centre', date, slotAtMs: slot?.atMs },
        contact: { name: '山田 花子', kana: 'ヤマダ ハナコ', phone: '09012345678' },
      }),
    });
    code = Booked.parse(await booked.json()).reservation.code;
    page = await browser.page(desk);
    page.setDefaultTimeout(8_000);
    await page.goto(`${house.url}/slots`);
    // The planner of the demonstration.
    await page.locator('.role-card button', { hasText: '山田' }).first().click();
    await page.locator('[data-field=date]').fill(date);
    await page.locator('[data-group=card] tbody tr').first().waitFor();
  }, 120_000);
  afterAll(() => house?.remove());

  it('shows each slot with its reckoning, and what is taken', async () => {
    const row = page.locator('[data-group=card] tbody tr', { hasText: '10:00–' });
    expect(await row.locator('.number').allTextContents()).toEqual([expect.stringMatching(/^\d+$/), '1']);
    expect(await row.locator('summary').textContent()).toMatch(/^窓口約?[\d.]+ × 15分 ÷ \d+分 × \d+% = /);
    await row.locator('summary').click();
    expect(await row.locator('details').textContent()).toContain('予約できる人数');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('names the field that is wrong, and tells whom a closing concerns before anything is changed', async () => {
    const form = page.locator('form', { has: page.locator('[data-field=reason]') });
    await form.locator('button.primary').click();
    await expect.poll(() => text(page, '.office-panel .problem')).toBe('理由を入力してください');
    await page.locator('[data-field=where]').selectOption('every');
    await page.locator('[data-field=reason]').fill('国のシステム停止のため');
    await form.locator('button.primary').click();
    await expect.poll(() => text(page, '[data-site=centre] h3')).toContain('影響を受ける予約 1件');
    expect(await text(page, `[data-code="${code}"]`)).toContain('枠が閉鎖される');
    expect(await page.locator('[data-site]').count()).toBe(3);
    expect(await page.locator('[data-change]').count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('closes at every site by one press, cancels nobody, and takes it back at one', async () => {
    await page.locator('[data-do=publish]').click();
    await expect.poll(() => page.locator('[data-done]').count()).toBe(3);
    await expect.poll(() => text(page, '[data-change]')).toContain('閉鎖する（国のシステム停止のため）');
    for (const site of ['centre', 'aoba', 'sakuragi']) {
      const days = await house.ask(
        `/api/booking/${site}/days?procedure=certificate-renewal&from=${date}&to=${date}`,
      );
      expect((await days.json()).days[0].free).toBe(0);
    }
    const day = house.hub.sites.get('centre' as never)?.books.day(date as never);
    expect([...((await day)?.book.reservations.values() ?? [])].map(({ state }) => state)).toEqual([
      'booked',
    ]);
    await page.locator('[data-change] button').click();
    await expect.poll(() => text(page, '[data-news]')).toBe('変更を元に戻しました');
    await expect.poll(() => page.locator('[data-change]').count()).toBe(0);
    const again = await house.ask(`/api/booking/centre/days?procedure=card-issue&from=${date}&to=${date}`);
    expect((await again.json()).days[0].free).toBeGreaterThan(0);
  });
});
