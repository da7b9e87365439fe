// Closing a booth: who would be left with nobody to serve them, and what the booth still holds.
import type { CommandOf } from '../../protocol/commands.ts';
import type { DayEvent } from '../../protocol/events.ts';
import { busy, findOpenBooth } from './at-booth.ts';
import type { DecideContext, Decision } from './contract.ts';
import { happened, inWords, isRefused, refused } from './decision.ts';
import { namesOf } from './known.ts';
import type { Booth, DayState, Ticket } from './state.ts';

const mostNamed = 8;

/** Nobody is left behind unsaid: held tickets go back to the queue, and who waits for this booth alone is named. */
export const closeBooth = (
  state: DayState,
  command: CommandOf<'closeBooth'>,
  context: DecideContext,
): Decision => {
  const booth = findOpenBooth(state, context, command.booth);
  if (isRefused(booth)) return booth;
  const occupied = busy(state, context, booth);
  if (occupied !== null) return occupied;
  const left = leftBy(state, booth);
  if (left.length > 0 && !command.leaveWaiting) {
    const named = left.slice(0, mostNamed).map(({ number }) => number);
    return refused('peopleWait', {
      count: left.length,
      procedures: namesOf(context, new Set(left.map(({ procedure }) => procedure))),
      tickets: inWords(left.length > mostNamed ? [...named, '…'] : named),
    });
  }
  const resumed = heldAt(state, booth).map(
    ({ number }): DayEvent => ({ type: 'ticketResumed', ticket: number, booth: null }),
  );
  const closed: DayEvent = { type: 'boothClosed', booth: command.booth };
  const [first = closed, ...rest] = [...resumed, closed];
  return happened(first, ...rest);
};

const liveTickets = (state: DayState): readonly Ticket[] =>
  state.live.flatMap((number) => state.tickets.get(number) ?? []);

const heldAt = (state: DayState, { number }: Booth): readonly Ticket[] =>
  liveTickets(state).filter((ticket) => ticket.state === 'held' && ticket.booth === number);

/** Who waits, or is held here, for what no other booth serves that is open or pauses. */
const leftBy = (state: DayState, booth: Booth): readonly Ticket[] => {
  const others = [...state.booths.values()].filter(
    (other) => other.number !== booth.number && other.state !== 'closed',
  );
  const served = new Set(others.flatMap(({ procedures }) => procedures.map((one) => one.procedure)));
  const mine = new Set(booth.procedures.map((one) => one.procedure));
  return liveTickets(state).filter((ticket) => {
    const waits = ticket.state === 'waiting' && mine.has(ticket.procedure);
    const held = ticket.state === 'held' && ticket.booth === booth.number;
    return (waits || held) && !served.has(ticket.procedure);
  });
};
