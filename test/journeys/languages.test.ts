// Every page in every language it has, at its sizes, in an office of long names: no text cut, no face of a script that is not shown.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../protocol/access.ts';
import { Command } from '../../protocol/commands.ts';
import { type Language, languages } from '../../protocol/ids.ts';
import { signIn, someone } from '../../tools/demo/door.ts';
import { facesLoaded, type TextChecks, textFaults } from '../support/cut-text.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { writeLongNames } from '../support/long-names.ts';
import { useBrowser } from '../support/use-browser.ts';

const wallSizes = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
];
const deskSizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];
/** Phones as they are, and the narrowest that is still carried. */
const phoneSizes = [
  { width: 390, height: 844 },
  { width: 320, height: 568 },
];
const phoneAndDesk = [
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
];
const staffLanguages: readonly Language[] = ['ja', 'en'];
const long: TextChecks = { mayScroll: true };

/** One page as people see it. A page that is added to the house is added here, in a line. */
type Shown = {
  readonly name: string;
  readonly address: (language: Language) => string;
  /** It stands when this does. */
  readonly ready: string;
  readonly languages: readonly Language[];
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  readonly checks?: TextChecks;
  /** Pressed or clicked when it stands: it opens a dialog. */
  readonly opens?: { readonly key: string } | { readonly click: string };
  /** Somebody of the demonstration with this role is signed in. */
  readonly as?: Role;
};

const ticketStates = ['absent', 'called', 'waiting'] as const;
type TicketState = (typeof ticketStates)[number];
/** Pages of tickets at the annex: one in every state for each language. */
const codes = new Map<`${TicketState} ${Language}`, string>();
const ticketIn = (state: TicketState) => ({
  address: (language: Language) => `/t/${codes.get(`${state} ${language}`)}`,
  ready: `.card[data-state='${state}']`,
  languages,
  checks: long,
});
const at = (path: string) => () => path;
const second = languages.filter((language) => language !== 'ja');
const pages: readonly Shown[] = [
  { name: 'start', address: at('/'), ready: '.site', languages: ['ja'], sizes: phoneAndDesk, checks: long },
  {
    name: 'wall',
    address: (language) => `/wall/centre?device=lobby-1&second=${language}`,
    ready: '.call',
    languages: second,
    sizes: wallSizes,
  },
  {
    name: 'wall without a key',
    address: at('/wall'),
    ready: '.pairing .code',
    languages: ['ja'],
    sizes: wallSizes,
  },
  { name: 'visitor’s ticket', ...ticketIn('waiting'), sizes: [...phoneSizes, ...deskSizes] },
  {
    name: 'visitor’s ticket, going out',
    ...ticketIn('waiting'),
    opens: { click: '.moves .plain' },
    sizes: phoneSizes,
  },
  {
    name: 'visitor’s ticket, leaving',
    ...ticketIn('waiting'),
    opens: { click: 'button.stop' },
    sizes: phoneSizes,
  },
  { name: 'visitor’s ticket, called', ...ticketIn('called'), sizes: phoneSizes },
  { name: 'visitor’s ticket, absent', ...ticketIn('absent'), sizes: phoneSizes },
  {
    name: 'now',
    address: (language) => `/now?lang=${language}`,
    ready: 'details[open] li',
    languages,
    sizes: [...phoneSizes, ...deskSizes],
    checks: long,
  },
  {
    name: 'sign-in',
    address: at('/booth/centre/10'),
    ready: '.sign-in',
    languages: staffLanguages,
    sizes: deskSizes,
    checks: long,
  },
  {
    name: 'booth',
    address: at('/booth/centre/10'),
    ready: 'header.top',
    languages: staffLanguages,
    sizes: deskSizes,
    as: 'booth',
  },
  {
    name: 'choice of booths',
    address: at('/booth/centre'),
    ready: '.picker',
    languages: staffLanguages,
    sizes: deskSizes,
    checks: long,
    as: 'booth',
  },
  {
    name: 'reception',
    address: at('/reception/centre'),
    ready: 'header.top',
    languages: staffLanguages,
    sizes: deskSizes,
    as: 'receptionist',
  },
  {
    name: 'handwritten number',
    address: at('/reception/centre'),
    ready: 'header.top',
    opens: { key: 'Shift+W' },
    languages: staffLanguages,
    sizes: deskSizes,
    as: 'receptionist',
  },
  {
    name: 'stopping the intake',
    address: at('/reception/centre'),
    ready: 'header.top',
    opens: { key: 'Shift+I' },
    languages: staffLanguages,
    sizes: deskSizes,
    as: 'receptionist',
  },
  {
    name: 'procedures of a booth',
    address: at('/booth/centre/10'),
    ready: 'header.top',
    opens: { key: 'd' },
    languages: staffLanguages,
    sizes: deskSizes,
    as: 'booth',
  },
  {
    name: 'accounts',
    address: at('/accounts'),
    ready: 'table',
    languages: staffLanguages,
    sizes: phoneAndDesk,
    checks: long,
    as: 'administrator',
  },
  {
    name: 'devices',
    address: at('/devices'),
    ready: 'main',
    languages: staffLanguages,
    sizes: phoneAndDesk,
    checks: long,
    as: 'administrator',
  },
  {
    name: 'keys',
    address: at('/keys'),
    ready: 'main',
    languages: staffLanguages,
    sizes: phoneAndDesk,
    checks: long,
    as: 'administrator',
  },
  {
    name: 'audit',
    address: at('/audit'),
    ready: 'table',
    languages: staffLanguages,
    sizes: phoneAndDesk,
    checks: long,
    as: 'administrator',
  },
  {
    name: 'password',
    address: at('/password'),
    ready: 'main',
    languages: staffLanguages,
    sizes: phoneAndDesk,
    checks: long,
  },
];

