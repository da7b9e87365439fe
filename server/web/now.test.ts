// The now page by HTTP: the same facts as page, JSON and CSV; tags; languages; nothing of any visitor.
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NowView } from '../../protocol/now.ts';
import { columns } from '../now/csv.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  const issue = { type: 'issueTicket', procedure: 'card-issue', source: 'integrator', note: 'secret note' };
  for (let count = 0; count < 3; count += 1) await house.command(issue);
  await house.command({ type: 'openBooth', booth: 1, staff: 'sato' });
  await house.command({ type: 'callNext', booth: 1 });
  await house.command({
    type: 'stopIntake',
    procedures: ['pin-reset'],
    notice: { ja: '本日は<終了>, "満員"', en: 'Full <today>' },
  });
});
afterAll(() => house.remove());

const fresh = async (path: string): Promise<Response> => {
  // What is shown is at most a second old.
  await expect
    .poll(
      async () => NowView.parse(await (await house.ask('/now.json')).json()).sites[0]?.procedures[3]?.intake,
    )
    .toBe('stopped');
  return house.ask(path);
};
const view = async () => NowView.parse(await (await fresh('/now.json')).json());

describe('the now view', () => {
  it('says of every site and procedure who waits, who was called last, and the intake', async () => {
    const { sites, organisation } = await view();
    expect(organisation.names.ja).toBe('順番市');
    expect(sites.length).toBe(house.hub.sites.size);
    const centre = sites.find(({ id }) => id === 'centre');
    expect(centre).toMatchObject({ phase: 'open', live: true, waiting: 2 });
    expect(centre?.procedures[0]).toMatchObject({
      id: 'card-issue',
      waiting: 2,
      lastCalled: 'A001',
      intake: 'open',
    });
    expect(centre?.procedures[3]).toMatchObject({ intake: 'stopped', lastCalled: null });
    expect(centre?.hours.length).toBeGreaterThan(0);
  });

  it('holds nothing of any visitor', async () => {
    for (const path of ['/now', '/now.json', '/now.csv']) {
      const text = await (await fresh(path)).text();
      expect(text).not.toContain('secret note');
      const codes = [...(house.hub.sites.values().next().value?.snapshot().state.tickets.values() ?? [])];
      for (const { code, number, state } of codes) {
        expect(text).not.toContain(code);
        if (state === 'waiting') expect(text).not.toContain(number);
      }
    }
  });

  it('is the same as CSV, for spreadsheets', async () => {
    const response = await fresh('/now.csv');
    expect(response.headers.get('content-type')).toContain('text/csv');
    const text = await response.text();
    const bytes = Buffer.from(await (await house.ask('/now.csv')).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(text, { columns: true, bom: true, record_delimiter: '\r\n' }) as Record<
      string,
      string
    >[];
    expect(Object.keys(rows[0] ?? {})).toEqual([...columns]);
    const { sites } = await view();
    expect(rows.length).toBe(sites.reduce((sum, site) => sum + site.procedures.length, 0));
    expect(rows[0]).toMatchObject({
      site: 'centre',
      procedure: 'card-issue',
      waiting: '2',
      last_called: 'A001',
    });
    expect(rows[0]?.made_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
  });

  it('answers 304 while nothing has changed, and anew when something has', async () => {
    for (const path of ['/now', '/now.json', '/now.csv']) {
      const first = await fresh(path);
      const tag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('public, max-age=5');
      const again = await house.ask(path, { headers: { 'If-None-Match': tag, 'Cache-Control': 'no-cache' } });
      expect([path, again.status]).toEqual([path, 304]);
      await house.command({ type: 'issueTicket', procedure: 'address-change', source: 'integrator' });
      await expect
        .poll(async () => (await house.ask(path, { headers: { 'If-None-Match': tag } })).status)
        .toBe(200);
    }
  });

  it('is a page in the language asked for, or the browser’s, whole without scripts, and safe', async () => {
    const page = async (path: string, accept = 'fr') =>
      (await house.ask(path, { headers: { 'Accept-Language': accept } })).text();
    expect(await page('/now')).toContain('<html lang="ja">');
    expect(await page('/now', 'vi-VN,vi;q=0.9')).toContain('<html lang="vi">');
    expect(await page('/now', 'zh-CN')).toContain('<html lang="zh-Hans">');
    expect(await page('/now', 'zh-TW,zh;q=0.9,en;q=0.8')).toContain('<html lang="zh-Hant">');
    expect(await page('/now', 'fil-PH,fil;q=0.9,en;q=0.8')).toContain('<html lang="fil">');
    expect(await page('/now', 'ne-NP')).toContain('<html lang="ne">');
    const english = await page('/now?lang=en');
    expect(english).toContain('Counters now');
    expect(english).toContain('http-equiv="refresh"');
    expect(english).toContain('Full &#60;today&#62;');
    expect(english).not.toContain('<today>');
    expect(english).toContain('<script src="/now.js" defer>');
    expect(await page('/now?lang=%3Cscript%3E')).toContain('<html lang="ja">');
    expect((await house.ask('/now.js')).headers.get('content-type')).toContain('javascript');
  });
});
