// The table of the due time, row by row.
import { describe, expect, it } from 'vitest';
import type { Due } from '../../protocol/events.ts';
import { defaultRules } from '../../protocol/settings.ts';
import { dueAfterReturn, dueTime, dueWithMarks } from './due.ts';
import { at, testSite } from './test-support.ts';

const { marks } = testSite();
const slotAtMs = at('10:00');
const due = (clock: string, more: { slotAtMs?: number; marks?: readonly string[] } = {}) =>
  dueTime(
    { issuedAtMs: at(clock), slotAtMs: more.slotAtMs ?? null, marks: (more.marks ?? []) as never },
    defaultRules,
    marks,
  );

describe('due time at arrival', () => {
  it('walk-in: when the ticket was issued', () => {
    expect(due('09:12')).toEqual({
      due: { atMs: at('09:12'), basis: 'walkIn', basisMs: at('09:12'), minutesOff: 0, mark: null },
      callableFromMs: null,
    });
  });

  it.each([
    ['early', '09:20', 'reservation', '09:50', '09:50'],
    ['at the lead', '09:50', 'reservation', '09:50', null],
    ['in time', '10:00', 'reservation', '09:50', null],
    ['at the end of the grace', '10:10', 'reservation', '09:50', null],
    ['late', '10:10:01', 'lateReservation', '10:10:01', null],
  ] as const)('reservation, %s', (_case, checkIn, basis, dueAt, callableFrom) => {
    expect(due(checkIn, { slotAtMs })).toMatchObject({
      due: { basis, atMs: at(dueAt), basisMs: at(dueAt) },
      callableFromMs: callableFrom === null ? null : at(callableFrom),
    });
  });

  it('follows the rules of the procedure', () => {
    const rules = { ...defaultRules, reservationLeadMinutes: 3, reservationEarliestMinutes: 7.5 };
    const arrival = { issuedAtMs: at('09:00'), slotAtMs, marks: [] };
    expect(dueTime(arrival, rules, marks)).toMatchObject({
      due: { atMs: at('09:57') },
      callableFromMs: at('09:52:30'),
    });
  });

  it('marks: the strongest counts, they do not add up', () => {
    expect(due('10:00', { marks: ['expiring', 'infant', 'pregnancy'] }).due).toMatchObject({
      atMs: at('09:45'),
      minutesOff: 15,
      mark: 'infant',
    });
    expect(due('09:20', { slotAtMs, marks: ['expiring'] }).due).toMatchObject({
      atMs: at('09:40'),
      basisMs: at('09:50'),
      mark: 'expiring',
    });
  });

  it('marks of no minutes leave it alone', () => {
    expect(due('10:00', { marks: ['companion'] }).due).toMatchObject({ minutesOff: 0, mark: null });
  });

  it('is never before time began', () => {
    const first = dueTime({ issuedAtMs: 0, slotAtMs: null, marks: ['infant' as never] }, defaultRules, marks);
    expect(first.due.atMs).toBe(0);
  });
});

describe('due time afterwards', () => {
  const back = (arrived: Due, clock: string, held: readonly string[] = []) =>
    dueAfterReturn({ due: arrived, marks: held as never }, at(clock), defaultRules, marks);

  it('return: five minutes before it, but never earlier than it was', () => {
    const walkIn = due('09:00').due;
    expect(back(walkIn, '09:30').atMs).toBe(at('09:25'));
    expect(back(walkIn, '09:04')).toBe(walkIn);
  });

  it('return with a mark: the mark counts as ever, and an absence still gains nothing', () => {
    const marked = due('09:00', { marks: ['infant'] }).due;
    expect(back(marked, '09:30', ['infant'])).toMatchObject({
      atMs: at('09:10'),
      basis: 'returned',
      basisMs: at('09:25'),
      mark: 'infant',
    });
    expect(back(marked, '09:05', ['infant'])).toBe(marked);
  });

  it('marks: another strongest mark moves it, from where it began', () => {
    const marked = due('09:00', { marks: ['infant'] }).due;
    expect(dueWithMarks(marked, ['infant', 'expiring'] as never, marks)).toEqual(marked);
    expect(dueWithMarks(marked, ['expiring'] as never, marks).atMs).toBe(at('08:50'));
    expect(dueWithMarks(marked, [], marks)).toEqual(due('09:00').due);
  });

  it('marks: one given after a return counts from the return', () => {
    const returned = back(due('09:00').due, '09:30');
    expect(dueWithMarks(returned, ['infant'] as never, marks)).toMatchObject({
      atMs: at('09:10'),
      basis: 'returned',
      mark: 'infant',
    });
  });
});
