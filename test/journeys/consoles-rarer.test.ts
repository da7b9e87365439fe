// What happens at the consoles now and then: other hands at a booth, notes, announced pauses, sign-out elsewhere.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { useBrowser } from '../support/use-browser.ts';
import { current, desk, message, offered, press, signIn, state, text } from './console-steps.ts';

/** Everything the browser complains of on this page from now on. */
const complaints = async (page: Page): Promise<string[]> => {
  const heard: string[] = [];
  // A forbidden eval that its caller catches is in no console, yet it is reported.
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`${event.violatedDirective} ${event.sourceFile}`),
    ),
  );
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') heard.push(line.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  return heard;
};
const closedDialog = (page: Page) => expect.poll(() => page.locator('dialog[open]').count()).toBe(0);

describe('the rarer things at booth and reception', () => {
  const browser = useBrowser();
  let hub: HubProcess;
  let booth: Page;
  let reception: Page;
  let heard: readonly string[][];
  beforeAll(async () => {
    hub = await startHub();
    booth = await browser.page(desk);
    reception = await browser.page(desk);
    for (const page of [booth, reception]) page.setDefaultTimeout(8_000);
    heard = await Promise.all([booth, reception].map(complaints));
  });
  afterAll(async () => {
    await hub?.remove();
  });

  it('chooses a booth from those of the site', async () => {
    await signIn(booth, `${hub.url}/booth/centre`, '佐藤');
    await expect.poll(() => booth.locator('.picker a').count()).toBe(10);
    expect(await text(booth, '.picker a[href$="/3"]')).toContain('取扱：A B');
    expect(await axeFaults(booth)).toEqual([]);
    await booth.locator('.picker a[href$="/3"]').click();
    await current(booth).toBe('閉鎖中');
    await press(booth, 'o');
    await current(booth).toBe('対応中の方はいません');
  });

  it('gives three tickets for three keys in quick succession, and shows them all', async () => {
    await signIn(reception, `${hub.url}/reception/centre`, '鈴木');
    for (const key of ['a', 'b', 'c']) await reception.keyboard.press(`Alt+${key}`);
    await expect.poll(() => text(reception, '.result-number')).toBe('C001');
    expect(await text(reception, '.result-before')).toBe('← B001 ← A001');
    await expect.poll(() => reception.locator('.ticket-row').count()).toBe(3);
  });

  it('reports no break of the content security policy', () => {
    expect(heard).toEqual([[], []]);
  });

  it('holds with a note and sends the visitor back to the queue', async () => {
    await offered(booth, 'next');
    await press(booth, 'Space');
    await state(booth).toBe('呼出中');
    const number = await text(booth, '.current-number');
    await press(booth, 's');
    await state(booth).toBe('対応中');
    await press(booth, 't');
    await booth.locator('dialog[open]').waitFor();
    expect(await axeFaults(booth)).toEqual([]);
    await press(booth, 'Escape');
    await closedDialog(booth);
    await press(booth, 'Shift+H');
    await booth.locator('#note-text').fill('書類を車に取りに');
    await press(booth, 'Enter');
    await expect.poll(() => text(booth, '.aside-list')).toContain('書類を車に取りに');
    await closedDialog(booth);
    await booth.locator('.aside-buttons button').last().click();
    await message(booth).toContain(`${number} を順番待ちに戻しました`);
    await expect.poll(() => booth.locator('.aside-list').count()).toBe(0);
    await expect.poll(() => text(booth, '.queue')).toContain(number);
  });

  it('obeys a key that comes in the instant a dialog closes', async () => {
    await press(booth, 'n');
    await booth.locator('dialog[open] input').first().focus();
    await booth.evaluate(() => {
      document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
      window.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyD', key: 'd' }));
    });
    await booth.locator('served-dialog dialog[open]').waitFor();
    await press(booth, 'Escape');
    await closedDialog(booth);
  });

  it('takes up and drops procedures', async () => {
    await press(booth, 'd');
    await booth.getByRole('checkbox', { name: /暗証番号/ }).check();
    await booth.getByRole('spinbutton', { name: /暗証番号/ }).fill('20');
    await booth.getByRole('checkbox', { name: /電子証明書/ }).uncheck();
    await press(booth, 'Enter');
    await closedDialog(booth);
    await press(booth, 'd');
    await booth.locator('dialog[open]').waitFor();
    expect(await booth.getByRole('spinbutton', { name: /暗証番号/ }).inputValue()).toBe('20');
    expect(await booth.getByRole('checkbox', { name: /電子証明書/ }).isChecked()).toBe(false);
    for (const box of await booth.locator('.served input[type=checkbox]').all()) await box.uncheck();
    await press(booth, 'Enter');
    await expect.poll(() => text(booth, 'dialog[open] .problem')).toContain('1つ以上');
    await press(booth, 'Escape');
    await closedDialog(booth);
  });

  it('pauses with an announced end and a note', async () => {
    await press(booth, 'Shift+P');
    await booth.getByLabel('15分後').check();
    await booth.locator('#note-text').fill('書類の確認');
    await press(booth, 'Enter');
    await current(booth).toMatch(/休止中（\d{1,2}:\d{2}再開予定）/);
    expect(await text(booth, '.none-hint')).toContain('書類の確認');
    await expect
      .poll(() => text(reception, '.booth-line:nth-child(3)'))
      .toMatch(/休止中 \d{1,2}:\d{2}再開予定/);
    await closedDialog(booth);
    await press(booth, 'p');
    await current(booth).toBe('対応中の方はいません');
  });

  it('is taken over by another person, who then closes it', async () => {
    const other = await browser.page(desk);
    await signIn(other, `${hub.url}/booth/centre/3`, '高橋');
    await expect.poll(() => text(other, '.other-staff')).toContain('佐藤 美咲');
    await press(other, 'k');
    await expect.poll(() => other.locator('.other-staff').count()).toBe(0);
    await expect.poll(() => text(booth, '.other-staff')).toContain('高橋 由美');
    await press(other, 'c');
    // Others wait whom no open booth serves: it is asked, and meant.
    await expect.poll(() => text(other, 'close-dialog dialog[open]')).toContain('お待ちの方');
    await other.keyboard.press('Enter');
    for (const page of [other, booth]) await current(page).toBe('閉鎖中');
    await other.close();
  });

  it('stops intake with a notice in another language too', async () => {
    await reception.keyboard.press('Shift+I');
    await reception.getByRole('checkbox', { name: /カード交付/ }).check();
    await reception.locator('#notice-ja').fill('カード交付は終了しました。');
    await reception.locator('summary').click();
    await reception.locator('#notice-en').fill('Card collection has ended for today.');
    await reception.locator('[data-do=stopIntake]').click();
    await closedDialog(reception);
    const board = await fetch(`${hub.url}/api/sites/centre/board`);
    const { procedures } = (await board.json()) as { procedures: { id: string; notice: unknown }[] };
    expect(procedures.find(({ id }) => id === 'card-issue')?.notice).toEqual({
      ja: 'カード交付は終了しました。',
      en: 'Card collection has ended for today.',
    });
  });

  it('asks for a name again when the session ends in another tab', async () => {
    const tab = await reception.context().newPage();
    await tab.goto(`${hub.url}/reception/centre`);
    await tab.locator('header.top').waitFor();
    await tab.evaluate(() => fetch('/api/session', { method: 'DELETE' }));
    for (const page of [reception, tab]) await page.locator('.role-card').first().waitFor();
    await expect.poll(() => text(reception, 'h1')).toBe('ログイン');
    await reception.locator('.role-card button', { hasText: '田中' }).click();
    await expect.poll(() => text(reception, '.name-text')).toBe('田中 健一');
  });
});
