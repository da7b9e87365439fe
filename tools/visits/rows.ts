// From the events of one business day to its waits and visits: the rows of `visits.csv` and `booths.csv`.
import type { DayEvent, EventMeta } from '../../protocol/events.ts';
import type { BoothNumber, TicketNumber } from '../../protocol/ids.ts';
import type { Outcome } from '../backtest/visits-file.ts';

/** One wait of a ticket and the visit that followed; a ticket that returns or is transferred has several. */
export type VisitRow = {
  readonly ticket: TicketNumber;
  readonly procedure: string;
  /** How it came: its source, or returned, transferred, resumed. */
  readonly source: string;
  readonly slotMs: number | null;
  readonly issuedMs: number;
  readonly calledMs: number | null;
  readonly finishedMs: number | null;
  readonly booth: BoothNumber | null;
  readonly dueMs: number;
  /** null: still waiting or in its visit. */
  readonly outcome: Outcome | null;
};

/** An event as the log gives it; more of it does not matter here. */
export type Happened = { readonly event: DayEvent; readonly meta: Pick<EventMeta, 'atMs'> };

/** One stretch in which a booth was open and not paused. */
export type BoothRow = {
  readonly booth: BoothNumber;
  readonly openedMs: number;
  readonly closedMs: number | null;
};

type Wait = { -readonly [K in keyof VisitRow]: VisitRow[K] };

/** Rows in order of issue. Other events than a ticket's do not matter. */
export const visitRows = (events: readonly Happened[]): readonly VisitRow[] => {
  const rows: VisitRow[] = [];
  const open = new Map<TicketNumber, Wait>();
  const known = new Map<TicketNumber, { procedure: string; dueMs: number }>();
  const joins = (ticket: TicketNumber, atMs: number, source: string) => {
    const { procedure, dueMs } = known.get(ticket) ?? { procedure: '', dueMs: atMs };
    open.set(ticket, { ...blank, ticket, procedure, source, issuedMs: atMs, dueMs });
  };
  const leaves = (ticket: TicketNumber, atMs: number, outcome: Outcome) => {
    const wait = open.get(ticket);
    if (wait === undefined) return;
    rows.push({
      ...wait,
      finishedMs: wait.calledMs === null ? null : Math.max(atMs, wait.calledMs),
      outcome,
    });
    open.delete(ticket);
  };
  const take = (event: DayEvent, atMs: number): void => {
    switch (event.type) {
      case 'ticketIssued': {
        const { ticket, procedure, source, slotAtMs, issuedAtMs, due } = event;
        known.set(ticket, { procedure, dueMs: due.atMs });
        joins(ticket, issuedAtMs, source);
        const wait = open.get(ticket);
        if (wait !== undefined) wait.slotMs = slotAtMs;
        return;
      }
      case 'marksSet':
      case 'ticketReturned': {
        const before = known.get(event.ticket);
        if (before !== undefined) before.dueMs = event.due.atMs;
        const wait = open.get(event.ticket);
        if (event.type === 'ticketReturned') joins(event.ticket, atMs, 'returned');
        else if (wait !== undefined) wait.dueMs = event.due.atMs;
        return;
      }
      case 'ticketCalled': {
        const wait = open.get(event.ticket);
        // A ticket told late may have been issued, by its device's clock, after the hub's.
        if (wait !== undefined)
          Object.assign(wait, { calledMs: Math.max(atMs, wait.issuedMs), booth: event.booth });
        return;
      }
      case 'callUndone': {
        const wait = open.get(event.ticket);
        if (wait !== undefined) Object.assign(wait, { calledMs: null, booth: null });
        return;
      }
      case 'ticketAbsent':
        leaves(event.ticket, atMs, 'absent');
        return;
      case 'ticketHeld':
        leaves(event.ticket, atMs, 'held');
        return;
      case 'ticketResumed': {
        joins(event.ticket, atMs, 'resumed');
        const wait = open.get(event.ticket);
        if (event.booth !== null && wait !== undefined)
          Object.assign(wait, { calledMs: atMs, booth: event.booth });
        return;
      }
      case 'ticketTransferred': {
        leaves(event.ticket, atMs, 'transferred');
        const before = known.get(event.ticket);
        if (before !== undefined) before.procedure = event.procedure;
        joins(event.ticket, atMs, 'transferred');
        return;
      }
      case 'ticketFinished':
        leaves(event.ticket, atMs, event.by === 'dayEnded' ? 'dayEnded' : 'finished');
        return;
      case 'finishUndone': {
        const index = rows.findLastIndex((row) => row.ticket === event.ticket && row.outcome === 'finished');
        const [row] = index < 0 ? [] : rows.splice(index, 1);
        const called = event.booth === null ? { calledMs: null, booth: null } : {};
        if (row !== undefined) open.set(event.ticket, { ...row, ...called, finishedMs: null, outcome: null });
        return;
      }
      case 'ticketRestored': {
        if (event.as === 'absent') return;
        const index = rows.findLastIndex((row) => row.ticket === event.ticket && row.outcome === 'dayEnded');
        const [row] = index < 0 ? [] : rows.splice(index, 1);
        const anew = { calledMs: null, booth: null, finishedMs: null, outcome: null };
        if (row !== undefined) open.set(event.ticket, { ...row, ...anew });
        return;
      }
      case 'ticketCancelled':
        leaves(event.ticket, atMs, event.reason === 'dayEnded' ? 'dayEnded' : 'cancelled');
        return;
      default:
    }
  };
  for (const { event, meta } of events) take(event, meta.atMs);
  return [...rows, ...open.values()].sort(
    (a, b) => a.issuedMs - b.issuedMs || (a.ticket < b.ticket ? -1 : 1),
  );
};

const blank = { slotMs: null, calledMs: null, finishedMs: null, booth: null, outcome: null } as const;

/** Stretches in order of their beginning; a pause ends one. */
export const boothRows = (events: readonly Happened[]): readonly BoothRow[] => {
  const rows: BoothRow[] = [];
  const open = new Map<BoothNumber, number>();
  const ends = (booth: BoothNumber, closedMs: number | null) => {
    const openedMs = open.get(booth);
    if (openedMs !== undefined) rows.push({ booth, openedMs, closedMs });
    open.delete(booth);
  };
  for (const { event, meta } of events) {
    switch (event.type) {
      case 'boothOpened':
      case 'boothResumed':
        if (!open.has(event.booth)) open.set(event.booth, meta.atMs);
        break;
      case 'boothPaused':
      case 'boothClosed':
        ends(event.booth, meta.atMs);
        break;
      default:
    }
  }
  for (const booth of [...open.keys()]) ends(booth, null);
  return rows.sort((a, b) => a.openedMs - b.openedMs || a.booth - b.booth);
};
