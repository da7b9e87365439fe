// The pieces that several views share: head, procedures as they are now, ticket lines and booths at a glance.
import type { BoothNumber, LocalText, ProcedureId, TicketNumber } from '../../protocol/ids.ts';
import type { BoothGlance, Estimate, IntakeState, ProcedureNow, TicketLine } from '../../protocol/views.ts';
import type { ShownWait } from '../../protocol/visitor.ts';
import { freshRange } from '../../protocol/wait-range.ts';
import { isProcedureOpen, phaseOf } from '../calendar/day-plan.ts';
import { numbersLeft } from '../day/numbers.ts';
import { whyOf } from '../day/order.ts';
import type { Call, Ticket } from '../day/state.ts';
import type { Snapshot } from '../hub/contract.ts';

/** What every view begins with: place, date, version and where in its day the site is. */
export const headOf = (snapshot: Snapshot) => ({
  site: snapshot.site.settings.id,
  names: snapshot.site.settings.names,
  date: snapshot.state.date,
  version: snapshot.state.version,
  live: snapshot.live,
  hubs: [...snapshot.site.hubs],
  phase: phaseOf(snapshot.plan, snapshot.state.phase === 'ended', snapshot.nowMs),
  nextOpeningMs: snapshot.nextOpeningMs,
  closesAtMs: snapshot.plan?.openings.at(-1)?.toMs ?? null,
});

/** Every procedure of the site with its waiting count, wait and intake, in the order of the settings. */
export const proceduresNow = (snapshot: Snapshot): ProcedureNow[] => {
  const waiting = waitingCounts(snapshot);
  return [...snapshot.site.procedures.values()].map((procedure) => ({
    id: procedure.id,
    letter: procedure.letter,
    names: procedure.names,
    shortNames: procedure.shortNames ?? null,
    waiting: waiting.get(procedure.id) ?? 0,
    estimate: snapshot.estimates.procedures.get(procedure.id) ?? null,
    intake: intakeOf(snapshot, procedure.id),
    numbersLeft: intakeOf(snapshot, procedure.id) === 'open' ? leftOf(snapshot, procedure.id) : null,
    notice: noticeOf(snapshot, procedure.id),
  }));
};

const waitingCounts = (snapshot: Snapshot): ReadonlyMap<ProcedureId, number> => {
  const counts = new Map<ProcedureId, number>();
  for (const ticket of liveTickets(snapshot))
    if (ticket.state === 'waiting') counts.set(ticket.procedure, (counts.get(ticket.procedure) ?? 0) + 1);
  return counts;
};

/** Whether walk-in tickets are given for a procedure now, and if not, why. */
export const intakeOf = (snapshot: Snapshot, procedure: ProcedureId): IntakeState => {
  const { state, site, plan, nowMs } = snapshot;
  if (state.outages.has(procedure)) return 'outage';
  if (state.stoppedIntake.has(procedure)) return 'stopped';
  if (site.procedures.get(procedure)?.walkIn === false) return 'reservationOnly';
  const open =
    plan !== null &&
    state.phase === 'open' &&
    isProcedureOpen(plan, procedure, nowMs, site.rules.lastIntakeMinutes);
  if (!open) return 'notNow';
  return leftOf(snapshot, procedure) === 0 ? 'allGiven' : 'open';
};

/** Numbers that can still be given are told from so many on. */
const fewNumbers = 10;
const leftOf = ({ state, site }: Snapshot, id: ProcedureId): number | null => {
  const procedure = site.procedures.get(id);
  return procedure === undefined ? null : numbersLeft(state, procedure, fewNumbers);
};

/** What staff say about an outage or a stopped intake. */
export const noticeOf = (snapshot: Snapshot, procedure: ProcedureId): LocalText | null =>
  snapshot.state.outages.get(procedure)?.notice ??
  snapshot.state.stoppedIntake.get(procedure)?.notice ??
  null;

/** The tickets that are not over, by order of issue. */
export const liveTickets = (snapshot: Snapshot): Ticket[] =>
  snapshot.state.live.flatMap((number) => snapshot.state.tickets.get(number) ?? []);

