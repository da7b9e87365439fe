// How the wall looks in a real Chromium: nothing cut off in any language and lobby, numbers large, no axe faults.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { aCall, aProcedure, someCalls } from '../../displays/test-support/wall-fixtures.ts';
import type { WallPage } from '../../displays/wall/wall-page.ts';
import { type Language, languages } from '../../protocol/ids.ts';
import type { WallView } from '../../protocol/views.ts';
import { axeFaults } from '../support/axe.ts';
import { facesLoaded, textFaults } from '../support/cut-text.ts';
import { landscape, live, lobby, portrait, soon, useWalls } from './wall-steps.ts';

const walls = useWalls();

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
    walls.hub.show(lobby());
    const page = await walls.openWall(size);
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
    walls.hub.show(lobby());
    const page = await walls.openWall(size);
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

/** Pictures for whoever looks at them; none unless asked for. */
const picture = async (page: Page, name: string): Promise<void> => {
  const to = process.env.JUNBAN_PICTURES;
  if (to) await page.screenshot({ path: `${to}/wall-${name}.png` });
};

const cornerNames = [
  { ja: '相談室', en: 'Advice room' },
  { ja: '総合相談コーナー', en: 'General advice corner' },
  null,
];
/** Booths of which two in three have a name, one to four calls together, every other a recall. */
const namedLobby = (count: number, procedures = 6): WallView => {
  const now = Date.now();
  const named = (booth: number) => cornerNames[booth % 3] ?? null;
  const calls = [
    ...Array.from({ length: count }, (_, index) =>
      aCall(`A${100 + index}`, 12 + index, now - 13_000 - index, {
        count: 1 + (index % 2),
        recall: index % 2 === 1,
        boothNames: named(12 + index),
      }),
    ),
    ...someCalls(9, now).map((call) => ({ ...call, boothNames: named(call.booth) })),
  ];
  const view = lobby({ procedures, booths: 16, calls });
  return { ...view, booths: view.booths.map((booth) => ({ ...booth, names: named(booth.booth) })) };
};

describe('booths with names', () => {
  it('stand with them wherever a booth stands, recalls too, lying, standing and turned while it runs', async () => {
    walls.hub.show(lobby());
    const page = await walls.openWall(landscape);
    await live(page);
    const faults: string[] = [];
    for (const size of [landscape, portrait, landscape]) {
      await page.setViewportSize(size);
      for (const count of [1, 2, 3, 4])
        for (const language of ['en', 'vi'] as const) {
          await draw(page, namedLobby(count), language);
          await picture(page, `named-${count}-${language}-${size.width}`);
          const label = `${count} calls, ${size.width} wide, ${language}`;
          faults.push(...(await textFaults(page)).map((fault) => `${label}: ${fault}`));
        }
    }
    expect(faults).toEqual([]);
    for (const part of ['.call .name', '.list .name', '.booths .name'])
      expect(await page.locator(part).first().innerText()).toMatch(/相談/);
  });
});

describe('a wall that runs for years', () => {
  it('keeps nothing of calls that have gone', async () => {
    const now = Date.now();
    walls.hub.show(lobby());
    const page = await walls.openWall(landscape);
    await live(page);
    const nodes = () =>
      page.evaluate(() => {
        const root = document.querySelector('wall-page')?.shadowRoot;
        if (!root) throw new Error('no wall');
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
        let count = 0;
        while (walker.nextNode() !== null) count += 1;
        return count;
      });
    const callsFrom = (first: number) =>
      Array.from({ length: 8 }, (_, index) =>
        aCall(`A${100 + first + index}`, 1 + ((first + index) % 10), now - index * 25_000),
      );
    await draw(page, lobby({ calls: callsFrom(0) }), 'en');
    const before = await nodes();
    for (let turn = 1; turn <= 40; turn += 1) await draw(page, lobby({ calls: callsFrom(turn) }), 'en');
    expect(await nodes()).toBe(before);
  });

  it('shows calls that flood in at a size that is read, and says across the screen since when it is cut off', async () => {
    const now = Date.now();
    const flood = Array.from({ length: 40 }, (_, index) =>
      aCall(`A${100 + index}`, 1 + (index % 10), now - index * 700),
    );
    walls.hub.show(lobby({ calls: flood }));
    const page = await walls.openWall(landscape);
    await live(page);
    await draw(page, lobby({ calls: flood }), 'en');
    const sizes = await page
      .locator('.list .number')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(28);
    await picture(page, 'flood');
    const startHub = await walls.stopHub();
    await soon(() => page.locator('.offline').count()).toBe(1);
    const { width, height } = (await page.locator('.offline').boundingBox()) ?? { width: 0, height: 0 };
    expect([width, height >= 90]).toEqual([landscape.width, true]);
    expect(await page.locator('.offline').innerText()).toMatch(/\d+:\d\d 現在の内容/);
    expect(await textFaults(page)).toEqual([]);
    await picture(page, 'offline');
    await draw(page, lobby({ procedures: 2 }), 'en');
    await picture(page, 'two');
    await startHub();
  });
});

describe('accessibility', () => {
  it.each([
    ['a full lobby', lobby({ calls: someCalls(9, Date.now()), absent: ['B007'] })],
    ['an outage', lobbies().at(-3) ?? lobby()],
    ['closed', lobby({ over: { phase: 'closed' } })],
  ])('axe finds nothing on %s, contrast of 7:1 included', async (_name, view) => {
    walls.hub.show(view);
    const page = await walls.openWall();
    await live(page);
    expect(await axeFaults(page, ['color-contrast-enhanced'])).toEqual([]);
  });

  it('axe finds nothing on the start page, and its links lead to every page of every site', async () => {
    const start = await walls.openPage('/', { width: 1280, height: 900 });
    await soon(() => start.locator('.site').count()).toBe(3);
    expect(await axeFaults(start, [])).toEqual([]);
    const links = await start.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
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
