// The wall in a real Chromium, before a stand-in hub: calls shown and heard, faults survived, nothing cut off.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureHub, startFixtureHub } from '../../displays/test-support/fixture-hub.ts';
import {
  aCall,
  aLobby,
  aProcedure,
  aSiteList,
  type LobbyShape,
  someCalls,
} from '../../displays/test-support/wall-fixtures.ts';
import type { WallPage } from '../../displays/wall/wall-page.ts';
import { type Language, languages } from '../../protocol/ids.ts';
import type { WallView } from '../../protocol/views.ts';
import { buildPages } from '../../tools/build.ts';
import { axeFaults } from '../support/axe.ts';
import { facesLoaded, textFaults } from '../support/cut-text.ts';
import { dist } from './console-steps.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];
const landscape = { width: 1920, height: 1080 };
const portrait = { width: 1080, height: 1920 };

let hub: FixtureHub;
let browser: Browser;
const open: BrowserContext[] = [];

beforeAll(async () => {
  await buildPages();
  hub = await startFixtureHub({ dist, sites: aSiteList() });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
});

afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

type Heard = { readonly said: string[]; together: number; most: number };
declare global {
  interface Window {
    heard: Heard;
    sameLife: boolean;
  }
}

/** A voice that writes down what it is asked to say, and how many at once. */
const recordSpeech = () => {
  window.heard = { said: [], together: 0, most: 0 };
  class Utterance {
    text: string;
    lang = '';
    onstart: (() => void) | null = null;
    onend: (() => void) | null = null;
    constructor(text: string) {
      this.text = text;
    }
  }
  const speak = (utterance: Utterance) => {
    window.heard.together += 1;
    window.heard.most = Math.max(window.heard.most, window.heard.together);
    window.heard.said.push(`${utterance.lang}: ${utterance.text}`);
    setTimeout(() => utterance.onstart?.(), 5);
    setTimeout(() => {
      window.heard.together -= 1;
      utterance.onend?.();
    }, 60);
  };
  const voices = ['ja-JP', 'en-US', 'vi-VN'].map((lang) => ({ lang, name: lang }));
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
  Object.defineProperty(window, 'speechSynthesis', {
    value: { speak, cancel() {}, resume() {}, getVoices: () => voices, speaking: false, pending: false },
  });
};

const openWall = async (size = landscape, query = 'device=lobby-1'): Promise<Page> => {
  const context = await browser.newContext({ viewport: size });
  open.push(context);
  const page = await context.newPage();
  await page.addInitScript(recordSpeech);
  await page.goto(`${hub.origin}/wall/centre?${query}`);
  await page.evaluate(() => {
    window.sameLife = true;
  });
  return page;
};

const quick = {
  ...{ chime: false, speech: true, volume: 1, languages: [...languages] },
  ...{ rate: 1, hours: [], browserVoices: [] },
};
/** Waits for a condition, patiently: the machine may be busy. */
const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 15_000, interval: 40 });
const lobby = (shape: LobbyShape = {}): WallView =>
  aLobby({ ...shape, over: { sound: quick, ...shape.over } });
const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();
const said = (page: Page) => page.evaluate(() => window.heard.said);
const linkOf = (page: Page) =>
  page.evaluate(() => (document.querySelector('wall-page') as WallPage | null)?.link);
const live = (page: Page) => soon(() => linkOf(page)).toBe('live');

