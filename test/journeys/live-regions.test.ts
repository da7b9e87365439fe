// What a screen reader is told by itself: each call once, on the wall and on the visitor's phone, and nothing by the clock.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Command } from '../../protocol/commands.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';

const browser = useBrowser();
let hub: HubProcess;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(async () => {
  await hub?.remove();
});

/** As an init script: writes down every change of a live region's words, wherever it stands. */
const listen = (): void => {
  const told: string[] = [];
  Object.assign(window, { junbanTold: told });
  const last = new WeakMap<Element, string>();
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]')) {
        const words = (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
        if (words !== (last.get(element) ?? '')) {
          last.set(element, words);
          if (words !== '') told.push(words);
        }
      }
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  const again = (): void => {
    look(document);
    requestAnimationFrame(again);
  };
  requestAnimationFrame(again);
};

const open = async (path: string, size: { width: number; height: number }): Promise<Page> => {
  const page = await browser.page(size);
  await page.addInitScript(listen);
  await page.goto(`${hub.url}${path}`);
  return page;
};
const told = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { junbanTold: string[] }).junbanTold);
const toldOf = async (page: Page, words: string): Promise<number> =>
  (await told(page)).filter((line) => line.includes(words)).length;

const send = async (command: object) => {
  const answer = await hub.command('centre', Command.parse(command));
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer;
};

describe('a screen reader', () => {
  it('hears each call once, again when it is repeated, and nothing while nothing happens', async () => {
    const { ticket = '', code = '' } = await send({
      type: 'issueTicket',
      procedure: 'card-issue',
      source: 'reception',
    });
    await send({ type: 'openBooth', booth: 1, staff: 'sato' });
    const wall = await open('/wall/centre?device=lobby-1', { width: 1920, height: 1080 });
    const phone = await open(`/t/${code}`, { width: 390, height: 844 });
    await phone.locator('.card').waitFor();
    await wall.locator('.screen').first().waitFor();

    await send({ type: 'callNext', booth: 1 });
    await expect.poll(() => toldOf(wall, ticket)).toBe(1);
    await expect.poll(() => toldOf(phone, '1番')).toBe(1);

    await send({ type: 'recall', booth: 1 });
    // The wall's clock turns meanwhile, and the lists are renewed: none of it is told.
    await wall.waitForFunction(() => new Promise((done) => setTimeout(done, 2_500, true)));
    expect(await toldOf(wall, ticket)).toBeLessThanOrEqual(2);
    expect(await toldOf(phone, '1番')).toBeLessThanOrEqual(2);
    const before = [(await told(wall)).length, (await told(phone)).length];
    await wall.waitForFunction(() => new Promise((done) => setTimeout(done, 2_500, true)));
    expect([(await told(wall)).length, (await told(phone)).length]).toEqual(before);
  });
});
