// A resident reserves, moves and cancels in a browser: by keyboard, twice at once, with a lost line, with a time that ran out; ten languages.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Language, languages } from '../../protocol/ids.ts';
import { Booked } from '../../protocol/reservation-api.ts';
import { FreeDays, FreeSlots } from '../../protocol/reservation-views.ts';
import { bookingTexts } from '../../protocol/texts/booking/index.ts';
import { makeKey } from '../../server/contacts/keys.ts';
import { axeFaults } from '../support/axe.ts';
import { type Browser, openBrowser } from '../support/chromium.ts';
import { textFaults } from '../support/cut-text.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';

const phoneSize = { width: 390, height: 844 };
const smallPhone = { width: 320, height: 568 };
/** A procedure without a question on expiry, so that a journey may begin at the place. */
const procedure = 'address-change';
const say = bookingTexts.en;
let hub: HubProcess;
let browser: Browser;
const errors: string[] = [];

const open = async (
  language = 'en',
  path = '/booking',
  size = phoneSize,
  clock: 'own' | 'ours' = 'own',
): Promise<Page> => {
  const page = await browser.page(size);
  // Before anything of the page runs: its timers and its time are one then.
  if (clock === 'ours') await page.clock.install();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.addInitScript((chosen) => window.localStorage.setItem('junban.language', chosen), language);
  await page.goto(`${hub.url}${path}`);
  await page
    .locator('[data-step=start] .choice.large:not(:disabled), [data-step=mine], [data-step=find]')
    .first()
    .waitFor();
  return page;
};
const step = (page: Page, name: string) => page.locator(`[data-step=${name}]`).waitFor();
const byName = (page: Page, name: string) => page.getByRole('button', { name }).first();

/** From the start to the list of times of the first free day. */
const toTimes = async (page: Page): Promise<void> => {
  await byName(page, say.start.book).click();
  await step(page, 'procedure');
  await page.locator('.choice', { hasText: 'Change of address' }).first().click();
  await step(page, 'place');
  await page.locator('.choice.place').first().click();
  await step(page, 'day');
  await page.locator('td[data-kind=free] button').first().click();
  await page.locator('.time[data-free=true]').first().waitFor();
};
const toForm = async (page: Page): Promise<void> => {
  await toTimes(page);
  await page.locator('.time[data-free=true]').first().click();
  await step(page, 'form');
};
/** The chosen day is said to open in ten minutes: whoever looks at it is in line, by a hub that says so. */
const intoLine = async (page: Page): Promise<void> => {
  const releaseAtMs = Date.now() + 600_000;
  await page.route('**/api/booking/*/days?*', async (route) => {
    const found = FreeDays.parse(await (await route.fetch()).json());
    const days = found.days.map((day) => ({ ...day, free: 0, opensAtMs: releaseAtMs }));
    await route.fulfill({ json: { ...found, days } });
  });
  await page.route('**/api/booking/line', (route) =>
    route.fulfill({
      json: {
        ok: true,
        line: { releaseAtMs, turnAtMs: releaseAtMs + 7_000, pass: `abc.${'x'.repeat(27)}` },
      },
    }),
  );
  await page.locator('[aria-pressed=true][data-kind], td[data-chosen=true] button').first().click();
  await page.locator('.line').waitFor();
};
let people = 0;
/** Somebody else each time: one telephone number has one coming reservation. */
const fillIn = async (page: Page): Promise<string> => {
  people += 1;
  const phone = `0901234${String(1000 + people)}`;
  await page.locator('#name').fill('山田 花子');
  await page.locator('#kana').fill('やまだ はなこ');
  await page.locator('#phone').fill(phone);
  return phone.slice(-4);
};
const codeOn = (page: Page) => page.locator('.code .digits').innerText();

/** axe looks at the page once in each script; whether words fit is measured in every language. */
const looksRight = async (page: Page, what: string, language: Language): Promise<void> => {
  if (['ja', 'en', 'ne'].includes(language)) expect(await axeFaults(page), what).toEqual([]);
  // All of it at once in the window.
  await page.setViewportSize({ ...smallPhone, height: 12_000 });
  expect(await textFaults(page), what).toEqual([]);
  await page.setViewportSize(smallPhone);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `${what}: wider than the screen`).toBeLessThanOrEqual(0);
};

const free = async (): Promise<{ readonly date: string; readonly slots: FreeSlots['slots'] }> => {
  const base = `${hub.url}/api/booking/centre`;
  const days = FreeDays.parse(await (await fetch(`${base}/days?procedure=${procedure}`)).json());
  const date = days.days.find((day) => day.free > 3)?.date ?? '';
  const answer = await fetch(`${base}/slots?procedure=${procedure}&date=${date}`);
  return { date, slots: FreeSlots.parse(await answer.json()).slots };
};

