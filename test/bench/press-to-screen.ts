// (3) From a key press in a real Chromium console to the number in the DOM of a real Chromium wall.
import type { Page } from 'playwright-core';
import { BoothNumber } from '../../protocol/ids.ts';
import { someone } from '../../tools/demo/door.ts';
import { openBrowser } from '../support/chromium.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { type Figure, often, quantile } from './figures.ts';

const rounds = often(40);
const site = 'centre';

/** Watches every shadow root of the wall and notes when a text first appears; times are on the browser's wall clock. */
const watchTexts = (): void => {
  const seen: Record<string, number> = {};
  Object.assign(window, { junbanSeen: seen });
  const note = (node: Node): void => {
    for (const match of (node.textContent ?? '').match(/[A-Z]\s?\d{3}/g) ?? [])
      seen[match.replace(/\s/, '')] ??= performance.timeOrigin + performance.now();
  };
  const watch = (root: Node): void =>
    new MutationObserver((records) => {
      for (const record of records) {
        note(record.target);
        for (const added of record.addedNodes) note(added);
      }
    }).observe(root, { childList: true, characterData: true, subtree: true });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    watch(root);
    return root;
  };
  document.addEventListener('DOMContentLoaded', () => watch(document.body));
};

/** Notes when the console's page got each key. */
const watchKeys = (): void => {
  const keys: number[] = [];
  Object.assign(window, { junbanKeys: keys });
  addEventListener('keydown', (event) => keys.push(performance.timeOrigin + event.timeStamp), {
    capture: true,
  });
};

/** The median and p95 in milliseconds. */
export const benchPressToScreen = async (): Promise<Figure[]> => {
  const hub = await startHub();
  const browser = await openBrowser();
  try {
    const wall = await browser.page();
    await wall.addInitScript(watchTexts);
    await wall.goto(`${hub.url}/wall/${site}?device=lobby-1`);
    const booth = await openBooth(hub, await browser.page({ width: 1366, height: 768 }));
    const samples: number[] = [];
    for (let i = 0; i < rounds; i += 1) samples.push(await onePress(hub, booth, wall, i));
    return [
      {
        name: 'key press at the console to the number on the wall, p95',
        aim: '≤ 20',
        value: quantile(samples, 0.95),
        unit: 'ms',
        detail: { 'p50 ms': quantile(samples, 0.5), 'most ms': Math.max(...samples) },
      },
    ];
  } finally {
    await browser.close();
    await hub.remove();
  }
};

const openBooth = async (hub: HubProcess, page: Page): Promise<Page> => {
  await page.addInitScript(watchKeys);
  const staff = await someone(hub.url);
  await page.request.post(`${hub.url}/api/session/demo`, { data: { id: staff } });
  await hub.command(site, { type: 'openBooth', booth: BoothNumber.parse(1), staff });
  await page.goto(`${hub.url}/booth/${site}/1`);
  return page;
};

const onePress = async (hub: HubProcess, booth: Page, wall: Page, i: number): Promise<number> => {
  const board = (await (await fetch(`${hub.url}/api/sites/${site}/board`)).json()) as {
    procedures: { id: string }[];
  };
  const issued = await hub.command(site, {
    type: 'issueTicket',
    procedure: board.procedures[0]?.id as never,
    source: 'integrator',
    marks: [],
    language: 'ja',
    partySize: 1,
    note: '',
    slotAtMs: null,
    printAt: null,
  });
  if (!issued.ok || issued.ticket === undefined) throw new Error(JSON.stringify(issued));
  await booth.getByText(issued.ticket).first().waitFor();
  // Whom nobody has begun to serve, the console does not finish without a question.
  if (i > 0) {
    await booth.keyboard.press('s');
    await booth.locator('.current.serving').waitFor();
  }
  // The console takes the same key twice within 0.7 s for one press.
  await booth.waitForTimeout(800);
  const before = await booth.evaluate(
    () => (window as unknown as { junbanKeys: number[] }).junbanKeys.length,
  );
  await booth.keyboard.press(i === 0 ? 'Space' : 'Enter');
  const number = issued.ticket;
  // Not by animation frame, which would keep the wall painting while it is timed.
  await wall.waitForFunction((n) => n in (window as unknown as { junbanSeen: object }).junbanSeen, number, {
    polling: 100,
  });
  const shown = await wall.evaluate(
    (n) => (window as unknown as { junbanSeen: Record<string, number> }).junbanSeen[n] ?? Number.NaN,
    number,
  );
  const pressed = await booth.evaluate(
    (n) => (window as unknown as { junbanKeys: number[] }).junbanKeys[n] ?? Number.NaN,
    before,
  );
  return shown - pressed;
};
