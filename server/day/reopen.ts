// A day that was ended by mistake goes on: whoever waited then waits again, at their old place.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEvent } from '../../protocol/events.ts';
import { nothingOffered } from '../reservations/contract.ts';
import { civilMinute } from './civil.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, refused } from './decision.ts';
import type { DayState, Ticket } from './state.ts';

/**
 * Takes the end of the day back, until the hour at which it ends by its plan. Who was absent is absent; everybody else whose visit
 * the end had cut off waits with the due time that they had, those at booths first of all. Reservations whose time has not
 * passed are expected again, and the waiting list is as it was. Booths are opened by their staff.
 */
export const reopenDay = (
  state: DayState,
  command: CommandOf<'reopenDay'>,
  context: DecideContext,
): Decision => {
  const { phase, plan } = state;
  if (phase !== 'ended' || plan === null) return refused('dayNotEnded');
  if (context.nowMs >= plan.endsAtMs)
    return refused('dayIsOver', { time: civilMinute(plan.endsAtMs).slice(11) });
  const restored = [...state.tickets.values()]
    .filter(({ endedAs }) => endedAs !== null)
    .sort((a, b) => a.sequence - b.sequence)
    .map(back);
  return happened({ type: 'dayReopened', note: command.note }, ...restored, ...bookAgain(state, context));
};

const back = ({ number, endedAs }: Ticket): DayEvent => ({
  type: 'ticketRestored',
  ticket: number,
  as: endedAs === 'absent' ? 'absent' : 'waiting',
});

const bookAgain = ({ book }: DayState, { nowMs, offering = nothingOffered }: DecideContext): DayEvent[] => {
  const expected = [...book.reservations.values()].filter(
    ({ state, seats, procedure }) =>
      state === 'missed' && nowMs <= (seats[0]?.atMs ?? 0) + offering.graceMs(procedure),
  );
  return [
    ...expected.map(({ id }): DayEvent => ({ type: 'reservationExpected', reservation: id })),
    ...book.leftAtEnd.map(
      ({ id, joinedAtMs, ...given }): DayEvent => ({ type: 'waitJoined', reservation: id, ...given }),
    ),
  ];
};
