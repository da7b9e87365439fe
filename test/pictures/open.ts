// Opens the page of a picture: of its size, with somebody signed in where it needs that.
import type { Page } from 'playwright-core';
import type { StaffId } from '../../protocol/ids.ts';
import { screens } from '../../protocol/pages.ts';
import { signIn } from '../../tools/demo/door.ts';
import type { Browser } from '../support/chromium.ts';
import type { HubProcess } from '../support/hub-process.ts';
import type { Shot } from './shots.ts';

/** The page, drawn and with its fonts. */
export const openShot = async (
  browser: Pick<Browser, 'page'>,
  hub: HubProcess,
  shot: Shot,
): Promise<Page> => {
  const page = await browser.page(screens[shot.size]);
  if (shot.who !== null) {
    const [name, value] = (await signIn(hub.url, shot.who as StaffId)).split('=');
    await page.context().addCookies([{ name: name ?? '', value: value ?? '', url: hub.url }]);
  }
  await page.goto(`${hub.url}${shot.path}`, { waitUntil: 'load' });
  await page.locator(shot.ready).first().waitFor();
  if (shot.keys !== null) {
    await page.keyboard.press(shot.keys);
    await page.locator('dialog[open]').waitFor();
  }
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
};
