// A planner's afternoon: the fiscal year by months, the same per procedure, as CSV, on one sheet of A4; and who may not.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fiscalYearOf, reiwaYear } from '../../protocol/fiscal-year.ts';
import type { BusinessDate, SiteId } from '../../protocol/ids.ts';
import { logFileName } from '../../server/log/backup.ts';
import { openSqliteLog } from '../../server/log/sqlite-log.ts';
import { signIn, someone } from '../../tools/demo/door.ts';
import { axeFaults } from '../support/axe.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { writePastDay } from '../support/past-days.ts';
import { useBrowser } from '../support/use-browser.ts';

let hub: HubProcess;
let page: Page;
const browser = useBrowser();
/** Of the last fiscal year, which is over whatever day it is. */
const year = fiscalYearOf(new Date().toISOString()) - 1;
const months = ['04', '05', '06', '07', '08', '09', '10', '11', '12', '01', '02', '03'];
const dateOf = (month: string): BusinessDate =>
  `${month < '04' ? year + 1 : year}-${month}-10` as BusinessDate;
const visitsOf = (at: number): number => 40 + 3 * at;

beforeAll(async () => {
  hub = await startHub();
  await hub.stop();
  const log = openSqliteLog(join(hub.data, logFileName));
  const procedures = ['card-issue', 'certificate-renewal', 'card-issue'];
  for (const [at, month] of months.entries())
    await writePastDay(log, {
      site: 'centre' as SiteId,
      date: dateOf(month),
      visits: visitsOf(at),
      procedures,
    });
  await log.close();
  await hub.restart();
  page = await browser.page({ width: 1366, height: 768 });
});
afterAll(() => hub?.remove());

const as = async (role: 'planner' | 'receptionist'): Promise<void> => {
  const cookie = await signIn(hub.url, await someone(hub.url, role));
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: hub.url }]);
};
const rows = () => page.locator('tbody tr').allInnerTexts();

describe('the figures', () => {
  it('are shut for the reception desk', async () => {
    await as('receptionist');
    await page.goto(`${hub.url}/figures`);
    await expect.poll(() => page.locator('shut-page').count()).toBe(1);
  });

  it('tell a fiscal year by its months, in the order of the year', async () => {
    await as('planner');
    await page.goto(`${hub.url}/figures`);
    await page.locator('select[name=year]').selectOption({ label: reiwaYear(year) });
    await page.getByRole('button', { name: '表示' }).press('Enter');
    await expect.poll(rows).toHaveLength(12);
    const arrivals = await page.locator('tbody tr td:nth-of-type(1)').allInnerTexts();
    expect(arrivals).toEqual(months.map((_, at) => String(visitsOf(at))));
    expect(await page.locator('tbody tr th').first().innerText()).toBe(`${year}-04`);
    expect(await page.locator('.figures-tiles dd').first().innerText()).toBe('678');
    expect(await page.locator('bar-chart canvas').count()).toBe(2);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('go on one sheet of A4', async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    // Landscape, in points.
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
  });

  it('split by procedure, with its name, and come down as CSV', async () => {
    await page.locator('select[name=split]').selectOption({ label: '手続き' });
    await page.locator('select[name=by]').selectOption({ label: '年度' });
    await page.getByRole('button', { name: '表示' }).click();
    await expect
      .poll(async () => (await rows()).map((row) => row.split(/\s+/).slice(0, 3)))
      .toEqual([
        [reiwaYear(year), 'マイナンバーカード交付', expect.any(String)],
        [reiwaYear(year), expect.stringContaining('電子証明書'), expect.any(String)],
      ]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV（Excel用）' }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.split('\r\n')[1]).toMatch(/^令和\d+年度,マイナンバーカード交付,12,/);
  });
});

describe('demand against capacity', () => {
  const reckon = async (table: string, places: string): Promise<void> => {
    await page.locator('input[type=file]').setInputFiles(table === '' ? [] : `examples/demand/${table}.csv`);
    await page.getByLabel('年間の受付可能件数').fill(places);
    await page.getByRole('button', { name: '計算' }).click();
  };

  it('reproduces a paper’s ratios, and says where it prints another', async () => {
    await page.goto(`${hub.url}/planner`);
    await reckon('minato', '44000');
    const ratios = page.locator('tbody tr td:last-of-type');
    await expect.poll(() => ratios.allInnerTexts()).toEqual(['93%', '145%', '123%', '95%', '81%', '161%']);
    expect(await page.locator('main li').allInnerTexts()).toEqual([
      '令和12年度 ratio_printed_percent：印字 160、計算 161',
    ]);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('adds up months, and says what is missing to begin', async () => {
    await reckon('kawasaki', '44000');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(12);
    expect(await page.locator('tbody tr').nth(10).locator('td').last().innerText()).toBe('448,233');
    await reckon('kawasaki', '0');
    await expect.poll(() => page.getByRole('status').last().innerText()).toContain('1以上の整数');
    expect(await axeFaults(page)).toEqual([]);
  });
});