describe('calls on the wall', () => {
  it('several within one second are all shown and all spoken, in order, one after another', async () => {
    hub.show(lobby());
    const page = await openWall();
    await live(page);
    const now = Date.now();
    const calls = Array.from({ length: 7 }, (_, index) => aCall(`A10${index}`, index + 1, now - index * 100));
    for (const count of [2, 5, 7]) hub.show(lobby({ calls: calls.slice(-count) }));
    await soon(() => texts(page, '.call .number')).toEqual(['A100', 'A101', 'A102', 'A103']);
    expect(await texts(page, '.list .number')).toEqual(['A104', 'A105', 'A106']);
    await soon(async () => (await said(page)).length).toBe(7);
    expect((await said(page)).map((line) => /A、?(\d+)番/.exec(line)?.[1])).toEqual([
      '106',
      '105',
      '104',
      '103',
      '102',
      '101',
      '100',
    ]);
    expect(await page.evaluate(() => window.heard.most)).toBe(1);
    expect(await page.locator('.call.new').count()).toBe(4);
    const told = () => hub.receipts.flatMap((receipt) => receipt.calls);
    await soon(
      () =>
        new Set(
          told()
            .filter((line) => line.spokenAtMs !== null)
            .map((line) => line.callId),
        ).size,
    ).toBe(7);
    expect(told().every((line) => line.shownAtMs !== null)).toBe(true);
    expect(hub.receipts.at(-1)).toMatchObject({ device: 'lobby-1', sound: 'on' });
  });

  it('a recall is heard, in the language of the ticket too; a withdrawn call is not', async () => {
    const now = Date.now();
    const first = aCall('B012', 3, now - 90_000, { language: 'vi' });
    hub.show(lobby({ calls: [first] }));
    const page = await openWall();
    await live(page);
    const again = aCall('B012', 3, now, { language: 'vi', count: 2 });
    const undone = aCall('C001', 4, now - 1_000, { withdrawn: true });
    hub.show(lobby({ calls: [again, undone, first] }));
    await soon(async () => (await said(page)).length).toBe(2);
    expect(await said(page)).toEqual([
      expect.stringMatching(/^ja-JP: .*B、12番.*3番窓口/),
      expect.stringMatching(/^vi-VN: .*B 12.*3/),
    ]);
    expect(await page.locator('.call .recall').innerText()).toContain('再度のお呼び出し');
    expect(await page.locator('text=C001').count()).toBe(0);
  });

  it('a stale call is shown, but neither flashes nor sounds; a reload repeats nothing', async () => {
    const now = Date.now();
    hub.show(lobby({ calls: [aCall('A001', 1, now), aCall('A002', 2, now - 120_000)] }));
    const page = await openWall();
    await soon(async () => (await said(page)).length).toBe(1);
    await page.reload();
    await live(page);
    const before = hub.receipts.length;
    await soon(() => hub.receipts.length).toBeGreaterThan(before);
    expect(await said(page)).toEqual([]);
    expect(await texts(page, '.list .number')).toEqual(['A002']);
    expect(await page.locator('.list .new').count()).toBe(0);
  });
});

describe('faults', () => {
  it('a restarted hub is found again without a reload, and the wall says meanwhile that it is not live', async () => {
    hub.show(lobby({ calls: [aCall('A001', 1, Date.now())] }));
    const page = await openWall();
    await soon(async () => (await said(page)).length).toBe(1);
    const { port } = hub;
    await hub.stop();
    await soon(() => page.locator('.offline').count()).toBe(1);
    expect(await texts(page, '.call .number')).toEqual(['A001']);
    expect(await page.locator('.new').count()).toBe(0);
    hub = await startFixtureHub({ dist, port, sites: aSiteList() });
    hub.show(lobby({ calls: [aCall('A002', 2, Date.now()), aCall('A001', 1, Date.now() - 5_000)] }));
    await live(page);
    await soon(() => texts(page, '.call .number')).toEqual(['A002', 'A001']);
    await soon(async () => (await said(page)).length).toBe(2);
    expect(await page.locator('.offline').count()).toBe(0);
    expect(await page.evaluate(() => window.sameLife)).toBe(true);
    // A new hub knows nothing: it is told again of all that is on the screen.
    await soon(() => hub.receipts.flatMap((receipt) => receipt.calls.map((line) => line.callId))).toContain(
      'A001.1',
    );
  });

  it('a view of a newer hub reloads the page, but not again within the minute', async () => {
    hub.show(lobby());
    const page = await openWall();
    await live(page);
    const reloaded = page.waitForEvent('load');
    hub.sendRaw({ sentAtMs: Date.now(), view: { ...lobby(), somethingNew: true } });
    await reloaded;
    await live(page);
    hub.sendRaw({ sentAtMs: Date.now(), view: { ...lobby(), somethingNew: true } });
    await soon(() => linkOf(page)).toBe('offline');
    hub.show(lobby());
    await live(page);
  });

  it('a screen whose clock is wrong follows the hub', async () => {
    const { port } = hub;
    await hub.stop();
    hub = await startFixtureHub({ dist, port, sites: aSiteList(), clockAheadMs: 7_200_000 });
    hub.show(lobby({ calls: [aCall('A001', 1, Date.now() + 7_200_000), aCall('A002', 2, Date.now())] }));
    const page = await openWall();
    await soon(async () => (await said(page)).length).toBe(1);
    expect((await said(page))[0]).toContain('A、1番');
    await hub.stop();
    hub = await startFixtureHub({ dist, port, sites: aSiteList() });
  });
});

