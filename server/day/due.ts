// The due time of a ticket: one instant from its arrival, its slot, its marks and its absences.
import type { Due } from '../../protocol/events.ts';
import type { MarkId } from '../../protocol/ids.ts';
import type { MarkSettings, Rules } from '../../protocol/settings.ts';

type Marks = ReadonlyMap<string, MarkSettings>;
export type Arrival = {
  /** When the visitor got the number or checked in (epoch ms). */
  readonly issuedAtMs: number;
  /** Start of the reserved slot (epoch ms); null: a walk-in. */
  readonly slotAtMs: number | null;
  readonly marks: readonly MarkId[];
};

const toMs = (minutes: number): number => Math.round(minutes * 60_000);
const atLeastZero = (ms: number): number => Math.max(0, ms);

/** The due time at arrival, and the instant (epoch ms) before which an early reservation is not called. */
export const dueTime = (
  arrival: Arrival,
  rules: Rules,
  marks: Marks,
): { readonly due: Due; readonly callableFromMs: number | null } => {
  const { issuedAtMs, slotAtMs } = arrival;
  if (slotAtMs === null)
    return { due: lessMark('walkIn', issuedAtMs, arrival.marks, marks), callableFromMs: null };
  if (issuedAtMs > slotAtMs + toMs(rules.reservationGraceMinutes))
    return { due: lessMark('lateReservation', issuedAtMs, arrival.marks, marks), callableFromMs: null };
  const basisMs = atLeastZero(slotAtMs - toMs(rules.reservationLeadMinutes));
  const callableFromMs = atLeastZero(slotAtMs - toMs(rules.reservationEarliestMinutes));
  return {
    due: lessMark('reservation', basisMs, arrival.marks, marks),
    callableFromMs: callableFromMs > issuedAtMs ? callableFromMs : null,
  };
};

/**
 * The due time of a visitor back from absent at `nowMs`: return − credit, and as ever less the strongest mark; but
 * an absence never gains, so it is not earlier than it was.
 */
export const dueAfterReturn = (
  ticket: { readonly due: Due; readonly marks: readonly MarkId[] },
  nowMs: number,
  rules: Rules,
  marks: Marks,
): Due => {
  const due = lessMark('returned', atLeastZero(nowMs - toMs(rules.returnCreditMinutes)), ticket.marks, marks);
  return due.atMs > ticket.due.atMs ? due : ticket.due;
};

/** The due time with other marks, from where it began. */
export const dueWithMarks = (old: Due, marksNow: readonly MarkId[], marks: Marks): Due =>
  lessMark(old.basis, old.basisMs, marksNow, marks);

/** Several marks do not add up: the strongest counts; of two equal ones the first. */
const strongest = (chosen: readonly MarkId[], marks: Marks): MarkSettings | null => {
  let best: MarkSettings | null = null;
  for (const id of chosen) {
    const mark = marks.get(id);
    if (mark !== undefined && mark.minutes > (best?.minutes ?? 0)) best = mark;
  }
  return best;
};

const lessMark = (basis: Due['basis'], basisMs: number, chosen: readonly MarkId[], marks: Marks): Due => {
  const mark = strongest(chosen, marks);
  const minutesOff = mark?.minutes ?? 0;
  return {
    atMs: atLeastZero(basisMs - toMs(minutesOff)),
    basis,
    basisMs,
    minutesOff,
    mark: mark?.id ?? null,
  };
};
