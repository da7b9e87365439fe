// Who may have a ticket now, and what stands on it.
import { describe, expect, it } from 'vitest';
import { at, booth, code, given, issue, move, opened, testSite } from './test-support.ts';

const renewal = { type: 'issueTicket', procedure: 'renewal', source: 'button' };

describe('issuing a ticket', () => {
  it('gives the first number of the procedure, due at once', () => {
    given(opened)
      .when(renewal, { at: '10:00' })
      .thenHappened({
        type: 'ticketIssued',
        ticket: 'A001',
        sequence: 1,
        code,
        how: 'online',
        language: 'ja',
        partySize: 1,
        issuedAtMs: at('10:00'),
        due: { atMs: at('10:00'), basis: 'walkIn', basisMs: at('10:00'), minutesOff: 0, mark: null },
        callableFromMs: null,
        supersedes: null,
      });
  });

  it('asks the named printer for the sheet', () => {
    given(opened)
      .when({ ...renewal, printAt: 'desk' })
      .thenHappened(
        { type: 'ticketIssued', ticket: 'A001' },
        { type: 'printRequested', ticket: 'A001', job: 'A001-1', device: 'desk' },
      );
  });

  it('keeps marks once each, and is due earlier by the strongest', () => {
    given(opened)
      .when({ ...renewal, marks: ['expiring', 'pregnancy', 'expiring'] }, { at: '10:00' })
      .thenHappened({
        type: 'ticketIssued',
        marks: ['expiring', 'pregnancy'],
        due: { atMs: at('09:45'), basisMs: at('10:00'), minutesOff: 15, mark: 'pregnancy' },
      });
  });

  it('goes on in an outage: people may wait for the system to come back', () => {
    given(opened, move('startOutage', { procedures: ['renewal'] }))
      .when(renewal)
      .thenHappened({ type: 'ticketIssued', ticket: 'A001' });
  });

  it('is possible from the first intake on, before the doors open', () => {
    given(opened).when(renewal, { at: '08:45' }).thenHappened({ type: 'ticketIssued' });
    given(opened)
      .when(renewal, { at: '08:44' })
      .thenRefused('intakeClosed', { params: { procedure: '更新', next: '2026-11-24 08:45' } });
  });

  it('is not possible in the last half hour before a closing, nor in the break', () => {
    given(opened).when(renewal, { at: '11:29' }).thenHappened({ type: 'ticketIssued' });
    given(opened)
      .when(renewal, { at: '11:30' })
      .thenRefused('intakeClosed', { params: { next: '2026-11-24 12:45' } });
    given(opened).when(renewal, { at: '12:20' }).thenRefused('intakeClosed');
  });

  it('follows the openings of the procedure', () => {
    given(opened)
      .when({ ...renewal, procedure: 'pickup' }, { at: '18:10' })
      .thenHappened({ type: 'ticketIssued' });
    given(opened)
      .when(renewal, { at: '18:10' })
      .thenRefused('intakeClosed', { params: { next: '2026-11-25 09:00' } });
  });

  it('checks in a reservation until closing, for who reserved is expected', () => {
    given(opened)
      .when({ ...renewal, slotAtMs: at('16:50') }, { at: '16:45' })
      .thenHappened({ type: 'ticketIssued', slotAtMs: at('16:50'), due: { basis: 'reservation' } });
  });

  it('needs a reservation where walk-ins are not taken', () => {
    const advice = { ...renewal, procedure: 'advice' };
    given(opened)
      .when(advice)
      .thenRefused('reservationOnly', { params: { procedure: '相談' } });
    given(opened)
      .when({ ...advice, slotAtMs: at('10:10') })
      .thenHappened({ type: 'ticketIssued', ticket: 'D001' });
    given(opened)
      .when({ ...advice, marks: ['expiring'] })
      .thenHappened({ type: 'ticketIssued', ticket: 'D001' });
    given(opened)
      .when({ ...advice, marks: ['pregnancy'] })
      .thenRefused('reservationOnly');
  });
});

