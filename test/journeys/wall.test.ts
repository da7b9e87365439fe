// The wall in a real Chromium, before a stand-in hub: calls shown and heard, flashes slow, faults survived.
import { describe, expect, it } from 'vitest';
import { aCall } from '../../displays/test-support/wall-fixtures.ts';
import type { WallPage } from '../../displays/wall/wall-page.ts';
import { linkOf, live, lobby, said, soon, texts, useWalls } from './wall-steps.ts';

const walls = useWalls();

describe('calls on the wall', () => {
  it('several within one second are all shown and all spoken, in order, one after another', async () => {
    walls.hub.show(lobby());
    const page = await walls.openWall();
    await live(page);
    const now = Date.now();
    const calls = Array.from({ length: 7 }, (_, index) => aCall(`A10${index}`, index + 1, now - index * 100));
    for (const count of [2, 5, 7]) walls.hub.show(lobby({ calls: calls.slice(-count) }));
    await soon(() => texts(page, '.call .number')).toEqual(['A100', 'A101', 'A102', 'A103']);
    expect(await texts(page, '.list .number')).toEqual(['A104', 'A105', 'A106']);
    await soon(async () => (await said(page)).length).toBe(7);
    expect((await said(page)).map((line) => /A、?(\d+)番/.exec(line)?.[1])).toEqual([
      '106',
      '105',
      '104',
      '103',
      '102',
      '101',
      '100',
    ]);
    expect(await page.evaluate(() => window.heard.most)).toBe(1);
    expect(await page.locator('.call.new').count()).toBe(4);
    const told = () => walls.hub.receipts.flatMap((receipt) => receipt.calls);
    await soon(
      () =>
        new Set(
          told()
            .filter((line) => line.spokenAtMs !== null)
            .map((line) => line.callId),
        ).size,
    ).toBe(7);
    expect(told().every((line) => line.shownAtMs !== null)).toBe(true);
    expect(walls.hub.receipts.at(-1)).toMatchObject({ device: 'lobby-1', sound: 'on' });
  });

  it('a recall is heard, in the language of the ticket too; a withdrawn call is not', async () => {
    const now = Date.now();
    const first = aCall('B012', 3, now - 90_000, { language: 'vi' });
    walls.hub.show(lobby({ calls: [first] }));
    const page = await walls.openWall();
    await live(page);
    const again = aCall('B012', 3, now, { language: 'vi', count: 2 });
    const undone = aCall('C001', 4, now - 1_000, { withdrawn: true });
    walls.hub.show(lobby({ calls: [again, undone, first] }));
    await soon(async () => (await said(page)).length).toBe(2);
    expect(await said(page)).toEqual([
      expect.stringMatching(/^ja-JP: .*B、12番.*3番窓口/),
      expect.stringMatching(/^vi-VN: .*B 12.*3/),
    ]);
    expect(await page.locator('.call .recall').innerText()).toContain('再度のお呼び出し');
    expect(await page.locator('text=C001').count()).toBe(0);
  });

  it('a stale call is shown, but neither flashes nor sounds; a reload repeats nothing', async () => {
    const now = Date.now();
    walls.hub.show(lobby({ calls: [aCall('A001', 1, now), aCall('A002', 2, now - 120_000)] }));
    const page = await walls.openWall();
    await soon(async () => (await said(page)).length).toBe(1);
    await page.reload();
    await live(page);
    const before = walls.hub.receipts.length;
    await soon(() => walls.hub.receipts.length).toBeGreaterThan(before);
    expect(await said(page)).toEqual([]);
    expect(await texts(page, '.list .number')).toEqual(['A002']);
    expect(await page.locator('.list .new').count()).toBe(0);
  });
});

