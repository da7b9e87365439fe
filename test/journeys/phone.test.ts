// A visitor with a phone: waiting, outside, called, absent, through a tunnel, out of the queue; in a real browser on a real hub.
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Accepted } from '../../protocol/answers.ts';
import { someone } from '../../tools/demo/door.ts';
import { withKey } from '../support/api-key.ts';
import { axeFaults } from '../support/axe.ts';
import { textFaults } from '../support/cut-text.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';
import { signIn } from './console-steps.ts';

const phoneSize = { width: 390, height: 844 };
/** A page longer than the screen is right; what is cut is looked for where all of it is seen. */
const whole = { width: 390, height: 2400 };

let hub: HubProcess;
let gate: Gate;
const browser = useBrowser();
let url: string;
const errors: string[] = [];

/** Counts what would be felt and heard. */
const recordSenses = (): void => {
  const felt: number[][] = [];
  const tones: number[] = [];
  let awake = 0;
  Object.assign(window, { junban: { felt, tones, awake: () => awake } });
  navigator.vibrate = (pattern) => {
    felt.push([pattern].flat() as number[]);
    return true;
  };
  const { createOscillator } = AudioContext.prototype;
  AudioContext.prototype.createOscillator = function () {
    tones.push(1);
    return createOscillator.call(this);
  };
  const request = async () => {
    awake += 1;
    const release = async () => {
      awake -= 1;
    };
    return { released: false, release };
  };
  Object.defineProperty(navigator, 'wakeLock', { value: { request } });
};
type Senses = { felt: number[][]; tones: number[]; awake: () => number };
const senses = (page: Page) =>
  page.evaluate(() => {
    const { junban } = window as unknown as { junban: Senses };
    return { felt: junban.felt.length, tones: junban.tones.length, awake: junban.awake() };
  });

const command = async (input: object): Promise<Accepted> => {
  const answer = await hub.command('centre', input as never);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer;
};
const issue = (language = 'ja', procedure = 'card-issue') =>
  command({
    type: 'issueTicket',
    procedure,
    source: 'integrator',
    marks: [],
    language,
    partySize: 1,
    note: '',
    slotAtMs: null,
    printAt: null,
  });
const call = (booth: number, ticket: string) =>
  command({ type: 'callNumber', booth, ticket, reason: 'for the journey' });

const open = async (code: string | undefined): Promise<Page> => {
  const page = await browser.page(phoneSize);
  await page.addInitScript(recordSenses);
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR|WebSocket/.test(message.text())) errors.push(message.text());
  });
  await page.goto(`${url}/t/${code}`);
  await page.locator('.card').waitFor();
  return page;
};
const card = (page: Page) =>
  expect.poll(async () => (await page.locator('.card').innerText()).replaceAll('\n', ' '));
const shownIn = (page: Page, selector: string) => expect.poll(() => page.locator(selector).allInnerTexts());
/** Nothing that axe finds, nothing cut, at any length of the page. */
const looksRight = async (page: Page): Promise<void> => {
  expect(await axeFaults(page)).toEqual([]);
  await page.setViewportSize(whole);
  expect(await textFaults(page)).toEqual([]);
  await page.setViewportSize(phoneSize);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
};

beforeAll(async () => {
  hub = await startHub();
  gate = await openGate(hub.port);
  url = `http://127.0.0.1:${gate.port}`;
  const staff = await someone(hub.url, 'booth');
  for (const booth of [1, 2, 3]) await command({ type: 'openBooth', booth, staff });
  await issue();
});
afterAll(async () => {
  await gate?.close();
  await hub?.remove();
});

