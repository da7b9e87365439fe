// Paper: asked for, come out, asked for again.
import { describe, expect, it } from 'vitest';
import { at, booth, desk, given, hall, issue, move, next, opened } from './test-support.ts';

const printing = [opened, issue('renewal', '09:00', { printAt: 'desk' })] as const;
const confirm = { type: 'confirmPrint', job: 'A001-1' };
const reprint = { type: 'reprintTicket', ticket: 'A001', printAt: 'hall' };

describe('printing', () => {
  it('is a job of the device until it says that the sheet is out', () => {
    const day = given(...printing);
    expect(day.state.pendingPrints.toJS()).toEqual({
      'A001-1': {
        job: 'A001-1',
        ticket: 'A001',
        device: 'desk',
        requestedAtMs: at('09:00'),
        withdrawn: false,
        reprint: false,
      },
    });
    const state = day
      .when(confirm, { actor: desk })
      .thenHappened({ type: 'ticketPrinted', ticket: 'A001', job: 'A001-1', device: 'desk' });
    expect(state.pendingPrints.size).toBe(0);
    expect(state.tickets.get('A001' as never)?.prints).toBe(1);
  });

  it('is confirmed once, and by the device asked', () => {
    given(...printing)
      .when(confirm, { actor: hall })
      .thenRefused('unknownJob', { params: { job: 'A001-1' } });
    given(...printing)
      .when(confirm)
      .thenRefused('unknownJob', { allowed: ['reprintTicket'] });
    given(...printing, [confirm, { actor: desk }])
      .when(confirm, { actor: desk })
      .thenRefused('unknownJob');
  });

  it('can be asked for again, anywhere, under a job of its own', () => {
    const state = given(...printing)
      .when(reprint)
      .thenHappened({ type: 'printRequested', ticket: 'A001', job: 'A001-2', device: 'hall' });
    expect(state.pendingPrints.get('A001-2' as never)?.reprint).toBe(true);
  });

  it('is no reprint when the ticket never had paper', () => {
    const state = given(opened, issue('renewal')).when(reprint).thenHappened({ job: 'A001-1' });
    expect(state.pendingPrints.get('A001-1' as never)?.reprint).toBe(false);
  });

  it('is of no use once the visit is over', () => {
    const left = move('cancelTicket', { ticket: 'A001', reason: 'visitorLeft' });
    expect(given(...printing, left).state.pendingPrints.size).toBe(0);
    given(...printing, left)
      .when(confirm, { actor: desk })
      .thenRefused('unknownJob');
    const finished = given(...printing, booth(1), next(1), move('finish', { booth: 1 }));
    finished.when(reprint).thenRefused('wrongState', { params: { state: 'finished' } });
  });

  it('needs a known ticket and printer', () => {
    given(opened).when(reprint).thenRefused('unknownTicket');
    given(...printing)
      .when({ ...reprint, printAt: 'cellar' })
      .thenRefused('unknownPrinter', { params: { device: 'cellar', known: 'desk, hall' } });
  });
});
