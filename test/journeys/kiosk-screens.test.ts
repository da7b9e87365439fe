// Every screen of the kiosk in every language, upright and wide, at full height and in the lower half: nothing cut, small or in the way.
import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Kiosk } from '../../displays/kiosk/parts/kiosk-state.ts';
import { languages } from '../../protocol/ids.ts';
import type { KioskView } from '../../protocol/kiosk-view.ts';
import { axeFaults } from '../support/axe.ts';
import { textFaults } from '../support/cut-text.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';

let hub: HubProcess;
const browser = useBrowser();
const pictures = process.env.JUNBAN_PICTURES;

beforeAll(async () => {
  hub = await startHub();
  for (const [count, procedure] of [
    [9, 'card-issue'],
    [4, 'card-renewal'],
    [6, 'certificate-renewal'],
  ] as const)
    for (let one = 0; one < count; one += 1)
      await hub.command('centre', {
        ...{ type: 'issueTicket', source: 'reception', marks: [], language: 'ja', partySize: 1, note: '' },
        ...{ procedure, slotAtMs: null, printAt: null },
      } as never);
  for (const booth of [1, 4, 7, 8])
    await hub.command('centre', { type: 'openBooth', booth, staff: 'sato' } as never);
  await hub.command('centre', { type: 'stopIntake', procedures: ['pin-reset'], notice: null } as never);
  await hub.command('centre', { type: 'startOutage', procedures: ['lost-card'], notice: null } as never);
}, 120_000);
afterAll(async () => {
  await hub?.remove();
});

const press = {
  kind: 'issue',
  commandId: 'press-0001',
  date: '2026-11-24',
  procedure: 'card-renewal',
  language: 'ja',
  partySize: 1,
  expiring: true,
};
const given = {
  ticket: 'C005',
  code: '0123456789ABCDEF',
  paper: true,
  procedure: 'card-renewal',
  arrival: null,
};
const refusedWith = (code: string, params: object, allowed: readonly string[] = []) => ({
  at: 'notCheckedIn',
  press: { kind: 'checkIn', commandId: 'press-0002', date: '2026-11-24', code: '7KQM2XWPD', moveHere: false },
  refusal: { code, params, allowed, message: '', messageJa: '' },
});
const ends = { date: '2027-08-31', kind: 'early' };
type Screen = {
  readonly step: object;
  readonly over?: object;
  readonly view?: object;
  readonly live?: boolean;
};
const printed = {
  ticket: 'C005',
  state: 'waiting',
  ahead: 4,
  estimate: { p20: 62, p50: 80, p80: 118 },
  print: 'printed',
};
const told = { commandId: 'help-00001', state: 'told', sinceMs: 0, answeredBefore: null };

const screens: Readonly<Record<string, Screen>> = {
  choose: { step: { at: 'choose', place: { page: 0 } } },
  'no paper': { step: { at: 'choose', place: { page: 0 } }, view: { printer: 'fault' } },
  list: { step: { at: 'choose', place: { group: 'card', page: 0 } }, over: { low: true } },
  party: { step: { at: 'party', procedure: 'address-change', expiring: false } },
  stopped: { step: { at: 'unavailable', procedure: 'pin-reset', refusal: null } },
  outage: { step: { at: 'unavailable', procedure: 'lost-card', refusal: null } },
  reserved: { step: { at: 'unavailable', procedure: 'advice', refusal: null } },
  code: { step: { at: 'code', typed: '7KQM2XWPD', wrong: false } },
  'wrong code': { step: { at: 'code', typed: '7KQM2XWPD', wrong: true } },
  'other site': {
    step: refusedWith(
      'checkInOtherSite',
      { place: '青葉 電子証明書コーナー', date: '2026-11-24', time: '11:00' },
      ['checkIn'],
    ),
  },
  'checked in': { step: refusedWith('checkInAlready', { ticket: 'C005' }) },
  which: { step: { at: 'expiryWhich' } },
  year: { step: { at: 'expiryYear', what: 'certificate' } },
  month: { step: { at: 'expiryMonth', what: 'card', year: 2027 } },
  day: { step: { at: 'expiryDay', what: 'card', year: 2027, month: 8 } },
  early: { step: { at: 'expiryAnswer', what: 'card', ends, expiring: false } },
  now: { step: { at: 'expiryAnswer', what: 'certificate', ends: { ...ends, kind: 'now' }, expiring: true } },
  issuing: { step: { at: 'issuing', press, sinceMs: -5_000 } },
  printing: { step: { at: 'ticket', press, given, sinceMs: 0 }, view: { printer: 'ready' } },
  printed: { step: { at: 'ticket', press, given, sinceMs: 0 }, view: { tickets: [printed] } },
  'on the screen': {
    step: { at: 'ticket', press, given: { ...given, paper: false }, sinceMs: 0 },
    view: { tickets: [{ ...printed, print: 'none' }] },
  },
  'reserved and late': {
    step: { at: 'ticket', press, given: { ...given, paper: false, arrival: 'late' }, sinceMs: 0 },
    view: { tickets: [{ ...printed, print: 'none', slotAtMs: 1_795_480_200_000 }] },
  },
  unconfirmed: { step: { at: 'unconfirmed', press } },
  'out of order': { step: { at: 'choose', place: { page: 0 } }, live: false },
  closed: {
    step: { at: 'choose', place: { page: 0 } },
    view: { phase: 'closed', procedures: [], nextOpeningMs: 1_795_305_600_000 },
  },
  help: { step: { at: 'choose', place: { page: 0 } }, over: { helpOpen: true } },
  'help told': { step: { at: 'choose', place: { page: 0 } }, over: { helpOpen: true, help: told } },
  'help failed': {
    step: { at: 'choose', place: { page: 0 } },
    over: { helpOpen: true, help: { ...told, state: 'failed' } },
  },
};

