// A whole day played through with its reservations: how many promises to reserved visitors are kept, and when the last is over.
import type { QueueNow } from '../contract.ts';
import type { Models } from '../learning/learn.ts';
import { batchRuns } from '../numbers/draws.ts';
import { createRunner } from './runner.ts';
import { sceneOf } from './scene.ts';
import { quantileOf } from './waits.ts';

export type ReservedAsk = {
  /** From an instant before the doors open; its reservations are all that are made, or supposed to be. */
  readonly queue: QueueNow;
  readonly models: Models;
  /** Of which reservations it is asked. */
  readonly ids: ReadonlySet<string>;
  /** They are promised to be called within so many minutes of the slot, or of their coming if that is later but in time. */
  readonly promiseMinutes: number;
};
export type ReservedOutcome = {
  /** Share (0 to 1) of those who came in time; 1 when nobody did. */
  readonly promisesKept: number;
  /** In four of five runs the last of them is over by then (epoch ms); Infinity: is not called that day. */
  readonly p80FinishMs: number;
};
/** The same in slices. */
export type ReservedJob = { readonly advance: (calls: number) => ReservedOutcome | null };

/** Whole days differ more than waits do, and the answer is asked for seldom. */
const runs = 2 * batchRuns;

export const beginReservedDay = ({ queue, models, ids, promiseMinutes }: ReservedAsk): ReservedJob => {
  const scene = sceneOf(queue, models, true);
  const runner = createRunner(scene, 1);
  const { reservations } = scene.sources;
  const out = new Float32Array(scene.entrants.count);
  const lasts = new Float64Array(runs);
  let [run, kept, inTime] = [0, 0, 0];

  const note = (): void => {
    const { came, called, over } = runner.reserved;
    let last = 0;
    reservations.forEach(({ id, slot, grace }, nth) => {
      const at = came[nth] as number;
      if (!ids.has(id) || Number.isNaN(at)) return;
      last = Math.max(last, over[nth] as number);
      if (at > slot + grace) return;
      inTime += 1;
      if ((called[nth] as number) <= Math.max(slot, at) + promiseMinutes) kept += 1;
    });
    lasts[run] = last;
  };

  return {
    advance: (calls) => {
      for (let left = calls; run < runs; run += 1) {
        if (left <= 0) return null;
        left -= runner.run(Math.floor(run / batchRuns), run % batchRuns, out, 0);
        note();
      }
      const p80 = quantileOf(lasts.slice().sort(), 0.8);
      return {
        promisesKept: inTime === 0 ? 1 : kept / inTime,
        p80FinishMs: queue.nowMs + p80 * 60_000,
      };
    },
  };
};
