// Who may take how many places of a slot when: nested channels, portions, closing times, parties.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from '../../protocol/reservation-rules.ts';
import {
  bookableNow,
  freeFor,
  keptForTelephone,
  mostInHolds,
  partyPlaces,
  placesOpen,
  seatParty,
} from './free.ts';
import { at, planOf, slotAt } from './slots.test-support.ts';

const group = {
  minutesPerPlace: 15,
  share: 100,
  releases: [
    { share: 60, daysBefore: 30 },
    { share: 40, daysBefore: 7 },
  ],
  closes: { daysBefore: 1, at: '17:00' },
  channels: { keptForTelephone: { share: 50, fullUntilDaysBefore: 6, noneFromDaysBefore: 2 } },
};
const plan = planOf({ group, reservations: { staffingPlan: [{ from: '09:00', to: '17:00', booths: 8 }] } });
const slot = slotAt(plan, '10:00');

describe('free places', () => {
  it('open with their portions and close by channel', () => {
    expect(placesOpen(slot, at('08:29', '2026-11-07'))).toBe(0);
    expect(placesOpen(slot, at('08:30', '2026-11-07'))).toBeGreaterThan(0);
    expect(placesOpen(slot, at('08:30', '2026-11-30'))).toBe(8);
    expect(bookableNow(slot, 'web', at('16:59', '2026-12-06'))).toBe(true);
    expect(bookableNow(slot, 'web', at('17:00', '2026-12-06'))).toBe(false);
    expect(bookableNow(slot, 'telephone', at('17:00', '2026-12-06'))).toBe(false);
    expect(bookableNow(slot, 'reception', at('09:59'))).toBe(true);
    expect(bookableNow(slot, 'offer', at('10:00'))).toBe(false);
  });

  it('are left by the web to the telephone, day by day fewer, and none two days before', () => {
    const days = ['2026-11-30', '2026-12-01', '2026-12-03', '2026-12-04', '2026-12-05'];
    const kept = days.map((date) => keptForTelephone(slot, at('12:00', date)));
    expect(kept).toEqual([...kept].sort((a, b) => b - a));
    const now = at('12:00', '2026-11-30');
    expect(kept[0]).toBeGreaterThan(2);
    expect(freeFor(slot, 'web', 0, now)).toBe(8 - (kept[0] ?? 0));
    expect(freeFor(slot, 'telephone', 0, now)).toBe(8);
    // What the telephone has taken the web does not get; what it leaves comes back.
    expect(freeFor(slot, 'web', 8 - (kept[0] ?? 0), now)).toBe(0);
    expect(freeFor(slot, 'telephone', 8 - (kept[0] ?? 0), now)).toBe(kept[0]);
    expect(freeFor(slot, 'web', 7, at('00:00', '2026-12-05'))).toBe(1);
  });

  it('are never negative, and never more than there are', () => {
    const instant = fc.integer({ min: at('00:00', '2026-11-01'), max: at('18:00') });
    fc.assert(
      fc.property(instant, fc.nat(20), fc.constantFrom(...channels), (now, taken, channel) => {
        const free = freeFor(slot, channel, taken, now);
        expect(free).toBeGreaterThanOrEqual(0);
        expect(free).toBeLessThanOrEqual(Math.max(0, slot.places - taken));
        expect(freeFor(slot, 'web', taken, now)).toBeLessThanOrEqual(freeFor(slot, 'telephone', taken, now));
      }),
    );
  });

  it('hold a party whole or not at all, over slots that follow each other', () => {
    const freeOf = (one: { readonly startAtMs: number }) => (one.startAtMs === at('10:15') ? 0 : 3);
    expect(seatParty(plan, at('10:30'), 5, freeOf)).toEqual([
      { startAtMs: at('10:30'), places: 3 },
      { startAtMs: at('10:45'), places: 2 },
    ]);
    expect(seatParty(plan, at('10:00'), 5, freeOf)).toBeNull();
    expect(seatParty(plan, at('16:45'), 4, freeOf)).toBeNull();
    expect(seatParty(plan, at('10:01'), 1, freeOf)).toBeNull();
    expect([partyPlaces('one', 4), partyPlaces('perPerson', 4)]).toEqual([1, 4]);
    const steps = [
      { upTo: 2, places: 1 },
      { upTo: 5, places: 2 },
    ];
    expect([2, 3, 5, 6].map((people) => partyPlaces(steps, people))).toEqual([1, 2, 2, null]);
    expect(mostInHolds({ ...plan, places: 72 }, 20)).toBe(14);
    expect(mostInHolds({ ...plan, places: 3 }, 20)).toBe(1);
  });
});
