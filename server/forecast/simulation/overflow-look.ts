// What the rest of the day holds for those who are still to decide: when one more visitor would be finished, now or later, and which reservations would be called late.
import type { Probe, QueueNow } from '../contract.ts';
import type { Models } from '../learning/learn.ts';
import { batchRuns, keyOf } from '../numbers/draws.ts';
import { minuteMs } from '../numbers/time-bins.ts';
import { createLuck } from './run-draws.ts';
import { createRunner } from './runner.ts';
import { isServed, type Scene, sceneOf } from './scene.ts';
import { quantileOf } from './waits.ts';

/** One more visitor. Instants are epoch ms; somebody who is not called today counts as finished a day after the end. */
export type ProbeLook = {
  readonly atMs: number;
  /** Minutes from being there to the call. */
  readonly waitP50: number;
  readonly waitP80: number;
  readonly finishP50Ms: number;
  readonly finishP80Ms: number;
  readonly finishP90Ms: number;
};
export type ProcedureLook = {
  /** One more walk-in now. */
  readonly now: ProbeLook;
  /** One more walk-in later: due when they come. In order of time. */
  readonly later: readonly ProbeLook[];
  /** Who sets out now with their due time kept and is there at `atMs`. In order of time. */
  readonly kept: readonly ProbeLook[];
  /**
   * Of the reservations still to come that meet the queue of now (due before one more walk-in, in the slow case, and a
   * quarter of an hour would be called) the one that is called latest, at P80, counted from its slot or their coming.
   * Later ones depend on whom later hours admit. Null: none comes.
   */
  readonly reservation: { readonly id: string; readonly lateP80: number } | null;
  /** Minutes that one more visit adds to the wait: its mean ÷ the booths that are there for it. */
  readonly minutesEach: number;
};
export type OverflowLook = { readonly atMs: number; readonly procedures: ReadonlyMap<string, ProcedureLook> };
/** The same in slices; see ForecastJob. */
export type OverflowLookJob = { readonly advance: (calls: number) => OverflowLook | null };

export type OverflowAsk = {
  readonly queue: QueueNow;
  readonly models: Models;
  /** Later instants at which a walk-in is asked about (epoch ms), and minutes of travel of those who set out now. */
  readonly laterMs: readonly number[];
  readonly travelMinutes: readonly number[];
  /** In whole batches of 64; left out: 128. */
  readonly runs?: number;
};

const neverMinutes = 1_440;
const horizonMinutes = 15;
const walksIn = 'walk-in at';
const isKept = 'kept for';

const probesOf = ({ queue, laterMs, travelMinutes }: OverflowAsk): readonly Probe[] =>
  queue.procedures.flatMap(({ id: procedure }) => [
    ...laterMs.map((atMs) => ({ id: `${walksIn} ${atMs} ${procedure}`, procedure, atMs, dueMs: atMs })),
    ...travelMinutes.map((minutes) => {
      const atMs = queue.nowMs + minutes * minuteMs;
      return { id: `${isKept} ${minutes} ${procedure}`, procedure, atMs, dueMs: queue.nowMs };
    }),
  ]);

