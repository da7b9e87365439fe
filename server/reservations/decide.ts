// The one door of a day's book: a command meets the book; who waits is served first, before and after it.
import type { BookCommand } from '../../protocol/reservation-commands.ts';
import type { ReservationEvent } from '../../protocol/reservation-events.ts';
import {
  bookPlace,
  cancelReservation,
  giveBack,
  leaveFor,
  markReached,
  missed,
  missedBy,
  settleMove,
  shiftReservation,
  takeMoved,
} from './bookings.ts';
import { type BookContext, type BookDecision, refused } from './contract.ts';
import { evolveBook } from './evolve.ts';
import { extendHold, holdPlace, releaseHold } from './holds.ts';
import type { BookState } from './state.ts';
import { joinWaitlist, leaveWaitlist, waitlistDue } from './waitlist.ts';

/**
 * Decides one command; pure. Places that became free by time alone (a hold ran out, an offer was let pass) go to the
 * waiting list before the command is looked at, those that it frees itself after it, all in one append.
 */
export const decideBook = (book: BookState, command: BookCommand, context: BookContext): BookDecision => {
  const before = waitlistDue(book, context);
  const then = fold(book, before, context.nowMs);
  const decision = dispatch(then, command, context);
  if (decision.kind === 'refused') {
    const [first, ...rest] = before;
    return command.type === 'offerPlaces' && first !== undefined
      ? { kind: 'events', events: [first, ...rest] }
      : decision;
  }
  const after = waitlistDue(fold(then, decision.events, context.nowMs), context);
  const [first, ...rest] = [...before, ...decision.events, ...after];
  return first === undefined ? decision : { kind: 'events', events: [first, ...rest] };
};

const fold = (book: BookState, events: readonly ReservationEvent[], nowMs: number): BookState =>
  events.reduce((state, event) => evolveBook(state, event, nowMs), book);

const dispatch = (book: BookState, command: BookCommand, context: BookContext): BookDecision => {
  switch (command.type) {
    case 'holdPlace':
      return holdPlace(book, command, context);
    case 'extendHold':
      return extendHold(book, command, context);
    case 'releaseHold':
      return releaseHold(book, command, context);
    case 'bookPlace':
      return bookPlace(book, command, context);
    case 'shiftReservation':
      return shiftReservation(book, command, context);
    case 'leaveFor':
      return leaveFor(book, command);
    case 'takeMoved':
      return takeMoved(book, command, context);
    case 'giveBack':
      return giveBack(book, command);
    case 'settleMove':
      return settleMove(book, command);
    case 'cancelReservation':
      return cancelReservation(book, command);
    case 'markReached':
      return markReached(book, command);
    case 'joinWaitlist':
      return joinWaitlist(book, command, context);
    case 'leaveWaitlist':
      return leaveWaitlist(book, command);
    case 'changeSlots':
      return {
        kind: 'events',
        events: [{ type: 'slotsChanged', change: context.commandId, slots: command.slots }],
      };
    case 'takeSlotChangeBack':
      return book.changes.some(({ change }) => change === command.change)
        ? { kind: 'events', events: [{ type: 'slotChangeTakenBack', change: command.change }] }
        : refused('slotChangeUnknown', { change: command.change });
    case 'releaseMissed': {
      const [first, ...rest] = missedBy(book, context).map(missed);
      return first === undefined
        ? refused('reservationNotFound')
        : { kind: 'events', events: [first, ...rest] };
    }
    case 'offerPlaces':
      return refused('reservationNotFound');
  }
};
