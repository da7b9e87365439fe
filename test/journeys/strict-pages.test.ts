// Every page in Chromium under the policy that the hub sends: nothing is refused by it, nothing is an error in the console.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Command } from '../../protocol/commands.ts';
import { addressesOf, pageRows } from '../../protocol/pages.ts';
import { plainPage } from '../../server/base/plain-page.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';
import { desk, offered, press, signIn } from './console-steps.ts';

const browser = useBrowser();
let hub: HubProcess;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(async () => {
  await hub?.remove();
});

const issue = Command.parse({ type: 'issueTicket', procedure: 'card-issue', source: 'reception' });

/** Pages that a test built are built for development, and only a kiosk's browser may sound before it is touched. */
const expected = [
  /^Lit is in dev mode/,
  /^The AudioContext was not allowed to start/,
  // Pages of the office ask, and show the sign-in when they are refused.
  /the server responded with a status of 401/,
];

/** A page that writes down what its browser complains of. */
const watched = async (): Promise<{ page: Page; complaints: string[] }> => {
  const page = await browser.page(desk);
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected.some((one) => one.test(message.text())))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.exposeFunction('refusedByPolicy', (what: string) => void complaints.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { refusedByPolicy } = window as unknown as { refusedByPolicy(what: string): void };
      refusedByPolicy(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  return { page, complaints };
};

/** A ticket that was just issued. */
const newest = async (): Promise<{ code: string; number: string }> => {
  const answer = await hub.command('centre', issue);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return { code: String(answer.code), number: String(answer.ticket) };
};
const mainOf = async (answer: { text(): Promise<string> }): Promise<string> =>
  /<main[^>]*>(.*)<\/main>/s.exec(await answer.text())?.[1] ?? '';

// A ticket's page needs a ticket; it is looked at further below.
const addresses = pageRows
  .filter(({ filled }) => !filled)
  .flatMap(addressesOf)
  .map((path) => path.replace(':site', 'centre').replace(':booth', '3'));

describe('under the policy of the hub', () => {
  it.each(addresses)('%s opens without a complaint', async (path) => {
    const { page, complaints } = await watched();
    const answer = await page.goto(`${hub.url}${path}`, { waitUntil: 'load' });
    expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'");
    await expect.poll(() => page.locator('body *').count()).toBeGreaterThan(3);
    expect([answer?.status(), complaints]).toEqual([200, []]);
  });

  it('a wall with calls, and the consoles at work, raise none', async () => {
    const wall = await watched();
    await wall.page.goto(`${hub.url}/wall/centre`);
    const booth = await watched();
    await signIn(booth.page, `${hub.url}/booth/centre/3`, '佐藤');
    const reception = await watched();
    await signIn(reception.page, `${hub.url}/reception/centre`, '鈴木');
    await press(booth.page, 'o');
    await reception.page.keyboard.press('Alt+a');
    await reception.page.locator('.result-number').first().waitFor();
    await offered(booth.page, 'next');
    await press(booth.page, 'Space');
    await wall.page.locator('[data-call]').first().waitFor();
    // The height of the rows comes by a style that script sets.
    const rows = await wall.page.evaluate(() => {
      const find = (root: Document | ShadowRoot): string | undefined => {
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          const value = element.style?.getPropertyValue('--rows');
          const inside = element.shadowRoot === null ? undefined : find(element.shadowRoot);
          if (value || inside) return value || inside;
        }
        return undefined;
      };
      return find(document);
    });
    expect(Number(rows)).toBeGreaterThan(0);
    expect([wall.complaints, booth.complaints, reception.complaints]).toEqual([[], [], []]);
  });

  it('a visitor’s phone at work, with sound and the language changed, raises none', async () => {
    const { code, number } = await newest();
    const { page, complaints } = await watched();
    await page.goto(`${hub.url}/t/${code}`);
    await page.locator('.card').waitFor();
    await page.locator('select').selectOption('en');
    await page.getByRole('button', { name: 'Tell me with sound' }).click();
    await page.getByRole('button', { name: 'I am going outside' }).click();
    await page.getByRole('dialog').getByRole('button').first().click();
    await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
      await fetch(link?.href ?? '', { cache: 'no-store' }).then((answer) => answer.json());
    });
    await hub.command(
      'centre',
      Command.parse({ type: 'cancelTicket', ticket: number, reason: 'visitorLeft' }),
    );
    await expect.poll(() => page.locator('.card').getAttribute('data-state')).toBe('cancelled');
    expect(complaints).toEqual([]);
  });

  it('a visitor’s page without its built script is styled, renews itself in place, and raises none', async () => {
    const { code, number } = await newest();
    const { page, complaints } = await watched();
    // As the hub sends it before anything was built.
    await page.route(`**/t/${code}`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: plainPage('A', await mainOf(answer), 'ja', 20) });
    });
    await page.goto(`${hub.url}/t/${code}`);
    expect(await page.evaluate(() => getComputedStyle(document.body).marginTop)).toBe('0px');
    await hub.command(
      'centre',
      Command.parse({ type: 'cancelTicket', ticket: number, reason: 'visitorLeft' }),
    );
    await expect
      .poll(async () => {
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
        return page.locator('.state').getAttribute('class');
      })
      .toBe('state cancelled');
    expect(complaints).toEqual([]);
    // It goes on renewing itself: nothing of it is asked of a hub that is being stopped.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('the now page is styled, renews itself in place, and raises none', async () => {
    const { page, complaints } = await watched();
    await page.goto(`${hub.url}/now?lang=en`);
    const look = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('.site') as Element).borderLeftWidth);
    expect(await look()).toBe('6px');
    const before = await page.locator('.glance').first().innerText();
    await hub.command('centre', issue);
    await expect
      .poll(async () => {
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
        return page.locator('.glance').first().innerText();
      })
      .not.toBe(before);
    expect(complaints).toEqual([]);
  });

  it('a script, a style or a frame that does not belong there is stopped', async () => {
    const { page, complaints } = await watched();
    await page.goto(`${hub.url}/`, { waitUntil: 'networkidle' });
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'window.foreign = true';
      } catch {
        return 'refused';
      }
      document.body.append(script);
      return (window as unknown as { foreign?: boolean }).foreign ?? 'not run';
    });
    expect(ran).toBe('refused');
    await page.evaluate(() => document.body.setAttribute('style', 'margin: 77px'));
    expect(await page.evaluate(() => getComputedStyle(document.body).marginTop)).not.toBe('77px');
    await expect.poll(() => complaints.length).toBeGreaterThan(0);
  });
});
