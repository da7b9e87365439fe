// How full a site is now, for everybody: opening, waiting, wait, last number and intake of each procedure.
import type { TicketNumber } from '../../protocol/ids.ts';
import type { NowSite } from '../../protocol/now.ts';
import type { Snapshot } from '../hub/contract.ts';
import { callAtMs, headOf, proceduresNow, shownWait } from './view-parts.ts';

type LastCall = { readonly number: TicketNumber; readonly atMs: number };

/** The newest call of each procedure that was not taken back. */
const lastCalls = (snapshot: Snapshot): ReadonlyMap<string, LastCall> => {
  const { state } = snapshot;
  const last = new Map<string, LastCall>();
  for (const call of state.calls) {
    const ticket = state.tickets.get(call.ticket);
    if (ticket !== undefined && !call.withdrawn)
      last.set(ticket.procedure, { number: call.ticket, atMs: callAtMs(snapshot, call) });
  }
  return last;
};

/** One site of the page /now. */
export const nowSite = (snapshot: Snapshot): NowSite => {
  const { settings } = snapshot.site;
  const { names, date, phase, live, nextOpeningMs } = headOf(snapshot);
  const calls = lastCalls(snapshot);
  const procedures = proceduresNow(snapshot).map(({ estimate, ...procedure }) => ({
    ...procedure,
    wait: estimate === null ? null : shownWait(estimate),
    lastCalled: calls.get(procedure.id)?.number ?? null,
    lastCalledAtMs: calls.get(procedure.id)?.atMs ?? null,
  }));
  return {
    id: settings.id,
    names,
    kind: settings.kind,
    address: settings.address ?? null,
    live,
    date,
    phase,
    hours: (snapshot.plan?.openings ?? []).map(({ fromMs, toMs }) => ({ fromMs, toMs })),
    nextOpeningMs,
    waiting: procedures.reduce((sum, { waiting }) => sum + waiting, 0),
    procedures,
  };
};