describe('faults', () => {
  it('a restarted hub is found again without a reload, and the wall says meanwhile that it is not live', async () => {
    walls.hub.show(lobby({ calls: [aCall('A001', 1, Date.now())] }));
    const page = await walls.openWall();
    await soon(async () => (await said(page)).length).toBe(1);
    const startHub = await walls.stopHub();
    await soon(() => page.locator('.offline').count()).toBe(1);
    expect(await texts(page, '.call .number')).toEqual(['A001']);
    expect(await page.locator('.new').count()).toBe(0);
    await startHub();
    walls.hub.show(lobby({ calls: [aCall('A002', 2, Date.now()), aCall('A001', 1, Date.now() - 5_000)] }));
    await live(page);
    await soon(() => texts(page, '.call .number')).toEqual(['A002', 'A001']);
    await soon(async () => (await said(page)).length).toBe(2);
    expect(await page.locator('.offline').count()).toBe(0);
    expect(await page.evaluate(() => window.sameLife)).toBe(true);
    // A new hub knows nothing: it is told again of all that is on the screen.
    await soon(() =>
      walls.hub.receipts.flatMap((receipt) => receipt.calls.map((line) => line.callId)),
    ).toContain('A001.1');
  });

  it('a view of a newer hub reloads the page, but not again within the minute', async () => {
    walls.hub.show(lobby());
    const page = await walls.openWall();
    await live(page);
    const reloaded = page.waitForEvent('load');
    walls.hub.sendRaw({ sentAtMs: Date.now(), view: { ...lobby(), somethingNew: true } });
    await reloaded;
    await live(page);
    walls.hub.sendRaw({ sentAtMs: Date.now(), view: { ...lobby(), somethingNew: true } });
    await soon(() => linkOf(page)).toBe('offline');
    walls.hub.show(lobby());
    await live(page);
  });

  it('a screen whose clock is wrong follows the hub', async () => {
    const startHub = await walls.stopHub();
    await startHub({ clockAheadMs: 7_200_000 });
    walls.hub.show(
      lobby({ calls: [aCall('A001', 1, Date.now() + 7_200_000), aCall('A002', 2, Date.now())] }),
    );
    const page = await walls.openWall();
    await soon(async () => (await said(page)).length).toBe(1);
    expect((await said(page))[0]).toContain('A、1番');
    await (await walls.stopHub())();
  });
});

describe('the flash of a new call', () => {
  /** What a new call looks like at each of eight beats of the flash, and how many seconds they took. */
  const beatsOf = async (motion: 'reduce' | 'no-preference') => {
    walls.hub.show(lobby());
    const page = await walls.openWall();
    await page.emulateMedia({ reducedMotion: motion });
    await live(page);
    await page.evaluate(() => {
      const wall = document.querySelector('wall-page') as WallPage;
      const beats: { colour: string; atMs: number }[] = [];
      Object.assign(window, { beats });
      new MutationObserver(() => {
        const call = wall.renderRoot.querySelector('.call.new');
        if (call !== null)
          beats.push({ colour: getComputedStyle(call).backgroundColor, atMs: performance.now() });
      }).observe(wall, { attributeFilter: ['lit'] });
    });
    walls.hub.show(lobby({ calls: [aCall('A001', 1, Date.now())] }));
    const beats = () =>
      page.evaluate(() => (window as unknown as { beats: { colour: string; atMs: number }[] }).beats);
    await soon(async () => (await beats()).length).toBeGreaterThanOrEqual(8);
    const seen = (await beats()).slice(0, 8);
    return {
      colours: seen.map(({ colour }) => colour),
      seconds: ((seen.at(-1)?.atMs ?? 0) - (seen[0]?.atMs ?? 0)) / 1000,
    };
  };

  it('comes less than three times a second', async () => {
    const { colours, seconds } = await beatsOf('no-preference');
    const changes = colours.filter((colour, index) => index > 0 && colour !== colours[index - 1]).length;
    expect(changes).toBe(7);
    // A flash is a change and the change back (WCAG 2.2, 2.3.1).
    expect(changes / 2 / seconds).toBeLessThan(3);
  });

  it('does not come where people asked for less motion', async () => {
    expect(new Set((await beatsOf('reduce')).colours).size).toBe(1);
  });
});
