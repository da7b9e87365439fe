// A table is taken whole or not at all: places are held before any is booked, each step may be sent again, and all of it given up.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportResult } from '../../protocol/reservation-import.ts';
import { manualClock } from '../base/clock.ts';
import { ringOf } from '../contacts/contacts.test-support.ts';
import { openTestHouse, type TestHouse } from '../test-support.ts';

const date = '2026-11-26';
const importId = '0123456789abcdef0123456789abcdef';
const row = (line: number, change: object = {}) => ({
  ...{ line, site: 'centre', date: '令和8年11月26日', time: '10:00', procedure: 'card-issue' },
  ...{
    name: '山田 花子',
    kana: 'ヤマダ ハナコ',
    phone: `0901234${String(line).padStart(4, '0')}`,
    ...change,
  },
});

describe('taking over a table', () => {
  const clock = manualClock(Date.parse('2026-11-24T10:00:00+09:00'));
  let house: TestHouse;
  let cookie: string;
  beforeAll(async () => {
    house = await openTestHouse(undefined, {}, { clock, environment: { keys: ringOf() } });
    cookie = await house.signIn();
  });
  afterAll(() => house?.remove());

  const ask = async (step: string, rows: readonly object[], more: object = {}) => {
    const response = await house.ask('/api/reservations/import', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ importId, step, rows, ...more }),
    });
    return ((await response.json()) as { results: ImportResult[] }).results;
  };
  const states = (results: readonly ImportResult[]) => results.map(({ state }) => state);
  const book = async () => (await house.hub.sites.get('centre' as never)?.books.day(date as never))?.book;
  const live = async () =>
    [...((await book())?.reservations.values() ?? [])].filter(({ state }) => state === 'booked').length;

  it('holds every place first, counts those of its own rows, and names each error by line and field', async () => {
    const rows = [
      ...Array.from({ length: 6 }, (_, n) => row(n + 2)),
      row(9, { date: 'いつか', phone: '12' }),
    ];
    const found = await ask('hold', rows);
    const held = found.filter(({ state }) => state === 'held').length;
    // As many as the slot has; the rest of the rows hear so.
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(6);
    expect(found.find(({ state }) => state === 'problem')?.problems[0]?.refusal?.code).toBe('slotFull');
    expect(found.at(-1)?.problems.map(({ field }) => field)).toEqual(['date', 'phone']);
    expect([await live(), (await book())?.holds.size]).toEqual([0, held]);
    expect(states(await ask('release', rows.slice(0, held)))).toEqual(Array(held).fill('free'));
    expect((await book())?.holds.size).toBe(0);
  });

  it('books what is held, once however often it is sent, and gives it all up again without a message to anybody', async () => {
    const rows = [row(2), row(3, { time: '10:15' }), row(4, { time: '10:30', partySize: '１名' })];
    const again = { attempt: 2 };
    expect(states(await ask('hold', rows, again))).toEqual(['held', 'held', 'held']);
    const first = await ask('book', rows, again);
    expect(states(first)).toEqual(['booked', 'booked', 'booked']);
    expect(await ask('book', rows, again)).toEqual(first);
    // Chosen again after a break: what was taken is known, also to who only looks.
    expect(states(await ask('hold', rows, { attempt: 3 }))).toEqual(['booked', 'booked', 'booked']);
    expect(await live()).toBe(3);
    expect(states(await ask('undo', rows))).toEqual(['free', 'free', 'free']);
    expect(await live()).toBe(0);
    expect([...((await book())?.reservations.values() ?? [])].map(({ cancelledBy }) => cancelledBy)).toEqual(
      Array(3).fill('duplicate'),
    );
    expect((await ask('book', [row(2)]))[0]?.problems[0]?.refusal?.code).toBe('reservationOver');
  });

  it('keeps a place for whom another office promised one, also beside a reservation made meanwhile', async () => {
    const other = { importId: 'f'.repeat(32), attempt: 1 };
    const twice = [
      row(2, { time: '11:00', phone: '09088887777' }),
      row(3, { time: '11:15', phone: '09088887777' }),
    ];
    expect(states(await ask('hold', twice, other))).toEqual(['held', 'held']);
    expect(states(await ask('book', twice, other))).toEqual(['booked', 'booked']);
  });
});
