// The line of the page: joined once by who looks at a day that opens soon, its pass shown for that day only, gone when it is over.
import { describe, expect, it } from 'vitest';
import { bookingTexts } from '../../protocol/texts/booking/index.ts';
import type { Engine } from './engine.ts';
import { lineActs } from './line-acts.ts';
import { opensSoonAt, passFor } from './parts/line.ts';
import { nothingChosen, type Visit } from './parts/visit.ts';

const nowMs = Date.parse('2026-11-30T08:10:00+09:00');
const opensAtMs = nowMs + 20 * 60_000;
const pass = `abc.${'x'.repeat(27)}`;
const turnAtMs = opensAtMs + 7_000;

const pageAt = (change: Partial<Visit> = {}) => {
  const choice = { ...nothingChosen, procedure: 'renewal', site: 'centre', date: '2026-12-07' };
  const days = { days: [{ date: '2026-12-07', places: 9, free: 0, opensAtMs, waiting: 0 }] };
  let visit = {
    ...{ step: 'day', choice, days, line: null, nowMs, partySize: 1, language: 'en', texts: bookingTexts.en },
    ...change,
  } as unknown as Visit;
  const asked: unknown[] = [];
  const timers: { readonly atMs: number; readonly act: () => void }[] = [];
  const loaded: string[] = [];
  const engine = {
    visit: () => visit,
    draw: (more: Partial<Visit> = {}) => {
      visit = { ...visit, ...more };
    },
    requests: {
      line: async (wish: unknown) => {
        asked.push(wish);
        return { kind: 'ok', value: { ok: true, line: { releaseAtMs: opensAtMs, turnAtMs, pass } } };
      },
    },
    loadFor: (step: string) => loaded.push(step),
  } as unknown as Engine;
  const line = lineActs(engine, (atMs, act) => timers.push({ atMs, act }));
  return { line, visit: () => visit, draw: engine.draw, asked, timers, loaded };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the line', () => {
  it('is joined once, and asks for free places when they open and when the turn has come', async () => {
    const page = pageAt();
    page.line.joinIfDue();
    page.line.joinIfDue();
    await settled();
    page.line.joinIfDue();
    await settled();
    expect(page.asked).toHaveLength(1);
    expect(passFor(page.visit())).toBe(pass);
    expect(page.timers.map(({ atMs }) => atMs).slice(0, 2)).toEqual([opensAtMs, turnAtMs]);
    page.timers[1]?.act();
    expect(page.loaded).toEqual(['day']);
    page.timers.at(-1)?.act();
    expect(page.visit().line).toBeNull();
  });

  it('is not joined for a day that is open, opens much later, or has gone; its pass is for its day', async () => {
    const later = { ...pageAt().visit(), nowMs: nowMs - 20 * 60_000 };
    expect(opensSoonAt(later)).toBeNull();
    expect(opensSoonAt({ ...later, nowMs: opensAtMs })).toBeNull();
    const page = pageAt({ step: 'form' });
    page.line.joinIfDue();
    await settled();
    expect(page.asked).toEqual([]);
    expect(page.line.told(pageAt().visit().choice as never, { releaseAtMs: opensAtMs, turnAtMs, pass })).toBe(
      turnAtMs,
    );
    expect(page.line.told(pageAt().visit().choice as never, { seconds: 3 })).toBeNull();
    page.draw({ choice: { ...page.visit().choice, date: '2026-12-08' as never } });
    expect(passFor(page.visit())).toBeNull();
  });
});
