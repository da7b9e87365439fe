// Booths: opened, handed over, paused, closed.
import { describe, expect, it } from 'vitest';
import { at, booth, given, issue, move, next, opened } from './test-support.ts';

describe('a booth', () => {
  it('opens with the procedures of the settings', () => {
    given(opened)
      .when({ type: 'openBooth', booth: 2, staff: 'sato' })
      .thenHappened({
        type: 'boothOpened',
        booth: 2,
        staff: 'sato',
        procedures: [
          { procedure: 'pickup', delayMinutes: 0 },
          { procedure: 'renewal', delayMinutes: 10 },
        ],
      });
  });

  it('opens with other procedures when they are named; of one named twice the last counts', () => {
    const procedures = [
      { procedure: 'certificate' },
      { procedure: 'moving' },
      { procedure: 'certificate', delayMinutes: 5 },
    ];
    given(opened)
      .when({ type: 'openBooth', booth: 2, staff: 'sato', procedures })
      .thenHappened({
        procedures: [
          { procedure: 'certificate', delayMinutes: 5 },
          { procedure: 'moving', delayMinutes: 0 },
        ],
      });
  });

  it('opens once, and says who is there', () => {
    given(opened, booth(1))
      .when({ type: 'openBooth', booth: 1, staff: 'suzuki' })
      .thenRefused('boothAlreadyOpen', {
        params: { booth: 1, staff: '佐藤' },
        allowed: ['changeBoothStaff', 'pauseBooth', 'closeBooth'],
      });
  });

  it('opens for known booths, people and procedures only', () => {
    const open = { type: 'openBooth', booth: 1, staff: 'sato' };
    given(opened)
      .when({ ...open, booth: 9 })
      .thenRefused('unknownBooth');
    given(opened)
      .when({ ...open, staff: 'nobody' })
      .thenRefused('unknownStaff', { params: { staff: 'nobody' } });
    given(opened)
      .when({ ...open, procedures: [{ procedure: 'passport' }] })
      .thenRefused('unknownProcedure');
  });

  it('is handed over in the middle of a visit', () => {
    const state = given(opened, booth(1), issue('renewal'), next(1))
      .when({ type: 'changeBoothStaff', booth: 1, staff: 'suzuki' })
      .thenHappened({ type: 'boothStaffChanged', booth: 1, staff: 'suzuki' });
    expect(state.booths.get(1 as never)).toMatchObject({ staff: 'suzuki', ticket: 'A001' });
    given(opened, booth(1))
      .when({ type: 'changeBoothStaff', booth: 1, staff: 'x' })
      .thenRefused('unknownStaff');
    given(opened).when({ type: 'changeBoothStaff', booth: 1, staff: 'sato' }).thenRefused('boothNotOpen');
  });

  it('pauses with an announced end, also in the middle of a visit', () => {
    const state = given(opened, booth(1), issue('renewal'), next(1))
      .when({ type: 'pauseBooth', booth: 1, note: '昼休み', untilMs: at('12:00') })
      .thenHappened({ type: 'boothPaused', booth: 1, note: '昼休み', untilMs: at('12:00') });
    expect(state.booths.get(1 as never)).toMatchObject({
      state: 'paused',
      pauseNote: '昼休み',
      pausedUntilMs: at('12:00'),
      ticket: 'A001',
    });
  });

  it('resumes after a pause, and forgets its note', () => {
    const paused = given(opened, booth(1), move('pauseBooth', { booth: 1, note: '昼休み' }));
    paused.when({ type: 'pauseBooth', booth: 1 }).thenRefused('boothPaused');
    const state = paused
      .when({ type: 'resumeBooth', booth: 1 })
      .thenHappened({ type: 'boothResumed', booth: 1 });
    expect(state.booths.get(1 as never)).toMatchObject({ state: 'open', pauseNote: '', pausedUntilMs: null });
    given(opened, booth(1))
      .when({ type: 'resumeBooth', booth: 1 })
      .thenRefused('boothNotPaused', { allowed: ['pauseBooth', 'closeBooth'] });
    given(opened).when({ type: 'resumeBooth', booth: 1 }).thenRefused('boothNotOpen');
  });

  it('closes when nobody is there, from open or paused', () => {
    given(opened, booth(1))
      .when({ type: 'closeBooth', booth: 1 })
      .thenHappened({ type: 'boothClosed', booth: 1 });
    given(opened, booth(1), move('pauseBooth', { booth: 1 }))
      .when({ type: 'closeBooth', booth: 1 })
      .thenHappened({ type: 'boothClosed' });
    given(opened, booth(1), issue('renewal'), next(1))
      .when({ type: 'closeBooth', booth: 1 })
      .thenRefused('boothBusy', { params: { ticket: 'A001' } });
    given(opened).when({ type: 'closeBooth', booth: 1 }).thenRefused('boothNotOpen');
    given(opened).when({ type: 'pauseBooth', booth: 1 }).thenRefused('boothNotOpen');
  });

  it('serves other procedures from now on', () => {
    const procedures = [{ procedure: 'certificate', delayMinutes: 3 }];
    given(opened, booth(1))
      .when({ type: 'setBoothProcedures', booth: 1, procedures })
      .thenHappened({ type: 'boothProceduresSet', booth: 1, procedures });
    given(opened, booth(1), move('setBoothProcedures', { booth: 1, procedures }), issue('certificate'))
      .when({ type: 'callNext', booth: 1 })
      .thenHappened({ ticket: 'C001' });
    given(opened, booth(1))
      .when({ type: 'setBoothProcedures', booth: 1, procedures: [{ procedure: 'passport' }] })
      .thenRefused('unknownProcedure');
    given(opened).when({ type: 'setBoothProcedures', booth: 1, procedures }).thenRefused('boothNotOpen');
  });
});
