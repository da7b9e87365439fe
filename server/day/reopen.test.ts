// A day ended by mistake goes on with everybody at their old place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { play, wishes } from './random-day.test-support.ts';
import type { DayState } from './state.ts';
import { booth, command, contextOf, fold, given, issue, move, next, opened, system } from './test-support.ts';

const end = [{ type: 'endDay' }, { actor: system, at: '11:00' }] as const;
const reopen = { type: 'reopenDay', note: '時計の誤り' };
const soon = { at: '11:05' } as const;

describe('a day that was ended by mistake', () => {
  const busy = [
    opened,
    booth(1),
    booth(2),
    issue('renewal', '09:00'),
    issue('renewal', '09:05'),
    next(1, '09:10'),
    move('startServing', { booth: 1 }, '09:11'),
    issue('pickup', '09:20'),
    next(2, '09:30'),
    move('markAbsent', { booth: 2 }, '09:40'),
  ] as const;

  it('is open again: who was served or waited waits with the old due time, who was absent is absent', () => {
    const before = given(...busy).state;
    const state = given(...busy, end)
      .when(reopen, soon)
      .thenHappened(
        { type: 'dayReopened', note: '時計の誤り' },
        { type: 'ticketRestored', ticket: 'A001', as: 'waiting' },
        { type: 'ticketRestored', ticket: 'A002', as: 'absent' },
        { type: 'ticketRestored', ticket: 'B001', as: 'waiting' },
      );
    expect(state).toMatchObject({ phase: 'open', live: ['A001', 'A002', 'B001'], ended: [] });
    for (const [number, { due }] of before.tickets)
      expect(state.tickets.get(number)).toMatchObject({
        due,
        cancelReason: null,
        booth: null,
        endedAs: null,
      });
  });

  it('calls them in their old order at the booths that are opened again', () => {
    given(...busy, end, [reopen, soon], [{ type: 'openBooth', booth: 1, staff: 'sato' }, soon])
      .when({ type: 'callNext', booth: 1 }, soon)
      .thenHappened({ type: 'ticketCalled', ticket: 'A001' });
  });

  it('leaves alone who was finished or had left before', () => {
    const state = given(
      opened,
      booth(1),
      issue('renewal', '09:00'),
      issue('renewal', '09:05'),
      [{ type: 'cancelTicket', ticket: 'A002', reason: 'visitorLeft' }, { at: '09:10' }],
      next(1, '09:15'),
      move('finish', { booth: 1 }, '09:20'),
      end,
    )
      .when(reopen, soon)
      .thenHappened({ type: 'dayReopened' });
    expect(state.live).toEqual([]);
  });

  it('ends once more, and can be reopened once more', () => {
    given(...busy, end, [reopen, soon], end)
      .when(reopen, { at: '11:10' })
      .thenHappened(
        { type: 'dayReopened' },
        ...['A001', 'A002', 'B001'].map((ticket) => ({ type: 'ticketRestored', ticket })),
      );
  });

  it('stays ended after its planned end, and an open day is none', () => {
    given(...busy, end)
      .when(reopen, { at: '19:30' })
      .thenRefused('dayIsOver', { params: { time: '19:30' } });
    given(...busy)
      .when(reopen, soon)
      .thenRefused('dayNotEnded');
    given().when(reopen, soon).thenRefused('dayNotOpen');
  });
});

const line = (state: DayState): readonly string[] =>
  state.live.map((number) => {
    const ticket = state.tickets.get(number);
    return `${number} due ${ticket?.due.atMs} ${ticket?.state === 'absent' ? 'absent' : 'here'}`;
  });

it('whatever the day was, everybody who was in it is in it again, in the same order and with the same due time', () => {
  fc.assert(
    fc.property(wishes, (all) => {
      const { state } = play(all, false);
      const run = (from: DayState, input: { readonly type: string }, nowMs: number, id: string): DayState => {
        const actor = input.type === 'endDay' ? system : contextOf().actor;
        const context = { ...contextOf({ actor, id }), nowMs };
        const decision = decide(from, command(input), context);
        return decision.kind === 'events' ? fold(from, decision.events, context) : from;
      };
      const atMs = (state.plan?.endsAtMs ?? 0) - 1_000;
      const ended = run(state, { type: 'endDay' }, atMs, 'end-now');
      const again = run(ended, reopen, atMs, 'reopen-now');
      expect(line(again)).toEqual(line(state));
    }),
    { numRuns: 200 },
  );
});
