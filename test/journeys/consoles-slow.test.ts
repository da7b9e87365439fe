// Consoles at a hub that takes its time: what is pressed is seen at once, sent once, and answered in the end.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuse } from '../../protocol/refusals.ts';
import { type FixtureHub, startFixtureHub } from '../../staff-console/test-support/fixture-hub.ts';
import { boothFixture } from '../../staff-console/test-support/fixtures.ts';
import { useBrowser } from '../support/use-browser.ts';
import { current, desk, dist, message } from './console-steps.ts';

const browser = useBrowser();

describe('a slow hub', () => {
  let hub: FixtureHub;
  beforeAll(async () => {
    hub = await startFixtureHub({ dist });
  });
  afterAll(() => hub?.close());

  it('shows a press as pending within 100 ms, sends it once, then shows the answer', async () => {
    const answers: (() => void)[] = [];
    hub.answer = (_request, ack) => answers.push(() => ack({ ok: true, version: 121 }));
    const page = await browser.page(desk);
    await page.goto(`${hub.url}/booth/centre/3`);
    await page.locator('.current-number').waitFor();
    await page.evaluate(() => {
      const times = window as unknown as { pressed: number; shown: number };
      addEventListener(
        'keydown',
        () => {
          times.pressed ??= performance.now();
        },
        true,
      );
      new MutationObserver(() => {
        if (document.querySelector('.is-pending') !== null) times.shown ??= performance.now();
      }).observe(document.body, { subtree: true, attributes: true, childList: true });
    });
    await page.keyboard.press('f');
    await page.keyboard.press('f');
    await page.keyboard.press('h');
    await page.locator('.is-pending').waitFor();
    const tookMs = await page.evaluate(() => {
      const times = window as unknown as { pressed: number; shown: number };
      return times.shown - times.pressed;
    });
    expect(tookMs).toBeLessThan(100);
    await message(page).toContain('前の操作の応答を待っています');
    await expect.poll(() => answers.length).toBe(1);
    expect(hub.requests.map((request) => request.command.type)).toEqual(['finish']);
    hub.show({ booth: { ...boothFixture(), version: 121, current: null } });
    for (const answer of answers) answer();
    await expect.poll(() => page.locator('.is-pending').count()).toBe(0);
    await current(page).toBe('対応中の方はいません');
  });
});

describe('reception at a slow hub', () => {
  it('keeps presses in line: three procedures, three tickets, a double press once, a refusal still to be read', async () => {
    const hub = await startFixtureHub({ dist });
    const answers: (() => void)[] = [];
    const refusal = refuse('intakeStopped', { procedure: '証明書更新', marks: 'expiring' });
    hub.answer = ({ command }, ack) =>
      answers.push(() =>
        command.type === 'issueTicket' && command.procedure === 'renewal'
          ? ack({ ok: false, refusal })
          : ack({ ok: true, version: 120 }),
      );
    try {
      const page = await browser.page(desk);
      await page.goto(`${hub.url}/reception/centre`);
      await page.locator('header.top').waitFor();
      for (const key of ['Alt+a', 'Alt+a', '1', 'Alt+b', 'Alt+b', 'Alt+c', 'Alt+a'])
        await page.keyboard.press(key);
      await expect.poll(() => page.locator('.issue.is-pending').count()).toBe(3);
      for (const count of [1, 2, 3, 4]) {
        await expect.poll(() => answers.length).toBe(count);
        answers[count - 1]?.();
      }
      await expect.poll(() => page.locator('.issue.is-pending').count()).toBe(0);
      await message(page).toContain(`証明書更新：${refusal.messageJa}`);
      const issued = hub.requests.map(({ command }) =>
        command.type === 'issueTicket' ? `${command.procedure} ${command.marks}`.trim() : command.type,
      );
      // The mark was said of the second visitor only.
      expect(issued).toEqual(['issue', 'renewal pregnancy', 'pin', 'issue']);
    } finally {
      await hub.close();
    }
  });
});
