// What is learned from a day's events: visits with their ends, gaps' beginnings, pauses, sessions, absences, holds.
import { describe, expect, it } from 'vitest';
import type { DayEvent } from '../../../protocol/events.ts';
import { createDayRecorder } from './day-record.ts';

const minute = 60_000;
const record = (events: readonly (readonly [number, object])[]) => {
  const recorder = createDayRecorder('2026-11-24', []);
  for (const [minutes, event] of events) recorder.add(event as DayEvent, minutes * minute);
  return recorder;
};
const issued = (ticket: string, slotAtMs: number | null = null) => ({
  type: 'ticketIssued',
  ticket,
  procedure: 'renewal',
  issuedAtMs: 0,
  slotAtMs,
  due: { minutesOff: 15 },
});
const at = (type: string, ticket: string, more: object = {}) => ({ type, ticket, booth: 1, ...more });
const opened = [0, { type: 'boothOpened', booth: 1 }] as const;

describe('the record of a day', () => {
  it('has a visit from call to end, with Start where it was pressed', () => {
    const { visits } = record([
      opened,
      [1, issued('A001')],
      [2, issued('A002')],
      [3, at('ticketCalled', 'A001', { outOfOrder: null })],
      [4, at('servingStarted', 'A001', { assumed: false })],
      [9, at('ticketFinished', 'A001', { by: 'staff' })],
      [10, at('ticketCalled', 'A002', { outOfOrder: { reason: 'x', insteadOf: null } })],
      [12, at('servingStarted', 'A002', { assumed: true })],
      [12, at('ticketFinished', 'A002', { by: 'dayEnded' })],
    ]).record(20 * minute);
    expect(visits).toMatchObject([
      {
        ticket: 'A001',
        calledAtMs: 3 * minute,
        startedAtMs: 4 * minute,
        endedAtMs: 9 * minute,
        end: 'finished',
      },
      { ticket: 'A002', startedAtMs: null, end: 'dayEnded', outOfOrder: true, waitingSinceMs: 2 * minute },
    ]);
  });

  it('tells absences, returns, holds and transfers apart', () => {
    const found = record([
      opened,
      [0, issued('A001', 30 * minute)],
      [1, at('ticketCalled', 'A001', { outOfOrder: null })],
      [3, at('ticketAbsent', 'A001')],
      [8, { type: 'ticketReturned', ticket: 'A001' }],
      [9, at('ticketCalled', 'A001', { outOfOrder: null })],
      [10, at('servingStarted', 'A001', { assumed: false })],
      [15, at('ticketHeld', 'A001')],
      [20, { type: 'ticketResumed', ticket: 'A001', booth: 1 }],
      [24, at('ticketTransferred', 'A001', { procedure: 'issue', onlyBooth: null })],
    ]).record(30 * minute);
    expect(
      found.visits.map(({ end, resumed, waitingSinceMs }) => [end, resumed, waitingSinceMs / minute]),
    ).toEqual([
      ['absent', false, 0],
      ['held', false, 8],
      ['transferred', true, 20],
    ]);
    expect(found.visits.at(-1)?.transferredTo).toBe('issue');
    expect(found.absences).toEqual([{ absentAtMs: 3 * minute, returnedAtMs: 8 * minute }]);
    expect(found.holds).toEqual([{ heldAtMs: 15 * minute, resumedAtMs: 20 * minute, sameBooth: true }]);
    expect(found.arrivals).toMatchObject([{ procedure: 'renewal', slotMs: 30 * minute, minutesOff: 15 }]);
  });

  it('knows who left before the call, and what was said of those who were called', () => {
    const said = { p20: 5, p50: 8, p80: 12, calledShare: 1 };
    const found = record([
      opened,
      ...['A001', 'A002', 'A003', 'A004'].map((ticket) => [0, { ...issued(ticket), said }] as const),
      [2, { type: 'ticketCancelled', ticket: 'A002', reason: 'visitorLeft', note: '' }],
      [3, { type: 'ticketCancelled', ticket: 'A003', reason: 'issuedByMistake', note: '' }],
      [7, at('ticketCalled', 'A001', { outOfOrder: null })],
      [9, { type: 'outageStarted', procedures: ['renewal'], notice: null }],
      [19, { type: 'outageEnded', procedures: ['renewal'] }],
      [20, at('ticketCalled', 'A004', { outOfOrder: null })],
    ]).record(30 * minute);
    expect(found.left).toEqual([{ procedure: 'renewal', sinceMs: 0, leftAtMs: 2 * minute }]);
    // Nobody could know of the outage: who waited through it says nothing of the forecast.
    expect(found.scored).toEqual([{ procedure: 'renewal', said, waitMinutes: 7 }, null, null]);
  });

  it('knows sessions, pauses and since when a booth is free', () => {
    const recorder = record([
      opened,
      [0, issued('A001')],
      [5, { type: 'boothPaused', booth: 1, untilMs: 15 * minute }],
      [16, { type: 'boothResumed', booth: 1 }],
    ]);
    expect(recorder.freeSince(1)).toBe(16 * minute);
    expect(recorder.pausesOf(1)).toEqual([{ fromMs: 5 * minute, toMs: 16 * minute }]);
    recorder.add(at('ticketCalled', 'A001', { outOfOrder: null }) as unknown as DayEvent, 17 * minute);
    expect(recorder.freeSince(1)).toBeNull();
    expect(recorder.occupation('A001')).toEqual({ calledAtMs: 17 * minute, resumed: false });
    recorder.add(at('callUndone', 'A001') as unknown as DayEvent, 18 * minute);
    recorder.add({ type: 'boothClosed', booth: 1 } as unknown as DayEvent, 19 * minute);
    expect(recorder.record(20 * minute).sessions).toEqual([{ booth: 1, fromMs: 0, toMs: 19 * minute }]);
    expect(recorder.record(20 * minute).visits).toMatchObject([{ end: 'undone' }]);
  });
});