describe('stopped intake', () => {
  const stopped = given(opened, move('stopIntake', { procedures: ['renewal'], notice: { ja: '満員です' } }));

  it('refuses walk-ins and says which marks are exempt', () => {
    stopped.when(renewal).thenRefused('intakeStopped', {
      allowed: ['resumeIntake'],
      params: { procedure: '更新', marks: '予約外交付' },
    });
    stopped.when({ ...renewal, marks: ['pregnancy'] }).thenRefused('intakeStopped');
  });

  it('lets exempt visitors and reservations in, and leaves other procedures alone', () => {
    stopped.when({ ...renewal, marks: ['expiring'] }).thenHappened({ type: 'ticketIssued' });
    stopped.when({ ...renewal, slotAtMs: at('10:00') }).thenHappened({ type: 'ticketIssued' });
    stopped.when({ ...renewal, procedure: 'pickup' }).thenHappened({ type: 'ticketIssued' });
  });
});

describe('what a ticket names must exist', () => {
  it.each([
    ['unknownProcedure', { procedure: 'passport' }, 'renewal, pickup, certificate, moving, advice'],
    ['unknownMark', { marks: ['vip'] }, 'pregnancy, infant, expiring, companion'],
    ['unknownPrinter', { printAt: 'cellar' }, 'desk, hall'],
  ] as const)('%s', (refusal, more, known) => {
    given(opened)
      .when({ ...renewal, ...more })
      .thenRefused(refusal, { params: { known } });
  });
});

describe('the phase of the day', () => {
  it('refuses before the day has opened and after it has ended', () => {
    given()
      .when(renewal)
      .thenRefused('dayNotOpen', { params: { next: '2026-11-25 09:00' } });
    given(opened, move('endDay', {})).when(renewal).thenRefused('dayEnded');
  });
});

describe('numbers given at the hub', () => {
  const certificate = { ...renewal, procedure: 'certificate' };

  it('ascend and leave out what is to be skipped', () => {
    const three = given(opened, issue('renewal'), issue('renewal'), issue('renewal'));
    three.when(renewal).thenHappened({ ticket: 'A005' });
  });

  it('are unique where two procedures share a letter', () => {
    given(opened, issue('renewal'), issue('moving'), issue('renewal'))
      .when({ ...renewal, procedure: 'moving' })
      .thenHappened({ ticket: 'A004' });
  });

  it('pass over what was written by hand', () => {
    const byHand = {
      procedure: 'renewal',
      source: 'handwritten',
      how: 'handwritten',
      issuedAtMs: at('09:10'),
    };
    given(opened, issue('renewal'), move('recordTicket', { ...byHand, number: 'A002' }))
      .when(renewal)
      .thenHappened({ ticket: 'A003' });
  });

  it('are refused clearly when the range is used up', () => {
    given(opened, issue('certificate'), issue('certificate'), issue('certificate'))
      .when(certificate)
      .thenRefused('numbersExhausted', { params: { procedure: '証明書', range: 'C001–C003' } });
  });

  it('go on when the settings widen the range, upwards or downwards', () => {
    const full = given(opened, issue('certificate'), issue('certificate'), issue('certificate'));
    const wider = (first: number, last: number) =>
      testSite({ certificate: { numbers: { first, last, skip: [] } } });
    full.when(certificate, { site: wider(1, 5) }).thenHappened({ ticket: 'C004' });
    full.when(certificate, { site: wider(0, 3) }).thenHappened({ ticket: 'C000' });
  });

  it('are never those that a device holds', () => {
    const lease = { type: 'leaseNumbers', procedure: 'certificate', count: 2 };
    const held = given(opened, [lease, { actor: { kind: 'device', id: 'desk' as never } }], booth(3));
    held.when(certificate).thenHappened({ ticket: 'C001' });
    expect(held.state.leases.size).toBe(2);
  });
});