/** Lobbies from the smallest to the fullest. */
const lobbies = (): WallView[] => {
  const now = Date.now();
  const together = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      aCall(`A${String(100 + index)}`, 20 - index, now - 13_000 - index, { count: (index % 2) + 1 }),
    );
  return Array.from({ length: 12 }, (_, index) => index + 1)
    .flatMap((procedures) => {
      const booths = Math.min(20, procedures * 2 - 1);
      const calls = [...together(procedures % 5), ...someCalls(9, now)];
      const absent = ['B007', 'A003', 'C119', 'D200'].slice(0, procedures % 5);
      return [lobby({ procedures, booths, calls, absent })];
    })
    .concat([
      lobby({
        procedures: 12,
        booths: 20,
        calls: [...together(20)],
        absent: ['B007', 'A003'],
        over: {
          procedures: Array.from({ length: 12 }, (_, index) =>
            aProcedure(index, {
              intake: (['outage', 'stopped', 'notNow', 'reservationOnly'] as const)[index % 4] ?? 'open',
              notice: { ja: '全国システムの復旧を待っています。', en: 'Waiting for the national system.' },
            }),
          ),
        },
      }),
      lobby({ over: { phase: 'closed', nextOpeningMs: now + 86_400_000 } }),
      lobby({ over: { phase: 'break', nextOpeningMs: now + 3_600_000 } }),
    ]);
};

const draw = async (page: Page, view: WallView, language: Language) => {
  await page.evaluate(
    async ([nextView, second]) => {
      const wall = document.querySelector('wall-page') as WallPage;
      wall.pinnedLanguage = second;
      wall.view = nextView;
      await wall.updateComplete;
    },
    [view, language] as const,
  );
  await facesLoaded(page);
  await page.evaluate(() => (document.querySelector('wall-page') as WallPage).fitNow());
};

describe.each([
  ['landscape', landscape],
  ['portrait', portrait],
  ['720p', { width: 1280, height: 720 }],
] as const)('%s', (name, size) => {
  it('shows 1 to 12 procedures and up to 20 booths in every language with nothing cut or overlapping', async () => {
    hub.show(lobby());
    const page = await openWall(size);
    await live(page);
    const faults: string[] = [];
    const spoken = languages.filter(
      (language) => language !== 'ja' && (name !== '720p' || language === 'vi'),
    );
    for (const view of lobbies())
      for (const language of spoken) {
        await draw(page, view, language);
        const label = `${view.procedures.length} procedures, ${view.phase}, ${language}`;
        faults.push(...(await textFaults(page)).map((fault) => `${label}: ${fault}`));
      }
    // Below 1080 lines the smallest words may be under 11 px.
    expect(faults.filter((fault) => name !== '720p' || !fault.includes('tiny'))).toEqual([]);
  });

  it('draws the newest number at least a ninth of the screen high, however full the lobby', async () => {
    hub.show(lobby());
    const page = await openWall(size);
    await live(page);
    const heights: string[] = [];
    for (const count of [1, 2, 3, 4])
      for (const [procedures, booths] of [
        [3, 5],
        [6, 10],
        [12, 20],
      ] as const) {
        const now = Date.now();
        const calls = Array.from({ length: count }, (_, index) =>
          aCall(`A${100 + index}`, 12 + index, now - 30_000 - index),
        );
        await draw(page, lobby({ calls, procedures, booths }), 'en');
        const high = await page
          .locator('.call .number')
          .first()
          .evaluate((number) => {
            const { fontSize, fontWeight, fontFamily } = getComputedStyle(number);
            const pen = document.createElement('canvas').getContext('2d');
            if (pen === null) throw new Error('no canvas to measure by');
            pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
            const ink = pen.measureText(number.textContent ?? '');
            return ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
          });
        if (high < size.height / 9) heights.push(`${count} calls, ${procedures} procedures: ${high} px`);
      }
    expect(heights).toEqual([]);
  });
});

