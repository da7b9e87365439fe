// Tickets told of afterwards: leased numbers of a device, and numbers written by hand.
import { describe, expect, it } from 'vitest';
import { at, booth, code, desk, given, hall, issue, move, next, opened, system } from './test-support.ts';

const lease = [
  { type: 'leaseNumbers', procedure: 'renewal', count: 3 },
  { actor: desk, at: '09:00' },
] as const;
const leased = {
  type: 'recordTicket',
  procedure: 'renewal',
  source: 'button',
  how: 'leased',
  number: 'A998',
  issuedAtMs: at('09:20'),
  code: 'ZZZZZZZZZZZZZZZZ',
};
const byHand = {
  type: 'recordTicket',
  procedure: 'renewal',
  source: 'handwritten',
  how: 'handwritten',
  number: 'A123',
  issuedAtMs: at('09:10'),
};
const ended = [{ type: 'endDay' }, { actor: system, at: '19:30' }] as const;

describe('a leased number', () => {
  it('is entered with its true time, its own code and its place in the order', () => {
    const state = given(opened, lease, issue('renewal', '09:30'))
      .when(leased, { actor: desk })
      .thenHappened({
        type: 'ticketIssued',
        ticket: 'A998',
        sequence: 2,
        code: 'ZZZZZZZZZZZZZZZZ',
        how: 'leased',
        issuedAtMs: at('09:20'),
        due: { atMs: at('09:20') },
        supersedes: null,
      });
    expect(state.leases.has('A998' as never)).toBe(false);
    expect(state.tickets.get('A998' as never)?.prints).toBe(1);
  });

  it('cares for neither hours nor stopped intake: the visitor has it already', () => {
    given(opened, lease, move('stopIntake', { procedures: ['renewal'] }))
      .when(leased, { actor: desk, at: '12:30' })
      .thenHappened({ type: 'ticketIssued' });
  });

  it('must be one that this device holds, for this procedure', () => {
    given(opened, lease)
      .when(leased, { actor: hall })
      .thenRefused('numberNotLeased', { params: { number: 'A998' } });
    given(opened, lease).when(leased).thenRefused('numberNotLeased');
    given(opened).when(leased, { actor: desk }).thenRefused('numberNotLeased');
    given(opened, lease)
      .when({ ...leased, procedure: 'moving' }, { actor: desk })
      .thenRefused('numberNotLeased');
  });

  it('was given to nobody before the device had it: what is dated back would be called next', () => {
    given(opened, [lease[0], { actor: desk, at: '11:00' }])
      .when({ ...leased, issuedAtMs: at('09:20') }, { actor: desk, at: '11:01' })
      .thenRefused('numberNotLeased');
    given(opened, [lease[0], { actor: desk, at: '11:00' }])
      .when({ ...leased, issuedAtMs: at('10:55') }, { actor: desk, at: '11:01' })
      .thenHappened({ type: 'ticketIssued' });
  });

  it('replaces a press of its own, never another’s ticket', () => {
    const press = { type: 'issueTicket', procedure: 'renewal', source: 'button' };
    given(opened, lease, [press, { actor: hall, at: '09:20', id: 'press-of-hall' }])
      .when({ ...leased, supersedes: 'press-of-hall' }, { actor: desk, at: '09:30' })
      .thenHappened({ type: 'ticketIssued', ticket: 'A998', supersedes: null });
  });

  it('is used once', () => {
    given(opened, lease, [leased, { actor: desk, at: '09:30' }])
      .when(leased, { actor: desk })
      .thenRefused('numberTaken', { params: { number: 'A998', next: 'A001' } });
  });

  it('may reach a day that has not opened yet, and waits there', () => {
    const early = { ...leased, issuedAtMs: at('08:50') };
    const state = given(lease)
      .when(early, { actor: desk, at: '09:01' })
      .thenHappened({ type: 'ticketIssued' });
    expect(state).toMatchObject({ phase: 'planned', live: ['A998'] });
    given(lease, [early, { actor: desk, at: '09:01' }], opened, booth(1))
      .when({ type: 'callNext', booth: 1 })
      .thenHappened({ ticket: 'A998' });
    given(lease, [early, { actor: desk, at: '09:01' }])
      .when({ type: 'endDay' }, { actor: system })
      .thenHappened({ type: 'ticketCancelled', reason: 'dayEnded' }, { type: 'dayEnded' });
  });

  it('is entered and cancelled at once when the day has ended', () => {
    const state = given(opened, lease, ended)
      .when(leased, { actor: desk, at: '20:00' })
      .thenHappened(
        { type: 'ticketIssued', ticket: 'A998', issuedAtMs: at('09:20') },
        { type: 'ticketCancelled', ticket: 'A998', reason: 'dayEnded' },
      );
    expect(state.live).toEqual([]);
  });

  it('is cancelled at once too when the day went by without the hub', () => {
    const told = given(lease)
      .when(leased, { actor: desk, at: '23:59' })
      .thenHappened({ type: 'ticketIssued' });
    expect(told.live).toEqual(['A998']);
    given(lease)
      .when(leased, { actor: desk, at: '2026-11-25T08:00' })
      .thenHappened({ type: 'ticketIssued' }, { type: 'ticketCancelled', reason: 'dayEnded' });
  });

  it('takes a clock that runs a little ahead for now', () => {
    given(opened, lease)
      .when({ ...leased, issuedAtMs: at('10:00:30') }, { actor: desk, at: '10:00' })
      .thenHappened({ issuedAtMs: at('10:00') });
  });
});

