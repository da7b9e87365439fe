// A move that dies at any step leaves two places at worst, never none; whoever looks at either day finishes it.
import { describe, expect, it } from 'vitest';
import { type Actor, CommandId, type SiteId } from '../../protocol/ids.ts';
import type { DayPlace } from '../../protocol/reservation-events.ts';
import { BookingSession } from '../../protocol/reservation-ids.ts';
import type { EventLog } from '../log/contract.ts';
import { openSqliteLog } from '../log/sqlite-log.ts';
import { early, monday, nextMonday, openSites, quiet } from './booking.test-support.ts';
import { createBookings } from './bookings.ts';
import type { BookingParts, Located } from './contract.ts';
import type { FreeTimes } from './free-times.ts';
import { locateById } from './locate.ts';
import { settleDay } from './settle.ts';

const resident = { actor: { kind: 'resident', id: 'web' } as Actor, channel: 'web' as const };
const session = BookingSession.parse('session-of-somebody-0001');
const from: DayPlace = { site: 'centre' as SiteId, date: monday };
const to: DayPlace = { site: 'north' as SiteId, date: nextMonday };
const tenAt = (date: string) => Date.parse(`${date}T10:00:00+09:00`);

const room = (log: EventLog, cut?: () => void) => {
  const parts = {
    sites: openSites(log, cut),
    contacts: {
      put: async () => ({ ok: true, value: null }),
      change: async () => ({ ok: true, value: true }),
      forget: async () => {},
    },
    claims: { take: async () => null, release: async () => {} },
    keepDays: 7,
    now: () => early,
    logger: quiet,
  } as unknown as BookingParts;
  return { parts, bookings: createBookings(parts, { alternatives: async () => [] } as unknown as FreeTimes) };
};

/** Where the reservation has a place: each is a day's book in which it is booked. */
const placesOf = async ({ parts }: ReturnType<typeof room>, id: never): Promise<readonly DayPlace[]> => {
  const held: DayPlace[] = [];
  for (const place of [from, to]) {
    const day = await parts.sites.get(place.site)?.books.day(place.date);
    if (day?.book.reservations.get(id)?.state === 'booked') held.push(place);
  }
  return held;
};

const book = async (log: EventLog): Promise<Located> => {
  const ask = {
    ...{ commandId: CommandId.parse('book-0001'), session, ...from, procedure: 'card-issue' as never },
    ...{ slotAtMs: tenAt(monday), partySize: 1, language: 'ja' as const, hold: null },
    contact: { name: '山田 花子', kana: 'ヤマダ ハナコ', phone: '09012345678' },
  };
  const booked = await room(log).bookings.book(ask, resident);
  if (!booked.ok) throw new Error(booked.refusal.message);
  return booked.value.located;
};
const moveIt = (entry: Located) => ({
  ...{ commandId: CommandId.parse('move-0001'), session },
  to: { ...to, slotAtMs: tenAt(to.date), hold: null },
  entry,
});

describe('a move to another day and site', () => {
  it.each(
    Array.from({ length: 9 }, (_, steps) => [steps]),
  )('that dies after %i steps is finished', async (steps) => {
    for (const whoLooks of ['origin', 'target', 'resident'] as const) {
      const log = openSqliteLog(':memory:');
      const entry = await book(log);
      const id = entry.reservation?.id as never;
      let left = steps;
      const dying = room(log, () => {
        left -= 1;
        if (left < 0) throw new Error('the hub dies');
      });
      const { entry: it, ...asked } = moveIt(entry);
      await dying.bookings.move(it, asked, resident).catch(() => {});
      const between = room(log);
      const had = await placesOf(between, id);
      expect(had.length).toBeGreaterThanOrEqual(1);

      // Another hub comes: it opens one of the days, or the resident looks.
      const next = room(log);
      if (whoLooks === 'origin') await settleDay(next.parts, from);
      if (whoLooks === 'target') await settleDay(next.parts, to);
      const found = await locateById(next.parts, id);
      expect(await placesOf(next, id)).toHaveLength(1);
      expect(found?.reservation?.state).toBe('booked');

      // The client sends it again with its own id: it is at the new place, once.
      if (found === null) throw new Error('lost');
      const again = await next.bookings.move(found, asked, resident);
      expect(again.ok ? 'ok' : again.refusal.code).toBe('ok');
      expect(await placesOf(next, id)).toEqual([to]);
      const taken = (await next.parts.sites.get(from.site)?.books.day(from.date))?.book.taken;
      expect(taken?.size).toBe(0);
      await log.close();
    }
  });

  it.each(
    Array.from({ length: 12 }, (_, steps) => [steps]),
  )('and another at the same time, which dies after %i steps: one of them has it, the other’s place is free', async (steps) => {
    const log = openSqliteLog(':memory:');
    const entry = await book(log);
    const id = entry.reservation?.id as never;
    const other: DayPlace = { site: 'centre' as SiteId, date: nextMonday };
    let left = steps;
    const dying = room(log, () => {
      left -= 1;
      if (left < 0) throw new Error('the hub dies');
    });
    const ask = (name: string, place: DayPlace) => ({
      ...{ commandId: CommandId.parse(name), session },
      to: { ...place, slotAtMs: tenAt(place.date), hold: null },
    });
    // Both pages saw the same reservation, and neither knows of the other.
    const moves = await Promise.allSettled([
      dying.bookings.move(entry, ask('move-to-0001', to), resident),
      room(log).bookings.move(entry, ask('move-to-0002', other), resident),
    ]);
    const next = room(log);
    for (const place of [to, other, from]) await settleDay(next.parts, place);
    const found = await locateById(next.parts, id);
    const held: DayPlace[] = [];
    for (const place of [from, to, other]) {
      const book = (await next.parts.sites.get(place.site)?.books.day(place.date))?.book;
      if (book?.reservations.get(id)?.state === 'booked') held.push(place);
      expect(book?.taken.size).toBe(held.at(-1) === place ? 1 : 0);
    }
    expect(held).toEqual([found?.place]);
    // Who was told that it is moved finds it there.
    for (const [index, place] of [to, other].entries()) {
      const answer = moves[index];
      if (answer?.status === 'fulfilled' && answer.value.ok) expect(found?.place).toEqual(place);
    }
    await log.close();
  });

  it('is refused when the new place is taken, and the old one is kept', async () => {
    const log = openSqliteLog(':memory:');
    const entry = await book(log);
    const { entry: it, ...asked } = moveIt(entry);
    const past = { ...asked, to: { ...asked.to, slotAtMs: asked.to.slotAtMs + 1 } };
    const here = room(log);
    const moved = await here.bookings.move(it, past, resident);
    expect(moved.ok ? 'ok' : moved.refusal.code).toBe('slotUnknown');
    expect(await placesOf(here, entry.reservation?.id as never)).toEqual([from]);
    await log.close();
  });
});