describe('the flash of a new call', () => {
  /** What a new call looks like at each of eight beats of the flash, and how many seconds they took. */
  const beatsOf = async (motion: 'reduce' | 'no-preference') => {
    hub.show(lobby());
    const page = await openWall();
    await page.emulateMedia({ reducedMotion: motion });
    await live(page);
    await page.evaluate(() => {
      const wall = document.querySelector('wall-page') as WallPage;
      const beats: { colour: string; atMs: number }[] = [];
      Object.assign(window, { beats });
      new MutationObserver(() => {
        const call = wall.renderRoot.querySelector('.call.new');
        if (call !== null)
          beats.push({ colour: getComputedStyle(call).backgroundColor, atMs: performance.now() });
      }).observe(wall, { attributeFilter: ['lit'] });
    });
    hub.show(lobby({ calls: [aCall('A001', 1, Date.now())] }));
    const beats = () =>
      page.evaluate(() => (window as unknown as { beats: { colour: string; atMs: number }[] }).beats);
    await soon(async () => (await beats()).length).toBeGreaterThanOrEqual(8);
    const seen = (await beats()).slice(0, 8);
    return {
      colours: seen.map(({ colour }) => colour),
      seconds: ((seen.at(-1)?.atMs ?? 0) - (seen[0]?.atMs ?? 0)) / 1000,
    };
  };

  it('comes less than three times a second', async () => {
    const { colours, seconds } = await beatsOf('no-preference');
    const changes = colours.filter((colour, index) => index > 0 && colour !== colours[index - 1]).length;
    expect(changes).toBe(7);
    // A flash is a change and the change back (WCAG 2.2, 2.3.1).
    expect(changes / 2 / seconds).toBeLessThan(3);
  });

  it('does not come where people asked for less motion', async () => {
    expect(new Set((await beatsOf('reduce')).colours).size).toBe(1);
  });
});

describe('accessibility', () => {
  it.each([
    ['a full lobby', lobby({ calls: someCalls(9, Date.now()), absent: ['B007'] })],
    ['an outage', lobbies().at(-3) ?? lobby()],
    ['closed', lobby({ over: { phase: 'closed' } })],
  ])('axe finds nothing on %s, contrast of 7:1 included', async (_name, view) => {
    hub.show(view);
    const page = await openWall();
    await live(page);
    expect(await axeFaults(page, ['color-contrast-enhanced'])).toEqual([]);
  });

  it('axe finds nothing on the start page, and its links lead to every page of every site', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    open.push(context);
    const page = await context.newPage();
    await page.goto(hub.origin);
    await soon(() => page.locator('.site').count()).toBe(3);
    expect(await axeFaults(page, [])).toEqual([]);
    const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(
      expect.arrayContaining([
        '/wall/centre?device=lobby-2',
        '/reception/kitami',
        '/booth/centre/10',
        '/api/openapi.json',
      ]),
    );
  });
});
