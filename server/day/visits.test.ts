// The visit itself, from "they are here" to the end, with its turns.
import { describe, expect, it } from 'vitest';
import { at, booth, given, issue, move, next, opened } from './test-support.ts';

const calledOne = [opened, booth(1), booth(4), issue('renewal', '09:00'), next(1, '09:30')] as const;
const servingOne = [...calledOne, move('startServing', { booth: 1 }, '09:31')] as const;
const heldOne = [...servingOne, move('hold', { booth: 1, note: '住民票待ち' }, '09:35')] as const;
const absentOne = [...calledOne, move('markAbsent', { booth: 1 }, '09:33')] as const;
const ticketOf = (state: ReturnType<typeof given>['state'], number = 'A001') =>
  state.tickets.get(number as never);

describe('starting and finishing', () => {
  it('starts a called visit', () => {
    given(...calledOne)
      .when({ type: 'startServing', booth: 1 })
      .thenHappened({ type: 'servingStarted', ticket: 'A001', booth: 1, assumed: false });
  });

  it('finishes a visit being served, and the booth is free', () => {
    const state = given(...servingOne)
      .when({ type: 'finish', booth: 1 })
      .thenHappened({ type: 'ticketFinished', ticket: 'A001', booth: 1, by: 'staff' });
    expect(state.booths.get(1 as never)?.ticket).toBeNull();
    expect(state.live).toEqual([]);
    expect(state.ended).toEqual(['A001']);
  });

  it('finishes a merely called visit, because call pads have no Start key', () => {
    given(...calledOne)
      .when({ type: 'finish', booth: 1 })
      .thenHappened({ type: 'servingStarted', assumed: true }, { type: 'ticketFinished' });
  });

  it('finishes and calls the next in one press', () => {
    given(...servingOne, issue('renewal', '09:32'))
      .when({ type: 'finishAndNext', booth: 1 })
      .thenHappened(
        { type: 'ticketFinished', ticket: 'A001' },
        { type: 'ticketCalled', ticket: 'A002', booth: 1 },
      );
  });

  it('finishes alone when nobody waits', () => {
    given(...calledOne)
      .when({ type: 'finishAndNext', booth: 1 })
      .thenHappened({ type: 'servingStarted', assumed: true }, { type: 'ticketFinished', ticket: 'A001' });
  });

  it('does not call the next for a paused booth, but lets it finish', () => {
    const paused = given(...servingOne, move('pauseBooth', { booth: 1 }));
    paused
      .when({ type: 'finishAndNext', booth: 1 })
      .thenRefused('boothPaused', { allowed: ['resumeBooth', 'finish', 'hold', 'transfer'] });
    paused.when({ type: 'finish', booth: 1 }).thenHappened({ type: 'ticketFinished' });
  });

  it('cannot start twice', () => {
    given(...servingOne)
      .when({ type: 'startServing', booth: 1 })
      .thenRefused('wrongState', { params: { state: 'serving', move: 'startServing' } });
  });

  it.each([
    'startServing',
    'finish',
    'finishAndNext',
    'markAbsent',
    'hold',
    'transfer',
  ])('%s needs a ticket at an open booth', (type) => {
    given(opened, booth(1)).when({ type, booth: 1 }).thenRefused('boothEmpty');
    given(opened).when({ type, booth: 1 }).thenRefused('boothNotOpen');
    given(opened).when({ type, booth: 77 }).thenRefused('unknownBooth');
  });
});

describe('nobody came', () => {
  it('marks a called ticket absent and frees the booth', () => {
    const state = given(...calledOne)
      .when({ type: 'markAbsent', booth: 1 })
      .thenHappened({ type: 'ticketAbsent', ticket: 'A001', booth: 1 });
    expect(ticketOf(state)).toMatchObject({ state: 'absent', booth: 1 });
    expect(state.booths.get(1 as never)?.ticket).toBeNull();
    expect(state.live).toEqual(['A001']);
  });

  it('does not mark who is being served', () => {
    given(...servingOne)
      .when({ type: 'markAbsent', booth: 1 })
      .thenRefused('wrongState', {
        allowed: ['finish', 'finishAndNext', 'hold', 'transfer', 'setMarks', 'reprintTicket'],
      });
  });

  it('queues who comes back five minutes before the return', () => {
    given(...absentOne)
      .when({ type: 'returnTicket', ticket: 'A001' }, { at: '10:00' })
      .thenHappened({
        type: 'ticketReturned',
        ticket: 'A001',
        due: { atMs: at('09:55'), basis: 'returned', basisMs: at('09:55'), minutesOff: 0, mark: null },
      });
  });

  it('gives nothing for an absence: the old due time stays if it is later', () => {
    given(
      opened,
      booth(1),
      issue('renewal', '09:30'),
      next(1, '09:30'),
      move('markAbsent', { booth: 1 }, '09:31'),
    )
      .when({ type: 'returnTicket', ticket: 'A001' }, { at: '09:33' })
      .thenHappened({ type: 'ticketReturned', due: { atMs: at('09:30'), basis: 'walkIn' } });
  });

  it('takes back only who is absent', () => {
    given(...calledOne)
      .when({ type: 'returnTicket', ticket: 'A001' })
      .thenRefused('wrongState', { params: { state: 'called', move: 'returnTicket' } });
    given(opened).when({ type: 'returnTicket', ticket: 'A001' }).thenRefused('unknownTicket');
  });
});

