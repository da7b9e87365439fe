// The rules of domain.md once more, naively, over the events of one business day; shares no code with the day itself.
import type { DayEvent, DayEventOf } from '../../../../protocol/events.ts';

/** What happens to a ticket; that a reserved visitor arrived stands beside its ticket. */
type OfATicket = Exclude<Extract<DayEvent, { ticket: string }>, { type: 'reservationArrived' }>;

type Ticket = {
  state: 'waiting' | 'called' | 'serving' | 'absent' | 'held' | 'finished' | 'cancelled';
  booth: number | null;
  onlyBooth: number | null;
  procedure: string;
  dueMs: number;
  notBeforeMs: number;
  outUntilMs: number;
  readonly sequence: number;
  calls: number;
};
type Booth = { open: boolean; paused: boolean; ticket: string | null; delays: ReadonlyMap<string, number> };

export type Referee = {
  /** What is wrong with the event; null: nothing. */
  hear(event: DayEvent, atMs: number): string | null;
  /** What is wrong with a day that has ended; null: nothing. */
  atEnd(): string | null;
};

const minuteMs = 60_000;

/** Hears every event of a day from its first. */
export const createReferee = (): Referee => {
  const tickets = new Map<string, Ticket>();
  const booths = new Map<number, Booth>();
  const leases = new Map<string, string>();
  const outages = new Set<string>();
  const jobs = new Set<string>();
  let phase: 'planned' | 'open' | 'ended' = 'planned';
  let closings = 0;

  const boothOf = (number: number): Booth => {
    const known = booths.get(number) ?? { open: false, paused: false, ticket: null, delays: new Map() };
    booths.set(number, known);
    return known;
  };
  const clash = (ticket: string): string | null => {
    const holders = [...booths].filter(([, booth]) => booth.ticket === ticket).map(([number]) => number);
    return holders.length > 1 ? `ticket ${ticket} is at booths ${holders.join(' and ')} at once` : null;
  };

  /** The order: who should be called at the booth now. */
  const nextAt = (number: number, atMs: number): string | null => {
    const { delays } = boothOf(number);
    let best: { ticket: string; early: boolean; turnMs: number; sequence: number } | null = null;
    for (const [ticket, one] of tickets) {
      const delay = delays.get(one.procedure);
      if (one.state !== 'waiting' || delay === undefined || outages.has(one.procedure)) continue;
      if (atMs < one.outUntilMs) continue;
      if (one.onlyBooth !== null && one.onlyBooth !== number) {
        const kept = boothOf(one.onlyBooth);
        if (kept.open && kept.delays.has(one.procedure)) continue;
      }
      const candidate = {
        ticket,
        early: atMs < one.notBeforeMs,
        turnMs: one.dueMs + delay * minuteMs,
        sequence: one.sequence,
      };
      const sooner =
        best === null ||
        (candidate.early !== best.early
          ? best.early
          : candidate.turnMs !== best.turnMs
            ? candidate.turnMs < best.turnMs
            : candidate.sequence < best.sequence);
      if (sooner) best = candidate;
    }
    return best?.ticket ?? null;
  };

  const issued = (event: DayEventOf<'ticketIssued'>): string | null => {
    if (tickets.has(event.ticket)) return `number ${event.ticket} was given twice`;
    if (event.how === 'leased' && !leases.has(event.ticket))
      return `${event.ticket} was never lent to a device`;
    if (event.how !== 'leased' && leases.has(event.ticket))
      return `${event.ticket} is lent to a device, but was given`;
    if (event.sequence !== tickets.size + 1)
      return `${event.ticket} has sequence ${event.sequence}, not ${tickets.size + 1}`;
    leases.delete(event.ticket);
    tickets.set(event.ticket, {
      state: 'waiting',
      booth: null,
      onlyBooth: null,
      procedure: event.procedure,
      dueMs: event.due.atMs,
      notBeforeMs: event.callableFromMs ?? 0,
      sequence: event.sequence,
      outUntilMs: 0,
      calls: 0,
    });
    return null;
  };

  const called = (event: DayEventOf<'ticketCalled'>, ticket: Ticket, atMs: number): string | null => {
    if (ticket.state !== 'waiting' && !(ticket.state === 'absent' && event.outOfOrder !== null))
      return `${event.ticket} is called at booth ${event.booth} while ${ticket.state} at booth ${ticket.booth}`;
    const booth = boothOf(event.booth);
    if (!booth.open || booth.paused) return `booth ${event.booth} calls while it is not open`;
    if (booth.ticket !== null)
      return `booth ${event.booth} calls ${event.ticket} while it has ${booth.ticket}`;
    const next = nextAt(event.booth, atMs);
    if (event.outOfOrder === null && next !== event.ticket)
      return `booth ${event.booth} called ${event.ticket}, but ${next} was next`;
    ticket.calls += 1;
    if (event.callId !== `${event.ticket}.${ticket.calls}`)
      return `call ${event.callId} is call ${ticket.calls}`;
    [ticket.state, ticket.booth, booth.ticket] = ['called', event.booth, event.ticket];
    return clash(event.ticket);
  };

  const left = (
    event: { readonly ticket: string; readonly booth: number; readonly type: string },
    from: readonly Ticket['state'][],
    to: Ticket['state'],
    keepsBooth = false,
  ): string | null => {
    const ticket = tickets.get(event.ticket);
    if (ticket === undefined) return `${event.type} of ${event.ticket}, which nobody has`;
    if (!from.includes(ticket.state)) return `${event.type} of ${event.ticket} while ${ticket.state}`;
    const booth = boothOf(event.booth);
    if (booth.ticket !== event.ticket)
      return `${event.type}: booth ${event.booth} has ${booth.ticket}, not ${event.ticket}`;
    booth.ticket = null;
    [ticket.state, ticket.booth] = [to, keepsBooth ? event.booth : null];
    return null;
  };

  const ofTicket = (event: OfATicket, atMs: number): string | null => {
    if (event.type === 'ticketIssued') return issued(event);
    const ticket = tickets.get(event.ticket);
    if (ticket === undefined) return `${event.type} of ${event.ticket}, which nobody has`;
    const over = ticket.state === 'finished' || ticket.state === 'cancelled';
    switch (event.type) {
      case 'marksSet':
        ticket.dueMs = event.due.atMs;
        return over ? `${event.ticket} is over, but got marks` : null;
      case 'printRequested':
        if (jobs.has(event.job)) return `print ${event.job} was asked for twice`;
        jobs.add(event.job);
        return null;
      case 'ticketPrinted':
        return jobs.delete(event.job) ? null : `print ${event.job} was confirmed, but not waited for`;
      case 'ticketCalled':
        return called(event, ticket, atMs);
      case 'ticketRecalled':
        ticket.calls += 1;
        if (ticket.state !== 'called' || boothOf(event.booth).ticket !== event.ticket)
          return `${event.ticket} is recalled at booth ${event.booth} while ${ticket.state}`;
        return event.callId === `${event.ticket}.${ticket.calls}`
          ? null
          : `recall ${event.callId} is call ${ticket.calls}`;
      case 'servingStarted':
        if (ticket.state !== 'called' || boothOf(event.booth).ticket !== event.ticket)
          return `${event.ticket} is served at booth ${event.booth} while ${ticket.state}`;
        [ticket.state, ticket.outUntilMs] = ['serving', 0];
        return null;
      case 'callUndone':
        return left(event, ['called'], 'waiting');
      case 'ticketFinished':
        return left(event, ['serving'], 'finished');
      case 'finishUndone': {
        if (ticket.state !== 'finished')
          return `the finish of ${event.ticket} is undone while ${ticket.state}`;
        [ticket.state, ticket.booth] = [event.as, event.booth];
        if (event.booth === null) return null;
        const booth = boothOf(event.booth);
        if (booth.ticket !== null || !booth.open)
          return `${event.ticket} comes back to booth ${event.booth}, which has ${booth.ticket} or is closed`;
        booth.ticket = event.ticket;
        return clash(event.ticket);
      }
      case 'ticketAbsent':
        ticket.outUntilMs = 0;
        return left(event, ['called'], 'absent');
      case 'ticketHeld':
        return left(event, ['serving'], 'held', true);
      case 'ticketTransferred':
        [ticket.procedure, ticket.onlyBooth] = [event.procedure, event.onlyBooth];
        return left(event, ['serving'], 'waiting');
      case 'ticketReturned':
        if (ticket.state !== 'absent') return `${event.ticket} returns while ${ticket.state}`;
        [ticket.state, ticket.dueMs] = ['waiting', event.due.atMs];
        return null;
      case 'ticketResumed': {
        if (ticket.state !== 'held') return `${event.ticket} is resumed while ${ticket.state}`;
        if (event.booth === null) {
          [ticket.state, ticket.booth] = ['waiting', null];
          return null;
        }
        const booth = boothOf(event.booth);
        if (booth.ticket !== null)
          return `booth ${event.booth} resumes ${event.ticket} while it has ${booth.ticket}`;
        [ticket.state, ticket.booth, booth.ticket] = ['serving', event.booth, event.ticket];
        return clash(event.ticket);
      }
      case 'ticketSteppedOut':
        ticket.outUntilMs = event.untilMs;
        return ticket.state === 'waiting' ? null : `${event.ticket} steps out while ${ticket.state}`;
      case 'ticketCameBack':
        ticket.outUntilMs = 0;
        return ticket.state === 'waiting' ? null : `${event.ticket} comes back while ${ticket.state}`;
      case 'ticketRestored':
        if (!over) return `${event.ticket} is restored while ${ticket.state}`;
        [ticket.state, ticket.booth] = [event.as, null];
        return null;
      case 'ticketCancelled': {
        if (over || ticket.state === 'serving') return `${event.ticket} is cancelled while ${ticket.state}`;
        for (const booth of booths.values()) if (booth.ticket === event.ticket) booth.ticket = null;
        [ticket.state, ticket.booth] = ['cancelled', null];
        return null;
      }
    }
  };

  const delaysOf = (served: DayEventOf<'boothOpened'>['procedures']) =>
    new Map<string, number>(served.map(({ procedure, delayMinutes }) => [procedure, delayMinutes]));

  const ofDay = (event: Exclude<DayEvent, OfATicket>): string | null => {
    switch (event.type) {
      case 'dayOpened':
        if (phase !== 'planned') return `the day was opened while ${phase}`;
        phase = 'open';
        return null;
      case 'dayPlanChanged':
        return null;
      case 'dayEnded':
        closings += 1;
        phase = 'ended';
        return closings === 1 ? null : `the day was closed ${closings} times`;
      case 'dayReopened':
        if (phase !== 'ended') return `the day was reopened while ${phase}`;
        phase = 'open';
        closings = 0;
        return null;
      case 'numbersLeased':
        for (const number of event.numbers) {
          if (leases.has(number) || tickets.has(number))
            return `${number} was lent though it was given already`;
          leases.set(number, event.device);
        }
        return null;
      case 'boothOpened':
        booths.set(event.booth, {
          ...boothOf(event.booth),
          open: true,
          paused: false,
          delays: delaysOf(event.procedures),
        });
        return null;
      case 'boothProceduresSet':
        boothOf(event.booth).delays = delaysOf(event.procedures);
        return null;
      case 'boothPaused':
      case 'boothResumed':
        boothOf(event.booth).paused = event.type === 'boothPaused';
        return null;
      case 'boothClosed': {
        const booth = boothOf(event.booth);
        booth.open = false;
        return booth.ticket === null ? null : `booth ${event.booth} closed while it has ${booth.ticket}`;
      }
      case 'outageStarted':
        for (const procedure of event.procedures) outages.add(procedure);
        return null;
      case 'outageEnded':
        for (const procedure of event.procedures) outages.delete(procedure);
        return null;
      default:
        return null;
    }
  };

  return {
    hear: (event, atMs) =>
      'ticket' in event && event.type !== 'reservationArrived' ? ofTicket(event, atMs) : ofDay(event),
    atEnd: () => {
      if (phase === 'planned' && tickets.size === 0) return null;
      if (closings !== 1) return `the day was closed ${closings} times`;
      const left = [...tickets].filter(([, { state }]) => state !== 'finished' && state !== 'cancelled');
      return left.length === 0
        ? null
        : `${left.map(([number, { state }]) => `${number} (${state})`).join(', ')} left over`;
    },
  };
};
