// A place picked and kept for a while: for whom, how long, and how many of a day's places at most.

import type { BookCommandOf } from '../../protocol/reservation-commands.ts';
import type { ReservationEvent } from '../../protocol/reservation-events.ts';
import { mostInHolds } from '../slots/free.ts';
import { timeInWords } from './civil.ts';
import { type BookContext, type BookDecision, happened, isRefused, refused } from './contract.ts';
import { isAlive, seatsFor, without } from './places.ts';
import type { BookState, Hold } from './state.ts';

const minuteMs = 60_000;

const placesOf = ({ seats }: Pick<Hold, 'seats'>): number =>
  seats.reduce((sum, { places }) => sum + places, 0);

/** A session holds one place: another pick gives the first back, and does not stand in its own way. */
export const holdPlace = (
  book: BookState,
  command: BookCommandOf<'holdPlace'>,
  context: BookContext,
): BookDecision => {
  const { nowMs } = context;
  const { owner, procedure, partySize, channel, language } = command;
  const before = [...book.holds.values()].find(
    (hold) => hold.offeredTo === null && hold.owner === owner && isAlive(hold, nowMs),
  );
  const others = without(book, { hold: before });
  const found = seatsFor(others, context, command);
  if (isRefused(found)) return found;
  const { group, plan, seats } = found;
  if (channel === 'web') {
    const picked = [...others.holds.values()].filter(
      (hold) => hold.group === group.id && hold.offeredTo === null && isAlive(hold, nowMs),
    );
    const held = picked.reduce((sum, hold) => sum + placesOf(hold), 0);
    // One can always be held, however few the day has.
    if (held > 0 && held + placesOf({ seats }) > mostInHolds(plan, group.rules.mostInHoldsPercent)) {
      const soonest = Math.min(...picked.map(({ untilMs }) => untilMs));
      const seconds = Math.max(1, Math.ceil((soonest - nowMs) / 1_000));
      return refused('tooManyHolds', { date: timeInWords(command.slotAtMs).slice(0, 10), seconds });
    }
  }
  const minutes = group.rules.holdMinutes[channel === 'web' ? 'web' : 'telephone'];
  const held: ReservationEvent = {
    type: 'placeHeld',
    hold: context.commandId as Hold['id'],
    procedure,
    group: group.id,
    seats: [...seats],
    minutes: context.offering.minutesOf(procedure),
    partySize,
    channel,
    language,
    owner,
    untilMs: nowMs + minutes * minuteMs,
    offeredTo: null,
  };
  return before === undefined ? happened(held) : happened(released(before), held);
};

/** The hold given back, with what it frees. */
export const released = ({ id, group, seats }: Hold): ReservationEvent => ({
  type: 'holdReleased',
  hold: id,
  group,
  seats: [...seats],
});

type OnHold = BookCommandOf<'extendHold'> | BookCommandOf<'releaseHold'>;
const ownHold = (book: BookState, { hold: id, owner }: OnHold, nowMs: number): Hold | null => {
  const hold = book.holds.get(id);
  return hold !== undefined && hold.owner === owner && isAlive(hold, nowMs) ? hold : null;
};

/** Once: as long again as from the beginning. */
export const extendHold = (
  book: BookState,
  command: BookCommandOf<'extendHold'>,
  context: BookContext,
): BookDecision => {
  const hold = ownHold(book, command, context.nowMs);
  if (hold === null) return refused('holdOver');
  if (hold.extended) return refused('holdExtendedAlready', { time: timeInWords(hold.untilMs) });
  const rules = context.offering.groupOf(hold.procedure)?.rules.holdMinutes;
  const minutes = (hold.channel === 'web' ? rules?.web : rules?.telephone) ?? 10;
  return happened({ type: 'holdExtended', hold: hold.id, untilMs: context.nowMs + minutes * minuteMs });
};

export const releaseHold = (
  book: BookState,
  command: BookCommandOf<'releaseHold'>,
  context: BookContext,
): BookDecision => {
  const hold = ownHold(book, command, context.nowMs);
  return hold === null ? refused('holdOver') : happened(released(hold));
};

/** What a booking or move is made of: the hold's seats while it lives, else whatever is free at that time. */
export const heldSeats = (
  book: BookState,
  context: BookContext,
  wanted: {
    readonly hold: Hold['id'] | null;
    readonly owner: Hold['owner'];
    readonly slotAtMs: number;
    readonly procedure: Hold['procedure'];
    readonly partySize: number;
    /** Whose offer it may be. */
    readonly reservation: Hold['offeredTo'];
  },
): Hold | 'none' | 'over' => {
  if (wanted.hold === null) return 'none';
  const hold = book.holds.get(wanted.hold);
  if (hold === undefined) return 'over';
  const theirs =
    hold.offeredTo === null ? hold.owner === wanted.owner : hold.offeredTo === wanted.reservation;
  const same =
    hold.seats[0]?.atMs === wanted.slotAtMs &&
    hold.procedure === wanted.procedure &&
    hold.partySize === wanted.partySize;
  return theirs && same && isAlive(hold, context.nowMs) ? hold : 'over';
};
