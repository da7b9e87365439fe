// Whom the forecast expects: reservations of the day's book that are still to come, from the moment they are booked.
import { expect, it } from 'vitest';
import { at, contextOf, fold, given, opened, testSite } from '../../day/test-support.ts';
import { createDayRecorder } from '../learning/day-record.ts';
import { learn } from '../learning/learn.ts';
import { certain } from '../test-support.ts';
import { forecast } from './forecast.ts';
import { queueNow } from './queue-now.ts';

const idOf = (nth: number) => `centre.2026-11-24.0123456789ABCDE${nth}`;
const booked = (nth: number, clock: string) => ({
  type: 'reservationBooked',
  ...{ reservation: idOf(nth), code: `7KQM2XWP${nth}`, secretHash: 'x'.repeat(27), procedure: 'renewal' },
  ...{ group: 'renewal', seats: [{ atMs: at(clock), places: 1 }], minutes: 10, partySize: 1 },
  ...{ channel: 'telephone', language: 'ja', bookedAtMs: at('08:00'), sequence: 0, moves: 0 },
  ...{ hold: null, movedFrom: null },
});
const freed = (nth: number) => ({ reservation: idOf(nth), group: 'renewal', seats: [] });
const queueAt = (clock: string, ...events: readonly object[]) =>
  queueNow({
    site: testSite(),
    state: fold(given(opened).state, events as never, contextOf({ at: '08:50' })),
    recorder: createDayRecorder('2026-11-24', []),
    nowMs: at(clock),
  });
const expected = (...asked: Parameters<typeof queueAt>) => queueAt(...asked).reservations.map(({ id }) => id);

it('expects who has booked and not come, an hour beyond the slot, missed or not; nobody else', () => {
  const [coming, cancelled, moved, missed, arrived] = [1, 2, 3, 4, 5].map((nth) => booked(nth, '10:00'));
  const events = [
    ...[coming, cancelled, moved, missed, arrived].flatMap((event) => event ?? []),
    { type: 'reservationCancelled', ...freed(2), by: 'resident', note: '', sequence: 1 },
    { type: 'reservationMoved', ...freed(3), to: { site: 'centre', date: '2026-12-01' }, sequence: 1 },
    { type: 'reservationMissed', ...freed(4) },
    {
      type: 'reservationArrived',
      reservation: idOf(5),
      ticket: 'A001',
      pressedAtMs: at('09:55'),
      how: 'inTime',
    },
  ];
  expect(expected('09:40', ...events)).toEqual([idOf(1), idOf(4)]);
  expect(expected('11:00', ...events)).toEqual([idOf(1), idOf(4)]);
  expect(expected('11:01', ...events)).toEqual([]);
  expect(queueAt('09:40', booked(1, '10:00')).reservations).toEqual([
    {
      ...{ id: idOf(1), procedure: 'renewal', slotMs: at('10:00'), minutesOff: 0 },
      ...{ channel: 'telephone', madeAtMs: at('08:00') },
    },
  ]);
});

it('so that the wait of one more walk-in is longer at once', () => {
  const models = learn([], { ...certain({ renewal: 10, issue: 20 }), noShowShare: 0 });
  const waitWith = (...events: readonly object[]) => {
    const queue = queueAt('09:55', ...events);
    const booth = { procedure: 'renewal', delayMinutes: 0 };
    const booths = [{ ...queue.booths[0], number: 1, state: 'open', procedures: [booth], usual: [booth] }];
    const one = { ...booths[0], sinceMs: 0, pausedUntilMs: null, current: null, freeSinceMs: at('09:55') };
    const open = { ...one, planned: [], pausesToday: [] } as (typeof queue)['booths'][number];
    const line = [1, 2, 3].map((nth) => ({
      ...{ id: `T${nth}`, procedure: 'renewal', dueMs: at('09:50'), sequence: nth },
      ...{ callableFromMs: null, onlyBooth: null },
    }));
    return forecast({ ...queue, booths: [open], waiting: line }, models).procedures.get('renewal')?.p50 ?? 0;
  };
  expect(waitWith(booked(1, '10:00'))).toBeGreaterThan(waitWith() + 5);
});
