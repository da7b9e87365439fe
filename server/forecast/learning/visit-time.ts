// What an occupation of a booth tells of how long visits of its procedure take.
import type { Visit } from '../contract.ts';
import { minuteMs } from '../numbers/time-bins.ts';

/** Longer than this was not a visit: somebody forgot to press Finish. */
export const longestVisitMinutes = 240;

/** An occupation that tells how long a visit of its procedure takes. */
export const tellsTime = (visit: Visit): boolean =>
  !visit.resumed && (visit.end === 'finished' || visit.end === 'held' || visit.end === 'transferred');

/** The call-to-leaving time of a visit in minutes, at most four hours. */
export const visitMinutes = (visit: Visit): number =>
  Math.min(longestVisitMinutes, (visit.endedAtMs - visit.calledAtMs) / minuteMs);