describe('a number written by hand', () => {
  it('is entered with its true time', () => {
    given(opened, issue('renewal', '09:15'))
      .when(byHand)
      .thenHappened({ ticket: 'A123', how: 'handwritten', code, issuedAtMs: at('09:10'), sequence: 2 });
  });

  it('may be one that is skipped otherwise', () => {
    given(opened)
      .when({ ...byHand, number: 'A042' })
      .thenHappened({ ticket: 'A042' });
  });

  it('must belong to the procedure', () => {
    given(opened)
      .when({ ...byHand, number: 'B001' })
      .thenRefused('numberNotInRange', { params: { number: 'B001', procedure: '更新', range: 'A001–A999' } });
    given(opened)
      .when({ ...byHand, procedure: 'certificate', number: 'C004' })
      .thenRefused('numberNotInRange', { params: { range: 'C001–C003' } });
    given(opened)
      .when({ ...byHand, number: 'A000' })
      .thenRefused('numberNotInRange');
  });

  it('must be free: neither on a ticket nor in the hands of a device', () => {
    given(opened, issue('renewal'))
      .when({ ...byHand, number: 'A001' })
      .thenRefused('numberTaken', { params: { number: 'A001', next: 'A002' } });
    given(opened, lease)
      .when({ ...byHand, number: 'A998' })
      .thenRefused('numberTaken');
    given(opened, issue('certificate'), issue('certificate'), issue('certificate'))
      .when({ ...byHand, procedure: 'certificate', number: 'C001' })
      .thenRefused('numberTaken', { params: { next: '-' } });
  });

  it('was handed out on this day and not in the future', () => {
    given(opened)
      .when({ ...byHand, issuedAtMs: at('10:02') }, { at: '10:00' })
      .thenRefused('timeNotInDay', { params: { time: '2026-11-24 10:02' } });
    given(opened)
      .when({ ...byHand, issuedAtMs: at('00:00') - 1 })
      .thenRefused('timeNotInDay', { params: { time: '2026-11-23 23:59' } });
    given(opened)
      .when({ ...byHand, issuedAtMs: at('00:00') })
      .thenHappened({ ticket: 'A123' });
  });

  it('waits for the opening, but not for the next day after the end', () => {
    given().when(byHand).thenRefused('dayNotOpen');
    given(opened, ended)
      .when(byHand, { at: '20:00' })
      .thenHappened({ type: 'ticketIssued' }, { type: 'ticketCancelled', reason: 'dayEnded' });
  });

  it('names a known procedure and known marks', () => {
    given(opened)
      .when({ ...byHand, procedure: 'passport' })
      .thenRefused('unknownProcedure');
    given(opened)
      .when({ ...byHand, marks: ['vip'] })
      .thenRefused('unknownMark');
  });
});

describe('a leased number in place of an unanswered press', () => {
  const press = [
    { type: 'issueTicket', procedure: 'renewal', source: 'button', printAt: 'desk' },
    { at: '09:19', actor: desk, id: 'press-0001' },
  ] as const;
  const instead = { ...leased, supersedes: 'press-0001' };
  const issueAgain = press[0];

  it('refuses the press when it comes late', () => {
    given(opened, lease, [instead, { actor: desk, at: '09:30' }])
      .when(issueAgain, { id: 'press-0001', actor: desk })
      .thenRefused('superseded', { params: { number: 'A998' } });
  });

  it('cancels the ticket that the press made, with the paper it asked for', () => {
    const state = given(opened, lease, press)
      .when(instead, { actor: desk })
      .thenHappened(
        { type: 'ticketIssued', ticket: 'A998', supersedes: 'press-0001' },
        { type: 'ticketCancelled', ticket: 'A001', reason: 'superseded' },
      );
    expect(state.pendingPrints.size).toBe(0);
    expect(state.answers.has('press-0001' as never)).toBe(false);
    expect(state.superseded.get('press-0001' as never)).toBe('A998');
  });

  it('cancels it also when a booth has called it, and frees the booth', () => {
    const state = given(opened, lease, press, booth(1), next(1))
      .when(instead, { actor: desk })
      .thenHappened(
        { type: 'ticketIssued' },
        { type: 'ticketCancelled', ticket: 'A001', reason: 'superseded' },
      );
    expect(state.booths.get(1 as never)?.ticket).toBeNull();
  });

  it('leaves a visit alone that is being served or over, but no second paper comes out for the press', () => {
    const state = given(opened, lease, press, booth(1), next(1), move('startServing', { booth: 1 }))
      .when(instead, { actor: desk })
      .thenHappened({ type: 'ticketIssued' });
    expect(state.pendingPrints.get('A001-1' as never)?.withdrawn).toBe(true);
  });

  it('cancels nobody when the id is that of a ticket on paper', () => {
    given(opened, lease, [
      { ...byHand, number: 'A005' },
      { id: 'press-0001', at: '09:30' },
    ])
      .when(instead, { actor: desk })
      .thenHappened({ type: 'ticketIssued' });
  });

  it('cancels nobody when the id is that of another command', () => {
    given(opened, lease, booth(1), issue('renewal'), [{ type: 'callNext', booth: 1 }, { id: 'press-0001' }])
      .when(instead, { actor: desk })
      .thenHappened({ type: 'ticketIssued' });
  });
});
