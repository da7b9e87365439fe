// Check-in: early, in time, late, missed, and each way in which there is nothing to check in with, at the rules of one day.
import { describe, expect, it } from 'vitest';
import type { DayEvent } from '../../protocol/events.ts';
import { decide } from './decide.ts';
import { at, command, contextOf, fold, given, opened } from './test-support.ts';

const reservation = 'centre.2026-11-24.0123456789ABCDEF';
const seats = [{ atMs: at('10:00'), places: 1 }];
const booked = {
  type: 'reservationBooked',
  ...{ reservation, code: '7KQM2XWPK', secretHash: 'x'.repeat(27), procedure: 'renewal', group: 'renewal' },
  ...{ seats, minutes: 10, partySize: 2, channel: 'web', language: 'vi' },
  ...{ bookedAtMs: at('08:00'), sequence: 0, moves: 0, hold: null, movedFrom: null },
} as unknown as DayEvent;
const freed = { reservation, group: 'renewal', seats };
const dayWith = (...events: readonly object[]) =>
  fold(given(opened).state, [booked, ...(events as readonly DayEvent[])], contextOf({ at: '08:50' }));

const checkIn = (state: ReturnType<typeof dayWith>, clock: string, more: Record<string, unknown> = {}) =>
  decide(state, command({ type: 'checkIn', reservation, ...more }), contextOf({ at: clock }));
const refusalOf = (decision: ReturnType<typeof checkIn>) =>
  decision.kind === 'refused' ? decision.refusal : null;

describe('whoever reserved', () => {
  it.each([
    ['09:30', 'early', '09:50'],
    ['09:55', 'inTime', '09:50'],
    ['10:10', 'inTime', '09:50'],
    // Past slot and grace: as a walk-in, from when they came.
    ['10:11', 'late', '10:11'],
  ])('and comes at %s is %s, and due at %s', (clock, how, due) => {
    const decision = checkIn(dayWith(), clock);
    expect(decision).toMatchObject({
      kind: 'events',
      events: [
        { type: 'reservationArrived', reservation, ticket: 'A001', how },
        {
          type: 'ticketIssued',
          ticket: 'A001',
          reservation,
          partySize: 2,
          language: 'vi',
          due: { atMs: at(due) },
        },
      ],
    });
  });

  it('is taken from when they pressed, not from when the hub heard of it', () => {
    const decision = checkIn(dayWith(), '10:20', { pressedAtMs: at('10:05') });
    expect(decision).toMatchObject({ events: [{ how: 'inTime' }, { issuedAtMs: at('10:05') }] });
    // But no further back than a hub is ever away without numbers being written by hand.
    const late = checkIn(dayWith(), '10:50', { pressedAtMs: at('10:05') });
    expect(late).toMatchObject({ events: [{ how: 'late' }, { issuedAtMs: at('10:50') }] });
  });

  it('and is given up for missed is let in all the same', () => {
    const decision = checkIn(dayWith({ type: 'reservationMissed', ...freed }), '11:00');
    expect(decision).toMatchObject({ events: [{ how: 'late' }, { ticket: 'A001' }] });
  });
});

describe('a check-in is refused', () => {
  it('with a reservation that nobody has', () => {
    const state = given(opened).state;
    expect(refusalOf(checkIn(state, '10:00'))?.code).toBe('reservationNotFound');
  });

  it('a second time, with the number that was given', () => {
    const first = checkIn(dayWith(), '09:55');
    if (first.kind !== 'events') throw new Error('the first was refused');
    const after = fold(dayWith(), first.events, contextOf({ at: '09:55', id: 'first-check-in' }));
    expect(refusalOf(checkIn(after, '09:56'))).toMatchObject({
      code: 'checkInAlready',
      params: { ticket: 'A001' },
    });
  });

  it('after it was cancelled, with the way to a ticket without one', () => {
    const cancelled = { type: 'reservationCancelled', ...freed, by: 'resident', note: '', sequence: 1 };
    expect(refusalOf(checkIn(dayWith(cancelled), '10:00'))).toMatchObject({
      code: 'checkInCancelled',
      allowed: ['issueTicket'],
    });
  });

  it.each([
    ['centre', 'checkInOtherDay'],
    ['aoba', 'checkInOtherSite'],
  ])('where it was moved away, to %s', (site, code) => {
    const moved = { type: 'reservationMoved', ...freed, to: { site, date: '2026-12-01' }, sequence: 1 };
    expect(refusalOf(checkIn(dayWith(moved), '10:00'))?.code).toBe(code);
  });

  it('while the counter is closed', () => {
    expect(refusalOf(checkIn(dayWith(), '12:30'))?.code).toBe('intakeClosed');
  });
});
