// What a site undertakes, the figures that are held against it, and until when walk-ins can be taken.
import type { OverflowFigures as Figures } from '../../protocol/overflow.ts';
import type { ProcedureLook } from '../forecast/simulation/overflow-look.ts';

const minuteMs = 60_000;

/** What a site undertakes and when it must end. */
export type Limits = {
  readonly closesAtMs: number;
  /** Minutes after closing in which a visit may still end. */
  readonly overrunMinutes: number;
  /** The national system ends then (epoch ms); null: later than the doors. */
  readonly linkEndsAtMs: number | null;
  readonly walkInMinutes: number;
  readonly reservationMinutes: number;
};

/** The last instant at which a visit may be over (epoch ms). */
export const mustEndBy = ({ closesAtMs, overrunMinutes, linkEndsAtMs }: Limits): number =>
  Math.min(closesAtMs + overrunMinutes * minuteMs, linkEndsAtMs ?? Number.POSITIVE_INFINITY);

export const figuresOf = (look: ProcedureLook, limits: Limits): Figures => ({
  atMs: look.now.atMs,
  finishP80Ms: look.now.finishP80Ms,
  mustEndByMs: mustEndBy(limits),
  waitP50: look.now.waitP50,
  walkInMinutes: limits.walkInMinutes,
  reservation:
    look.reservation === null ? null : { ...look.reservation, promiseMinutes: limits.reservationMinutes },
});

/**
 * When the last walk-in may be taken who would still be finished in time, in four of five runs (epoch ms): the line
 * between two looked-at instants where the end passes what is allowed. `atMs` of now: nobody any more. Null: not
 * before the last instant that was looked at.
 */
export const lastTicketAt = (look: ProcedureLook, limits: Limits): number | null => {
  const endsMs = mustEndBy(limits);
  if (look.now.finishP80Ms > endsMs) return look.now.atMs;
  let before = look.now;
  for (const next of look.later) {
    if (next.finishP80Ms > endsMs) {
      const share = (endsMs - before.finishP80Ms) / (next.finishP80Ms - before.finishP80Ms);
      return Math.round(before.atMs + share * (next.atMs - before.atMs));
    }
    before = next;
  }
  return null;
};
