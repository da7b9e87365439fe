// Who would be left if the booth closed now: pure, from the view; the hub judges again.
import type { BoothView, ProcedureNow, TicketLine } from '../../protocol/views.ts';

export type LeftBehind = {
  /** People who wait for what no other open booth serves. */
  readonly waiting: number;
  readonly procedures: readonly ProcedureNow[];
  /** Held here; they go back to the queue. */
  readonly held: readonly TicketLine[];
};

/** Another booth that pauses counts as open: it comes back. */
export const leftBehind = (view: BoothView): LeftBehind => {
  const others = view.booths.filter((booth) => booth.booth !== view.me.booth && booth.state !== 'closed');
  const served = new Set(others.flatMap(({ procedures }) => procedures.map((one) => one.procedure)));
  const mine = new Set(view.me.procedures.map((one) => one.procedure));
  const procedures = view.procedures.filter(
    ({ id, waiting }) => waiting > 0 && mine.has(id) && !served.has(id),
  );
  const waiting = procedures.reduce((sum, one) => sum + one.waiting, 0);
  return { waiting, procedures, held: view.held };
};

/** Whether closing wants a question first. */
export const asksBeforeClosing = (left: LeftBehind): boolean => left.waiting > 0 || left.held.length > 0;
