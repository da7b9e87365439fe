// What one visitor's phone shows: his ticket, his place, what he may do; nothing of anybody else.
import type { TicketNumber } from '../../protocol/ids.ts';
import type { VisitorView } from '../../protocol/visitor.ts';
import { intakeEnd } from '../calendar/day-plan.ts';
import { isOutside } from '../day/order.ts';
import type { Ticket } from '../day/state.ts';
import { outMinutesFor, visitorMoves } from '../day/visitor.ts';
import type { Snapshot } from '../hub/contract.ts';
import { callAtMs, headOf, intakeOf, liveTickets, noticeOf, shownWait } from './view-parts.ts';

/** How many wait before each waiting ticket for the same procedure, all at once: hundreds of phones ask. */
export const aheadsOf = (snapshot: Snapshot): ReadonlyMap<TicketNumber, number> => {
  const inOrder = liveTickets(snapshot)
    .filter((ticket) => ticket.state === 'waiting')
    .sort((a, b) => a.due.atMs - b.due.atMs || a.sequence - b.sequence);
  const counts = new Map<string, number>();
  return new Map(
    inOrder.map(({ number, procedure }) => {
      const before = counts.get(procedure) ?? 0;
      counts.set(procedure, before + 1);
      return [number, before] as const;
    }),
  );
};

/** The view of a ticket's visitor; `aheads` are those of the same snapshot. */
export const visitorView = (
  snapshot: Snapshot,
  ticket: Ticket,
  aheads: ReadonlyMap<TicketNumber, number>,
  pushKey: string | null = null,
): VisitorView => {
  const { site, state, plan, nowMs } = snapshot;
  const { names, date, live, hubs, phase, nextOpeningMs } = headOf(snapshot);
  const waits = ticket.state === 'waiting';
  const outside = waits && isOutside(ticket, nowMs);
  const atBooth = ticket.state === 'called' || ticket.state === 'serving' ? ticket.booth : null;
  const call =
    ticket.state === 'called' ? state.calls.findLast(({ ticket: one }) => one === ticket.number) : undefined;
  const estimate = snapshot.estimates.tickets.get(ticket.number);
  const frozen = state.outages.has(ticket.procedure);
  return {
    site: site.settings.id,
    names,
    date,
    live,
    hubs,
    phase,
    closesAtMs: intakeEnd(plan, ticket.procedure, 0),
    nextOpeningMs,
    languages: [...site.languages],
    ticket: ticket.number,
    language: ticket.language,
    procedure: procedureOf(snapshot, ticket),
    moved: waits && site.procedures.get(ticket.procedure)?.letter !== ticket.number.charAt(0),
    state: ticket.state,
    sinceMs: ticket.sinceMs,
    booth: atBooth,
    boothNames: atBooth === null ? null : (site.booths.get(atBooth)?.names ?? null),
    call: call === undefined ? null : { callId: call.callId, atMs: callAtMs(snapshot, call) },
    callFreshSeconds: site.rules.callFreshSeconds,
    over: overOf(ticket),
    ahead: waits ? (aheads.get(ticket.number) ?? 0) : null,
    wait: waits && !outside && !frozen && estimate !== undefined ? shownWait(estimate) : null,
    slotAtMs: ticket.slotAtMs,
    outUntilMs: outside ? ticket.outUntilMs : null,
    may: [...visitorMoves(state, ticket, site, nowMs)],
    outMinutes: outMinutesFor(state, ticket, site, nowMs),
    returnCreditMinutes: (site.procedures.get(ticket.procedure)?.resolvedRules ?? site.rules)
      .returnCreditMinutes,
    intake: intakeOf(snapshot, ticket.procedure),
    notice: noticeOf(snapshot, ticket.procedure),
    whereToWait: site.settings.whereToWait ?? null,
    pushKey,
  };
};

/** A procedure that is no longer in the settings keeps its id for a name. */
const procedureOf = (snapshot: Snapshot, ticket: Ticket): VisitorView['procedure'] => {
  const procedure = snapshot.site.procedures.get(ticket.procedure);
  if (procedure === undefined) return { names: { ja: ticket.procedure }, ready: [] };
  const { names, ready, bring } = procedure;
  return { names, ready: ready.length > 0 ? ready : bring === undefined ? [] : [bring] };
};

const overOf = ({ state, cancelReason, calls }: Ticket): VisitorView['over'] => {
  if (state !== 'cancelled') return null;
  if (cancelReason === 'visitorLeft') return 'left';
  if (cancelReason !== 'dayEnded') return 'cancelled';
  return calls > 0 ? 'dayEndedCalled' : 'dayEnded';
};
