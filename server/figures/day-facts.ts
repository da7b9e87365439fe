// One business day as the tallies need it: a row per visit, per reservation and per outage, made of the day's events alone.
import type { CancelReason, TicketSource } from '../../protocol/commands.ts';
import type { DayEvent, StoredDayEvent } from '../../protocol/events.ts';

/**
 * How a visit ended. absent: called, and never came; left: said so, or was gone; elsewhere: another counter took it; dayEnded: still
 * waited at closing; open: the day goes on.
 */
export type Outcome = 'served' | 'absent' | 'left' | 'elsewhere' | 'dayEnded' | 'other' | 'open';

export type VisitFact = {
  readonly ticket: string;
  /** What the visitor came for; a transfer does not change it. */
  readonly procedure: string;
  readonly source: TicketSource;
  /** Came in time for a slot: the reservation's promise holds, not the walk-in's. */
  readonly reserved: boolean;
  readonly issuedAtMs: number;
  /** From the start of the slot (in time) or the issue to the first call that was not undone, ms; null: never called. */
  readonly waitMs: number | null;
  /** Time at booths, all of them together, without the time held, ms; null: never served. */
  readonly serviceMs: number | null;
  readonly transfers: number;
  readonly outcome: Outcome;
};
export type ReservationFact = {
  readonly reservation: string;
  readonly procedure: string;
  readonly channel: string;
  readonly state: 'booked' | 'arrived' | 'missed' | 'cancelled' | 'moved';
};
export type OutageFact = { readonly procedure: string; readonly fromMs: number; readonly minutes: number };
export type DayFacts = {
  readonly visits: readonly VisitFact[];
  readonly reservations: readonly ReservationFact[];
  readonly outages: readonly OutageFact[];
};

type Visit = {
  fact: Omit<VisitFact, 'waitMs' | 'serviceMs' | 'transfers' | 'outcome'>;
  fromMs: number;
  callsMs: number[];
  servingSinceMs: number | null;
  serviceMs: number | null;
  transfers: number;
  state: 'waiting' | 'called' | 'serving' | 'absent' | 'held' | 'finished';
  /** What the last finish added and closed, should it be undone. */
  beforeFinish: { readonly serviceMs: number | null; readonly servingSinceMs: number | null } | null;
  cancelled: CancelReason | null;
  cancelledWhile: Visit['state'] | null;
};

/** Not visits at all: paper that was printed twice or by mistake. */
const voids: ReadonlySet<CancelReason> = new Set(['issuedByMistake', 'superseded']);

const outcomeOf = ({ state, cancelled, cancelledWhile }: Visit): Outcome => {
  if (state === 'finished') return 'served';
  if (cancelled === null) return 'open';
  if (cancelled === 'noShow' || (cancelled === 'dayEnded' && cancelledWhile === 'absent')) return 'absent';
  if (cancelled === 'visitorLeft') return 'left';
  if (cancelled === 'servedElsewhere') return 'elsewhere';
  return cancelled === 'dayEnded' ? 'dayEnded' : 'other';
};

const stopServing = (visit: Visit, atMs: number): void => {
  if (visit.servingSinceMs === null) return;
  visit.serviceMs = (visit.serviceMs ?? 0) + Math.max(0, atMs - visit.servingSinceMs);
  visit.servingSinceMs = null;
};
const startServing = (visit: Visit, atMs: number): void => {
  visit.state = 'serving';
  visit.servingSinceMs = atMs;
};

type TicketEvent = Exclude<Extract<DayEvent, { ticket: string }>, { type: 'ticketIssued' }>;

const onTicket = (visit: Visit, event: TicketEvent, atMs: number): void => {
  switch (event.type) {
    case 'ticketCalled':
      visit.state = 'called';
      visit.callsMs.push(atMs);
      return;
    case 'callUndone':
      visit.state = 'waiting';
      visit.callsMs.pop();
      return;
    case 'servingStarted':
      // Start was never pressed: they have been at the booth since they were called.
      startServing(visit, event.assumed ? (visit.callsMs.at(-1) ?? atMs) : atMs);
      return;
    case 'ticketFinished':
      visit.beforeFinish = { serviceMs: visit.serviceMs, servingSinceMs: visit.servingSinceMs };
      stopServing(visit, atMs);
      visit.state = 'finished';
      return;
    case 'finishUndone':
      visit.serviceMs = visit.beforeFinish?.serviceMs ?? null;
      // Pressed by mistake: the visitor was being served all the while.
      visit.servingSinceMs = event.as === 'serving' ? (visit.beforeFinish?.servingSinceMs ?? atMs) : null;
      visit.state = event.as;
      return;
    case 'ticketAbsent':
      visit.state = 'absent';
      return;
    case 'ticketReturned':
      visit.state = 'waiting';
      return;
    case 'ticketHeld':
      stopServing(visit, atMs);
      visit.state = 'held';
      return;
    case 'ticketResumed':
      if (event.booth === null) visit.state = 'waiting';
      else startServing(visit, atMs);
      return;
    case 'ticketTransferred':
      stopServing(visit, atMs);
      visit.state = 'waiting';
      visit.transfers += 1;
      return;
    case 'ticketCancelled':
      stopServing(visit, atMs);
      visit.cancelled = event.reason;
      visit.cancelledWhile = visit.state;
      return;
    default:
      return;
  }
};

