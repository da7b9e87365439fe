// Consoles fit the screens of desks: nothing to scroll, nothing cut, nothing small.
import { describe, expect, it } from 'vitest';
import { startFixtureHub } from '../../staff-console/test-support/fixture-hub.ts';
import { procedures, receptionFixture } from '../../staff-console/test-support/fixtures.ts';
import { useBrowser } from '../support/use-browser.ts';
import { desk, dist, text } from './console-steps.ts';

const browser = useBrowser();

describe('the pages fit', () => {
  const sizes = [
    [1366, 768],
    [1920, 1080],
    [1024, 768],
    // A desk's screen at 400 %.
    [342, 600],
  ] as const;
  it.each(
    ['/booth/centre/3', '/reception/centre'].flatMap((address) =>
      sizes.map(([width, height]) => ({ address, width, height })),
    ),
  )('$address needs no scrolling at $width × $height, or downwards alone on a tablet and when enlarged', async ({
    address,
    width,
    height,
  }) => {
    const hub = await startFixtureHub({ dist });
    const page = await browser.page({ width, height });
    try {
      await page.goto(`${hub.url}${address}`);
      await page.locator('header.top').waitFor();
      const overflow = await page.evaluate(() => ({
        x: document.documentElement.scrollWidth - innerWidth,
        y: document.documentElement.scrollHeight - innerHeight,
        inner: [...document.querySelectorAll('.issue-side, .booth-own, .issue, .action, .current')].filter(
          (part) => part.scrollHeight > part.clientHeight + 1,
        ).length,
        small: [...document.querySelectorAll('button')].filter((button) => {
          const { width: w, height: h } = button.getBoundingClientRect();
          return w > 0 && (h < 47.5 || w < 47.5);
        }).length,
      }));
      expect(overflow).toMatchObject({ x: 0, small: 0 });
      if (width > 1024) expect(overflow).toMatchObject({ y: 0, inner: 0 });
    } finally {
      await page.close();
      await hub.close();
    }
  });

  it('reception shows ten procedures, and what each mark does, with nothing cut or to scroll', async () => {
    const hub = await startFixtureHub({ dist });
    const more = procedures.slice(0, 4).map((procedure, place) => ({
      ...procedure,
      id: `more-${place}`,
      letter: 'GHJK'[place],
      names: { ja: '在留期間の更新に伴うカードの手続き', en: 'Card after a new period of stay' },
      shortNames: place === 0 ? null : { ja: '在留期間の更新', en: 'Period of stay' },
    }));
    hub.show({ reception: receptionFixture({ procedures: [...procedures, ...more] }) });
    try {
      const page = await browser.page(desk);
      await page.goto(`${hub.url}/reception/centre`);
      await page.locator('header.top').waitFor();
      for (const language of ['ja', 'en']) {
        await page.locator(`.language [lang=${language}]`).click();
        expect(await page.locator('.issue').count()).toBe(10);
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll('html, .issue-side, .issue, .issue *, .toggles button, .option-name')]
            .filter(
              (part) =>
                part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).display !== 'inline',
            )
            .map((part) => `${part.className} ${part.textContent?.trim()}`),
        );
        expect(cut).toEqual([]);
      }
      expect(await text(page, '[data-mark=expiring] .mark-effect')).toBe('−10 min · also while stopped');
      expect(await page.locator('[data-mark=expiring] .mark-effect').isVisible()).toBe(true);
    } finally {
      await hub.close();
    }
  });
});
