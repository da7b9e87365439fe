// Staff work quicker, or slower, when the hall is full: how a visit's length goes with how many wait when it is called.
import type { Assumptions, DayRecord } from '../contract.ts';
import { logRatio } from '../numbers/histogram.ts';
import type { Tally } from './tally.ts';
import { tellsTime, visitMinutes } from './visit-time.ts';

/** Visits' logarithms change by `slope` for each unit of ln(1 + waiting); `centre` is its usual value. */
export type Pace = { readonly slope: number; readonly centre: number };

/** A slope is likely to be within this of none; as a standard deviation. */
const doubtOfSlope = 0.15;

/** How many wait at an instant of a day, from who came, was called, left and came back. */
export const waitingAt = (day: DayRecord): ((atMs: number) => number) => {
  const came = [
    ...day.arrivals.map(({ atMs }) => atMs),
    ...day.absences.flatMap(({ returnedAtMs }) => (returnedAtMs === null ? [] : [returnedAtMs])),
    ...day.visits.flatMap(({ end, endedAtMs }) =>
      end === 'transferred' || end === 'undone' ? [endedAtMs] : [],
    ),
  ].sort((a, b) => a - b);
  const went = [
    ...day.visits.flatMap(({ resumed, calledAtMs }) => (resumed ? [] : [calledAtMs])),
    ...(day.left ?? []).map(({ leftAtMs }) => leftAtMs),
  ].sort((a, b) => a - b);
  return (atMs) => Math.max(0, upTo(came, atMs) - upTo(went, atMs));
};

const upTo = (ascending: readonly number[], atMs: number): number => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Sums of a regression within each procedure of the day, so that neither a slow day nor a long procedure speaks for it. */
export const countPace = (tally: Tally, day: DayRecord, assumptions: Assumptions): void => {
  const waiting = waitingAt(day);
  const groups = new Map<string, { x: number; y: number }[]>();
  for (const visit of day.visits) {
    const planned = assumptions.plannedMinutes.get(visit.procedure);
    if (planned === undefined || !tellsTime(visit)) continue;
    const own = groups.get(visit.procedure) ?? [];
    groups.set(visit.procedure, own);
    own.push({ x: Math.log(1 + waiting(visit.calledAtMs)), y: logRatio(visitMinutes(visit), planned) });
  }
  for (const points of groups.values()) {
    if (points.length < 3) continue;
    const mean = (of: (one: (typeof points)[number]) => number) =>
      points.reduce((sum, one) => sum + of(one), 0) / points.length;
    const [x, y] = [mean((one) => one.x), mean((one) => one.y)];
    for (const one of points) {
      tally.paceXX += (one.x - x) ** 2;
      tally.paceXY += (one.x - x) * (one.y - y);
      tally.paceYY += (one.y - y) ** 2;
    }
    tally.paceN += points.length;
    tally.paceX += points.length * x;
  }
};

/** None until it is plainly seen: shrunk by its own uncertainty (James & Stein 1961, positive part). */
export const paceOf = ({ paceN, paceX, paceXX, paceXY, paceYY }: Tally): Pace => {
  if (paceN < 30 || paceXX <= 0) return { slope: 0, centre: 0 };
  const noise = paceYY / paceN;
  const slope = paceXY / (paceXX + noise / doubtOfSlope ** 2);
  const error = noise / paceXX;
  const sure = Math.max(0, 1 - (4 * error) / Math.max(1e-12, slope ** 2));
  return { slope: Math.min(0.5, Math.max(-0.5, slope * sure)), centre: paceX / paceN };
};

/** Logarithm of the factor on a visit that is called while so many wait. */
export const paceAt = ({ slope, centre }: Pace, waiting: number): number =>
  slope === 0 ? 0 : slope * (Math.log(1 + waiting) - centre);
