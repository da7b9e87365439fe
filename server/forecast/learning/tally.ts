// What has been counted at a site, as sums that days are added to and that fade.
import { emptyHistogram, type Histogram } from '../numbers/histogram.ts';
import { binsOfDay } from '../numbers/time-bins.ts';

/** Pieces of the hazard of leaving (leaving.ts), and of the time after a booth's planned end (overtime.ts). */
export const leavingPieces = 13;
export const overtimePieces = 5;

export type ProcedureTally = {
  /** Calls to waiting visitors, and those to which nobody came. */
  calls: number;
  absents: number;
  /** Call to leaving, as ratio to the planned minutes. */
  times: Histogram;
  /** Per booth: how many of these, and the sum of their logarithms. */
  booths: Map<string, { n: number; sum: number }>;
  /** Start to leaving, likewise, where Start was pressed. */
  served: Histogram;
  ended: number;
  held: number;
  transfers: Map<string, number>;
  /** Walk-ins per half-hour of the day; those with a mark, and the minutes it took off. */
  walkIns: Float64Array;
  marked: number;
  minutesOff: number;
  /** Days on which it was served, and how far those days lay from its usual (squares, less what chance explains). */
  days: number;
  deviationDays: number;
  deviationSquares: number;
  /** Minutes waited, and how many left before the call, by how long they had waited (pieces of leaving.ts). */
  waited: Float64Array;
  left: Float64Array;
};

export type Tally = {
  procedures: Map<string, ProcedureTally>;
  days: number;
  /** Open hours of the doors per half-hour of the day. */
  doorHours: Float64Array;
  walk: Histogram;
  absence: Histogram;
  gap: Histogram;
  reaction: Histogram;
  resumed: Histogram;
  hold: Histogram;
  holds: number;
  holdsTakenUp: number;
  holdsSameBooth: number;
  absences: number;
  returns: number;
  returnDelay: Histogram;
  /**
   * Hours that booths were open and calling while somebody waited for them, what happened in them, and of those hours
   * the ones of booths that had had no long pause yet that day.
   */
  boothHours: Float64Array;
  freshHours: Float64Array;
  shortPauses: Float64Array;
  longPauses: Float64Array;
  longAgain: number;
  closings: Float64Array;
  /** The same while nobody waited for the booth. */
  idleHours: Float64Array;
  idleFreshHours: Float64Array;
  idleShortPauses: Float64Array;
  idleLongPauses: Float64Array;
  idleClosings: Float64Array;
  /** After its planned end with somebody waiting, by how long after: calls that a booth still made, and closings. */
  overtimeCalls: Float64Array;
  overtimeClosings: Float64Array;
  shortPause: Histogram;
  longPause: Histogram;
  announced: number;
  overrunMinutes: number;
  overrunSquares: number;
  /** Sums over visits of how their length goes with who waits (pace.ts). */
  paceN: number;
  paceX: number;
  paceXX: number;
  paceXY: number;
  paceYY: number;
  reservations: number;
  noShows: number;
  /** No-shows and reservations seen, per cell of server/slots/no-show.ts (of this site: its name is left empty). */
  noShowCells: Map<string, Float64Array>;
  lateness: number;
  latenessMinutes: number;
  latenessSquares: number;
};

export const emptyProcedureTally = (): ProcedureTally => ({
  calls: 0,
  absents: 0,
  times: emptyHistogram(),
  booths: new Map(),
  served: emptyHistogram(),
  ended: 0,
  held: 0,
  transfers: new Map(),
  walkIns: new Float64Array(binsOfDay),
  marked: 0,
  minutesOff: 0,
  days: 0,
  deviationDays: 0,
  deviationSquares: 0,
  waited: new Float64Array(leavingPieces),
  left: new Float64Array(leavingPieces),
});

export const emptyTally = (): Tally => ({
  procedures: new Map(),
  days: 0,
  doorHours: new Float64Array(binsOfDay),
  walk: emptyHistogram(),
  absence: emptyHistogram(),
  gap: emptyHistogram(),
  reaction: emptyHistogram(),
  resumed: emptyHistogram(),
  hold: emptyHistogram(),
  holds: 0,
  holdsTakenUp: 0,
  holdsSameBooth: 0,
  absences: 0,
  returns: 0,
  returnDelay: emptyHistogram(),
  boothHours: new Float64Array(binsOfDay),
  freshHours: new Float64Array(binsOfDay),
  shortPauses: new Float64Array(binsOfDay),
  longPauses: new Float64Array(binsOfDay),
  longAgain: 0,
  closings: new Float64Array(binsOfDay),
  idleHours: new Float64Array(binsOfDay),
  idleFreshHours: new Float64Array(binsOfDay),
  idleShortPauses: new Float64Array(binsOfDay),
  idleLongPauses: new Float64Array(binsOfDay),
  idleClosings: new Float64Array(binsOfDay),
  overtimeCalls: new Float64Array(overtimePieces),
  overtimeClosings: new Float64Array(overtimePieces),
  shortPause: emptyHistogram(),
  longPause: emptyHistogram(),
  announced: 0,
  overrunMinutes: 0,
  overrunSquares: 0,
  paceN: 0,
  paceX: 0,
  paceXX: 0,
  paceXY: 0,
  paceYY: 0,
  reservations: 0,
  noShows: 0,
  noShowCells: new Map(),
  lateness: 0,
  latenessMinutes: 0,
  latenessSquares: 0,
});

type Counted = number | Float64Array | Map<string, Counted> | { [name: string]: Counted };

const scale = (value: Counted, factor: number): Counted => {
  if (typeof value === 'number') return value * factor;
  if (value instanceof Float64Array) return value.map((one) => one * factor);
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, scale(one, factor)]));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scale(one, factor)]));
};

const plus = (a: Counted, b: Counted): Counted => {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (a instanceof Float64Array && b instanceof Float64Array) return a.map((one, i) => one + (b[i] ?? 0));
  if (a instanceof Map && b instanceof Map) {
    const sum = new Map(a);
    for (const [key, value] of b) {
      const mine = sum.get(key);
      sum.set(key, mine === undefined ? value : plus(mine, value));
    }
    return sum;
  }
  const both = { ...(a as { [name: string]: Counted }) };
  for (const [key, value] of Object.entries(b as { [name: string]: Counted })) {
    const mine = both[key];
    both[key] = mine === undefined ? value : plus(mine, value);
  }
  return both;
};

/** A copy in which everything counts `factor` as much. */
export const faded = (tally: Tally, factor: number): Tally => scale(tally as Counted, factor) as Tally;

/** Everything counted in either. */
export const together = (a: Tally, b: Tally): Tally => plus(a as Counted, b as Counted) as Tally;

/** Booths are a site's own: without them, for comparison between sites. */
export const withoutBooths = (tally: Tally): Tally => ({
  ...tally,
  procedures: new Map([...tally.procedures].map(([id, one]) => [id, { ...one, booths: new Map() }])),
});

export const procedureTally = (tally: Tally, id: string): ProcedureTally => {
  const found = tally.procedures.get(id) ?? emptyProcedureTally();
  tally.procedures.set(id, found);
  return found;
};