const issued = (event: Extract<DayEvent, { type: 'ticketIssued' }>): Visit => {
  const { ticket, procedure, source, slotAtMs, issuedAtMs, due } = event;
  const reserved = slotAtMs !== null && due.basis === 'reservation';
  return {
    fact: { ticket, procedure, source, reserved, issuedAtMs },
    // Who comes early waits for their own slot; nobody owes them the time before it.
    fromMs: reserved && slotAtMs !== null ? Math.max(slotAtMs, issuedAtMs) : issuedAtMs,
    callsMs: [],
    servingSinceMs: null,
    serviceMs: null,
    transfers: 0,
    state: 'waiting',
    beforeFinish: null,
    cancelled: null,
    cancelledWhile: null,
  };
};

const visitFact = (visit: Visit): VisitFact => {
  const called = visit.callsMs[0];
  return {
    ...visit.fact,
    waitMs: called === undefined ? null : Math.max(0, called - visit.fromMs),
    serviceMs: visit.serviceMs,
    transfers: visit.transfers,
    outcome: outcomeOf(visit),
  };
};

/** Reservations: what became of each that this day ever held. */
const createReservations = () => {
  const all = new Map<string, { -readonly [K in keyof ReservationFact]: ReservationFact[K] }>();
  const becomes = (reservation: string, state: ReservationFact['state']): void => {
    const one = all.get(reservation);
    if (one !== undefined) one.state = state;
  };
  return {
    all,
    take: (event: DayEvent): void => {
      if (event.type === 'reservationBooked') {
        const { reservation, procedure, channel } = event;
        all.set(reservation, { reservation, procedure, channel, state: 'booked' });
      } else if (event.type === 'reservationArrived') becomes(event.reservation, 'arrived');
      else if (event.type === 'reservationMissed') becomes(event.reservation, 'missed');
      else if (event.type === 'reservationMoved') becomes(event.reservation, 'moved');
      else if (event.type === 'reservationCancelled') becomes(event.reservation, 'cancelled');
    },
  };
};

/** The facts of one day, from its events in order. An outage that never ended lasts until the day's last event. */
export const dayFacts = (events: Iterable<Pick<StoredDayEvent, 'event' | 'meta'>>): DayFacts => {
  const visits = new Map<string, Visit>();
  const reservations = createReservations();
  const since = new Map<string, number>();
  const outages: OutageFact[] = [];
  let lastMs = 0;
  const endOutage = (procedure: string, atMs: number): void => {
    const fromMs = since.get(procedure);
    since.delete(procedure);
    if (fromMs !== undefined)
      outages.push({ procedure, fromMs, minutes: Math.max(0, atMs - fromMs) / 60_000 });
  };
  for (const { event, meta } of events) {
    lastMs = Math.max(lastMs, meta.atMs);
    reservations.take(event);
    if (event.type === 'ticketIssued') visits.set(event.ticket, issued(event));
    else if (event.type === 'outageStarted') {
      for (const one of event.procedures) if (!since.has(one)) since.set(one, meta.atMs);
    } else if (event.type === 'outageEnded') for (const one of event.procedures) endOutage(one, meta.atMs);
    else if ('ticket' in event && event.type !== 'reservationArrived') {
      const visit = visits.get(event.ticket);
      if (visit !== undefined) onTicket(visit, event, meta.atMs);
    }
  }
  for (const procedure of [...since.keys()]) endOutage(procedure, lastMs);
  const counted = [...visits.values()].filter(({ cancelled }) => cancelled === null || !voids.has(cancelled));
  return { visits: counted.map(visitFact), reservations: [...reservations.all.values()], outages };
};
