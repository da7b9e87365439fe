// Staying after a planned end because people still wait: how often at each turn, learned by how long after that end.
import type { DayRecord } from '../contract.ts';
import { shrunkShare } from '../numbers/shrink.ts';
import { minuteMs } from '../numbers/time-bins.ts';
import { onTimeMinutes } from './assumptions.ts';
import { isWithin, type Span } from './busy-times.ts';
import type { Tally } from './tally.ts';

/** Minutes after the planned end at which the pieces begin. */
const edges = [0, 20, 45, 90, 180] as const;

/** Until seen: a booth is as likely to go at its planned end as to take one more; one that has may well take another. In turns. */
const assumed = { leaves: 0.5, leavesAgain: 0.2, turns: 4 } as const;

/** Share of a booth's turns after its planned end, somebody waiting, at which it goes: at its first, and later ones. */
export type Overtime = { readonly first: Float64Array; readonly again: Float64Array };

export const overtimePiece = (minutes: number): number => {
  let piece = 0;
  while (piece + 1 < edges.length && minutes >= (edges[piece + 1] ?? 0)) piece += 1;
  return piece;
};

const addAt = (counts: Float64Array, minutes: number): void => {
  const piece = overtimePiece(minutes);
  counts[piece] = (counts[piece] ?? 0) + 1;
};

/** Counts a booth's calls after its last planned end, and its going before or after it while somebody waited. */
export const countOvertime = (
  tally: Tally,
  day: DayRecord,
  booth: number,
  plannedEndMs: number,
  busy: readonly Span[],
): void => {
  const session = day.sessions.find(
    (one) => one.booth === booth && one.fromMs < plannedEndMs && (one.toMs ?? day.untilMs) > plannedEndMs,
  );
  for (const visit of day.visits)
    if (session !== undefined && visit.booth === booth && !visit.resumed && visit.calledAtMs >= plannedEndMs)
      addAt(tally.overtimeCalls, (visit.calledAtMs - plannedEndMs) / minuteMs);
  const slackMs = onTimeMinutes * minuteMs;
  for (const { booth: at, fromMs, toMs } of day.sessions) {
    if (at !== booth || toMs === null || fromMs >= plannedEndMs || toMs < plannedEndMs - slackMs) continue;
    if (toMs < day.untilMs && isWithin(busy, toMs))
      addAt(tally.overtimeClosings, Math.max(0, (toMs - plannedEndMs) / minuteMs));
  }
};

/** A piece that was never reached is like the one before it. */
export const overtimeOf = ({ overtimeCalls, overtimeClosings }: Tally): Overtime => {
  const shares = (prior: number) => {
    let before = prior;
    return Float64Array.from(edges, (_, i) => {
      const closings = overtimeClosings[i] ?? 0;
      before = shrunkShare(closings, closings + (overtimeCalls[i] ?? 0), before, assumed.turns);
      return before;
    });
  };
  return { first: shares(assumed.leaves), again: shares(assumed.leavesAgain) };
};
