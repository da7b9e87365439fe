// What if: the rest of the day run forward twice with the same luck, once as it is and once with changes made.

import type { Change, Effects, ForecastOptions, Outlook, QueueNow, Wait } from '../contract.ts';
import type { Models } from '../learning/learn.ts';
import { batchRuns } from '../numbers/draws.ts';
import { withChanges } from './changes.ts';
import { createRunner } from './runner.ts';
import { isServed, sceneOf } from './scene.ts';
import { spreadOf, waitOf } from './waits.ts';

/** Runs of a comparison: the luck is shared, so few tell the difference. */
const defaultRuns = 128;

/**
 * Waits and what is left at closing, before and after the changes. `options.minRuns` sets the number of runs.
 * Throws a RangeError that names a booth or procedure the site does not have.
 */
export const whatIf = (
  queue: QueueNow,
  models: Models,
  changes: readonly Change[],
  options: ForecastOptions = {},
): Effects => {
  const changed = withChanges(queue, changes);
  const before = outlook(queue, models, options);
  return { before, after: changes.length === 0 ? before : outlook(changed, models, options) };
};

/** The rest of the day as it would go: all who wait and all who are still to come. */
export const outlook = (queue: QueueNow, models: Models, options: ForecastOptions = {}): Outlook => {
  const scene = sceneOf(queue, models, true);
  const runner = createRunner(scene, options.seed ?? 1);
  const runs = Math.max(1, Math.ceil((options.minRuns ?? defaultRuns) / batchRuns)) * batchRuns;
  const { count, ids, phantom } = scene.entrants;
  const out = new Float32Array(count);
  const rows = ids.map(() => new Float32Array(runs));
  const left = scene.procedures.map(() => new Float32Array(runs));
  const leftInAll = new Float32Array(runs);
  let summed = 0;
  for (let run = 0; run < runs; run += 1) {
    runner.run(Math.floor(run / batchRuns), run % batchRuns, out, 0);
    for (let i = 0; i < count; i += 1) {
      (rows[i] as Float32Array)[run] = out[i] as number;
      if (phantom[i] === 0) summed += Math.min(scene.ends, out[i] as number);
    }
    runner.waitingAtClosing.forEach((waiting, procedure) => {
      (left[procedure] as Float32Array)[run] = waiting;
      leftInAll[run] = (leftInAll[run] as number) + waiting;
    });
  }
  const tickets = new Map<string, Wait>();
  const procedures = new Map<string, Wait>();
  const lateTickets: string[] = [];
  ids.forEach((id, i) => {
    const row = rows[i] as Float32Array;
    const late = row.reduce((n, wait) => n + Number(wait > scene.closes), 0);
    if (phantom[i] === 0 && late * 2 >= runs) lateTickets.push(id);
    if (isServed(scene, i)) (phantom[i] === 1 ? procedures : tickets).set(id, waitOf(row, scene.ends));
  });
  return {
    procedures,
    tickets,
    summedWaitMinutes: summed / runs,
    waitingAtClosing: spreadOf(leftInAll),
    waitingAtClosingByProcedure: new Map(
      scene.procedures.map(({ id }, i) => [id, spreadOf(left[i] as Float32Array)]),
    ),
    lateTickets,
  };
};
