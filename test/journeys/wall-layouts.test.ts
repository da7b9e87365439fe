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
