// How an office's booths behave, learned as its past goes by: lengths of visits, quickness of calls, who helps whom.
import type { Served } from '../../server/forecast/contract.ts';

const minuteMs = 60_000;
/** Until visits were seen, one is taken to last this long (minutes). */
const unknownMinutes = 12;

/** Mean minutes per procedure of the visits seen so far. */
export const createLengths = () => {
  const means = new Map<string, { minutes: number; count: number }>();
  const all = { minutes: 0, count: 0 };
  return {
    learn: (procedure: string, minutes: number): void => {
      const own = means.get(procedure) ?? { minutes: 0, count: 0 };
      means.set(procedure, { minutes: own.minutes + minutes, count: own.count + 1 });
      all.minutes += minutes;
      all.count += 1;
    },
    /** Of all visits for one not seen yet. */
    meanOf: (procedure: string): number => {
      const own = means.get(procedure);
      if (own !== undefined) return own.minutes / own.count;
      return all.count > 0 ? all.minutes / all.count : unknownMinutes;
    },
  };
};

/** Gaps between a booth's being free with somebody waiting and its call, newest last. */
const gapsKept = 300;
const gapsNeeded = 20;
/** Longer ones are absences, not gaps (minutes). */
const longestGap = 30;
const away = { unknown: 8, least: 3, most: 10 } as const;

/** After how many minutes without a call, with somebody waiting, a booth is taken to be away: twice the slow gap. */
export const createGaps = () => {
  const gaps: number[] = [];
  return {
    learn: (minutes: number): void => {
      if (minutes > longestGap) return;
      gaps.push(minutes);
      if (gaps.length > gapsKept) gaps.shift();
    },
    awayMinutes: (): number => {
      if (gaps.length < gapsNeeded) return away.unknown;
      const slow = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.9)] ?? away.unknown;
      return Math.min(away.most, Math.max(away.least, 2 * slow));
    },
  };
};

/** Of each procedure at a booth, the last times that it could have been called: 0 when it was, else by how much it was passed over (ms). */
export type Choices = Map<string, number[]>;
const choicesKept = 80;
/** Priority marks pass others too, but seldom. */
const passings = { least: 5, share: 0.08 } as const;

/** A booth has called `procedure`, due at `dueMs`, although the first of others (by procedure) may have been due before. */
export const learnChoice = (
  choices: Choices,
  procedure: string,
  dueMs: number,
  firstDueMs: ReadonlyMap<string, number>,
): void => {
  const note = (id: string, passedMs: number) => {
    const own = choices.get(id) ?? [];
    choices.set(id, own);
    own.push(passedMs);
    if (own.length > choicesKept) own.shift();
  };
  note(procedure, 0);
  for (const [other, otherDueMs] of firstDueMs)
    if (other !== procedure && otherDueMs < dueMs) note(other, dueMs - otherDueMs);
};

/**
 * What a booth serves, with the minutes by which it lets a procedure be overdue before it helps: who is passed over
 * more often than priority explains is helped only, with a delay that most passings stayed below.
 */
export const servedBy = (choices: Choices, procedure: string): Served => {
  const all = choices.get(procedure) ?? [];
  const passed = all.filter((ms) => ms > 0).sort((a, b) => a - b);
  if (passed.length < Math.max(passings.least, all.length * passings.share))
    return { procedure, delayMinutes: 0 };
  return { procedure, delayMinutes: Math.round((passed[Math.floor(passed.length * 0.8)] ?? 0) / minuteMs) };
};
