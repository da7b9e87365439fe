// Calling at booths: the next in order, a number, once more, taken back.
import { describe, expect, it } from 'vitest';
import { at, booth, command, given, issue, move, next, opened } from './test-support.ts';

const callNext = { type: 'callNext', booth: 1 };

describe('call next', () => {
  it('calls who is due first', () => {
    given(opened, booth(1), issue('renewal', '09:05'), issue('pickup', '09:06', { marks: ['infant'] }))
      .when(callNext)
      .thenHappened({ type: 'ticketCalled', ticket: 'B001', booth: 1, callId: 'B001.1', outOfOrder: null });
  });

  it('gives two booths two tickets', () => {
    given(opened, booth(1), booth(2), issue('pickup'), issue('pickup'), next(1))
      .when({ ...callNext, booth: 2 })
      .thenHappened({ ticket: 'B002', booth: 2 });
  });

  it('tells a booth that still has a ticket what to do first', () => {
    given(opened, booth(1), issue('renewal'), issue('renewal'), next(1))
      .when(callNext)
      .thenRefused('boothBusy', {
        params: { booth: 1, ticket: 'A001', state: 'called' },
        allowed: [
          'recall',
          'startServing',
          'finish',
          'finishAndNext',
          'markAbsent',
          'undoCall',
          'pauseBooth',
        ],
      });
  });

  it('says that nobody waits', () => {
    given(opened, booth(3), issue('renewal'))
      .when({ ...callNext, booth: 3 })
      .thenRefused('nobodyWaiting', { params: { booth: 3 }, allowed: ['pauseBooth', 'closeBooth'] });
  });

  it('needs a booth that is there, open and not paused', () => {
    given(opened)
      .when({ ...callNext, booth: 9 })
      .thenRefused('unknownBooth', { params: { booth: 9, known: '1, 2, 3, 4' } });
    given(opened)
      .when(callNext)
      .thenRefused('boothNotOpen', { allowed: ['openBooth'] });
    given(opened, booth(1), issue('renewal'), move('pauseBooth', { booth: 1 }))
      .when(callNext)
      .thenRefused('boothPaused', { allowed: ['resumeBooth', 'closeBooth'] });
  });

  it('leaves frozen procedures alone and goes on with the others', () => {
    const outage = move('startOutage', { procedures: ['renewal'] });
    given(opened, booth(1), issue('renewal', '09:00'), issue('pickup', '09:20'), outage)
      .when(callNext)
      .thenHappened({ ticket: 'B001' });
    given(opened, booth(1), issue('renewal'), outage)
      .when(callNext)
      .thenRefused('procedureOutage', { params: { procedure: '更新' } });
  });
});

describe('call by number', () => {
  const callNumber = { type: 'callNumber', booth: 1, ticket: 'A002', reason: '車いす' };
  const two = [opened, booth(1), issue('renewal', '09:00'), issue('renewal', '09:01')] as const;

  it('keeps why it was out of order, and who was next', () => {
    given(...two)
      .when(callNumber)
      .thenHappened({ ticket: 'A002', outOfOrder: { reason: '車いす', insteadOf: 'A001' } });
  });

  it('is in order when the number is next anyway', () => {
    given(...two)
      .when({ ...callNumber, ticket: 'A001' })
      .thenHappened({ ticket: 'A001', outOfOrder: null });
  });

  it('names nobody when nobody else could be called', () => {
    const directed = [
      next(1),
      move('startServing', { booth: 1 }),
      move('transfer', { booth: 1, toBooth: 4 }),
    ] as const;
    given(opened, booth(1), booth(4), issue('renewal'), ...directed)
      .when({ ...callNumber, ticket: 'A001' })
      .thenHappened({ ticket: 'A001', outOfOrder: { reason: '車いす', insteadOf: null } });
  });

  it('must say why', () => {
    expect(() => command({ ...callNumber, reason: ' ' })).toThrow('must say why');
  });

  it('refuses what is not there, not waiting, frozen or not served', () => {
    const day = given(...two, issue('certificate'), booth(4), next(4));
    day
      .when({ ...callNumber, ticket: 'A777' })
      .thenRefused('unknownTicket', { params: { ticket: 'A777' }, allowed: ['recordTicket'] });
    day
      .when({ ...callNumber, ticket: 'A001' })
      .thenRefused('wrongState', { params: { ticket: 'A001', state: 'called', move: 'callNumber' } });
    day.when({ ...callNumber, ticket: 'C001' }).thenRefused('procedureNotServed', {
      params: { booth: 1, procedure: '証明書', serves: '更新, 交付' },
      allowed: ['callNext', 'callNumber', 'pauseBooth', 'closeBooth'],
    });
    given(...two, move('startOutage', { procedures: ['renewal'] }))
      .when(callNumber)
      .thenRefused('procedureOutage', { allowed: ['endOutage', 'pauseBooth', 'closeBooth'] });
  });
});

describe('recall and undo', () => {
  const calledOne = given(opened, booth(1), issue('renewal', '09:00'), next(1, '09:30'));

  it('a recall is a call of its own, and counts on', () => {
    const state = calledOne
      .when({ type: 'recall', booth: 1 })
      .thenHappened({ type: 'ticketRecalled', ticket: 'A001', booth: 1, callId: 'A001.2' });
    expect(state.calls.map((call) => [call.callId, call.recall])).toEqual([
      ['A001.1', false],
      ['A001.2', true],
    ]);
    expect(state.tickets.get('A001' as never)?.calls).toBe(2);
  });

  it('undo withdraws every call since, and the ticket waits with its old due time', () => {
    const state = given(opened, booth(1), issue('renewal', '09:00'), next(1), move('recall', { booth: 1 }))
      .when({ type: 'undoCall', booth: 1 })
      .thenHappened({ type: 'callUndone', ticket: 'A001', booth: 1 });
    expect(state.calls.every((call) => call.withdrawn)).toBe(true);
    expect(state.booths.get(1 as never)?.ticket).toBeNull();
    expect(state.tickets.get('A001' as never)).toMatchObject({
      state: 'waiting',
      booth: null,
      firstCalledAtMs: null,
      due: { atMs: at('09:00') },
    });
  });

  it('the call after an undo has a new id and is not withdrawn', () => {
    const state = given(opened, booth(1), issue('renewal'), next(1), move('undoCall', { booth: 1 }, '09:30'))
      .when(callNext, { at: '09:30' })
      .thenHappened({ callId: 'A001.2' });
    expect(state.calls.map((call) => call.withdrawn)).toEqual([true, false]);
  });

  it.each(['recall', 'undoCall'])('%s needs a called ticket', (type) => {
    given(opened, booth(1))
      .when({ type, booth: 1 })
      .thenRefused('boothEmpty', { params: { booth: 1 }, allowed: ['pauseBooth', 'closeBooth'] });
    given(opened, booth(1), issue('renewal'), next(1), move('startServing', { booth: 1 }))
      .when({ type, booth: 1 })
      .thenRefused('wrongState', {
        params: { ticket: 'A001', state: 'serving', move: type },
        allowed: ['finish', 'finishAndNext', 'hold', 'transfer', 'setMarks', 'reprintTicket'],
      });
  });
});
