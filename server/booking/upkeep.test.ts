// An offer whose hub died before it ran out: the hub that comes after gives the place to the next in the list, though nobody looks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CommandId, type SiteId } from '../../protocol/ids.ts';
import type { BookCommand } from '../../protocol/reservation-commands.ts';
import { type ManualClock, manualClock } from '../base/clock.ts';
import type { SiteHub } from '../hub/contract.ts';
import { emptyBook } from '../reservations/state.ts';
import { openTestHouse } from '../test-support.ts';
import { codesFor } from './tokens.ts';
import { upkeepEveryMs } from './upkeep.ts';

const nineOn = Date.parse('2026-11-24T09:00:00+09:00');
const date = '2026-12-02' as never;
const procedure = 'card-issue' as never;
const actor = { kind: 'resident', id: 'web' } as const;
const word = (n: number) => String(n).padStart(27, 'o') as never;
const idOf = (n: number) => `centre.${date}.${String(n).padStart(16, '0')}` as never;

describe('a hub that starts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'junban-upkeep-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = async (clock: ManualClock) => {
    const house = await openTestHouse(folder, {}, { clock });
    const centre = house.hub.sites.get('centre' as SiteId) as SiteHub;
    const take = async (id: string, command: BookCommand) => {
      const answer = await centre.books.take(date, CommandId.parse(`test:${id}`), command, actor);
      return answer.ok ? 'ok' : answer.refusal.code;
    };
    const offers = async () =>
      [...(await centre.books.day(date)).book.holds.values()].map(({ offeredTo }) => offeredTo);
    return { house, centre, take, offers };
  };

  it('makes the offers that are due on every day, and looks again every ten minutes', async () => {
    const first = await open(manualClock(nineOn));
    const { groups } = first.centre.books.offering(date).plan(emptyBook.changes);
    const slotAtMs =
      groups.find(({ group }) => group === 'card')?.slots.find(({ places }) => places > 0)?.startAtMs ?? 0;
    const own = (n: number) => ({
      ...{ reservation: idOf(n), codes: codesFor('centre' as never, date, String(n)) },
      ...{ secretHash: word(n), owner: word(n), procedure, partySize: 1, language: 'ja', channel: 'web' },
    });
    let booked = 0;
    const bookNext = () => {
      booked += 1;
      const command = { type: 'bookPlace', ...own(booked), hold: null, slotAtMs } as const;
      return first.take(`book-${booked}`, command as BookCommand);
    };
    while ((await bookNext()) === 'ok');
    for (const n of [51, 52, 53]) {
      const join = { type: 'joinWaitlist', ...own(n), fromMs: slotAtMs, toMs: slotAtMs + 1 } as const;
      expect(await first.take(`join-${n}`, join as BookCommand)).toBe('ok');
    }
    const gone = { type: 'cancelReservation', reservation: idOf(1), by: 'resident', note: '' } as const;
    expect(await first.take('cancel', gone)).toBe('ok');
    expect(await first.offers()).toEqual([idOf(51)]);
    const [offer] = [...(await first.centre.books.day(date)).book.holds.values()];
    await first.house.close();

    const clock = manualClock((offer?.untilMs ?? 0) + 60_000);
    const second = await open(clock);
    // By the stream alone: opening the day would set it going by itself.
    const waiting = async () => (await second.centre.books.vacancy(date)).waiting;
    await expect.poll(waiting).toEqual(new Set([idOf(52), idOf(53)]));
    expect(await second.offers()).toEqual([idOf(52)]);

    // Another hub made that offer, and is gone: nothing here has a timer for it.
    const until = [...(await second.centre.books.day(date)).book.holds.values()][0]?.untilMs ?? 0;
    await clock.advanceTo(until + upkeepEveryMs);
    await expect.poll(waiting).toEqual(new Set([idOf(53)]));
    await second.house.remove();
  });
});
