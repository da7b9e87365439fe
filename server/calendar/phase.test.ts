// Phases and intake over one day with a break, an evening for card issue only, early intake and last intake.
import { describe, expect, it } from 'vitest';
import { dayPlan, isProcedureOpen, nextIntake, phaseOf } from './day-plan.ts';
import { dateOf, japan, procedureOf, siteWith } from './test-support.ts';

const site = siteWith(
  {
    weekly: {
      tue: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
        { from: '17:00', to: '19:00', procedures: ['card-issue'] },
      ],
    },
  },
  { earlyIntakeMinutes: 15, lastIntakeMinutes: 30, overrunMinutes: 30 },
);
const plan = dayPlan(site, dateOf('2026-11-24'));
const at = (clock: string): number => japan(`2026-11-24T${clock}`);

describe('the phase of a day', () => {
  it.each([
    ['00:00', 'before'],
    ['08:59', 'before'],
    ['09:00', 'open'],
    ['12:00', 'break'],
    ['12:59', 'break'],
    ['13:00', 'open'],
    ['18:59', 'open'],
    ['19:00', 'after'],
    ['19:29', 'after'],
    ['19:30', 'ended'],
  ])('at %s is %s', (clock, phase) => {
    expect(phaseOf(plan, false, at(clock))).toBe(phase);
  });

  it('is ended when the log says so, and closed without a plan', () => {
    expect(phaseOf(plan, true, at('18:00'))).toBe('ended');
    expect(phaseOf(null, false, at('10:00'))).toBe('closed');
    expect(phaseOf(null, true, at('10:00'))).toBe('closed');
  });
});

describe('the intake of a procedure', () => {
  const spansOf = (procedure: string): string => {
    const open: string[] = [];
    for (let minute = 0; minute < 1440; minute += 1) {
      const nowMs = at('00:00') + minute * 60_000;
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const isOpen = isProcedureOpen(plan, procedureOf(procedure), nowMs, 30);
      if (isOpen !== open.length % 2 > 0) open.push(clock);
    }
    return open.join(' ');
  };

  it('ends before its own closing, not before an opening that goes on for it', () => {
    expect(spansOf('renewal')).toBe('08:45 11:30 12:45 16:30');
    expect(spansOf('card-issue')).toBe('08:45 11:30 12:45 18:30');
  });

  it('is told when it comes next', () => {
    const next = (procedure: string, clock: string) =>
      nextIntake(plan, procedureOf(procedure), at(clock), 30);
    expect(next('renewal', '08:00')).toBe(at('08:45'));
    expect(next('renewal', '10:00')).toBe(at('10:00'));
    expect(next('renewal', '11:30')).toBe(at('12:45'));
    expect(next('renewal', '16:30')).toBeNull();
    expect(next('card-issue', '16:30')).toBe(at('16:30'));
    expect(nextIntake(null, procedureOf('renewal'), at('10:00'))).toBeNull();
  });

  it('is never open without a plan, nor where the last intake lies before the first', () => {
    expect(isProcedureOpen(null, procedureOf('renewal'), at('10:00'), 0)).toBe(false);
    expect(isProcedureOpen(plan, procedureOf('renewal'), at('08:50'), 240)).toBe(false);
  });
});
