// Staying after a planned end because people still wait: how often at each turn, learned by how long after that end.
import type { DayRecord } from '../contract.ts';
import { minuteMs } from '../numbers/time-bins.ts';
import { onTimeMinutes } from './assumptions.ts';
import { isWithin, type Span } from './busy-times.ts';
import type { Tally } from './tally.ts';

/** Minutes after the planned end at which the pieces begin. */
const edges = [0, 20, 45, 90, 180] as const;

/** Until seen: a booth is as likely to go at its planned end as to take one more; one that has may well take another. In turns. */
const assumed = { leaves: 0.4, leavesAgain: 0.1, turns: 4 } as const;

/** Turns of booths after their planned end, somebody waiting, by how long after: how many, and at how many it went. */
type Turns = { readonly goes: Float64Array; readonly turns: Float64Array };
/** For a booth's first turn after that end, and for later ones. */
export type Overtime = { readonly first: Turns; readonly again: Turns };

const overtimePiece = (minutes: number): number => {
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
  const pieces = (prior: number): Turns => {
    let before = prior;
    const goes = new Float64Array(edges.length);
    const turns = new Float64Array(edges.length);
    for (let i = 0; i < edges.length; i += 1) {
      const closings = overtimeClosings[i] ?? 0;
      goes[i] = closings + assumed.turns * before;
      turns[i] = closings + (overtimeCalls[i] ?? 0) + assumed.turns;
      before = (goes[i] ?? 0) / (turns[i] ?? 1);
    }
    return { goes, turns };
  };
  return { first: pieces(assumed.leaves), again: pieces(assumed.leavesAgain) };
};

/**
 * Share of cases in which a booth goes at a turn, so many minutes after its planned end, having taken `times` turns
 * already: who stays is likely to stay on (Pólya's urn, the predictive of a share that is not known for sure).
 */
export const goesShare = ({ goes, turns }: Turns, minutes: number, times: number): number => {
  const piece = overtimePiece(minutes);
  return (goes[piece] as number) / ((turns[piece] as number) + times);
};
