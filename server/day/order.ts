// The order of the queue: who is next at a booth, who may be called at all, and the reason in figures.
import type { BoothNumber } from '../../protocol/ids.ts';
import type { Why } from '../../protocol/views.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { Booth, DayState, Ticket } from './state.ts';

const minuteMs = 60_000;

/** What the order needs to know of a booth, so that a closed one can be asked about as well. */
export type ServingBooth = Pick<Booth, 'number' | 'procedures'>;

/** Callable now · only if the booth would idle (early for its slot) · by number only: outside, or in an outage. */
type Rank = 'callable' | 'early' | 'outside' | 'frozen';
const rankOrder: Readonly<Record<Rank, number>> = { callable: 0, early: 1, outside: 2, frozen: 3 };

type Candidate = { readonly ticket: Ticket; readonly rank: Rank; readonly turnMs: number };

/**
 * The waiting tickets that a booth may serve, in its order, at `nowMs` (epoch ms): first those that may be called,
 * then those early for their slot, then those outside, last those frozen by an outage (`whyOf` tells which they are).
 */
export const queueFor = (state: DayState, booth: ServingBooth, nowMs: number): readonly Ticket[] =>
  candidatesFor(state, booth, nowMs)
    .sort(bySooner)
    .map((candidate) => candidate.ticket);

/** The ticket that "next" calls at a booth at `nowMs` (epoch ms); null: nobody may be called there. */
export const nextFor = (state: DayState, boothNumber: BoothNumber, nowMs: number): Ticket | null => {
  const booth = state.booths.get(boothNumber);
  if (booth === undefined) return null;
  let best: Candidate | null = null;
  for (const candidate of candidatesFor(state, booth, nowMs)) {
    if (candidate.rank === 'frozen' || candidate.rank === 'outside') continue;
    if (best === null || bySooner(candidate, best) < 0) best = candidate;
  }
  return best?.ticket ?? null;
};

/** Why a ticket stands where it does; `boothNumber` adds the delay with which that booth helps out. */
export const whyOf = (
  state: DayState,
  ticket: Ticket,
  boothNumber: BoothNumber | null,
  site: ResolvedSite,
  nowMs: number,
): Why => ({
  due: ticket.due,
  markNames: ticket.due.mark === null ? null : (site.marks.get(ticket.due.mark)?.names ?? null),
  delayMinutes: boothNumber === null ? 0 : delayAt(state, ticket, boothNumber, site),
  onlyBooth: ticket.onlyBooth,
  notBeforeMs: isEarly(ticket, nowMs) ? ticket.callableFromMs : null,
  outUntilMs: isOutside(ticket, nowMs) ? ticket.outUntilMs : null,
  frozen: state.outages.has(ticket.procedure),
});

const candidatesFor = (state: DayState, booth: ServingBooth, nowMs: number): Candidate[] => {
  const delays = new Map(booth.procedures.map((served) => [served.procedure, served.delayMinutes]));
  const candidates: Candidate[] = [];
  for (const number of state.live) {
    const ticket = state.tickets.get(number);
    if (ticket?.state !== 'waiting') continue;
    const delayMinutes = delays.get(ticket.procedure);
    if (delayMinutes === undefined || isKeptForAnother(state, ticket, booth.number)) continue;
    const turnMs = ticket.due.atMs + delayMinutes * minuteMs;
    candidates.push({ ticket, rank: rankOf(state, ticket, nowMs), turnMs });
  }
  return candidates;
};

const rankOf = (state: DayState, ticket: Ticket, nowMs: number): Rank => {
  if (state.outages.has(ticket.procedure)) return 'frozen';
  if (isOutside(ticket, nowMs)) return 'outside';
  return isEarly(ticket, nowMs) ? 'early' : 'callable';
};

/** Whether the visitor has said that he is outside now; the place in the queue stays his. */
export const isOutside = (ticket: Pick<Ticket, 'outUntilMs'>, nowMs: number): boolean =>
  ticket.outUntilMs !== null && nowMs < ticket.outUntilMs;

const isEarly = (ticket: Ticket, nowMs: number): boolean =>
  ticket.callableFromMs !== null && nowMs < ticket.callableFromMs;

/** A directed transfer binds only while that booth is there for it; otherwise the visitor would wait for nobody. */
const isKeptForAnother = (state: DayState, ticket: Ticket, boothNumber: BoothNumber): boolean => {
  if (ticket.onlyBooth === null || ticket.onlyBooth === boothNumber) return false;
  const kept = state.booths.get(ticket.onlyBooth);
  if (kept === undefined || kept.state === 'closed') return false;
  return kept.procedures.some((served) => served.procedure === ticket.procedure);
};

const bySooner = (a: Candidate, b: Candidate): number =>
  rankOrder[a.rank] - rankOrder[b.rank] || a.turnMs - b.turnMs || a.ticket.sequence - b.ticket.sequence;

const delayAt = (state: DayState, ticket: Ticket, boothNumber: BoothNumber, site: ResolvedSite): number => {
  const booth = state.booths.get(boothNumber);
  const procedures =
    booth === undefined || booth.state === 'closed'
      ? site.booths.get(boothNumber)?.procedures
      : booth.procedures;
  return procedures?.find((served) => served.procedure === ticket.procedure)?.delayMinutes ?? 0;
};
