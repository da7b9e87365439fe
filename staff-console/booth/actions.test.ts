// What a booth may do, judged from its view.
import { describe, expect, it } from 'vitest';
import type { BoothView } from '../../protocol/views.ts';
import { boothFixture } from '../test-support/fixtures.ts';
import { actionOfKey, actionsFor } from './actions.ts';

const serving = boothFixture();
const called = { ...serving, current: serving.current && { ...serving.current, state: 'called' as const } };
const empty: BoothView = { ...serving, current: null };
const withState = (view: BoothView, state: BoothView['me']['state']): BoothView => ({
  ...view,
  me: { ...view.me, state },
});
const possible = (view: BoothView, online = true): string[] =>
  Object.entries(actionsFor(view, 'staff-3', online))
    .filter(([, now]) => now.possible)
    .map(([action]) => action)
    .sort();

describe('what a booth can do', () => {
  it('calls, pauses or closes when it has nobody', () => {
    expect(possible(empty)).toEqual(['callNumber', 'close', 'next', 'pause', 'procedures']);
  });

  it('recalls, starts, marks absent, undoes or finishes a called ticket', () => {
    expect(possible(called)).toEqual(
      ['absent', 'finish', 'finishAndNext', 'pause', 'procedures', 'recall', 'start', 'undo'].sort(),
    );
  });

  it('finishes, holds or transfers one being served', () => {
    expect(possible(serving)).toEqual(
      ['finish', 'finishAndNext', 'hold', 'pause', 'procedures', 'transfer'].sort(),
    );
  });

  it('only opens when it is closed', () => {
    expect(possible(withState(empty, 'closed'))).toEqual(['open']);
    expect(actionsFor(withState(empty, 'closed'), null).next).toEqual({
      possible: false,
      why: 'boothClosed',
    });
  });

  it('finishes a visit but calls nobody while paused', () => {
    expect(possible(withState(serving, 'paused'))).toEqual(
      ['finish', 'hold', 'procedures', 'resume', 'transfer'].sort(),
    );
    expect(actionsFor(withState(empty, 'paused'), null).next).toEqual({
      possible: false,
      why: 'boothPaused',
    });
  });

  it('says why nobody can be called', () => {
    const nobody = { ...empty, queue: [], queueLength: 0 };
    expect(actionsFor(nobody, null).next).toEqual({ possible: false, why: 'nobodyWaiting' });
    const frozen = { ...empty, queue: empty.queue.map((t) => ({ ...t, why: { ...t.why, frozen: true } })) };
    expect(actionsFor(frozen, null).next).toEqual({ possible: false, why: 'allFrozen' });
    const outside = {
      ...empty,
      queue: empty.queue.map((t) => ({ ...t, why: { ...t.why, outUntilMs: t.issuedAtMs } })),
    };
    expect(actionsFor(outside, null).next).toEqual({ possible: false, why: 'allOutside' });
    expect(actionsFor({ ...outside, queue: [...empty.queue] }, null).next).toEqual({ possible: true });
  });

  it('is taken over by another person only', () => {
    expect(actionsFor(empty, 'staff-3').takeOver).toEqual({ possible: false, why: 'alreadyYours' });
    expect(actionsFor(empty, 'staff-4').takeOver).toEqual({ possible: true });
  });

  it('does nothing after the day, and nothing offline', () => {
    expect(possible({ ...empty, phase: 'ended' })).toEqual([]);
    expect(possible(serving, false)).toEqual([]);
  });

  it('lets P mean pause or resume by the state', () => {
    expect(actionOfKey('P', actionsFor(empty, null))).toBe('pause');
    expect(actionOfKey('P', actionsFor(withState(empty, 'paused'), null))).toBe('resume');
    expect(actionOfKey('X', actionsFor(empty, null))).toBeNull();
  });
});
