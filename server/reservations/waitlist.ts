// The waiting list of a day: who joins, and who is offered a freed place before the public may have it.
import type { BookCommandOf } from '../../protocol/reservation-commands.ts';
import type { ReservationEvent, Seat } from '../../protocol/reservation-events.ts';
import { afterOfficeMinutes, timeInWords } from './civil.ts';
import { type BookContext, type BookDecision, happened, isRefused, refused } from './contract.ts';
import { evolveBook } from './evolve.ts';
import { released } from './holds.ts';
import { groupFor, isAlive, seatsFor } from './places.ts';
import type { BookState, Hold, Waiting } from './state.ts';

/** An offer that could not be taken in this time is not made. */
const leastMs = 5 * 60_000;

/** The first of the times that suit somebody at which they fit now. */
const firstFit = (book: BookState, entry: Waiting, context: BookContext): readonly Seat[] | null => {
  const found = groupFor(book, context, entry);
  if (isRefused(found)) return null;
  for (const { startAtMs } of found.plan.slots) {
    if (startAtMs < entry.fromMs || startAtMs >= entry.toMs) continue;
    const fits = seatsFor(book, context, { ...entry, slotAtMs: startAtMs });
    if (!isRefused(fits)) return fits.seats;
  }
  return null;
};

export const joinWaitlist = (
  book: BookState,
  command: BookCommandOf<'joinWaitlist'>,
  context: BookContext,
): BookDecision => {
  const { procedure } = command;
  const found = groupFor(book, context, command);
  if (isRefused(found)) return found;
  const { group } = found;
  const { open, mostPerDay } = group.rules.waitlist;
  if (!open) return refused('waitlistClosed', { procedure: context.offering.nameOf(procedure) });
  const date = timeInWords(command.fromMs).slice(0, 10);
  if (book.waiting.filter((one) => one.group === group.id).length >= mostPerDay)
    return refused('waitlistFull', { date });
  const code = command.codes.find((one) => !book.byCode.has(one));
  if (code === undefined || book.waiting.some(({ id }) => id === command.reservation))
    return refused('bookingUnderWay');
  const { type, codes, ...given } = command;
  const entry = { ...given, group: group.id, code };
  // Who is before them comes first: then they wait with reason.
  const offersToOthers = waitlistDue(book, context).reduce(
    (now, event) => evolveBook(now, event, context.nowMs),
    book,
  );
  const free = firstFit(offersToOthers, { ...entry, id: entry.reservation, joinedAtMs: 0 }, context);
  if (free !== null) return refused('placeFree', { alternatives: timeInWords(free[0]?.atMs ?? 0) });
  return happened({ type: 'waitJoined', ...entry });
};

export const leaveWaitlist = (
  book: BookState,
  { reservation, why }: BookCommandOf<'leaveWaitlist'>,
): BookDecision => {
  const entry = book.waiting.find(({ id }) => id === reservation);
  if (entry === undefined) return refused('reservationNotFound');
  const offer = offerOf(book, entry);
  const left = { type: 'waitLeft', reservation, why } as const;
  return offer === null ? happened(left) : happened(released(offer), left);
};

/** What somebody who waits is offered, also when its time is over; null: nothing yet. */
export const offerOf = (book: BookState, { id }: Pick<Waiting, 'id'>): Hold | null =>
  [...book.holds.values()].find((hold) => hold.offeredTo === id) ?? null;

/** Who let an offer pass leaves the list, and gives the place back. */
const passed = (book: BookState, entry: Waiting, nowMs: number): readonly ReservationEvent[] => {
  const offer = offerOf(book, entry);
  if (offer === null || isAlive(offer, nowMs)) return [];
  return [released(offer), { type: 'waitLeft', reservation: entry.id, why: 'missed' }];
};

const offer = (
  book: BookState,
  entry: Waiting,
  context: BookContext,
  count: number,
): ReservationEvent | null => {
  const { nowMs, offering } = context;
  const seats = firstFit(book, entry, context);
  const group = offering.groupOf(entry.procedure);
  if (seats === null || group === null) return null;
  const minutes = group.rules.waitlist.offerMinutes;
  const untilMs = Math.min(afterOfficeMinutes(nowMs, minutes), seats[0]?.atMs ?? 0);
  if (untilMs - nowMs < leastMs) return null;
  const { procedure, partySize, channel, language, owner, id } = entry;
  return {
    type: 'placeHeld',
    hold: `offer:${id.slice(-16)}:${nowMs}:${count}` as Hold['id'],
    procedure,
    group: entry.group,
    seats: [...seats],
    minutes: offering.minutesOf(procedure),
    partySize,
    channel,
    language,
    owner,
    untilMs,
    offeredTo: id,
  };
};

/**
 * What is due to those who wait, before anybody else may have it: offers that were let pass are taken back, and every
 * place that is free goes to the first whom it suits. Nothing is due when nobody waits.
 */
export const waitlistDue = (book: BookState, context: BookContext): readonly ReservationEvent[] => {
  if (book.waiting.length === 0) return [];
  const events: ReservationEvent[] = [];
  let now = book;
  const add = (...more: readonly ReservationEvent[]): void => {
    for (const event of more) {
      events.push(event);
      now = evolveBook(now, event, context.nowMs);
    }
  };
  for (const entry of book.waiting) add(...passed(now, entry, context.nowMs));
  for (const entry of now.waiting) {
    if (offerOf(now, entry) !== null) continue;
    const made = offer(now, entry, context, events.length);
    if (made !== null) add(made);
  }
  return events;
};