type Drawn = HTMLElement & {
  view: KioskView | null;
  live: boolean;
  show(kiosk: Kiosk, around: object): void;
  updateComplete: Promise<boolean>;
};

/** A page with an element of its own, which no hub moves on; it is drawn as the test says. */
const openStill = async (size: { width: number; height: number }): Promise<Page> => {
  const page = await browser.page(size);
  await page.goto(`${hub.url}/kiosk/centre?device=kiosk-1`);
  await page.locator('.card, .group').first().waitFor();
  await page.evaluate(() => {
    const living = document.querySelector('kiosk-page') as Drawn;
    const still = document.createElement('kiosk-page') as Drawn;
    still.view = structuredClone(living.view);
    living.remove();
    document.body.append(still);
    Object.assign(window, { whole: structuredClone(still.view) });
  });
  return page;
};

/** Draws a screen and tells buttons that are too small, hang over, or stand in the upper half when they must not. */
const draw = async (page: Page, language: string, low: boolean, screen: Screen): Promise<string[]> => {
  const wrong = await page.evaluate(
    async ({ language, low, screen }) => {
      const still = document.querySelector('kiosk-page') as Drawn;
      const { whole } = window as unknown as { whole: KioskView };
      still.view = { ...whole, ...screen.view };
      still.live = screen.live ?? true;
      const kiosk = {
        language,
        low,
        step: screen.step,
        helpOpen: false,
        help: null,
        touchedAtMs: 0,
        ...screen.over,
      };
      const around = {
        view: still.view,
        live: still.live,
        today: '2026-11-24',
        nowMs: 0,
        newCommandId: () => 'x',
      };
      still.show(kiosk as unknown as Kiosk, around);
      await still.updateComplete;
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await still.updateComplete;
      const faults: string[] = [];
      for (const button of still.shadowRoot?.querySelectorAll('button') ?? []) {
        const box = button.getBoundingClientRect();
        const name = button.textContent?.replaceAll(/\s+/g, ' ').trim();
        const lower = kiosk.low ? innerHeight / 2 - 1 : 0;
        if (box.width < 72 || box.height < 72) faults.push(`small: ${name} ${box.width}×${box.height}`);
        if (box.top < lower) faults.push(`too high: ${name} ${box.top}`);
        if (button.scrollWidth > button.clientWidth + 1) faults.push(`hangs over: ${name}`);
      }
      const over = document.documentElement.scrollHeight - innerHeight;
      if (over > 0) faults.push(`too long by ${over} px`);
      return faults;
    },
    { language, low, screen },
  );
  return [...wrong, ...(await textFaults(page))];
};

const sizes = [
  ['upright', { width: 1080, height: 1920 }],
  ['wide', { width: 1920, height: 1080 }],
] as const;

describe.each(sizes)('every screen, %s', (shape, size) => {
  let page: Page;
  beforeAll(async () => {
    page = await openStill(size);
  });

  it.each(languages)('in %s fits, at full height and in the lower half', async (language) => {
    const faults: string[] = [];
    for (const low of [false, true]) {
      for (const [name, screen] of Object.entries(screens)) {
        const found = await draw(page, language, low, screen);
        faults.push(...found.map((fault) => `${low ? 'low ' : ''}${name}: ${fault}`));
        if (pictures !== undefined)
          writeFileSync(
            `${pictures}/${shape}-${low ? 'low-' : ''}${language}-${name.replaceAll(' ', '-')}.png`,
            await page.screenshot(),
          );
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('passes axe', async () => {
    for (const low of [false, true])
      for (const [name, screen] of Object.entries(screens)) {
        await draw(page, 'en', low, screen);
        expect([name, await axeFaults(page)]).toEqual([name, []]);
      }
  }, 240_000);
});

describe('zoomed to 200 %', () => {
  it.each([
    ['upright', { width: 540, height: 960 }],
    ['wide', { width: 960, height: 540 }],
  ] as const)(
    'every screen, %s, is scrolled down and never sideways, and its letters are twice as large',
    async (_shape, size) => {
      const page = await openStill(size);
      for (const language of ['ja', 'pt'])
        for (const low of [false, true])
          for (const [name, screen] of Object.entries(screens)) {
            await draw(page, language, low, screen);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect([language, low, name, Math.max(0, wide)]).toEqual([language, low, name, 0]);
          }
      const letters = await page
        .locator('h1')
        .evaluate((h1) => Number.parseFloat(getComputedStyle(h1).fontSize));
      // As many pixels of its own on a screen of half as many.
      expect(letters).toBeGreaterThanOrEqual(40);
    },
    120_000,
  );
});
