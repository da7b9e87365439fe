// Levels of overflow in the day: figures that a hub has found meet what is remembered, and what changes is noted.
import type { SystemCommand } from '../../protocol/commands.ts';
import type { DayEvent } from '../../protocol/events.ts';
import { nextLevel, startingLevel } from '../overflow/levels/levels.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, refused } from './decision.ts';
import type { DayState } from './state.ts';

type NoteOverflow = Extract<SystemCommand, { type: 'noteOverflow' }>;

/** The events that figures make now; none: nothing has changed that must be kept. */
export const levelEvents = (
  state: DayState,
  figures: NoteOverflow['figures'],
  nowMs: number,
): readonly DayEvent[] =>
  [...figures].flatMap(([procedure, found]): readonly DayEvent[] => {
    const before = state.overflow.get(procedure) ?? startingLevel;
    const next = nextLevel(before, found, nowMs);
    return next === before ? [] : [{ type: 'overflowNoted', procedure, ...next }];
  });

/** Two hubs may find the same figures: the second finds no change any more. */
export const noteOverflow = (state: DayState, command: NoteOverflow, context: DecideContext): Decision => {
  const [first, ...rest] = levelEvents(state, command.figures, context.nowMs);
  return first === undefined ? refused('levelsUnchanged') : happened(first, ...rest);
};
