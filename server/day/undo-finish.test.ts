// A finish taken back, and a booth closed with people left.
import { describe, expect, it } from 'vitest';
import { booth, given, issue, move, next, opened } from './test-support.ts';

const called = [opened, booth(1), issue('renewal', '09:00'), issue('renewal', '09:05'), next(1)] as const;
const undo = { type: 'undoFinish', ticket: 'A001', booth: 1 };

describe('a finish by mistake', () => {
  it('of a number nobody had begun to serve comes back as called; the next one waits again', () => {
    const state = given(...called, move('finishAndNext', { booth: 1 }, '09:40'))
      .when(undo, { at: '09:41' })
      .thenHappened(
        { type: 'callUndone', ticket: 'A002', booth: 1 },
        { type: 'finishUndone', ticket: 'A001', booth: 1, as: 'called' },
      );
    const ticket = state.tickets.get('A001' as never);
    expect(ticket).toMatchObject({ state: 'called', booth: 1, servingSinceMs: null });
    expect(state.live).toEqual(['A001', 'A002']);
    expect(state.ended).toEqual([]);
    expect(state.booths.get(1 as never)?.ticket).toBe('A001');
  });

  it('of a visit goes on as that visit', () => {
    const day = given(
      ...called,
      move('startServing', { booth: 1 }, '09:31'),
      move('finish', { booth: 1 }, '09:40'),
    );
    const before = day.state.tickets.get('A001' as never)?.servingSinceMs;
    const state = day.when(undo, { at: '09:45' }).thenHappened({ type: 'finishUndone', as: 'serving' });
    expect(state.tickets.get('A001' as never)).toMatchObject({ state: 'serving', sinceMs: before });
  });

  it('goes back to the queue with the due time it had', () => {
    const day = given(...called, move('finishAndNext', { booth: 1 }, '09:40'));
    const state = day
      .when({ ...undo, booth: null }, { at: '09:45' })
      .thenHappened({ type: 'finishUndone', booth: null, as: 'waiting' });
    const due = day.state.tickets.get('A001' as never)?.due;
    expect(state.tickets.get('A001' as never)).toMatchObject({ state: 'waiting', booth: null, due });
  });

  it('stays after the minutes of the rule, at another booth, and beside somebody being served', () => {
    const day = given(...called, booth(2), move('finishAndNext', { booth: 1 }, '09:40'));
    day.when(undo, { at: '09:51' }).thenRefused('undoTooLate', { params: { time: '09:40', minutes: 10 } });
    day.when({ ...undo, booth: 2 }, { at: '09:41' }).thenRefused('finishedElsewhere');
    given(
      ...called,
      move('finishAndNext', { booth: 1 }, '09:40'),
      move('startServing', { booth: 1 }, '09:41'),
    )
      .when(undo, { at: '09:42' })
      .thenRefused('boothBusy');
    given(...called)
      .when(undo)
      .thenRefused('wrongState');
  });
});

describe('a booth that closes', () => {
  const close = { type: 'closeBooth', booth: 1 };

  it('says who is left, and closes when that is meant', () => {
    const day = given(opened, booth(1), issue('renewal'), issue('pickup'));
    day.when(close).thenRefused('peopleWait', { params: { count: 2, tickets: 'A001, B001' } });
    day.when({ ...close, leaveWaiting: true }).thenHappened({ type: 'boothClosed', booth: 1 });
  });

  it('asks nothing while another booth, open or pausing, serves the same', () => {
    given(opened, booth(1), booth(2), move('pauseBooth', { booth: 2 }), issue('renewal'), issue('pickup'))
      .when(close)
      .thenHappened({ type: 'boothClosed' });
  });

  it('keeps no held ticket', () => {
    const day = given(
      ...called,
      booth(2),
      move('startServing', { booth: 1 }, '09:31'),
      move('hold', { booth: 1 }, '09:32'),
    );
    const state = day
      .when(close)
      .thenHappened({ type: 'ticketResumed', ticket: 'A001', booth: null }, { type: 'boothClosed' });
    expect(state.tickets.get('A001' as never)).toMatchObject({ state: 'waiting', booth: null });
  });
});
