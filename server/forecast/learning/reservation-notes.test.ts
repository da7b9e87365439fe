// What came of reservations is read from the book's events, and learned by procedure, hour, lead time and channel.
import { describe, expect, it } from 'vitest';
import type { DayEvent } from '../../../protocol/events.ts';
import { noShowShare } from '../../slots/no-show.ts';
import type { ReservationPast } from '../contract.ts';
import { assumptions, minuteMs, nowMs, pastDay } from '../test-support.ts';
import { noShowCell } from './count-day.ts';
import { createDayRecorder } from './day-record.ts';
import { learn } from './learn.ts';

const slotMs = nowMs + 30 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
const booked = (reservation: string, more: object = {}) => ({
  type: 'reservationBooked',
  ...{ reservation, procedure: 'renewal', channel: 'web', bookedAtMs: nowMs - 10 * dayMs },
  ...{ seats: [{ atMs: slotMs, places: 1 }], ...more },
});
const recorded = (events: readonly object[], untilMs = slotMs + 20 * minuteMs) => {
  const recorder = createDayRecorder('2026-11-24', []);
  for (const event of events) recorder.add(event as DayEvent, nowMs);
  return recorder.record(untilMs).reservations;
};

describe('what came of reservations', () => {
  it('is who came, by the press at check-in, and who did not; moved and cancelled ones say nothing', () => {
    const pressedAtMs = slotMs - 7 * minuteMs;
    const of = (reservation: string, type: string, more: object = {}) => ({ type, reservation, ...more });
    const laterMs = slotMs + 60 * minuteMs;
    expect(
      recorded([
        ...['came', 'missed', 'moved', 'cancelled', 'late', 'open', 'shifted'].map((id) => booked(id)),
        of('came', 'reservationArrived', { pressedAtMs }),
        of('missed', 'reservationMissed'),
        of('moved', 'reservationMoved'),
        of('cancelled', 'reservationCancelled'),
        of('late', 'reservationMissed'),
        of('late', 'reservationArrived', { pressedAtMs: laterMs }),
        of('shifted', 'reservationShifted', { to: [{ atMs: laterMs, places: 1 }] }),
        of('shifted', 'reservationMissed'),
      ]),
    ).toMatchObject([
      { slotMs, checkedInAtMs: pressedAtMs, procedure: 'renewal', channel: 'web' },
      { slotMs, checkedInAtMs: null },
      { slotMs, checkedInAtMs: laterMs },
      { slotMs: laterMs, checkedInAtMs: null },
    ]);
  });

  it('is a no-show an hour later, though no hub was there to note it; a ticket of another system has come', () => {
    expect(recorded([booked('open')], slotMs + 59 * minuteMs)).toEqual([]);
    expect(recorded([booked('open')], slotMs + 60 * minuteMs)).toMatchObject([{ checkedInAtMs: null }]);
    const ticket = { type: 'ticketIssued', ticket: 'A001', procedure: 'renewal', slotAtMs: slotMs };
    const issued = { ...ticket, issuedAtMs: nowMs, due: { minutesOff: 0 } };
    expect(recorded([issued])).toMatchObject([{ slotMs, checkedInAtMs: nowMs }]);
    expect(recorded([{ ...issued, reservation: 'x' }])).toEqual([]);
  });

  it('teaches a share per channel and lead time, between the wider share and what was seen', () => {
    const made = (channel: 'web' | 'telephone', came: boolean, daysBefore: number): ReservationPast => ({
      ...{ slotMs, procedure: 'renewal', channel, madeAtMs: slotMs - daysBefore * dayMs },
      checkedInAtMs: came ? slotMs : null,
    });
    const reservations = Array.from({ length: 40 }, (_, i) => [
      made('web', i % 5 > 1, 20),
      made('telephone', true, 1),
    ]).flat();
    const assumed = { ...assumptions({ renewal: 10 }), noShowShare: 0.1, noShowWeight: 50 };
    const share = (days: number, channel: 'web' | 'telephone', lead: number) => {
      const past = Array.from({ length: days }, (_, nth) => pastDay(nth, 'renewal', [], { reservations }));
      const { noShow } = learn(past, assumed).figures;
      return noShowShare(noShow, noShowCell(made(channel, true, lead))).share;
    };
    expect(share(0, 'web', 20)).toBeCloseTo(0.1, 9);
    expect(share(1, 'web', 20)).toBeGreaterThan(0.15);
    expect(share(1, 'web', 20)).toBeLessThan(share(20, 'web', 20));
    expect(share(20, 'web', 20)).toBeCloseTo(0.4, 1);
    expect(share(20, 'telephone', 1)).toBeLessThan(0.05);
    // Never seen: as wide as is known.
    expect(share(20, 'telephone', 20)).toBeGreaterThan(share(20, 'telephone', 1));
  });
});
