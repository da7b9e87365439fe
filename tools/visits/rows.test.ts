// From a day's events to rows: every turn of a visit, and whatever random days do, readable by the backtest.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayEvent } from '../../protocol/events.ts';
import { play, wishes } from '../../server/day/random-day.test-support.ts';
import { at, date, siteId } from '../../server/day/test-support.ts';
import { readBooths } from '../backtest/booths-file.ts';
import { readVisits } from '../backtest/visits-file.ts';
import { walk } from '../backtest/walk.ts';
import { boothHeader, boothLine, visitHeader, visitLine } from './csv.ts';
import { boothRows, type Happened, visitRows } from './rows.ts';

const happened = (clock: string, event: Record<string, unknown>): Happened => ({
  event: event as unknown as DayEvent,
  meta: { atMs: at(clock) },
});
const issued = (clock: string, dueClock = clock) =>
  happened(clock, {
    ...{ type: 'ticketIssued', ticket: 'A001', procedure: 'renewal', source: 'button', slotAtMs: null },
    ...{ issuedAtMs: at(clock), due: { atMs: at(dueClock) } },
  });
const ticket = (clock: string, type: string, more: object = {}) =>
  happened(clock, { type, ticket: 'A001', booth: 3, ...more });
const told = (...events: Happened[]) =>
  visitRows(events).map((row) => ({
    source: row.source,
    procedure: row.procedure,
    minutes: [row.issuedMs, row.calledMs, row.finishedMs].map((ms) =>
      ms === null ? null : (ms - at('09:00')) / 60_000,
    ),
    booth: row.booth,
    outcome: row.outcome,
  }));
const renewal = { source: 'button', procedure: 'renewal', booth: 3 };

describe('visit rows', () => {
  it('a visit', () => {
    const rows = told(
      issued('09:00'),
      ticket('09:05', 'ticketCalled'),
      ticket('09:12', 'ticketFinished', { by: 'staff' }),
    );
    expect(rows).toEqual([{ ...renewal, minutes: [0, 5, 12], outcome: 'finished' }]);
  });

  it('nobody came, and came back', () => {
    const rows = told(
      issued('09:00'),
      ticket('09:05', 'ticketCalled'),
      ticket('09:07', 'ticketAbsent'),
      ticket('09:20', 'ticketReturned', { due: { atMs: at('09:15') } }),
      ticket('09:22', 'ticketCalled', { booth: 4 }),
      ticket('09:30', 'ticketFinished', { by: 'dayEnded' }),
    );
    expect(rows).toEqual([
      { ...renewal, minutes: [0, 5, 7], outcome: 'absent' },
      { ...renewal, source: 'returned', booth: 4, minutes: [20, 22, 30], outcome: 'dayEnded' },
    ]);
  });

  it('a call undone is no call; a wait that ends without one says how', () => {
    const rows = told(
      issued('09:00'),
      ticket('09:05', 'ticketCalled'),
      ticket('09:06', 'callUndone'),
      ticket('09:20', 'ticketCancelled', { reason: 'visitorLeft' }),
    );
    expect(rows).toEqual([{ ...renewal, booth: null, minutes: [0, null, null], outcome: 'cancelled' }]);
  });

  it('set aside and taken up at the booth; transferred and waiting still', () => {
    const rows = told(
      issued('09:00'),
      ticket('09:01', 'ticketCalled'),
      ticket('09:04', 'ticketHeld'),
      ticket('09:10', 'ticketResumed'),
      ticket('09:15', 'ticketTransferred', { procedure: 'pickup' }),
    );
    expect(rows).toEqual([
      { ...renewal, minutes: [0, 1, 4], outcome: 'held' },
      { ...renewal, source: 'resumed', minutes: [10, 10, 15], outcome: 'transferred' },
      { source: 'transferred', procedure: 'pickup', booth: null, minutes: [15, null, null], outcome: null },
    ]);
  });

  it('marks move the due time', () => {
    const marks = ticket('09:01', 'marksSet', { due: { atMs: at('08:45') } });
    expect(visitRows([issued('09:00'), marks])[0]?.dueMs).toBe(at('08:45'));
  });

  it('booths: a pause ends a stretch', () => {
    const rows = boothRows([
      ticket('09:00', 'boothOpened'),
      ticket('11:30', 'boothPaused'),
      ticket('12:30', 'boothResumed'),
    ]);
    expect(rows).toEqual([
      { booth: 3, openedMs: at('09:00'), closedMs: at('11:30') },
      { booth: 3, openedMs: at('12:30'), closedMs: null },
    ]);
  });
});

describe('on any day', () => {
  const csvOf = (events: readonly Happened[]) => {
    const day = { site: siteId, date };
    const visits = [visitHeader, ...visitRows(events).map((row) => visitLine(day, row))].join('\n');
    const booths = [boothHeader, ...boothRows(events).map((row) => boothLine(day, row))].join('\n');
    const bytes = (text: string) => new TextEncoder().encode(text);
    return { visits: readVisits('v.csv', bytes(visits)), booths: readBooths('b.csv', bytes(booths)) };
  };

  it('every call that stands is a row, no row is bad, and the backtest walks through it', () => {
    fc.assert(
      fc.property(wishes, fc.boolean(), (all, end) => {
        // Nobody comes back twice in one second.
        const { log } = play(
          all.map((wish) => ({ ...wish, secondsLater: wish.secondsLater + 1 })),
          end,
        );
        const read = csvOf(log);
        expect([...read.visits.bad, ...read.booths.bad]).toEqual([]);
        expect(read.visits.ignored).toEqual([]);
        const count = (type: string) => log.filter(({ event }) => event.type === type).length;
        const resumedAtBooth = log.filter(
          ({ event }) => event.type === 'ticketResumed' && event.booth !== null,
        );
        const called = read.visits.visits.filter(({ calledMs }) => calledMs !== null).length;
        expect(called).toBe(count('ticketCalled') - count('callUndone') + resumedAtBooth.length);
        const forecasts = walk(read.visits.visits, read.booths.sessions, () => () => new Map());
        expect(forecasts).toHaveLength(read.visits.visits.length);
      }),
      { numRuns: 60 },
    );
  });
});
