// Stopping what flows in, freezing what is called, and going on.
import { describe, expect, it } from 'vitest';
import { at, given, move, opened } from './test-support.ts';

const notice = { ja: '本日分は終了しました' };

describe.each([
  ['stopIntake', 'resumeIntake', 'intakeStopped', 'intakeResumed', 'stoppedIntake'],
  ['startOutage', 'endOutage', 'outageStarted', 'outageEnded', 'outages'],
] as const)('%s and %s', (stop, resume, stopped, resumed, where) => {
  it('hold for the procedures named, with a notice', () => {
    const state = given(opened)
      .when({ type: stop, procedures: ['renewal', 'pickup', 'renewal'], notice }, { at: '10:00' })
      .thenHappened({ type: stopped, procedures: ['renewal', 'pickup'], notice });
    expect(state[where].get('renewal' as never)).toEqual({ notice, sinceMs: at('10:00') });
    expect(state[where].has('certificate' as never)).toBe(false);
  });

  it('change only what is not so yet', () => {
    const day = given(opened, move(stop, { procedures: ['renewal'] }));
    day.when({ type: stop, procedures: ['renewal', 'pickup'] }).thenHappened({ procedures: ['pickup'] });
    day
      .when({ type: stop, procedures: ['renewal'] })
      .thenRefused('alreadyStopped', { params: { procedures: '更新' }, allowed: [resume] });
  });

  it('take a new notice and keep the time since when', () => {
    const state = given(opened, move(stop, { procedures: ['renewal'] }, '09:10'))
      .when({ type: stop, procedures: ['renewal'], notice })
      .thenHappened({ type: stopped, procedures: ['renewal'], notice });
    expect(state[where].get('renewal' as never)).toEqual({ notice, sinceMs: at('09:10') });
    given(opened, move(stop, { procedures: ['renewal'], notice }))
      .when({ type: stop, procedures: ['renewal'], notice: { ...notice } })
      .thenRefused('alreadyStopped');
  });

  it('go on for what was stopped', () => {
    const day = given(opened, move(stop, { procedures: ['renewal'] }));
    const state = day
      .when({ type: resume, procedures: ['renewal', 'pickup'] })
      .thenHappened({ type: resumed, procedures: ['renewal'] });
    expect(state[where].size).toBe(0);
    day
      .when({ type: resume, procedures: ['pickup'] })
      .thenRefused('notStopped', { params: { procedures: '交付' }, allowed: [stop] });
  });

  it('need procedures of the site', () => {
    given(opened)
      .when({ type: stop, procedures: ['passport'] })
      .thenRefused('unknownProcedure', { params: { procedure: 'passport' } });
    given(opened)
      .when({ type: resume, procedures: ['passport'] })
      .thenRefused('unknownProcedure');
  });
});
