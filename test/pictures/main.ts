// `npm run pictures`: takes a picture of every page in every state at its real sizes, and puts them on one contact sheet.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { businessDateAt } from '../../server/calendar/dates.ts';
import { buildPages } from '../../tools/build.ts';
import { openBrowser } from '../support/chromium.ts';
import { startHub } from '../support/hub-process.ts';
import { type Played, playState } from './day.ts';
import { openShot } from './open.ts';
import { pictureSettings, type State, settingsPath, states } from './settings.ts';
import { writeSheet } from './sheet.ts';
import { type Shot, shotsOf } from './shots.ts';

const help = `npm run pictures -- [options]   pictures of every page and state, and a contact sheet of them
  --to FOLDER     where they are written                 (pictures)
  --only TEXT     only those with the text in their name`;

/** Waits until nothing moves: a call flashes and rows slide in. */
const settled = async (page: Page): Promise<void> => {
  for (let last = ''; ; ) {
    const now = (await page.screenshot()).toString('base64');
    if (now === last) return;
    last = now;
    await page.waitForTimeout(700);
  }
};

const take = async (page: Page, folder: string, { name }: Shot): Promise<void> => {
  // A clock may tick for ever: then the picture is taken all the same.
  await Promise.race([settled(page).catch(() => undefined), page.waitForTimeout(5_000)]);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
};

const run = async (folder: string, only: string): Promise<void> => {
  await buildPages();
  await mkdir(folder, { recursive: true });
  const own = await mkdtemp(join(tmpdir(), 'junban-pictures-'));
  const settings = settingsPath(own);
  await writeFile(settings, pictureSettings(businessDateAt(Date.now())));
  const hub = await startHub({ settings });
  const browser = await openBrowser();
  try {
    const played = new Map<State, Played>();
    for (const state of states) played.set(state, await playState(hub, state));
    const shots = shotsOf(played).filter(({ name }) => name.includes(only));
    const left: { readonly shot: Shot; readonly page: Page }[] = [];
    for (const shot of shots) {
      const page = await openShot(browser, hub, shot);
      if (shot.offline) left.push({ shot, page });
      else await take(page, folder, shot);
      console.log(shot.name);
    }
    await hub.stop();
    for (const { shot, page } of left) await take(page, folder, shot);
    await writeSheet(folder, shots, await browser.page());
    console.log(`${shots.length} pictures in ${folder}; all on ${join(folder, 'contact-sheet.png')}`);
  } finally {
    await browser.close();
    await hub.remove();
    await rm(own, { recursive: true, force: true });
  }
};

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: 'pictures' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(help);
else await run(resolve(values.to), values.only);
