// The course of a visit in a run: how long it holds its booth, and what follows: back later, on to another queue, held.

import { paceAt } from '../learning/pace.ts';
import { mix } from '../numbers/draws.ts';
import type { EventHeap } from '../numbers/heap.ts';
import { type Crowd, kind } from './queue-in-run.ts';
import type { Luck } from './run-draws.ts';
import type { Scene, SceneProcedure } from './scene.ts';

export type Courses = {
  /** Minutes from a call until the booth, whose factor is given, can call again. */
  readonly occupation: (entrant: number, at: number, factor: number) => number;
  /** Minutes until a server's present visit is over and it can call again; 0: it has none. */
  readonly visitEnd: (server: number) => number;
};

/** Beyond so many who wait, staff work no quicker. */
const mostWaiting = 400;

/** `waiting`: how many wait now. */
export const createCourses = (
  scene: Scene,
  crowd: Crowd,
  heap: EventHeap,
  luck: Luck,
  waiting: () => number,
): Courses => {
  const { pace } = scene.figures;
  const paces =
    pace.slope === 0
      ? null
      : Float64Array.from({ length: mostWaiting + 1 }, (_, n) => Math.exp(paceAt(pace, n)));
  const { servers, procedures } = scene;

  /** When a server's present visit is over; what follows from it is put into the run. */
  const visitEnd = (server: number): number => {
    const visit = servers.current[server] ?? null;
    if (visit === null) return 0;
    const key = visit.key;
    const left = luck.visitLeft(visit);
    if (left < 0) {
      returnLater(visit.procedure, visit.due, visit.sequence, key, -left);
      return -left + luck.gap(key);
    }
    return left + afterVisit(visit.procedure, visit.due, visit.sequence, key, left) + luck.gap(key);
  };

  /** Who did not come may report back. */
  const returnLater = (procedure: number, due: number, sequence: number, key: number, at: number): void => {
    if (!luck.returns(key, scene.figures.returnShare)) return;
    const back = at + luck.returnDelay(key);
    const credit = (procedures[procedure] as SceneProcedure).returnCredit;
    const itsDue = Math.max(due, back - credit);
    const entrant = crowd.add(itsDue, sequence, procedure, procedure, mix(key + 1), kind.visit, 0);
    if (entrant !== -1) heap.push(back, servers.count + entrant);
  };

  /** A transfer waits again with its old due time; a held visit is worked off where it is. Gives further minutes here. */
  const afterVisit = (procedure: number, due: number, sequence: number, key: number, at: number): number => {
    const mine = procedures[procedure] as SceneProcedure;
    if (mine.heldShare === 0 && mine.transferTo.length === 0) return 0;
    const after = luck.after(key);
    for (let i = 0; i < mine.transferTo.length; i += 1) {
      if (after >= (mine.transferUpTo[i] as number)) continue;
      const to = mine.transferTo[i] as number;
      const entrant = crowd.add(due, sequence, to, to, mix(key + 2), kind.visit, 0);
      if (entrant !== -1) heap.push(at, servers.count + entrant);
      return 0;
    }
    return mine.heldShare > 0 && luck.isHeld(key, mine.heldShare) ? luck.resumed(key, procedure) : 0;
  };

  /** Minutes from a call until the booth can call again. */
  const occupation = (entrant: number, at: number, factor: number): number => {
    const procedure = crowd.procedure[entrant] as number;
    const key = crowd.key[entrant] as number;
    const mine = procedures[procedure] as SceneProcedure;
    const due = crowd.due[entrant] as number;
    const sequence = crowd.sequence[entrant] as number;
    if (crowd.kinds[entrant] === kind.resumed) return luck.resumed(key, procedure) + luck.gap(key);
    if (!luck.comes(key, mine.absentShare)) {
      const minutes = luck.absence(key);
      returnLater(procedure, due, sequence, key, at + minutes);
      return minutes + luck.gap(key);
    }
    const hurry = paces === null ? 1 : (paces[Math.min(mostWaiting, Math.max(0, waiting()))] as number);
    const minutes = luck.visit(key, procedure, factor) * hurry;
    return minutes + afterVisit(procedure, due, sequence, key, at + minutes) + luck.gap(key);
  };

  return { occupation, visitEnd };
};