/** One ticket as consoles show it; `booth` adds that booth's delay to the reason of its place. */
export const ticketLine = (snapshot: Snapshot, ticket: Ticket, booth: BoothNumber | null): TicketLine => ({
  ticket: ticket.number,
  procedure: ticket.procedure,
  state: ticket.state,
  source: ticket.source,
  language: ticket.language,
  marks: [...ticket.marks],
  partySize: ticket.partySize,
  note: ticket.note,
  issuedAtMs: ticket.issuedAtMs,
  booth: ticket.booth,
  sinceMs: ticket.sinceMs,
  calls: ticket.calls,
  slotAtMs: ticket.slotAtMs,
  why: whyOf(snapshot.state, ticket, booth, snapshot.site, snapshot.nowMs),
  estimate: snapshot.estimates.tickets.get(ticket.number) ?? null,
  print: printStateOf(snapshot, ticket),
});

/** What became of the ticket's last sheet; nothing is called printed that no device has confirmed. */
export const printStateOf = (snapshot: Snapshot, ticket: Ticket): TicketLine['print'] => {
  if (ticket.prints === 0) return 'none';
  const pending = snapshot.state.pendingPrints.some(
    (print) => print.ticket === ticket.number && !print.withdrawn,
  );
  if (pending) return 'pending';
  if (ticket.sheetOut) return 'printed';
  return ticket.how === 'leased' && ticket.prints === 1 ? 'unconfirmed' : 'unprinted';
};

/** Every booth of the settings with what it does now, in order of number. */
export const boothGlances = (snapshot: Snapshot): BoothGlance[] =>
  [...snapshot.site.booths.values()].map((booth) => boothGlance(snapshot, booth.number));

/** One booth with what it does now; a booth that never opened today shows the procedures of the settings. */
export const boothGlance = (snapshot: Snapshot, number: BoothNumber): BoothGlance => {
  const settings = snapshot.site.booths.get(number);
  const booth = snapshot.state.booths.get(number);
  const ticket = booth?.ticket == null ? undefined : snapshot.state.tickets.get(booth.ticket);
  const staff = booth?.staff == null ? undefined : snapshot.site.staff.get(booth.staff);
  return {
    booth: number,
    names: settings?.names ?? null,
    state: booth?.state ?? 'closed',
    staff: booth?.staff == null ? null : { id: booth.staff, name: staff?.name ?? booth.staff },
    procedures: [
      ...(booth === undefined || booth.state === 'closed' ? (settings?.procedures ?? []) : booth.procedures),
    ],
    pauseNote: booth?.pauseNote ?? '',
    pausedUntilMs: booth?.pausedUntilMs ?? null,
    ticket: ticket?.number ?? null,
    procedure: ticket?.procedure ?? null,
    ticketState: ticket?.state === 'called' || ticket?.state === 'serving' ? ticket.state : null,
    sinceMs: ticket?.sinceMs ?? null,
  };
};

/** The priority marks of the organisation's list, as consoles offer them. */
export const marksOf = (snapshot: Snapshot) =>
  [...snapshot.site.marks.values()].map(({ id, names, minutes, exempt }) => ({ id, names, minutes, exempt }));

/** Whether a ticket has come to its end. */
export const isOver = (ticket: Ticket | undefined): boolean =>
  ticket === undefined || ticket.state === 'finished' || ticket.state === 'cancelled';

/** An estimate as people are told it, minutes; high 0: soon. */
export const shownWait = (estimate: Estimate): ShownWait => {
  if (estimate.shown !== undefined) return estimate.shown;
  const fresh = freshRange(estimate.p20, estimate.p80);
  return fresh === 'soon' ? { low: 0, high: 0 } : fresh;
};

/** When a call was made (epoch ms), never later than this hub heard of it. */
export const callAtMs = (snapshot: Snapshot, call: Call): number => snapshot.callAtMs?.(call) ?? call.atMs;

/** How many tickets waiting now are due before this one and want the same procedure. */
export const aheadOf = (snapshot: Snapshot, number: TicketNumber): number => {
  const mine = snapshot.state.tickets.get(number);
  if (mine === undefined) return 0;
  return liveTickets(snapshot).filter(
    (other) =>
      other.state === 'waiting' &&
      other.number !== number &&
      other.procedure === mine.procedure &&
      (other.due.atMs < mine.due.atMs ||
        (other.due.atMs === mine.due.atMs && other.sequence < mine.sequence)),
  ).length;
};