beforeAll(async () => {
  // Personal data is kept sealed: without a key nothing that asks for a name can be reserved.
  hub = await startHub({ env: { JUNBAN_KEY: makeKey().line } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await hub?.remove();
});

describe('a reservation', () => {
  it('is made, found again with four digits, moved and cancelled', async () => {
    const page = await open();
    await toForm(page);
    expect(await page.locator('.kept').innerText()).toMatch(/kept for you until \d+:\d\d/);
    const lastFour = await fillIn(page);
    await byName(page, say.form.book).click();
    await step(page, 'done');
    const code = await codeOn(page);
    const download = page.waitForEvent('download');
    await page.locator('[data-do=calendar]').click();
    expect((await download).suggestedFilename()).toBe(`junban-${code.replace('-', '')}.ics`);
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{5}$/);
    await page.locator('.qr svg').waitFor();
    await page.context().close();

    const again = await open();
    await byName(again, say.start.mine).click();
    await again.locator('#code').fill(code.toLowerCase().replace('-', ' '));
    await again.locator('#lastFour').fill(lastFour);
    await byName(again, say.mine.find).click();
    await step(again, 'mine');
    const before = await again.locator('.facts').innerText();

    await byName(again, say.mine.move).click();
    await step(again, 'place');
    await again.locator('.choice.place').first().click();
    await again.locator('td[data-kind=free] button').nth(1).click();
    await again.locator('.time[data-free=true]').nth(2).click();
    await step(again, 'form');
    await byName(again, say.mine.moveYes).click();
    await again.getByRole('heading', { name: say.mine.moved }).waitFor();
    expect(await codeOn(again)).toBe(code);
    expect(await again.locator('.facts').innerText()).not.toBe(before);

    await byName(again, say.mine.cancel).click();
    await byName(again, say.mine.keep).click();
    await byName(again, say.mine.cancel).click();
    await again.locator('dialog').getByRole('button', { name: say.mine.cancelYes }).click();
    await again.getByRole('heading', { name: say.mine.cancelled }).waitFor();
    expect(await again.locator('.state').getAttribute('data-state')).toBe('cancelled');
    await again.context().close();
  });

  it('is made by the keyboard alone, and the focus goes where the eye goes', async () => {
    const page = await open();
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    const press = async (name: string) => {
      await byName(page, name).focus();
      await page.keyboard.press('Enter');
    };
    await press(say.start.book);
    await step(page, 'procedure');
    expect(await focused()).toBe('H1');
    await page.locator('.choice', { hasText: 'Change of address' }).first().focus();
    await page.keyboard.press('Enter');
    await step(page, 'place');
    await page.locator('.choice.place').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('td[data-kind=free] button').first().focus();
    await page.keyboard.press('Space');
    await page.locator('.time[data-free=true]').first().focus();
    await page.keyboard.press('Enter');
    await step(page, 'form');
    await page.locator('#name').focus();
    // A form that is sent with what is missing leads to the list of it.
    await page.keyboard.press('Enter');
    await page.locator('#problems').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('problems');
    await fillIn(page);
    await page.keyboard.press('Enter');
    await step(page, 'done');
    await page.context().close();
  });

  it('is one for a double click, and one for a line that broke before the answer came', async () => {
    const page = await open();
    await toForm(page);
    await fillIn(page);
    // The hub takes it; its first answer never arrives.
    let lost = 0;
    const bodies: string[] = [];
    await page.route('**/api/booking/reservations', async (route) => {
      bodies.push(route.request().postData() ?? '');
      await route.fetch();
      if (lost++ === 0) await route.abort('connectionreset');
      else await route.continue();
    });
    await byName(page, say.form.book).dblclick();
    await step(page, 'done');
    expect(bodies.length).toBeGreaterThanOrEqual(2);
    expect(new Set(bodies).size).toBe(1);
    await page.context().close();
  });

  it('says what is free instead when somebody else was a moment faster', async () => {
    const page = await open();
    await toTimes(page);
    const time = await page.locator('.time[data-free=true]').first().innerText();
    await page.route('**/api/booking/holds', async (route) => {
      // All others of the slot are taken between the look and the press.
      const wish = route.request().postDataJSON() as Record<string, unknown>;
      for (let n = 0; n < 12; n += 1) {
        people += 1;
        const body = {
          ...{
            ...wish,
            commandId: `other-${people}-${'x'.repeat(8)}`,
            session: `other-session-${people}-${'x'.repeat(12)}`,
          },
          contact: { name: '佐藤', kana: 'サトウ', phone: `0901234${String(1000 + people)}` },
        };
        const answer = await fetch(`${hub.url}/api/booking/reservations`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        if (!Booked.safeParse(await answer.json()).success) break;
      }
      await route.continue();
    });
    await page.locator('.time[data-free=true]').first().click();
    await page.locator('.trouble[data-trouble=slotFull]').waitFor();
    await page.unroute('**/api/booking/holds');
    const instead = page.locator('.trouble .choice').first();
    expect(await instead.innerText()).not.toContain(time.split(' ')[0] ?? '?');
    await instead.click();
    await step(page, 'form');
    await page.context().close();
  });

  it('whose time ran out while typing keeps what was typed, and gets the time again by one press', async () => {
    const page = await open('en', '/booking', phoneSize, 'ours');
    await toForm(page);
    await fillIn(page);
    await page.clock.fastForward('11:00');
    await page.locator('[data-trouble=holdOver]').waitFor();
    expect(await page.locator('#name').inputValue()).toBe('山田 花子');
    expect(await byName(page, say.form.book).isDisabled()).toBe(true);
    await byName(page, say.hold.again).click();
    await page.locator('.kept').waitFor();
    await byName(page, say.form.book).click();
    await step(page, 'done');
    await page.context().close();
  });

  it('goes one step back by the browser’s button, with everything that was chosen', async () => {
    const page = await open();
    await toForm(page);
    await page.goBack();
    await step(page, 'day');
    await page.locator('.time').first().waitFor();
    await page.goBack();
    await step(page, 'place');
    await page.goForward();
    await step(page, 'day');
    expect(
      await page.evaluate(() =>
        JSON.stringify([window.history.state, { ...localStorage }, { ...sessionStorage }]),
      ),
    ).not.toMatch(/山田|ヤマダ|0901234/);
    await page.context().close();
  });
});

describe('a reservation that is asked for', () => {
  it('with a wrong code, with wrong digits, by a link', async () => {
    const page = await open();
    await byName(page, say.start.mine).click();
    await page.locator('#code').fill('7KQM-2XWPD');
    await page.locator('#lastFour').fill('1');
    await byName(page, say.mine.find).click();
    expect(await page.locator('#problem-lastFour').innerText()).toBe(say.form.problem.lastFour);
    await page.context().close();

    const { date, slots } = await free();
    const slot = slots.find((one) => one.free > 0);
    people += 1;
    const answer = await fetch(`${hub.url}/api/booking/reservations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ commandId: 'by-link-0001', session: 'by-link-session-0000001', site: 'centre', date, procedure },
        ...{ slotAtMs: slot?.atMs, partySize: 1, language: 'en' },
        contact: { name: '鈴木', kana: 'スズキ', phone: `0901234${String(1000 + people)}` },
      }),
    });
    const { reservation, secret } = Booked.parse(await answer.json());
    const linked = await open('en', `/booking#${reservation.code}.${secret}`);
    await step(linked, 'mine');
    expect((await codeOn(linked)).replace('-', '')).toBe(reservation.code);
    const wrong = await open('en', `/booking#${reservation.code}.${'0'.repeat(16)}`);
    await step(wrong, 'find');
    await wrong.locator('.trouble[data-trouble=notFound]').waitFor();
    await linked.context().close();
    await wrong.context().close();
  });
});

describe('the page', () => {
  it.each(languages)('fits the smallest phone in %s, with nothing that axe minds', async (language) => {
    const page = await open(language, '/booking', smallPhone);
    const texts = bookingTexts[language];
    await looksRight(page, 'start', language);
    await page.locator('.choice.large').first().click();
    await step(page, 'procedure');
    await looksRight(page, 'procedure', language);
    // The second is a renewal, which asks for a date first.
    await page.locator('.choice').nth(1).click();
    await step(page, 'eligible');
    await looksRight(page, 'eligible', language);
    await page.locator('.link').click();
    await step(page, 'place');
    await page.locator('.free:not([data-none=true])').first().waitFor();
    await looksRight(page, 'place', language);
    await page.locator('.choice.place').first().click();
    await page.locator('td[data-kind=free] button').first().click();
    await page.locator('.time[data-free=true]').first().waitFor();
    await looksRight(page, 'day', language);
    await page.locator('.turn button').nth(1).click();
    await page.locator('.week').waitFor();
    await looksRight(page, 'week', language);
    await intoLine(page);
    await looksRight(page, 'line', language);
    await page.unrouteAll();
    await page.locator('.week .choice:not(:disabled)').last().click();
    await page.locator('.line').waitFor({ state: 'detached' });
    await page.locator('.time[data-free=true]').first().waitFor();
    await page.locator('.time[data-free=true]').first().click();
    await step(page, 'form');
    await page.locator('form .main').click();
    await page.locator('#problems').waitFor();
    await looksRight(page, 'form', language);
    await fillIn(page);
    await page.locator('form .main').click();
    await step(page, 'done');
    await looksRight(page, 'done', language);
    expect(await page.locator('h1').innerText()).toBe(texts.done.heading);
    await page.context().close();
  });

  it('made no error', () => expect(errors).toEqual([]));
});
