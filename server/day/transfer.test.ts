// Handing a visit on without its visitor losing the place.
import { describe, expect, it } from 'vitest';
import { at, booth, given, issue, move, next, opened, testSite } from './test-support.ts';

const serving = [
  opened,
  booth(1),
  issue('renewal', '09:00'),
  next(1),
  move('startServing', { booth: 1 }),
] as const;
const transfer = { type: 'transfer', booth: 1 };

describe('transfer', () => {
  it('to another procedure keeps number and due time', () => {
    const state = given(...serving)
      .when({ ...transfer, procedure: 'certificate', note: '住民票も' })
      .thenHappened({
        type: 'ticketTransferred',
        ticket: 'A001',
        booth: 1,
        procedure: 'certificate',
        onlyBooth: null,
        note: '住民票も',
      });
    expect(state.tickets.get('A001' as never)).toMatchObject({
      state: 'waiting',
      procedure: 'certificate',
      booth: null,
      note: '住民票も',
      due: { atMs: at('09:00') },
    });
    expect(state.booths.get(1 as never)?.ticket).toBeNull();
  });

  it('to another booth waits for that booth alone', () => {
    const state = given(...serving, booth(2), booth(4))
      .when({ ...transfer, toBooth: 4 })
      .thenHappened({ procedure: 'renewal', onlyBooth: 4 });
    expect(state.tickets.get('A001' as never)?.onlyBooth).toBe(4);
  });

  it('to a step that the same booth does itself later', () => {
    given(...serving)
      .when({ ...transfer, procedure: 'pickup', toBooth: 1 })
      .thenHappened({ procedure: 'pickup', onlyBooth: 1 });
  });

  it('must change something', () => {
    const allowed = ['finish', 'finishAndNext', 'hold', 'transfer', 'setMarks', 'reprintTicket'];
    given(...serving)
      .when(transfer)
      .thenRefused('nothingToTransfer', { allowed });
    given(...serving)
      .when({ ...transfer, procedure: 'renewal', toBooth: 1 })
      .thenRefused('nothingToTransfer');
  });

  it('goes only where somebody serves the procedure', () => {
    given(...serving, booth(3))
      .when({ ...transfer, toBooth: 3 })
      .thenRefused('procedureNotServed', { params: { booth: '3', procedure: '更新', serves: '証明書' } });
    given(...serving)
      .when({ ...transfer, procedure: 'moving' })
      .thenRefused('procedureNotServed', { params: { booth: '1', procedure: '転入', serves: '更新, 交付' } });
  });

  it('goes to a procedure whose booths are closed for the moment', () => {
    given(...serving)
      .when({ ...transfer, procedure: 'advice' })
      .thenHappened({ procedure: 'advice' });
  });

  it('goes only to what exists and is open', () => {
    given(...serving)
      .when({ ...transfer, procedure: 'passport' })
      .thenRefused('unknownProcedure');
    given(...serving)
      .when({ ...transfer, toBooth: 9 })
      .thenRefused('unknownBooth');
    given(...serving)
      .when({ ...transfer, toBooth: 4 })
      .thenRefused('boothNotOpen', { params: { booth: 4 } });
  });

  it('is for visits being served', () => {
    given(opened, booth(1), issue('renewal'), next(1))
      .when({ ...transfer, procedure: 'certificate' })
      .thenRefused('wrongState', { params: { state: 'called', move: 'transfer' } });
  });

  it('leaves a booth that the settings no longer have', () => {
    const site = testSite();
    const without = { ...site, booths: new Map([...site.booths].filter(([number]) => number !== 1)) };
    given(...serving, booth(4))
      .when({ ...transfer, toBooth: 4 }, { site: without })
      .thenHappened({ onlyBooth: 4 });
  });
});