describe('set aside', () => {
  it('holds a visit being served and frees the booth', () => {
    const state = given(...servingOne)
      .when({ type: 'hold', booth: 1, note: '住民票待ち' })
      .thenHappened({ type: 'ticketHeld', ticket: 'A001', booth: 1, note: '住民票待ち' });
    expect(ticketOf(state)).toMatchObject({ state: 'held', booth: 1, note: '住民票待ち' });
    expect(state.booths.get(1 as never)?.ticket).toBeNull();
  });

  it('does not hold who has only been called', () => {
    given(...calledOne)
      .when({ type: 'hold', booth: 1 })
      .thenRefused('wrongState', { params: { state: 'called', move: 'hold' } });
  });

  it('resumes at once at the booth that held it, even in an outage, for it is no call', () => {
    const state = given(...heldOne, move('startOutage', { procedures: ['renewal'] }))
      .when({ type: 'resume', ticket: 'A001', booth: 1 })
      .thenHappened({ type: 'ticketResumed', ticket: 'A001', booth: 1 });
    expect(ticketOf(state)).toMatchObject({ state: 'serving', servingSinceMs: at('09:31') });
  });

  it('resumes into the queue with its old due time', () => {
    const state = given(...heldOne)
      .when({ type: 'resume', ticket: 'A001' })
      .thenHappened({ type: 'ticketResumed', booth: null });
    expect(ticketOf(state)).toMatchObject({ state: 'waiting', booth: null, due: { atMs: at('09:00') } });
  });

  it('resumes nowhere else, and not where somebody is', () => {
    given(...heldOne)
      .when({ type: 'resume', ticket: 'A001', booth: 4 })
      .thenRefused('heldElsewhere', {
        params: { ticket: 'A001', booth: 1 },
        allowed: ['resume', 'cancelTicket', 'setMarks', 'reprintTicket'],
      });
    given(...heldOne, issue('renewal'), next(1))
      .when({ type: 'resume', ticket: 'A001', booth: 1 })
      .thenRefused('boothBusy', { params: { ticket: 'A002' } });
    given(...heldOne, move('pauseBooth', { booth: 1 }))
      .when({ type: 'resume', ticket: 'A001', booth: 1 })
      .thenRefused('boothPaused');
    given(...heldOne, move('closeBooth', { booth: 1 }))
      .when({ type: 'resume', ticket: 'A001', booth: 1 })
      .thenRefused('wrongState');
  });

  it('resumes only what is held', () => {
    given(...servingOne)
      .when({ type: 'resume', ticket: 'A001' })
      .thenRefused('wrongState', { params: { state: 'serving', move: 'resume' } });
    given(opened).when({ type: 'resume', ticket: 'A001' }).thenRefused('unknownTicket');
  });
});

describe('cancelling', () => {
  const cancel = { type: 'cancelTicket', ticket: 'A001', reason: 'visitorLeft', note: '帰宅' };

  it.each([
    ['waiting', [opened, issue('renewal')]],
    ['called', calledOne],
    ['absent', absentOne],
    ['held', heldOne],
  ] as const)('cancels who is %s, with the reason', (_state, steps) => {
    const state = given(...steps)
      .when(cancel)
      .thenHappened({ type: 'ticketCancelled', ticket: 'A001', reason: 'visitorLeft', note: '帰宅' });
    expect(ticketOf(state)).toMatchObject({ state: 'cancelled', cancelReason: 'visitorLeft' });
    expect(state.booths.some((one) => one.ticket !== null)).toBe(false);
    expect(state.live).toEqual([]);
  });

  it('withdraws the call of a cancelled visitor', () => {
    expect(given(...calledOne, move('cancelTicket', cancel)).state.calls[0]?.withdrawn).toBe(true);
  });

  it('does not cancel who is being served, nor who has ended', () => {
    given(...servingOne)
      .when(cancel)
      .thenRefused('wrongState', { params: { state: 'serving', move: 'cancelTicket' } });
    given(...servingOne, move('finish', { booth: 1 }))
      .when(cancel)
      .thenRefused('wrongState', { params: { state: 'finished', allowed: '-' }, allowed: [] });
    given(opened, issue('renewal'), move('cancelTicket', cancel)).when(cancel).thenRefused('wrongState');
    given(opened).when(cancel).thenRefused('unknownTicket');
  });
});

describe('marks given later', () => {
  const setMarks = { type: 'setMarks', ticket: 'A001', marks: ['pregnancy'] };

  it('move the due time from where it began', () => {
    given(opened, issue('renewal', '09:00'))
      .when(setMarks)
      .thenHappened({
        type: 'marksSet',
        marks: ['pregnancy'],
        due: { atMs: at('08:45'), basis: 'walkIn', basisMs: at('09:00'), minutesOff: 15, mark: 'pregnancy' },
      });
  });

  it('can be taken back', () => {
    given(opened, issue('renewal', '09:00', { marks: ['pregnancy'] }))
      .when({ ...setMarks, marks: [] })
      .thenHappened({ marks: [], due: { atMs: at('09:00'), minutesOff: 0, mark: null } });
  });

  it('need a mark of the list and a visit that is not over', () => {
    given(opened, issue('renewal'))
      .when({ ...setMarks, marks: ['vip'] })
      .thenRefused('unknownMark');
    given(opened).when(setMarks).thenRefused('unknownTicket');
    given(...servingOne, move('finish', { booth: 1 }))
      .when(setMarks)
      .thenRefused('wrongState');
  });
});
