// Events of a booth: who is at it, whether it calls, what it serves.
import type { DayEvent, DayEventOf } from '../../protocol/events.ts';
import { emptyBooth, withBooth } from './changes.ts';
import { must } from './invariant.ts';
import type { Booth, DayState } from './state.ts';

const boothEventTypes = [
  'boothOpened',
  'boothStaffChanged',
  'boothPaused',
  'boothResumed',
  'boothClosed',
  'boothProceduresSet',
] as const satisfies readonly DayEvent['type'][];
/** The events that this file folds. */
export type OfABooth = DayEventOf<(typeof boothEventTypes)[number]>;
const known: ReadonlySet<string> = new Set(boothEventTypes);

export const isBoothEvent = (event: DayEvent): event is OfABooth => known.has(event.type);

const noPause = { pauseNote: '', pausedUntilMs: null } as const;

export const evolveBooth = (state: DayState, event: OfABooth, atMs: number): DayState => {
  switch (event.type) {
    case 'boothOpened':
      return withBooth(state, opened(state, event, atMs));
    case 'boothStaffChanged': {
      const booth = boothIn(state, event, ['open', 'paused']);
      return withBooth(state, { ...booth, staff: event.staff });
    }
    case 'boothPaused': {
      const booth = boothIn(state, event, ['open']);
      const pause = { pauseNote: event.note, pausedUntilMs: event.untilMs };
      return withBooth(state, { ...booth, ...pause, state: 'paused', sinceMs: atMs });
    }
    case 'boothResumed': {
      const booth = boothIn(state, event, ['paused']);
      return withBooth(state, { ...booth, ...noPause, state: 'open', sinceMs: atMs });
    }
    case 'boothClosed': {
      const booth = emptyBooth(state, event.booth, ['open', 'paused'], event.type);
      return withBooth(state, { ...booth, ...noPause, state: 'closed', staff: null, sinceMs: atMs });
    }
    case 'boothProceduresSet': {
      const booth = boothIn(state, event, ['open', 'paused']);
      return withBooth(state, { ...booth, procedures: event.procedures });
    }
  }
};

const opened = (state: DayState, event: DayEventOf<'boothOpened'>, atMs: number): Booth => {
  const before = state.booths.get(event.booth);
  must(before === undefined || before.state === 'closed', `booth ${event.booth} is opened twice`);
  return {
    number: event.booth,
    state: 'open',
    staff: event.staff,
    procedures: event.procedures,
    ...noPause,
    sinceMs: atMs,
    ticket: null,
  };
};

const boothIn = (state: DayState, event: OfABooth, states: readonly Booth['state'][]): Booth => {
  const booth = state.booths.get(event.booth);
  must(booth !== undefined, `${event.type} at booth ${event.booth}, which never opened`);
  must(states.includes(booth.state), `${event.type} at booth ${event.booth}, which is ${booth.state}`);
  return booth;
};
