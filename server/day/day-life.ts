// The business day as a whole: opened with its plan, the plan changed, ended with everything that is left.
import type { SystemCommand } from '../../protocol/commands.ts';
import type { DayEvent } from '../../protocol/events.ts';
import { missed } from '../reservations/bookings.ts';
import { isComing } from '../reservations/state.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, refused } from './decision.ts';
import type { DayState, Ticket } from './state.ts';

type SystemCommandOf<T extends SystemCommand['type']> = Extract<SystemCommand, { type: T }>;

/** Opening a day that is open already brings its plan up to date. */
export const openDay = (state: DayState, command: SystemCommandOf<'openDay'>): Decision =>
  state.phase === 'open'
    ? happened({ type: 'dayPlanChanged', plan: command.plan })
    : happened({ type: 'dayOpened', site: state.site, date: state.date, plan: command.plan });

export const changePlan = (_state: DayState, command: SystemCommandOf<'changePlan'>): Decision =>
  happened({ type: 'dayPlanChanged', plan: command.plan });

/** Nobody is deleted: who is being served counts as finished, who is left is cancelled with the reason. */
export const endDay = (
  state: DayState,
  _command: SystemCommandOf<'endDay'>,
  context: DecideContext,
): Decision => {
  // A day that never opened has nothing to end, unless tickets were told to it from leased numbers, or somebody was expected.
  const { reservations, waiting } = state.book;
  const expected = [...reservations.values()].filter(isComing);
  if (state.phase === 'planned' && state.live.length === 0 && expected.length === 0 && waiting.length === 0)
    return refused('dayEnded', { next: context.nextOpening });
  const left = state.live.flatMap((number) => state.tickets.get(number) ?? []).map(leftOver);
  const closed = [...state.booths.values()]
    .filter((booth) => booth.state !== 'closed')
    .map((booth): DayEvent => ({ type: 'boothClosed', booth: booth.number }));
  const nobodyCame = [
    ...expected.map(missed),
    ...waiting.map(({ id }): DayEvent => ({ type: 'waitLeft', reservation: id, why: 'dayOver' })),
  ];
  const [first, ...rest] = [...left, ...closed, ...nobodyCame, { type: 'dayEnded' } as const];
  return happened(first ?? { type: 'dayEnded' }, ...rest);
};

const leftOver = (ticket: Ticket): DayEvent =>
  ticket.state === 'serving' && ticket.booth !== null
    ? { type: 'ticketFinished', ticket: ticket.number, booth: ticket.booth, by: 'dayEnded' }
    : { type: 'ticketCancelled', ticket: ticket.number, reason: 'dayEnded', note: '' };
