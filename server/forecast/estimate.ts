// The wait as the same queue run forward: planned minutes with their spread, in the very order that staff will call.
import type { ProcedureId, TicketNumber } from '../../protocol/ids.ts';
import type { Estimate } from '../../protocol/views.ts';
import type { ResolvedSite } from '../day/contract.ts';
import type { Booth, DayState, Ticket } from '../day/state.ts';
import type { Estimates } from '../hub/contract.ts';
import { lognormalFrom, normalFrom, seededRandom } from './random.ts';

/** Forward runs per estimate: enough for a range that is shown in steps of five minutes. */
const runs = 60;
/** Spread of service times at such counters until a site's own are learned (coefficient of variation). */
const variation = 0.6;
/** From the call until the visitor sits down. */
const walkMs = 60_000;
/** A pause without an announced end is taken to last this long from now. */
const openPauseMs = 15 * 60_000;
/** A visit that has outlasted every draw is taken to need this share of its planned time again. */
const overlongShare = 0.25;
const minuteMs = 60_000;

/** Someone in the forward run: a waiting ticket, or one more walk-in who is only asked when he would be called. */
type Entrant = {
  readonly key: string;
  readonly phantom: boolean;
  readonly procedure: ProcedureId;
  readonly dueMs: number;
  readonly sequence: number;
  readonly callableFromMs: number;
  readonly onlyBooth: number | null;
  readonly meanMs: number;
  readonly calledAfterMs: Float64Array;
};

/** One open booth, the entrants it may take in its own order, and the visit it is in. */
type Server = {
  readonly order: readonly number[];
  readonly readyMs: (draw: () => number) => number;
};

/**
 * Waits from now to the call, in minutes, for every waiting ticket and one more walk-in of each procedure.
 * Procedures that no open booth serves, or that are in outage, have none.
 */
export const estimate = (input: {
  readonly site: ResolvedSite;
  readonly state: DayState;
  readonly nowMs: number;
}): Estimates => {
  const entrants = entrantsOf(input.site, input.state, input.nowMs);
  const servers = serversOf(input.site, input.state, input.nowMs, entrants);
  for (let run = 0; run < runs; run += 1) runForward(entrants, servers, input.nowMs, run);

  const procedures = new Map<string, Estimate>();
  const tickets = new Map<string, Estimate>();
  for (const entrant of entrants) {
    const found = quantiles(entrant.calledAfterMs);
    if (found !== null) (entrant.phantom ? procedures : tickets).set(entrant.key, found);
  }
  return { procedures, tickets };
};

const entrantsOf = (site: ResolvedSite, state: DayState, nowMs: number): readonly Entrant[] => {
  const entrants: Entrant[] = [];
  const meanMs = (procedure: ProcedureId) =>
    (site.procedures.get(procedure)?.plannedMinutes ?? 10) * minuteMs;
  for (const number of state.live) {
    const ticket = state.tickets.get(number);
    if (ticket === undefined || ticket.state !== 'waiting' || state.outages.has(ticket.procedure)) continue;
    entrants.push(entrantFor(ticket, number, state, meanMs(ticket.procedure)));
  }
  for (const procedure of site.procedures.keys()) {
    if (state.outages.has(procedure)) continue;
    entrants.push({
      key: procedure,
      phantom: true,
      procedure,
      dueMs: nowMs,
      sequence: Number.MAX_SAFE_INTEGER,
      callableFromMs: 0,
      onlyBooth: null,
      meanMs: 0,
      calledAfterMs: new Float64Array(runs).fill(Number.NaN),
    });
  }
  return entrants;
};

const entrantFor = (ticket: Ticket, number: TicketNumber, state: DayState, meanMs: number): Entrant => {
  const target = ticket.onlyBooth === null ? undefined : state.booths.get(ticket.onlyBooth);
  return {
    key: number,
    phantom: false,
    procedure: ticket.procedure,
    dueMs: ticket.due.atMs,
    sequence: ticket.sequence,
    callableFromMs: ticket.callableFromMs ?? 0,
    // A directed ticket whose booth has closed falls to any booth that serves its procedure.
    onlyBooth: target === undefined || target.state === 'closed' ? null : ticket.onlyBooth,
    meanMs,
    calledAfterMs: new Float64Array(runs).fill(Number.NaN),
  };
};

const serversOf = (
  site: ResolvedSite,
  state: DayState,
  nowMs: number,
  entrants: readonly Entrant[],
): readonly Server[] => {
  const servers: Server[] = [];
  for (const booth of state.booths.values()) {
    if (booth.state === 'closed') continue;
    servers.push({ order: orderFor(booth, entrants), readyMs: readyAt(site, state, booth, nowMs) });
  }
  return servers;
};