const browser = useBrowser();
let hub: HubProcess;
/** Of the demonstration; one for each booth at which somebody is called. */
const staff = [
  ...['sato', 'suzuki', 'takahashi', 'tanaka', 'ito'],
  ...['watanabe', 'yamamoto', 'nakamura', 'kobayashi', 'kato'],
];
let settings: Awaited<ReturnType<typeof writeLongNames>>;

const tell = async (site: string, command: object) => {
  const { ok, ...rest } = await hub.command(site, Command.parse(command));
  if (!ok) throw new Error(JSON.stringify(rest));
  return rest as { readonly code?: string };
};
const issue = (site: string, index: number, language: Language) =>
  tell(site, { type: 'issueTicket', procedure: `procedure-${index + 1}`, source: 'reception', language });

/** A morning in which somebody waits in every language, and two booths have called. */
const fillTheLobby = async (): Promise<void> => {
  for (const [index, language] of languages.entries()) await issue('centre', index, language);
  for (const booth of [10, 12]) {
    await tell('centre', { type: 'openBooth', booth, staff: booth === 10 ? 'sato' : 'ito' });
    await tell('centre', { type: 'callNext', booth });
  }
};

/** In every language one ticket that did not come, then one that a booth of its own has called, then one that waits. */
const fillTheAnnex = async (): Promise<void> => {
  const booths = languages.map((_, index) => index + 9);
  const issued: string[] = [];
  for (const [index, booth] of booths.entries())
    await tell('annex', { type: 'openBooth', booth, staff: staff[index] });
  for (const state of ticketStates)
    for (const [index, language] of languages.entries()) {
      issued.push((await issue('annex', index, language)).code ?? '');
      if (state !== 'waiting') await tell('annex', { type: 'callNext', booth: booths[index] });
      if (state === 'absent') await tell('annex', { type: 'markAbsent', booth: booths[index] });
    }
  await tell('annex', { type: 'stopIntake', procedures: ['procedure-11'], notice: null });
  await tell('annex', { type: 'startOutage', procedures: ['procedure-12'], notice: null });
  for (const [turn, state] of ticketStates.entries())
    for (const [index, language] of languages.entries())
      codes.set(`${state} ${language}`, issued[turn * languages.length + index] ?? '');
};

beforeAll(async () => {
  settings = await writeLongNames();
  hub = await startHub({ settings: settings.file });
  await fillTheLobby();
  await fillTheAnnex();
});
afterAll(async () => {
  await hub?.remove();
  await settings?.remove();
});

const openPage = async ({ address, ready, as, opens }: Shown, language: Language): Promise<Page> => {
  const page = await browser.page();
  page.setDefaultTimeout(20_000);
  await page.addInitScript((chosen) => localStorage.setItem('junban.staff.language', chosen), language);
  if (as !== undefined) {
    const [name = '', value = ''] = (await signIn(hub.url, await someone(hub.url, as))).split('=');
    await page.context().addCookies([{ name, value, url: hub.url }]);
  }
  await page.goto(`${hub.url}${address(language)}`);
  await page.locator(ready).first().waitFor();
  if (opens !== undefined) {
    if ('key' in opens) await page.keyboard.press(opens.key);
    else await page.locator(opens.click).click();
    await page.locator('dialog:modal').waitFor();
  }
  return page;
};

/** Pages fit their texts when faces come; one more frame lets them. */
const faultsNow = async (page: Page, checks: TextChecks = {}): Promise<string[]> => {
  await facesLoaded(page);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return textFaults(page, checks);
};

describe.each(pages)('$name', (shown) => {
  it.each(shown.languages)('shows every text whole in %s', async (language) => {
    const page = await openPage(shown, language);
    const faults: string[] = [];
    for (const size of shown.sizes) {
      await page.setViewportSize(size);
      for (const fault of await faultsNow(page, shown.checks))
        faults.push(`${size.width}×${size.height}: ${fault}`);
    }
    await page.close();
    expect(faults).toEqual([]);
  });
});

/** Scripts whose faces a page has fetched. */
const scriptsOf = (files: readonly string[]): string[] =>
  [...new Set(files.flatMap((file) => /noto-sans-(?:sc|tc|kr|devanagari)/.exec(file)?.[0] ?? []))].sort();

describe('faces', () => {
  const find = (name: string) => pages.find((shown) => shown.name === name) ?? expect.fail(name);
  it.each([
    ['start', 'ja', []],
    // These name a language in its own letters: नेपाली.
    ['booth', 'ja', ['noto-sans-devanagari']],
    ['reception', 'en', ['noto-sans-devanagari']],
    ['visitor’s ticket', 'ja', []],
    ['visitor’s ticket', 'ne', ['noto-sans-devanagari']],
    ['visitor’s ticket', 'ko', []],
    ['wall', 'ja', []],
    ['wall', 'vi', []],
    ['wall', 'ne', ['noto-sans-devanagari']],
    ['wall', 'zh-Hant', ['noto-sans-tc']],
    ['wall', 'zh-Hans', ['noto-sans-sc']],
    ['wall', 'ko', ['noto-sans-kr']],
  ] as const)('of %s in %s are only those it shows', async (name, language, wanted) => {
    const page = await openPage({ ...find(name), address: (of) => `${find(name).address(of)}` }, language);
    await facesLoaded(page);
    const files = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => entry.name),
    );
    await page.close();
    expect(scriptsOf(files)).toEqual(wanted);
  });
});
