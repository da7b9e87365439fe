// An event that contradicts the state stops the house: a visitor would be called twice, or lost.
import { describe, expect, it } from 'vitest';
import { DayEvent } from '../../protocol/events.ts';
import { evolve } from './evolve.ts';
import {
  at,
  booth,
  contextOf,
  desk,
  given,
  issue,
  move,
  next,
  opened,
  plan,
  siteId,
  system,
} from './test-support.ts';

type Day = ReturnType<typeof given>;
const folding = (day: Day, input: Record<string, unknown>, version = day.state.version + 1) => {
  const { actor, commandId } = contextOf();
  return () =>
    evolve(day.state, {
      version,
      meta: { atMs: at('10:00'), actor, commandId },
      event: DayEvent.parse(input),
    });
};
const issued = {
  type: 'ticketIssued',
  ticket: 'A010',
  sequence: 1,
  code: '0123456789ABCDEF',
  procedure: 'renewal',
  source: 'button',
  how: 'online',
  marks: [],
  language: 'ja',
  partySize: 1,
  note: '',
  slotAtMs: null,
  issuedAtMs: at('09:00'),
  due: { atMs: at('09:00'), basis: 'walkIn', basisMs: at('09:00'), minutesOff: 0, mark: null },
  callableFromMs: null,
  supersedes: null,
};
const lease = [{ type: 'leaseNumbers', procedure: 'renewal', count: 1 }, { actor: desk }] as const;
const called = { type: 'ticketCalled', ticket: 'A001', booth: 1, callId: 'A001.1', outOfOrder: null };
const oneCalled = given(opened, booth(1), booth(4), issue('renewal'), issue('renewal'), next(1));

describe('folding refuses', () => {
  it.each([
    ['a gap in the versions', () => folding(given(opened), issued, 7), 'version 7 follows 1'],
    [
      'a day opened twice',
      () => folding(given(opened), { type: 'dayOpened', site: siteId, date: '2026-11-24', plan }),
      'dayOpened while the day is open',
    ],
    [
      'the day of another site',
      () => folding(given(), { type: 'dayOpened', site: 'corner', date: '2026-11-24', plan }),
      'corner',
    ],
    [
      'an online ticket before the opening',
      () => folding(given(), issued),
      'ticketIssued while the day is planned',
    ],
    [
      'a call after the end',
      () => folding(given(opened, [{ type: 'endDay' }, { actor: system }]), called),
      'while the day is ended',
    ],
    [
      'an end with tickets left',
      () => folding(given(opened, issue('renewal')), { type: 'dayEnded' }),
      '1 tickets left',
    ],
    [
      'an end with a booth open',
      () => folding(given(opened, booth(1)), { type: 'dayEnded' }),
      'a booth open',
    ],
    [
      'a number twice',
      () => folding(oneCalled, { ...issued, ticket: 'A001', sequence: 3 }),
      'A001 is issued twice',
    ],
    [
      'a sequence out of step',
      () => folding(given(opened), { ...issued, sequence: 2 }),
      'sequence 2 follows 0',
    ],
    [
      'a number that a device holds',
      () => folding(given(opened, lease), { ...issued, ticket: 'A999' }),
      'desk holds it',
    ],
    [
      'a leased number that nobody holds',
      () => folding(given(opened), { ...issued, how: 'leased' }),
      'nobody holds it',
    ],
    [
      'a lease of a number on a ticket',
      () =>
        folding(oneCalled, {
          type: 'numbersLeased',
          device: 'desk',
          procedure: 'renewal',
          numbers: ['A001'],
        }),
      'A001 is leased',
    ],
    ['a ticket that was not issued', () => folding(given(opened, booth(1)), called), 'not issued'],
    [
      'one ticket at two booths',
      () => folding(oneCalled, { ...called, booth: 4, callId: 'A001.2' }),
      'A001, which is called',
    ],
    [
      'two tickets at one booth',
      () => folding(oneCalled, { ...called, ticket: 'A002', callId: 'A002.1' }),
      'booth 1, which has A001',
    ],
    [
      'a call id out of step',
      () => folding(oneCalled, { ...called, booth: 4, ticket: 'A002', callId: 'A002.9' }),
      'call A002.9',
    ],
    [
      'a call at a booth that never opened',
      () => folding(oneCalled, { ...called, booth: 2, ticket: 'A002', callId: 'A002.1' }),
      'never opened',
    ],
    [
      'a finish at another booth',
      () => folding(oneCalled, { type: 'servingStarted', ticket: 'A001', booth: 4, assumed: false }),
      'booth 4 has not',
    ],
    [
      'a finish of who is only called',
      () => folding(oneCalled, { type: 'ticketFinished', ticket: 'A001', booth: 1, by: 'staff' }),
      'which is called',
    ],
    [
      'an absence that gains',
      () =>
        folding(given(opened, booth(1), issue('renewal'), next(1), move('markAbsent', { booth: 1 })), {
          type: 'ticketReturned',
          ticket: 'A001',
          due: { ...issued.due, atMs: at('08:00') },
        }),
      'gains by its absence',
    ],
    [
      'a print out of step',
      () => folding(oneCalled, { type: 'printRequested', ticket: 'A001', job: 'A001-5', device: 'desk' }),
      'print A001-5',
    ],
    [
      'a print that nobody asked for',
      () => folding(oneCalled, { type: 'ticketPrinted', ticket: 'A001', job: 'A001-1', device: 'desk' }),
      'not asked for',
    ],
    [
      'a booth opened twice',
      () => folding(oneCalled, { type: 'boothOpened', booth: 1, staff: 'sato', procedures: [] }),
      'opened twice',
    ],
    [
      'a booth closed with a ticket',
      () => folding(oneCalled, { type: 'boothClosed', booth: 1 }),
      'which has A001',
    ],
    [
      'a booth resumed that was not paused',
      () => folding(oneCalled, { type: 'boothResumed', booth: 1 }),
      'which is open',
    ],
    [
      'intake resumed that was not stopped',
      () => folding(oneCalled, { type: 'intakeResumed', procedures: ['renewal'] }),
      'not stopped',
    ],
  ] as const)('%s', (_what, fold, message) => {
    expect(fold()).toThrow(message);
  });
});

