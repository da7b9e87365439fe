// The estimate runs the queue forward: nothing to wait at an idle booth, longer behind others, shorter with more booths.
import { Map as PersistentMap } from 'immutable';
import { describe, expect, it } from 'vitest';
import { BoothNumber, BusinessDate, ProcedureId, SiteId, TicketNumber } from '../../protocol/ids.ts';
import { defaultRules } from '../../protocol/settings.ts';
import type { ResolvedSite } from '../day/contract.ts';
import { type Booth, type DayState, emptyDay, type Ticket } from '../day/state.ts';
import { estimate } from './estimate.ts';

const renewal = ProcedureId.parse('renewal');
const issue = ProcedureId.parse('issue');
const nowMs = Date.UTC(2026, 10, 24, 1, 0);
const minuteMs = 60_000;

const procedure = (id: ProcedureId, plannedMinutes: number) =>
  [id, { id, plannedMinutes, resolvedRules: defaultRules }] as const;
const site = {
  procedures: new Map([procedure(renewal, 10), procedure(issue, 20)]),
} as unknown as ResolvedSite;

const waiting = (index: number, over: Partial<Ticket> = {}): Ticket =>
  ({
    number: TicketNumber.parse(`A${String(index).padStart(3, '0')}`),
    sequence: index,
    procedure: renewal,
    state: 'waiting',
    due: { atMs: nowMs - (100 - index) * 1000, basis: 'walkIn', basisMs: nowMs, minutesOff: 0, mark: null },
    callableFromMs: null,
    onlyBooth: null,
    servingSinceMs: null,
    ...over,
  }) as Ticket;

const booth = (number: number, over: Partial<Booth> = {}): Booth => ({
  number: BoothNumber.parse(number),
  state: 'open',
  staff: null,
  procedures: [{ procedure: renewal, delayMinutes: 0 }],
  pauseNote: '',
  pausedUntilMs: null,
  sinceMs: 0,
  ticket: null,
  ...over,
});

const dayWith = (
  tickets: readonly Ticket[],
  booths: readonly Booth[],
  over: Partial<DayState> = {},
): DayState => ({
  ...emptyDay(SiteId.parse('centre'), BusinessDate.parse('2026-11-24')),
  tickets: PersistentMap(tickets.map((t) => [t.number, t])),
  live: tickets.map((t) => t.number),
  booths: PersistentMap(booths.map((b) => [b.number, b])),
  ...over,
});
const p50 = (state: DayState, key = 'renewal'): number => {
  const found = estimate({ site, state, nowMs });
  return (found.procedures.get(key) ?? found.tickets.get(key))?.p50 ?? Number.NaN;
};
const ten = Array.from({ length: 10 }, (_, i) => waiting(i + 1));

describe('the estimate', () => {
  it('is nothing for a walk-in who finds an idle booth', () => {
    expect(p50(dayWith([], [booth(1)]))).toBe(0);
  });

  it('is missing where no open booth serves the procedure, or it is in outage', () => {
    expect(estimate({ site, state: dayWith([], [booth(1)]), nowMs }).procedures.has('issue')).toBe(false);
    expect(
      estimate({ site, state: dayWith([], [booth(1, { state: 'closed' })]), nowMs }).procedures.size,
    ).toBe(0);
    const outages = PersistentMap([[renewal, { notice: null, sinceMs: 0 }]]);
    expect(estimate({ site, state: dayWith(ten, [booth(1)], { outages }), nowMs }).procedures.size).toBe(0);
  });

  it('is about the work ahead: ten visits of ten minutes and the way to the booth, at one booth', () => {
    expect(p50(dayWith(ten, [booth(1)]))).toBeGreaterThan(85);
    expect(p50(dayWith(ten, [booth(1)]))).toBeLessThan(135);
  });

  it('shrinks with every booth and grows along the queue', () => {
    const waits = [1, 2, 4].map((n) =>
      p50(
        dayWith(
          ten,
          Array.from({ length: n }, (_, i) => booth(i + 1)),
        ),
      ),
    );
    expect(waits).toEqual([...waits].sort((a, b) => b - a));
    const along = ten.map((t) => p50(dayWith(ten, [booth(1), booth(2)]), t.number));
    expect(along).toEqual([...along].sort((a, b) => a - b));
  });

  it('widens its range around the middle', () => {
    const found = estimate({ site, state: dayWith(ten, [booth(1)]), nowMs }).procedures.get('renewal');
    expect(found?.p20).toBeLessThan(found?.p50 ?? 0);
    expect(found?.p80).toBeGreaterThan(found?.p50 ?? 0);
  });

  it('waits for the announced end of a pause, and lets a helping booth take its delay into account', () => {
    const until = nowMs + 30 * minuteMs;
    expect(p50(dayWith([], [booth(1, { state: 'paused', pausedUntilMs: until })]))).toBe(30);
    const helper = booth(2, {
      procedures: [
        { procedure: issue, delayMinutes: 0 },
        { procedure: renewal, delayMinutes: 60 },
      ],
    });
    const own = waiting(50, { number: TicketNumber.parse('B001'), procedure: issue });
    const state = dayWith([waiting(1), own], [helper]);
    const found = estimate({ site, state, nowMs }).tickets;
    expect(found.get('B001')?.p50).toBe(0);
    expect(found.get('A001')?.p50).toBeGreaterThan(10);
  });

  it('gives the same answer for the same state', () => {
    const state = dayWith(ten, [booth(1), booth(2)]);
    expect(estimate({ site, state, nowMs })).toEqual(estimate({ site, state, nowMs }));
  });
});
