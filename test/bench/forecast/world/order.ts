// The order of the made-up queue, written anew from the domain's rules: due times, delays, early slots.
import type { TrueBooth } from './office.ts';
import type { QueueState, Visitor } from './state.ts';

const lead = 10;
const earliest = 10;
const grace = 10;
const returnCredit = 5;

/** Due time and first callable minute of one who gets a ticket at `issuedAt`. */
export const placeOf = (issuedAt: number, slotAt: number | null, markMinutes: number) => {
  const inTime = slotAt !== null && issuedAt <= slotAt + grace;
  return {
    due: (inTime ? slotAt - lead : issuedAt) - markMinutes,
    callableFrom: inTime ? slotAt - earliest : issuedAt,
  };
};

export const dueOnReturn = (visitor: Visitor, now: number): number =>
  Math.max(visitor.due, now - returnCredit - visitor.markMinutes);

const sooner = (a: Visitor, b: Visitor): boolean =>
  a.due < b.due || (a.due === b.due && a.sequence < b.sequence);

const insert = (lane: Visitor[], visitor: Visitor): void => {
  let place = lane.length;
  while (place > 0 && sooner(visitor, lane[place - 1] as Visitor)) place -= 1;
  lane.splice(place, 0, visitor);
};

/** Puts a visitor in his place. */
export const queueUp = (state: QueueState, visitor: Visitor, now: number): void => {
  const lanes = visitor.callableFrom > now ? state.early : state.lanes;
  insert(lanes[visitor.procedure] as Visitor[], visitor);
};

/** Takes the visitor whom the booth calls at `now` out of the queue; null: nobody. Early ones only if nobody else is. */
export const takeNext = (state: QueueState, booth: TrueBooth, now: number): Visitor | null => {
  for (const { procedure } of booth.skills) ripen(state, procedure, now);
  return takeFirst(state.lanes, booth) ?? takeFirst(state.early, booth);
};

const ripen = (state: QueueState, procedure: number, now: number): void => {
  const early = state.early[procedure] as Visitor[];
  for (let i = 0; i < early.length; ) {
    const visitor = early[i] as Visitor;
    if (visitor.callableFrom > now) {
      i += 1;
      continue;
    }
    early.splice(i, 1);
    insert(state.lanes[procedure] as Visitor[], visitor);
  }
};

const takeFirst = (lanes: readonly Visitor[][], booth: TrueBooth): Visitor | null => {
  let best: Visitor | null = null;
  let bestTurn = Number.POSITIVE_INFINITY;
  for (const { procedure, delayMinutes } of booth.skills) {
    const first = lanes[procedure]?.[0];
    if (first === undefined) continue;
    const turn = first.due + delayMinutes;
    if (turn < bestTurn || (turn === bestTurn && first.sequence < (best?.sequence ?? 0))) {
      best = first;
      bestTurn = turn;
    }
  }
  if (best !== null) lanes[best.procedure]?.shift();
  return best;
};