const orderFor = (booth: Booth, entrants: readonly Entrant[]): readonly number[] => {
  const delays = new Map(booth.procedures.map((p) => [p.procedure, p.delayMinutes * minuteMs]));
  const reach = (entrant: Entrant) => entrant.dueMs + (delays.get(entrant.procedure) ?? 0);
  return entrants
    .map((_, index) => index)
    .filter((index) => {
      const entrant = entrants[index];
      if (entrant === undefined || !delays.has(entrant.procedure)) return false;
      return entrant.onlyBooth === null || entrant.onlyBooth === booth.number;
    })
    .sort((a, b) => {
      const first = entrants[a];
      const second = entrants[b];
      if (first === undefined || second === undefined) return 0;
      return reach(first) - reach(second) || first.sequence - second.sequence;
    });
};

/** When the booth can call again, given a source of normal draws. */
const readyAt = (site: ResolvedSite, state: DayState, booth: Booth, nowMs: number): Server['readyMs'] => {
  const pauseMs =
    booth.state === 'paused' ? Math.max(nowMs, booth.pausedUntilMs ?? nowMs + openPauseMs) : nowMs;
  const ticket = booth.ticket === null ? undefined : state.tickets.get(booth.ticket);
  if (ticket === undefined) return () => pauseMs;
  const meanMs = (site.procedures.get(ticket.procedure)?.plannedMinutes ?? 10) * minuteMs;
  const elapsedMs = ticket.servingSinceMs === null ? -walkMs : nowMs - ticket.servingSinceMs;
  return (draw) => {
    // Condition on what has passed already: draw again while the draw is shorter, a bounded number of times.
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const left = lognormalFrom(meanMs, variation, draw()) - elapsedMs;
      if (left > 0) return Math.max(pauseMs, nowMs + left);
    }
    return Math.max(pauseMs, nowMs + meanMs * overlongShare);
  };
};

const runForward = (
  entrants: readonly Entrant[],
  servers: readonly Server[],
  nowMs: number,
  run: number,
): void => {
  const random = seededRandom(run + 1);
  const draw = () => normalFrom(random);
  const readyMs = servers.map((server) => server.readyMs(draw));
  const from = servers.map(() => 0);
  const taken = new Uint8Array(entrants.length);
  for (;;) {
    const index = earliest(readyMs);
    const server = servers[index];
    const atMs = readyMs[index];
    if (server === undefined || atMs === undefined || atMs === Number.POSITIVE_INFINITY) return;
    const picked = pick(server.order, entrants, taken, from, index, atMs);
    if (picked === null) {
      readyMs[index] = Number.POSITIVE_INFINITY;
      continue;
    }
    taken[picked] = 1;
    const entrant = entrants[picked];
    if (entrant === undefined) return;
    entrant.calledAfterMs[run] = atMs - nowMs;
    // A phantom only asks; it takes no one's time.
    if (!entrant.phantom) readyMs[index] = atMs + walkMs + lognormalFrom(entrant.meanMs, variation, draw());
  }
};

const earliest = (times: readonly number[]): number => {
  let best = -1;
  let bestMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times.length; i += 1) {
    const at = times[i] ?? Number.POSITIVE_INFINITY;
    if (at < bestMs) {
      best = i;
      bestMs = at;
    }
  }
  return best;
};

/** The first free entrant in the booth's order who may be called at `atMs`; one early for a slot only if nobody else is. */
const pick = (
  order: readonly number[],
  entrants: readonly Entrant[],
  taken: Uint8Array,
  from: number[],
  server: number,
  atMs: number,
): number | null => {
  let start = from[server] ?? 0;
  while (start < order.length && taken[order[start] ?? -1] === 1) start += 1;
  from[server] = start;
  let early: number | null = null;
  for (let i = start; i < order.length; i += 1) {
    const index = order[i] ?? -1;
    const entrant = entrants[index];
    if (entrant === undefined || taken[index] === 1) continue;
    if (entrant.callableFromMs <= atMs) return index;
    early ??= index;
  }
  return early;
};

/** P20, P50 and P80 in minutes; null when any run never came to a call. */
const quantiles = (calledAfterMs: Float64Array): Estimate | null => {
  const sorted = calledAfterMs.slice().sort();
  if (sorted.some(Number.isNaN)) return null;
  const at = (share: number) =>
    Math.round(((sorted[Math.floor(share * (runs - 1))] ?? 0) / minuteMs) * 10) / 10;
  return { p20: at(0.2), p50: at(0.5), p80: at(0.8) };
};