/** Procedures in outage, and those that no booth serves today, are left out of what it gives: nothing is known of them. */
export const beginOverflowLook = (ask: OverflowAsk): OverflowLookJob => {
  const queue = { ...ask.queue, probes: probesOf(ask) };
  const scene = sceneOf(queue, ask.models, true);
  const runner = createRunner(scene, 1);
  // The same seed: levels of the run are the same for whoever asks as for those in the queue.
  const luck = createLuck(scene, 1);
  const runs = Math.max(1, Math.ceil((ask.runs ?? 2 * batchRuns) / batchRuns)) * batchRuns;
  const { count, ids, phantom } = scene.entrants;
  const asking = ids.flatMap((_, i) => (phantom[i] === 1 && isServed(scene, i) ? [i] : []));
  const waits = new Map(asking.map((i) => [i, new Float64Array(runs)]));
  const ends = new Map(asking.map((i) => [i, new Float64Array(runs)]));
  // Whoever asks of a procedure has the same luck with their own visit, so that choices differ by the queue alone.
  const keys = scene.procedures.map(({ id }) => keyOf(`own visit ${id}`));
  const lates = scene.sources.reservations.map((): number[] => []);
  const out = new Float32Array(count);
  const most = scene.ends + neverMinutes;
  let run = 0;

  const note = (): void => {
    luck.setRun(Math.floor(run / batchRuns), run % batchRuns);
    for (const i of asking) {
      const called = Math.min(most, out[i] as number);
      const procedure = scene.entrants.procedure[i] as number;
      const own = called === most ? 0 : luck.visit(keys[procedure] as number, procedure, 1);
      (waits.get(i) as Float64Array)[run] = called - Math.max(0, scene.entrants.callableFrom[i] as number);
      (ends.get(i) as Float64Array)[run] = called + own;
    }
    const { came, called } = runner.reserved;
    scene.sources.reservations.forEach(({ slot, grace }, nth) => {
      const at = came[nth] as number;
      if (Number.isNaN(at) || at > slot + grace) return;
      lates[nth]?.push(Math.min(most, called[nth] as number) - Math.max(slot, at));
    });
  };

  return {
    advance: (calls) => {
      for (let left = calls; run < runs; run += 1) {
        if (left <= 0) return null;
        left -= runner.run(Math.floor(run / batchRuns), run % batchRuns, out, 0);
        note();
      }
      const looks = new Map(
        asking.map((i) => [
          ids[i] as string,
          probeLook(queue.nowMs, scene.entrants.callableFrom[i] as number, waits.get(i), ends.get(i)),
        ]),
      );
      return { atMs: queue.nowMs, procedures: gathered(ask, scene, looks, lates) };
    },
  };
};

const probeLook = (
  nowMs: number,
  from: number,
  waits = new Float64Array(0),
  ends = new Float64Array(0),
): ProbeLook => {
  waits.sort();
  ends.sort();
  const finish = (share: number) => Math.round(nowMs + quantileOf(ends, share) * minuteMs);
  return {
    atMs: Math.round(nowMs + Math.max(0, from) * minuteMs),
    waitP50: quantileOf(waits, 0.5),
    waitP80: quantileOf(waits, 0.8),
    finishP50Ms: finish(0.5),
    finishP80Ms: finish(0.8),
    finishP90Ms: finish(0.9),
  };
};

const gathered = (
  { queue, laterMs, travelMinutes }: OverflowAsk,
  scene: Scene,
  looks: ReadonlyMap<string, ProbeLook>,
  lates: readonly (readonly number[])[],
): OverflowLook['procedures'] => {
  const worst = new Map<number, { id: string; lateP80: number }>();
  scene.sources.reservations.forEach(({ id, procedure, slot, lead }, nth) => {
    const late = Float64Array.from(lates[nth] ?? []).sort();
    const queueP80 = looks.get(scene.procedures[procedure]?.id ?? '')?.waitP80 ?? 0;
    if (late.length === 0 || slot - lead > queueP80 + horizonMinutes) return;
    const lateP80 = quantileOf(late, 0.8);
    if (lateP80 > (worst.get(procedure)?.lateP80 ?? Number.NEGATIVE_INFINITY))
      worst.set(procedure, { id, lateP80 });
  });
  const booths = (id: string): number =>
    queue.booths.filter(
      ({ state, procedures }) => state !== 'closed' && procedures.some(({ procedure }) => procedure === id),
    ).length;
  return new Map(
    scene.procedures.flatMap(({ id, mean }, at) => {
      const now = looks.get(id);
      if (now === undefined) return [];
      const found = (names: readonly string[]) => names.flatMap((name) => looks.get(name) ?? []);
      const look: ProcedureLook = {
        now,
        later: found(laterMs.map((atMs) => `${walksIn} ${atMs} ${id}`)),
        kept: found(travelMinutes.map((minutes) => `${isKept} ${minutes} ${id}`)),
        reservation: worst.get(at) ?? null,
        minutesEach: mean / Math.max(1, booths(id)),
      };
      return [[id, look] as const];
    }),
  );
};

/** All at once. */
export const overflowLook = (ask: OverflowAsk): OverflowLook => {
  const job = beginOverflowLook(ask);
  for (;;) {
    const found = job.advance(Number.POSITIVE_INFINITY);
    if (found !== null) return found;
  }
};
