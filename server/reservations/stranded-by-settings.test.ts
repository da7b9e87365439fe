// Other settings against the reservations of a day: who would be left without a place, each named once.
import { describe, expect, it } from 'vitest';
import { ReservationEvent } from '../../protocol/reservation-events.ts';
import { codeAlphabet, codeCheck } from '../../protocol/reservation-ids.ts';
import { at, monday, type SiteChange, siteWith } from '../slots/slots.test-support.ts';
import { evolveBook } from './evolve.ts';
import { type BookState, emptyBook } from './state.ts';
import { strandedBySettings } from './stranded-by-settings.ts';

const booked = (book: BookState, nth: number, clock: string, seats = [clock]): BookState => {
  const eight = codeAlphabet.slice(nth, nth + 8);
  const event = ReservationEvent.parse({
    ...{ type: 'reservationBooked', reservation: `res-000${nth}`, code: eight + codeCheck(eight) },
    ...{ secretHash: 'A'.repeat(27), procedure: 'card-issue', group: 'card', minutes: 12, partySize: 1 },
    seats: seats.map((start) => ({ atMs: at(start), places: 1 })),
    ...{
      channel: 'web',
      language: 'ja',
      bookedAtMs: nth,
      sequence: 0,
      moves: 0,
      hold: null,
      movedFrom: null,
    },
  });
  return evolveBook(book, event, nth);
};
const book = [
  [1, '09:00'],
  [2, '16:00'],
].reduce((all, [nth, clock]) => booked(all, nth as number, clock as string), emptyBook);
const named = (state: BookState, change: SiteChange | null, before = siteWith()) =>
  strandedBySettings(state, monday, before, change === null ? null : siteWith(change)).map(
    ({ reservation, why }) => `${reservation.id} ${why}`,
  );

describe('other settings', () => {
  it('name whom shorter hours, a planned closure or a site that is gone leave out', () => {
    expect(named(book, {})).toEqual([]);
    const shorter = { calendar: { weekly: { mon: [{ from: '09:00', to: '16:00' }] } } };
    expect(named(book, shorter)).toEqual(['res-0002 noSlot']);
    const closures = [{ date: monday, from: '09:00', to: '12:00', reason: { ja: '国のシステム停止' } }];
    expect(named(book, { reservations: { closures } })).toEqual(['res-0001 closed']);
    expect(named(book, null)).toEqual(['res-0001 noSlot', 'res-0002 noSlot']);
  });

  it('name a party in several slots once', () => {
    const party = booked(emptyBook, 3, '16:00', ['16:00', '16:15']);
    expect(named(party, null)).toEqual(['res-0003 noSlot']);
  });
});
