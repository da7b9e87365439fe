// Which messages a reservation's events call for, and which that wait are no longer true. Pure: events of one day in, changes out.
import type { BusinessDate, ReservationId, SiteId } from '../../protocol/ids.ts';
import type { MessageSettings } from '../../protocol/message-settings.ts';
import { type Message, type MessageKind, messageWays } from '../../protocol/messages.ts';
import { isReservationEvent, ReservationEvent, type Seat } from '../../protocol/reservation-events.ts';
import { codeInWords, type ReservationCode } from '../../protocol/reservation-ids.ts';
import { addDays, instantOf } from '../calendar/dates.ts';
import { minutesOf } from '../calendar/hours.ts';
import type { Outgoing } from './outbox.ts';

/** What an event says, and when it happened. */
export type Noted = {
  readonly version: number;
  readonly atMs: number;
  readonly event: { readonly type: string };
};

export type MessagePlan = { readonly add: readonly Outgoing[]; readonly drop: readonly string[] };

type Facts = Pick<Message, 'code' | 'procedure' | 'language' | 'partySize' | 'startAtMs' | 'endAtMs'> & {
  readonly minutes: number;
};

/** Who is who on a day: opaque, kept by the caller from one call to the next. */
export type Known = Map<string, Facts>;

/** A change that was found so late tells nothing new: its hub was away with the site's whole day, ms. */
const freshMs = 24 * 3_600_000;
const rememberMs = 3 * 24 * 3_600_000;

const timesOf = (seats: readonly Seat[], minutes: number) => {
  const startAtMs = seats[0]?.atMs ?? 0;
  return { startAtMs, endAtMs: (seats.at(-1)?.atMs ?? startAtMs) + minutes * 60_000 };
};

/**
 * Reads a day's events in order and plans what is to be sent for those after `afterVersion`. The earlier ones say who
 * is who; `known` is what an earlier call learned of them, and learns on. What was planned before is planned with
 * the same id again.
 */
export const planMessages = (
  day: { readonly site: SiteId; readonly date: BusinessDate },
  entries: readonly Noted[],
  afterVersion: number,
  settings: MessageSettings,
  nowMs: number,
  known: Known = new Map(),
): MessagePlan => {
  const add: Outgoing[] = [];
  const drop: string[] = [];
  const ways = messageWays.filter((way) => settings[way] !== undefined);

  for (const { version, atMs, event: stored } of entries) {
    if (!isReservationEvent(stored)) continue;
    // One of a newer Junban, which its hubs understand and tell.
    const parsed = ReservationEvent.safeParse(stored);
    if (!parsed.success) continue;
    const event = parsed.data;
    const before = 'reservation' in event ? known.get(event.reservation) : undefined;
    learn(known, event);
    if (version <= afterVersion) continue;
    const stale = nowMs - atMs > freshMs;
    const tell = (
      kind: MessageKind,
      reservation: ReservationId,
      facts: Facts,
      more: Partial<Message> = {},
    ): void => {
      const { minutes: _minutes, ...told } = facts;
      for (const way of ways) {
        const message = {
          ...{ kind, way, reservation, ...day, ...told, sequence: 0, atMs, keptUntilMs: null },
          ...more,
        } as Message;
        add.push(outgoingOf(message, settings, nowMs));
      }
    };
    const unremind = (reservation: ReservationId, facts: Facts | undefined): void => {
      if (facts === undefined) return;
      for (const way of ways) drop.push(idOf({ kind: 'reminder', way, reservation, ...facts, sequence: 0 }));
    };
    const remind = (reservation: ReservationId, facts: Facts, sequence: number): void => {
      const atMsDue = reminderAt(settings, day.date);
      if (atMsDue !== null && atMsDue > atMs) tell('reminder', reservation, facts, { sequence });
    };

    switch (event.type) {
      case 'reservationBooked': {
        const facts = known.get(event.reservation);
        if (facts === undefined) break;
        const kind = event.movedFrom === null ? 'confirmation' : 'change';
        if (!stale) tell(kind, event.reservation, facts, { sequence: event.sequence });
        remind(event.reservation, facts, event.sequence);
        break;
      }
      case 'reservationShifted': {
        const facts = known.get(event.reservation);
        unremind(event.reservation, before);
        if (facts === undefined) break;
        if (!stale) tell('change', event.reservation, facts, { sequence: event.sequence });
        remind(event.reservation, facts, event.sequence);
        break;
      }
      case 'reservationMoved':
      case 'reservationArrived':
        unremind(event.reservation, before);
        break;
      case 'reservationCancelled': {
        unremind(event.reservation, before);
        // The other two are the house's own tidying: what the resident has is another place of the same reservation.
        if (before === undefined || event.by === 'moveUndone' || event.by === 'duplicate' || stale) break;
        const kind = event.by === 'site' ? 'cancelledBySite' : 'cancelled';
        tell(kind, event.reservation, before, { sequence: event.sequence });
        break;
      }
      case 'placeHeld': {
        const waiting = event.offeredTo === null ? undefined : known.get(event.offeredTo);
        if (event.offeredTo === null || waiting === undefined || stale) break;
        const facts = { ...waiting, ...timesOf(event.seats, event.minutes) };
        tell('placeOffered', event.offeredTo, facts, { keptUntilMs: event.untilMs });
        break;
      }
      default:
    }
  }
  return { add, drop };
};