describe('the phone page', () => {
  it('weighs less than 60 kB of script, compressed', async () => {
    const { code } = await issue();
    const page = await open(code);
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap(({ name }) => (new URL(name).pathname.endsWith('.js') ? name : [])),
    );
    expect(scripts.length).toBeGreaterThan(2);
    const bytes = await Promise.all(
      scripts.map(async (name) => gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer())).length),
    );
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThan(60_000);
    await page.context().close();
  });

  it('tells number, state and place without scripts, and the time of it', async () => {
    const { code, ticket } = await issue('en');
    const plain = await (await fetch(`${hub.url}/t/${code}`)).text();
    for (const part of [String(ticket), 'Please wait', 'people before you', 'As of ', 'http-equiv="refresh"'])
      expect(plain).toContain(part);
    expect(plain).toContain('<html lang="en"');
    expect(plain).toContain('Notification postcard');
    const manifest = (await (await fetch(`${hub.url}/t/${code}/manifest.webmanifest`)).json()) as {
      start_url: string;
      icons: { src: string }[];
    };
    expect(manifest.start_url).toBe(`/t/${code}`);
    for (const { src } of manifest.icons) expect((await fetch(`${hub.url}${src}`)).status).toBe(200);
  });

  it('can be put on the home screen', async () => {
    const page = await open((await issue('en')).code);
    const devtools = await page.context().newCDPSession(page);
    const { errors: wrong, url: manifest } = await devtools.send('Page.getAppManifest');
    expect([wrong, new URL(manifest).pathname]).toEqual([
      [],
      new URL(`${page.url()}/manifest.webmanifest`).pathname,
    ]);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // Pages of a test's context are off the record, where Chromium installs nothing; of the page itself it must find nothing wrong.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
    await page.context().close();
  });

  it.each([
    'ja',
    'en',
    'vi',
  ])('shows the place and what to have ready (%s), and nothing is wrong with it', async (language) => {
    const { code, ticket } = await issue(language);
    const page = await open(code);
    await card(page).toContain(String(ticket));
    expect(await page.locator('.ahead').innerText()).toMatch(/\d/);
    expect(await page.locator('.ready li').count()).toBe(4);
    await expect.poll(() => page.title()).toContain(String(ticket));
    await looksRight(page);
    await page.context().close();
  });

  it('changes its language where the visitor chooses another', async () => {
    const page = await open((await issue('ja')).code);
    await page.locator('select').selectOption('vi');
    await card(page).toContain('Vui lòng chờ');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('vi');
    await page.reload();
    await card(page).toContain('Vui lòng chờ');
    await page.context().close();
  });

  it('rings, shakes and stays awake at the call, once, also after a reload', async () => {
    const { code, ticket } = await issue('en');
    const page = await open(code);
    await page.getByRole('button', { name: 'Tell me with sound' }).click();
    await shownIn(page, '.is-on').toEqual(['Sound is on']);
    const before = await senses(page);
    expect(before.awake).toBe(1);
    expect(await page.locator('.sound').innerText()).toContain('kept awake');
    await call(1, String(ticket));
    await card(page).toContain('Counter 1');
    await expect.poll(() => page.title()).toBe(`Called: Counter 1 · ${ticket}`);
    await shownIn(page, '[aria-live=assertive]').toEqual([`${ticket} Called: Counter 1 Please come now`]);
    await expect.poll(async () => (await senses(page)).felt).toBe(before.felt + 1);
    await expect.poll(async () => (await senses(page)).tones).toBeGreaterThan(before.tones);
    await looksRight(page);
    await page.reload();
    await card(page).toContain('Counter 1');
    expect((await senses(page)).felt).toBe(0);
    // Once more is once more.
    await command({ type: 'recall', booth: 1 });
    await expect.poll(async () => (await senses(page)).felt).toBe(1);
    await command({ type: 'finish', booth: 1 });
    await card(page).toContain('Your visit is complete');
    await page.context().close();
  });

  it('steps out and back, and reception sees it', async () => {
    const { code, ticket } = await issue('ja');
    const page = await open(code);
    const desk = await browser.page({ width: 1366, height: 768 });
    await signIn(desk, `${hub.url}/reception/centre`, '佐藤');
    await page.getByRole('button', { name: '一時外出する' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '20分' }).click();
    await card(page).toContain('外出中');
    await shownIn(desk, `[data-ticket=${ticket}] .plate.outside`).toHaveLength(1);
    await looksRight(page);
    await page.getByRole('button', { name: '戻りを知らせる' }).click();
    await card(page).not.toContain('外出中');
    await shownIn(desk, `[data-ticket=${ticket}] .plate.outside`).toHaveLength(0);
    await page.context().close();
    await desk.context().close();
  });

  it('says what to do after an absence, and brings the visitor back into the queue', async () => {
    const { code, ticket } = await issue('vi');
    const page = await open(code);
    await call(2, String(ticket));
    await card(page).toContain('Quầy 2');
    await command({ type: 'markAbsent', booth: 2 });
    await card(page).toContain('không có mặt');
    await looksRight(page);
    await page.getByRole('button', { name: 'Tôi đã quay lại' }).click();
    await card(page).toContain('trước bạn');
    await page.context().close();
  });

  it('keeps its number when it is handed on to another procedure', async () => {
    const { code, ticket } = await issue('en');
    const page = await open(code);
    await call(2, String(ticket));
    await command({ type: 'startServing', booth: 2 });
    await card(page).toContain('being served');
    await command({ type: 'transfer', booth: 2, procedure: 'pin-reset', toBooth: null, note: '' });
    await card(page).toContain('Reset a PIN');
    await card(page).toContain(String(ticket));
    expect(await page.locator('.notices').innerText()).toContain('number stays the same');
    await page.context().close();
  });

  it('tells of an outage and of a stopped intake, and that the place is kept', async () => {
    const page = await open((await issue('en', 'application-help')).code);
    await command({
      type: 'startOutage',
      procedures: ['application-help'],
      notice: { ja: '障害', en: 'Link down since 9:40' },
    });
    await shownIn(page, '.notices').toEqual([expect.stringContaining('You keep your place')]);
    expect(await page.locator('.notices').innerText()).toContain('Link down since 9:40');
    await command({ type: 'endOutage', procedures: ['application-help'] });
    const notice = { ja: '明日お越しください', en: 'Come another day' };
    await command({ type: 'stopIntake', procedures: ['application-help'], notice });
    await shownIn(page, '.notices').toEqual([expect.stringContaining('Yours stays valid')]);
    expect(await page.locator('.notices').innerText()).not.toContain('Come another day');
    await page.context().close();
  });

  it('leaves the queue only when it is meant, and for good', async () => {
    const { code, ticket } = await issue('en');
    const page = await open(code);
    await page.getByRole('button', { name: 'Leave the queue' }).click();
    expect(await page.getByRole('dialog').innerText()).toContain('cannot be undone');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click();
    await card(page).toContain('Please wait');
    await page.getByRole('button', { name: 'Leave the queue' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await card(page).toContain('no longer valid');
    await looksRight(page);
    const board = await (
      await fetch(`${hub.url}/api/sites/centre/events?limit=1000`, { headers: await withKey(hub.url) })
    ).text();
    expect(board).toContain(`"actor":{"kind":"visitor","id":"${ticket}"}`);
    await page.context().close();
  });

  it('says at once that the day is over and what that means', async () => {
    const { code, ticket } = await issue('en');
    const page = await open(code);
    await command({ type: 'cancelTicket', ticket, reason: 'dayEnded', note: '' });
    await shownIn(page, '.notices').toEqual([expect.stringContaining('could not call you')]);
    await looksRight(page);
    await page.context().close();
  });

  it('never shows old as live: in a tunnel it says so with the time, and afterwards it catches up', async () => {
    const { code, ticket } = await issue('en');
    const page = await open(code);
    gate.cut();
    await shownIn(page, '.warning').toEqual([expect.stringMatching(/No connection.*is from \d+:\d\d/s)]);
    expect(await page.locator('.card').getAttribute('data-old')).toBe('true');
    expect(await page.locator('.moves button').count()).toBe(0);
    await looksRight(page);
    await call(3, String(ticket));
    gate.open();
    await card(page).toContain('Counter 3');
    await shownIn(page, '.warning').toEqual([]);
    await page.context().close();
  });

  it('notices a line that is dead without a word, when the phone wakes up', async () => {
    const page = await open((await issue('en')).code);
    gate.hold();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await shownIn(page, '.warning').toEqual([expect.stringContaining('No connection')]);
    gate.open();
    await shownIn(page, '.warning').toEqual([]);
    await page.context().close();
  });

  it('survives a restart of the hub', async () => {
    const page = await open((await issue('en')).code);
    await hub.restart();
    await shownIn(page, '.warning').toEqual([]);
    await card(page).toContain('Please wait');
    await page.context().close();
  });

  it('shows nothing for a code of another day', async () => {
    const page = await browser.page(phoneSize);
    await page.goto(`${url}/t/0123456789ABCDEF`);
    expect(await page.locator('body').innerText()).toContain('A ticket is valid only on the day');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('made no error in its console', () => {
    expect(errors).toEqual([]);
  });
});
