// The business day as a whole: before, open, ended.
import { describe, expect, it } from 'vitest';
import { Command } from '../../protocol/commands.ts';
import { booth, date, desk, given, issue, move, next, opened, plan, siteId, system } from './test-support.ts';

const endDay = { type: 'endDay' };
const asSystem = { actor: system, at: '19:30' } as const;

describe('opening', () => {
  it('opens a day that has not begun', () => {
    const state = given()
      .when({ type: 'openDay', plan }, asSystem)
      .thenHappened({ type: 'dayOpened', site: siteId, date, plan });
    expect(state.phase).toBe('open');
  });

  it('opens with the numbers leased the day before still leased', () => {
    const lease = { type: 'leaseNumbers', procedure: 'renewal', count: 3 };
    const state = given([lease, { actor: desk }])
      .when({ type: 'openDay', plan }, asSystem)
      .thenHappened({ type: 'dayOpened' });
    expect(state.leases.size).toBe(3);
  });

  it('brings the plan of an open day up to date', () => {
    const longer = { ...plan, endsAtMs: plan.endsAtMs + 1 };
    given(opened)
      .when({ type: 'openDay', plan: longer }, asSystem)
      .thenHappened({ type: 'dayPlanChanged', plan: longer });
    const state = given(opened)
      .when({ type: 'changePlan', plan: longer }, asSystem)
      .thenHappened({ type: 'dayPlanChanged', plan: longer });
    expect(state.plan).toEqual(longer);
  });

  it('has no plan to change before it is open', () => {
    given().when({ type: 'changePlan', plan }, asSystem).thenRefused('dayNotOpen');
  });
});

describe('ending', () => {
  it('finishes who is served, cancels who is left, closes the booths', () => {
    const state = given(
      opened,
      booth(1),
      booth(2),
      booth(4),
      issue('renewal'),
      next(1),
      move('startServing', { booth: 1 }),
      issue('renewal'),
      next(4),
      issue('pickup'),
      next(2),
      move('markAbsent', { booth: 2 }),
      issue('pickup'),
      next(2),
      move('startServing', { booth: 2 }),
      move('hold', { booth: 2 }),
      issue('certificate'),
    )
      .when(endDay, asSystem)
      .thenHappened(
        { type: 'ticketFinished', ticket: 'A001', booth: 1, by: 'dayEnded' },
        { type: 'ticketCancelled', ticket: 'A002', reason: 'dayEnded' },
        { type: 'ticketCancelled', ticket: 'B001', reason: 'dayEnded' },
        { type: 'ticketCancelled', ticket: 'B002', reason: 'dayEnded' },
        { type: 'ticketCancelled', ticket: 'C001', reason: 'dayEnded' },
        { type: 'boothClosed', booth: 1 },
        { type: 'boothClosed', booth: 2 },
        { type: 'boothClosed', booth: 4 },
        { type: 'dayEnded' },
      );
    expect(state).toMatchObject({ phase: 'ended', live: [] });
    expect(state.tickets.size).toBe(5);
  });

  it('ends an empty day', () => {
    given(opened).when(endDay, asSystem).thenHappened({ type: 'dayEnded' });
  });

  it('is refused, harmlessly, when it has ended or never began', () => {
    given(opened, [endDay, asSystem]).when(endDay, asSystem).thenRefused('dayEnded');
    given().when(endDay, asSystem).thenRefused('dayEnded');
  });
});

const inputs: Record<string, Record<string, unknown>> = {
  issueTicket: { procedure: 'renewal', source: 'button' },
  leaseNumbers: { procedure: 'renewal', count: 5 },
  callNumber: { booth: 1, ticket: 'A001', reason: '-' },
  cancelTicket: { ticket: 'A001', reason: 'other' },
  setMarks: { ticket: 'A001' },
  reprintTicket: { ticket: 'A001', printAt: 'desk' },
  confirmPrint: { job: 'A001-1' },
  openBooth: { booth: 1, staff: 'sato' },
  changeBoothStaff: { booth: 1, staff: 'sato' },
  setBoothProcedures: { booth: 1, procedures: [{ procedure: 'renewal' }] },
  resume: { ticket: 'A001' },
  returnTicket: { ticket: 'A001' },
  stepOut: { ticket: 'A001', minutes: 10 },
  comeBack: { ticket: 'A001' },
  leaveQueue: { ticket: 'A001' },
  undoFinish: { ticket: 'A001' },
  askHelp: { device: 'kiosk-1' },
  answerHelp: { device: 'kiosk-1' },
  withdrawHelp: { device: 'kiosk-1' },
  checkIn: { reservation: 'centre.2026-11-24.0123456789ABCDEF' },
};
const toProcedures = ['stopIntake', 'resumeIntake', 'startOutage', 'endOutage'];
const every = Command.options
  .map((option) => option.shape.type.value)
  .filter((type) => type !== 'recordTicket' && type !== 'reopenDay')
  .map((type) => ({
    type,
    ...(inputs[type] ?? (toProcedures.includes(type) ? { procedures: ['renewal'] } : { booth: 1 })),
  }));

/** A planned day that is not quite empty. */
const lease = [
  { type: 'leaseNumbers', procedure: 'renewal', count: 1 },
  { actor: desk, at: '08:00' },
] as const;

describe('outside opening hours', () => {
  it.each(every.filter(({ type }) => type !== 'leaseNumbers'))('$type waits for the opening', (input) => {
    given(lease)
      .when(input)
      .thenRefused('dayNotOpen', { params: { next: '2026-11-25 09:00' } });
  });

  it.each(every)('$type comes too late after the end', (input) => {
    given(opened, [endDay, asSystem])
      .when(input, { actor: desk, at: '20:00' })
      .thenRefused('dayEnded', { params: { next: '2026-11-25 09:00' } });
  });
});
