// People with reservations at reception: from the list, by code, by scanner, late, of another site; the desk never wonders what came of it.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Booked } from '../../protocol/reservation-api.ts';
import { FreeSlots } from '../../protocol/reservation-views.ts';
import type { Settings } from '../../protocol/settings.ts';
import { clockTime } from '../../protocol/texts/staff-texts.ts';
import { type ManualClock, manualClock } from '../../server/base/clock.ts';
import { ringOf } from '../../server/contacts/contacts.test-support.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';
import { axeFaults } from '../support/axe.ts';
import { at } from '../support/office.ts';
import { scan } from '../support/scan.ts';
import { useBrowser } from '../support/use-browser.ts';
import { desk, dist, message, signIn, text, unhurried } from './console-steps.ts';

const date = '2026-11-24';

describe('a reservation at reception', () => {
  const browser = useBrowser();
  let clock: ManualClock;
  let house: TestHouse;
  let page: Page;
  let people = 0;
  beforeAll(async () => {
    clock = manualClock(at(`${date}T10:00`));
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
  });
  afterAll(() => house?.remove());

  /** Books the first free time from then on; gives its code. */
  const booked = async (
    site: string,
    from: string,
    procedure = 'card-issue',
  ): Promise<{ code: string; slotAtMs: number }> => {
    people += 1;
    const slots = await house.ask(`/api/booking/${site}/slots?procedure=${procedure}&date=${date}`);
    const slot = FreeSlots.parse(await slots.json()).slots.find(
      ({ state, atMs }) => state === 'free' && atMs >= at(`${date}T${from}`),
    );
    const contact = { name: '山田 花子', kana: 'ヤマダ ハナコ', phone: `0901234${1000 + people}` };
    const response = await house.ask('/api/booking/reservations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ commandId: randomUUID(), session: `session-${randomUUID()}`, procedure, site, date },
        ...{ slotAtMs: slot?.atMs, contact },
      }),
    });
    const { reservation } = Booked.parse(await response.json());
    return { code: reservation.code, slotAtMs: slot?.atMs ?? 0 };
  };
  const stateOf = () => house.hub.sites.get('centre' as never)?.snapshot().state;

  it('is in the list of those who come, and one press checks it in, with its paper', async () => {
    await signIn(page, `${house.url}/reception/centre`, '鈴木');
    const { slotAtMs } = await booked('centre', '11:00');
    await expect.poll(() => text(page, '.filters button:last-child')).toBe('予約 1');
    await page.locator('.filters button', { hasText: '予約' }).click();
    expect(await text(page, '.coming .row-number')).toBe('11:00');
    expect(await axeFaults(page)).toEqual([]);
    await page.locator('.coming .ticket-row').click();
    await message(page).toContain('A001 を発行しました');
    expect(await text(page, '.result-number')).toBe('A001');
    const ticket = stateOf()?.tickets.get('A001' as never);
    expect(ticket).toMatchObject({ slotAtMs, source: 'reception', state: 'waiting' });
    expect(stateOf()?.pendingPrints.size).toBe(1);
    await expect.poll(() => page.locator('.coming .ticket-row').count()).toBe(0);
  });

  it('is checked in by a scan, though no field has the focus and letters are procedures’ keys', async () => {
    const { code } = await booked('centre', '11:30');
    await page.locator('.filters button').first().click();
    await scan(page, code);
    await message(page).toContain('A002 を発行しました');
    expect(stateOf()?.live).toEqual(['A001', 'A002']);
  });

  it('that is checked in already says so, with its number; a wrong character is found', async () => {
    const { code } = await booked('centre', '11:30');
    const typed = async (text: string) => {
      await page.keyboard.press('Shift+R');
      await page.locator('check-in-dialog dialog[open] input').waitFor();
      await page.keyboard.type(text, { delay: 60 });
      await page.keyboard.press('Enter');
    };
    await typed(`${code.slice(0, 4)}-${code.slice(4, 8)}${code[8] === 'A' ? 'B' : 'A'}`);
    await expect.poll(() => text(page, 'check-in-dialog .problem')).toContain('予約番号に誤りがあります');
    await page.keyboard.press('Escape');
    await typed(code.toLowerCase());
    await message(page).toContain('A003 を発行しました');
    await typed(code);
    await expect.poll(() => text(page, 'check-in-dialog .problem')).toContain('番号は A003 です');
    await page.keyboard.press('Escape');
  });

  it('of another site is moved here where there is room, after a question', async () => {
    const { code } = await booked('aoba', '11:00', 'certificate-renewal');
    await page.locator('#find').fill(code);
    await page.locator('#find').press('Enter');
    const dialog = page.locator('check-in-dialog dialog[open]');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('青葉');
    expect(await axeFaults(page)).toEqual([]);
    // A second Enter of a nervous finger answers no question.
    await unhurried(page);
    await page.keyboard.press('Enter');
    await message(page).toContain('B001 を発行しました');
    expect(stateOf()?.live).toEqual(['A001', 'A002', 'A003', 'B001']);
  });

  it('whose time has passed is let in, and the desk hears what that means', async () => {
    const { code } = await booked('centre', '12:00');
    await clock.advanceTo(at(`${date}T13:30`));
    await page.locator('#find').fill(code);
    await page.locator('#find').press('Enter');
    await message(page).toContain('予約時刻を過ぎたため');
  });

  describe('at the kiosk', () => {
    let kiosk: Page;
    beforeAll(async () => {
      kiosk = await browser.page({ width: 1080, height: 1920 });
      kiosk.setDefaultTimeout(8_000);
      await kiosk.goto(`${house.url}/kiosk/centre?device=kiosk-1`);
      await kiosk.locator('[data-do=reserved]').waitFor();
    });
    const shown = () => kiosk.locator('.screen').getAttribute('data-shown');
    const touch = (name: string) => kiosk.locator(`[data-do="${name}"]`).first().click();

    it('is checked in by the pad, and reads when they are called', async () => {
      const { code, slotAtMs } = await booked('centre', '14:00');
      await touch('reserved');
      await expect.poll(shown).toBe('code');
      expect(await axeFaults(kiosk)).toEqual([]);
      for (const key of code) await kiosk.locator(`[data-key="${key}"]`).click();
      await touch('send');
      await expect.poll(shown).toBe('ticket');
      await expect.poll(() => text(kiosk, '.reserved')).toContain(`ご予約は${clockTime(slotAtMs)}です`);
      await touch('done');
    });

    it('is checked in by a scan, in their language; a second scan says their number', async () => {
      const { code } = await booked('centre', '14:15');
      await kiosk.locator('[data-language=en]').click();
      await scan(kiosk, `https://city.example.jp/booking#${code}.0123456789ABCDEF`);
      await expect.poll(shown).toBe('ticket');
      const number = await text(kiosk, '[data-number]');
      expect(
        house.hub.sites
          .get('centre' as never)
          ?.snapshot()
          .state.tickets.get(number as never),
      ).toMatchObject({
        language: 'en',
        source: 'kiosk',
      });
      await touch('done');
      await scan(kiosk, code);
      await expect.poll(shown).toBe('notCheckedIn');
      await expect.poll(() => text(kiosk, 'h1')).toContain(number);
      await touch('done');
    });

    it('of another place is offered to be moved here, in plain words', async () => {
      const { code } = await booked('aoba', '15:00', 'certificate-renewal');
      await scan(kiosk, code);
      await expect.poll(shown).toBe('notCheckedIn');
      expect(await text(kiosk, '.why')).toContain('青葉');
      expect(await axeFaults(kiosk)).toEqual([]);
      await touch('move-here');
      await expect.poll(shown).toBe('ticket');
      await touch('done');
    });
  });
});
