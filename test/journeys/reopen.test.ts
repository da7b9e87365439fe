// A day that a wrong clock has ended: the desk is told of the clock, a supervisor takes the end back, everybody is there again.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../protocol/settings.ts';
import { type ClockDoubt, type ManualClock, manualClock } from '../../server/base/clock.ts';
import { openTestHouse, type TestHouse } from '../../server/test-support.ts';
import { axeFaults } from '../support/axe.ts';
import { at } from '../support/office.ts';
import { useBrowser } from '../support/use-browser.ts';
import { desk, dist, message, signIn, text } from './console-steps.ts';

describe('a day ended by a wrong clock', () => {
  const browser = useBrowser();
  let clock: ManualClock;
  let doubt: ClockDoubt | null = null;
  const turns = new Set<() => void>();
  let house: TestHouse;
  let page: Page;
  beforeAll(async () => {
    const onTurn = (listener: () => void) => {
      turns.add(listener);
      return () => turns.delete(listener);
    };
    clock = { ...manualClock(at('2026-11-24T10:00')), doubt: () => doubt, onTurn };
    // Whoever looks on while the clock is wrong shall not be locked out by it.
    const change = (settings: Settings) => ({
      ...settings,
      signIn: { ...settings.signIn, idleMinutes: 720 },
    });
    house = await openTestHouse(undefined, {}, { clock, pagesFolder: dist, change });
    page = await browser.page(desk);
    page.setDefaultTimeout(8_000);
  });
  afterAll(() => house?.remove());

  const ended = async (): Promise<void> => {
    clock.jumpTo(at('2026-11-25T02:00'));
    await clock.advanceTo(at('2026-11-25T02:00:11'));
    clock.jumpTo(at('2026-11-24T10:30'));
    for (const tell of turns) tell();
    await clock.advanceTo(at('2026-11-24T10:30:30'));
  };

  it('says at reception which clock is wrong, by how much, and what is done', async () => {
    await signIn(page, `${house.url}/reception/centre`, '吉田');
    for (const procedure of ['card-issue', 'certificate-renewal'])
      await house.command({ type: 'issueTicket', procedure, source: 'integrator' });
    doubt = { clock: 'own', aheadMs: 9 * 3_600_000, sinceMs: clock.now() };
    await clock.advanceTo(at('2026-11-24T10:00:11'));
    await expect.poll(() => text(page, '.alarms-panel')).toContain('サーバーの時計が約9時間進んでいます');
    const ready = await (await house.ask('/readyz')).json();
    expect(ready).toEqual({ status: 'ready', clock: doubt });
    const metrics = await (await house.askWithKey('/metrics')).text();
    expect(metrics).toContain('junban_clock_off_seconds{clock="own"} 32400');
  });

  it('is reopened by a supervisor, from the closing checklist, with everybody at their place', async () => {
    await ended();
    doubt = null;
    await expect.poll(() => text(page, '.phase')).toContain('業務終了');
    await page.keyboard.press('Shift+C');
    const dialog = page.locator('closing-dialog dialog[open]');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('予定の時刻より前に終了しています');
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.type('サーバーの時計が進んでいた');
    await page.keyboard.press('Enter');
    await message(page).toContain('業務を再開しました');
    await expect.poll(() => page.locator('.ticket-row.waiting').count()).toBe(2);
    const { state } = house.hub.sites.values().next().value?.snapshot() ?? {};
    expect(state).toMatchObject({ phase: 'open', live: ['A001', 'B001'] });
  });
});
