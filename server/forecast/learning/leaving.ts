// Leaving before the call: how often, by how long somebody has waited and for what. A hazard, as in survival analysis
// (Kaplan & Meier 1958: who is called is censored there; Mandelbaum & Zeltyn 2013 for people in queues).
import type { DayRecord } from '../contract.ts';
import { minuteMs } from '../numbers/time-bins.ts';
import { leavingPieces, procedureTally, type Tally } from './tally.ts';

/** Minutes of waiting at which the pieces of the hazard begin; the last has no end. */
const edges = [0, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 120, 180] as const;

/** The site's own rate weighs as so many minutes of waiting against the procedure's in one piece; no leaving as so many against the site's. */
const strengthMinutes = { procedure: 400, site: 400 } as const;

/** Cumulative hazard at each edge, and the rate per minute from it on. */
export type Leaving = { readonly upTo: Float64Array; readonly rate: Float64Array };

/** Counts how long people of each procedure waited, piece by piece, and who left in which. */
export const countLeaving = (tally: Tally, day: DayRecord): void => {
  for (const visit of day.visits)
    if (!visit.resumed)
      addWait(procedureTally(tally, visit.procedure).waited, visit.calledAtMs - visit.waitingSinceMs);
  for (const { procedure, sinceMs, leftAtMs } of day.left ?? []) {
    const mine = procedureTally(tally, procedure);
    addWait(mine.waited, leftAtMs - sinceMs);
    const piece = pieceAt((leftAtMs - sinceMs) / minuteMs);
    mine.left[piece] = (mine.left[piece] ?? 0) + 1;
  }
};

const pieceAt = (minutes: number): number => {
  let piece = 0;
  while (piece + 1 < edges.length && minutes >= (edges[piece + 1] ?? 0)) piece += 1;
  return piece;
};

const addWait = (waited: Float64Array, ms: number): void => {
  const minutes = Math.max(0, ms / minuteMs);
  for (let i = 0; i < edges.length && minutes > (edges[i] ?? 0); i += 1)
    waited[i] = (waited[i] ?? 0) + Math.min(minutes, edges[i + 1] ?? minutes) - (edges[i] ?? 0);
};

/** The hazard of a procedure; null: nobody has ever left this site's queue. */
export const leavingOf = (tally: Tally, procedure: string): Leaving | null => {
  const all = [...tally.procedures.values()];
  const sum = (pick: (one: (typeof all)[number]) => Float64Array, piece: number) =>
    all.reduce((total, one) => total + (pick(one)[piece] ?? 0), 0);
  if (!all.some(({ left }) => left.some((one) => one > 0))) return null;
  const mine = tally.procedures.get(procedure);
  const everybody = edges.map((_, i) => [sum((one) => one.left, i), sum((one) => one.waited, i)] as const);
  const overall =
    everybody.reduce((total, [left]) => total + left, 0) /
    (everybody.reduce((total, [, waited]) => total + waited, 0) + strengthMinutes.site);
  const rate = Float64Array.from({ length: leavingPieces }, (_, i) => {
    const [left, waited] = everybody[i] ?? [0, 0];
    const site = (left + strengthMinutes.site * overall) / (waited + strengthMinutes.site);
    const { procedure: weight } = strengthMinutes;
    return ((mine?.left[i] ?? 0) + weight * site) / ((mine?.waited[i] ?? 0) + weight);
  });
  const upTo = new Float64Array(edges.length);
  for (let i = 1; i < edges.length; i += 1)
    upTo[i] = (upTo[i - 1] ?? 0) + (rate[i - 1] ?? 0) * ((edges[i] ?? 0) - (edges[i - 1] ?? 0));
  return { upTo, rate };
};

/** Cumulative hazard after so many minutes of waiting. */
export const hazardUpTo = ({ upTo, rate }: Leaving, minutes: number): number => {
  const piece = pieceAt(minutes);
  return (upTo[piece] as number) + (rate[piece] as number) * Math.max(0, minutes - (edges[piece] as number));
};
