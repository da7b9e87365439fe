// Every page in its hardest states: axe by WCAG 2.2 AA, 200 % zoom, and the keyboard alone.
// Over a minute: each page is walked by the keyboard at each of its sizes, key by key.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { screens } from '../../protocol/pages.ts';
import { businessDateAt } from '../../server/calendar/dates.ts';
import { type Played, playState } from '../pictures/day.ts';
import { openShot } from '../pictures/open.ts';
import { pictureSettings, type State, settingsPath } from '../pictures/settings.ts';
import { type Shot, shotsOf } from '../pictures/shots.ts';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';

/** The others add colours and texts of one of these. */
const hardest: readonly State[] = ['outage', 'absent', 'closed', 'long-names'];
const seen = new Set<string>([...hardest, 'house']);

let folder: string;
let hub: HubProcess;
const browser = useBrowser();
let shots: readonly Shot[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junban-every-page-'));
  const settings = settingsPath(folder);
  await writeFile(settings, pictureSettings(businessDateAt(Date.now())));
  hub = await startHub({ settings });
  const played = new Map<State, Played>();
  for (const state of hardest) played.set(state, await playState(hub, state));
  shots = shotsOf(played).filter(({ state }) => seen.has(state));
});
afterAll(async () => {
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Nobody touches it. */
const isWall = ({ page }: Shot): boolean => page === 'wall';

/** Below this nobody need fit a page (WCAG 2.2, 1.4.10), px. */
const narrowest = 320;

/** At 200 %: sideways scrolling. */
const zoomFaults = async (page: Page, { size }: Shot): Promise<string[]> => {
  const { width, height } = screens[size];
  await page.setViewportSize({ width: Math.max(narrowest, width / 2), height: height / 2 });
  return page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth + 1
      ? [`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`]
      : [];
  });
};

/** Walks the page by Tab until it comes round; what has the focus must be seen, and nothing may be left out. */
const keyboardFaults = async (page: Page): Promise<string[]> => {
  const faults: string[] = [];
  let outside = 0;
  for (let step = 0; step < 300; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (element === null || element === document.body) return null;
      const { dataset } = element as HTMLElement;
      // A date has several stops of its own.
      const inside = dataset.last === 'yes';
      const again = dataset.walked === 'yes' && !inside;
      for (const one of document.querySelectorAll<HTMLElement>('[data-last]')) delete one.dataset.last;
      dataset.walked = 'yes';
      dataset.last = 'yes';
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        again,
        what: `${element.tagName.toLowerCase()} ${(element.textContent ?? '').trim().slice(0, 30)}`,
        // What has the focus within a field of the browser's own shows it by the browser's own ring.
        shown: inside || style.outlineStyle !== 'none' || style.boxShadow !== 'none',
        onScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      };
    });
    // Out of the page and in again at its start: a page may begin in its middle.
    if (at === null) outside += 1;
    if (at?.again || outside > 2) break;
    if (at === null) continue;
    if (!at.shown) faults.push(`no focus to be seen on ${at.what}`);
    if (!at.onScreen) faults.push(`the focus is off the screen on ${at.what}`);
  }
  const missed = await page.evaluate(() => {
    const found: string[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')) {
        const off =
          element.matches(':disabled, [tabindex="-1"], [type="radio"]') || !element.checkVisibility();
        if (!off && element.dataset.walked !== 'yes')
          found.push(`${element.tagName.toLowerCase()} ${(element.textContent ?? '').trim().slice(0, 30)}`);
      }
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) look(element.shadowRoot);
    };
    look(document);
    return found;
  });
  return [...faults, ...missed.map((what) => `Tab does not reach ${what}`)];
};

/** Shots of one address and person at several sizes: opened once, as whoever turns a screen or widens a window. */
const visitsOf = (all: readonly Shot[]): readonly (readonly [Shot, ...Shot[]])[] =>
  [...Map.groupBy(all, ({ path, who }) => `${who} ${path}`).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );

/** Takes the page to a size and lets it fit its texts; what a walk by the keyboard marked is gone. */
const turnTo = async (page: Page, { size }: Shot): Promise<void> => {
  await page.setViewportSize(screens[size]);
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const clear = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        delete element.dataset.walked;
        delete element.dataset.last;
        if (element.shadowRoot) clear(element.shadowRoot);
      }
    };
    clear(document);
    (document.activeElement as HTMLElement | null)?.blur();
  });
};

describe('every page', () => {
  const faults = { axe: [] as string[], keyboard: [] as string[], zoom: [] as string[] };
  beforeAll(async () => {
    for (const visit of visitsOf(shots)) {
      const page = await openShot(browser, hub, visit[0]);
      for (const shot of visit) {
        const named = (fault: string): string => `${shot.name}: ${fault}`;
        if (shot !== visit[0]) await turnTo(page, shot);
        faults.axe.push(...(await axeFaults(page)).map(named));
        if (isWall(shot)) continue;
        faults.keyboard.push(...(await keyboardFaults(page)).map(named));
        faults.zoom.push(...(await zoomFaults(page, shot)).map(named));
      }
      await page.context().close();
    }
  }, 1_200_000);

  it('passes axe', () => {
    expect(faults.axe).toEqual([]);
  });
  it('can be read at 200 %', () => {
    expect(faults.zoom).toEqual([]);
  });
  it('can be used by the keyboard alone, and shows where it is', () => {
    expect(faults.keyboard).toEqual([]);
  });
});