/** Who a reservation, or somebody who waits, is: the facts that later events leave out. */
const learn = (known: Map<string, Facts>, event: ReservationEvent): void => {
  switch (event.type) {
    case 'reservationBooked': {
      const { procedure, language, partySize, minutes } = event;
      known.set(event.reservation, {
        ...{ code: wordsOf(event.code), procedure, language, partySize, minutes },
        ...timesOf(event.seats, minutes),
      });
      break;
    }
    case 'reservationShifted': {
      const facts = known.get(event.reservation);
      if (facts !== undefined)
        known.set(event.reservation, { ...facts, ...timesOf(event.to, facts.minutes) });
      break;
    }
    case 'waitJoined': {
      const { procedure, language, partySize } = event;
      known.set(event.reservation, {
        ...{ code: wordsOf(event.code), procedure, language, partySize, minutes: 0 },
        ...{ startAtMs: event.fromMs, endAtMs: event.toMs },
      });
      break;
    }
    default:
  }
};

const wordsOf = (code: ReservationCode): string => codeInWords(code);

/** When the reminders of a date are due; null: there are none. */
const reminderAt = ({ reminder }: MessageSettings, date: BusinessDate): number | null =>
  reminder === null ? null : instantOf(addDays(date, -reminder.daysBefore), minutesOf(reminder.at));

/**
 * One id for one message, whoever plans it and however often. A reminder is of a slot, so that one that was moved away
 * and back again is reminded of once; the others are of a version of the reservation; an offer is of its time.
 */
const idOf = (
  message: Pick<Message, 'kind' | 'way' | 'reservation' | 'sequence' | 'startAtMs'> & Partial<Message>,
): string => {
  const of =
    message.kind === 'reminder'
      ? message.startAtMs
      : message.kind === 'placeOffered'
        ? `${message.startAtMs}.${message.keptUntilMs}`
        : message.sequence;
  return `${message.reservation}.${message.kind}.${of}.${message.way}`;
};

const outgoingOf = (message: Message, settings: MessageSettings, nowMs: number): Outgoing => {
  const dueAtMs = message.kind === 'reminder' ? (reminderAt(settings, message.date) ?? nowMs) : message.atMs;
  const untilMs =
    message.keptUntilMs ??
    // Who comes in vain is told so even afterwards, until the day is over.
    (message.kind === 'cancelled' || message.kind === 'cancelledBySite'
      ? Math.max(instantOf(message.date, 1440), message.atMs + freshMs)
      : message.startAtMs);
  return {
    id: idOf(message),
    body: JSON.stringify(message),
    dueAtMs,
    untilMs,
    forgetAtMs: Math.max(instantOf(message.date, 1440), untilMs) + rememberMs,
  };
};
