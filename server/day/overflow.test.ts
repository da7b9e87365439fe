// Levels in the day: figures become events, once; the second hub with the same figures has nothing to add.
import { describe, expect, it } from 'vitest';
import { DayEvent } from '../../protocol/events.ts';
import type { OverflowFigures } from '../../protocol/overflow.ts';
import { at, given, opened } from './test-support.ts';

const figuresAt = (clock: string, waitP50: number): OverflowFigures => ({
  atMs: at(clock),
  finishP80Ms: at(clock) + 3_600_000,
  mustEndByMs: at('17:00'),
  waitP50,
  walkInMinutes: 30,
  reservation: { id: 'R1', lateP80: -3, promiseMinutes: 10 },
});
const told = (clock: string, waitP50: number | null) =>
  ({
    type: 'noteOverflow',
    figures: new Map([['renewal', waitP50 === null ? null : figuresAt(clock, waitP50)]]),
  }) as const;

describe('noteOverflow', () => {
  it('notes that figures are beyond the promise, and after two minutes the level, with the figures', () => {
    const first = given(opened).when(told('10:00', 45), { at: '10:00' });
    first.thenHappened({ type: 'overflowNoted', procedure: 'renewal', level: 'clear' });
    const day = given(opened, [told('10:00', 45), { at: '10:00' }], [told('10:02', 45), { at: '10:02' }]);
    expect(day.state.overflow.get('renewal' as never)).toEqual({
      level: 'strained',
      overSinceMs: { strained: null, full: null },
      figures: figuresAt('10:02', 45),
    });
  });

  it('has nothing to add to figures that change no level', () => {
    given(opened).when(told('10:00', 5), { at: '10:00' }).thenRefused('levelsUnchanged');
    given(opened).when(told('10:00', null), { at: '10:00' }).thenRefused('levelsUnchanged');
    // Of two hubs the second finds what the first has noted.
    given(opened, [told('10:00', 45), { at: '10:00' }])
      .when(told('10:00', 45), { at: '10:00' })
      .thenRefused('levelsUnchanged');
  });

  it('comes back from the log as it was', () => {
    const { decision } = given(opened).when(told('10:00', 45), { at: '10:00' });
    if (decision.kind !== 'events') throw new Error('refused');
    for (const event of decision.events)
      expect(DayEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it('is not for a day that is not open', () => {
    given().when(told('08:00', 45), { at: '08:00' }).thenRefused('dayNotOpen');
  });
});