describe('folding keeps', () => {
  it('the old state as it was', () => {
    const before = oneCalled.state;
    oneCalled.when({ type: 'finishAndNext', booth: 1 }).thenHappened({}, {}, {});
    expect(before.tickets.get('A001' as never)?.state).toBe('called');
    expect(before.calls).toHaveLength(1);
  });

  it('no more than the last 200 calls, and the newest last', () => {
    const recalls = Array.from({ length: 250 }, () => move('recall', { booth: 1 }));
    const { state } = given(opened, booth(1), issue('renewal'), next(1), ...recalls);
    expect(state.calls).toHaveLength(200);
    expect(state.calls.at(-1)?.callId).toBe('A001.251');
  });
});

describe('the answer', () => {
  const answerOf = (day: Day, input: Parameters<Day['when']>[0]) => {
    const { state } = { state: day.state };
    const { decision } = day.when(input);
    if (decision.kind === 'refused') throw new Error(decision.refusal.message);
    const { actor, commandId } = contextOf();
    return decision.events
      .reduce(
        (s, one) =>
          evolve(s, { version: s.version + 1, meta: { atMs: at('10:00'), actor, commandId }, event: one }),
        state,
      )
      .answers.get(commandId);
  };

  it('of an issue: number, code, time and print', () => {
    expect(
      answerOf(given(opened), {
        type: 'issueTicket',
        procedure: 'renewal',
        source: 'button',
        printAt: 'desk',
      }),
    ).toEqual({
      ok: true,
      version: 3,
      ticket: 'A001',
      procedure: 'renewal',
      code: '0123456789ABCDEF',
      issuedAtMs: at('10:00'),
      job: 'A001-1',
      device: 'desk',
    });
  });

  it('of finish and next: who was called, at the version of the last event', () => {
    const { version } = oneCalled.state;
    expect(answerOf(oneCalled, { type: 'finishAndNext', booth: 1 })).toEqual({
      ok: true,
      version: version + 3,
      ticket: 'A002',
      procedure: 'renewal',
      booth: 1,
      callId: 'A002.1',
    });
  });

  it('of a finish: the booth alone', () => {
    const { version } = oneCalled.state;
    expect(answerOf(oneCalled, { type: 'finish', booth: 1 })).toEqual({
      ok: true,
      version: version + 2,
      booth: 1,
    });
  });
});
