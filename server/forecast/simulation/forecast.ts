// The honest wait: the queue of now run forward many times, in slices if need be. See docs/forecast.md.
//
// It is the queue-length-and-state predictor of Ibrahim & Whitt ("Real-time delay estimation based on delay history",
// M&SOM 2009; "Wait-time predictors for customer service systems with time-varying demand and capacity", Oper. Res.
// 2011) carried to its end: all that is known of the state, simulated. Service times, absences and pauses are mined
// from the site's own log (Senderovich, Weidlich, Gal & Mandelbaum, "Queue mining for delay prediction in multi-class
// service processes", Inf. Syst. 2015). The order by due time is a priority that grows with waiting at one rate for
// all, begun earlier for some: the accumulating priority queue of Kleinrock (1964) and Stanford, Taylor & Ziedins
// (Queueing Syst. 2014) with equal rates and unequal starts. Their formulas need Poisson arrivals and one kind of
// server; running forward needs neither.
import type { Forecast, ForecastJob, ForecastOptions, QueueNow, Wait } from '../contract.ts';
import { calibrated } from '../learning/calibration.ts';
import type { Models } from '../learning/learn.ts';
import { batchRuns } from '../numbers/draws.ts';
import { partFor } from './part-of-queue.ts';
import { createRunner } from './runner.ts';
import { isServed, type Scene, sceneOf } from './scene.ts';
import { quantileOf, waitOf } from './waits.ts';

/** Two batches say P50 to about a tenth of the spread between runs; more is for who has the time. */
const defaults: Required<Omit<ForecastOptions, 'only'>> = {
  minRuns: 128,
  maxRuns: 128,
  precisionMinutes: 0.4,
  precisionShare: 0.03,
  seed: 1,
};
/** Sorting a ticket's runs costs about as much as so many calls run forward. */
const callsPerWait = 40;

/** All waits at once. */
export const forecast = (queue: QueueNow, models: Models, options: ForecastOptions = {}): Forecast => {
  const job = beginForecast(queue, models, options);
  for (;;) {
    const found = job.advance(Number.POSITIVE_INFINITY);
    if (found !== null) return found;
  }
};

/** The same in slices; see ForecastJob. */
export const beginForecast = (
  queue: QueueNow,
  models: Models,
  options: ForecastOptions = {},
): ForecastJob => {
  const { only } = options;
  const scene = sceneOf(only === undefined ? queue : partFor(queue, models, only), models, false);
  const wanted = only === undefined ? -1 : scene.entrants.ids.indexOf(only);
  const batches = createBatches(scene, { ...defaults, ...options }, wanted);
  const tickets = new Map<string, Wait>();
  const procedures = new Map<string, Wait>();
  const raw = new Map<string, Wait>();
  let entrant = 0;
  return {
    advance: (calls) => {
      let left = calls;
      while (!batches.isEnough()) {
        if (left <= 0) return null;
        left -= batches.runOnce();
      }
      while (entrant < scene.entrants.count) {
        if (left <= 0) return null;
        if (only !== undefined && entrant !== wanted) {
          entrant += 1;
          continue;
        }
        left -= callsPerWait;
        const id = scene.entrants.ids[entrant] ?? '';
        if (isServed(scene, entrant)) {
          const wait = waitOf(batches.rowOf(entrant), scene.ends);
          const asks = scene.entrants.phantom[entrant] === 1;
          const procedure = scene.procedures[scene.entrants.procedure[entrant] as number]?.id ?? '';
          if (asks) raw.set(id, wait);
          (asks ? procedures : tickets).set(id, calibrated(models.calibration, procedure, wait));
        }
        entrant += 1;
      }
      return { tickets, procedures, raw, runs: batches.runs() };
    },
  };
};

/** Runs in batches of 64 until they say enough. */
const createBatches = (
  scene: Scene,
  options: Required<Omit<ForecastOptions, 'only'>>,
  /** The one entrant that is asked about; -1: all. */
  wanted: number,
) => {
  const runner = createRunner(scene, options.seed, wanted);
  const { count } = scene.entrants;
  const blocks: Float32Array[] = [];
  let inBatch = 0;
  let enough = count === 0;

  const rowOf = (entrant: number): Float32Array => {
    const row = new Float32Array(blocks.length * batchRuns);
    for (let run = 0; run < row.length; run += 1)
      row[run] = blocks[run >> 6]?.[(run & 63) * count + entrant] ?? Number.POSITIVE_INFINITY;
    return row;
  };
  /** Those whose precision is looked at: a few, spread over all. */
  const sample = Array.from({ length: Math.min(count, 12) }, (_, i, all = Math.min(count, 12)) =>
    Math.floor(((i + 1) * count) / all - 1),
  );
  const isPrecise = (entrant: number): boolean => {
    const row = rowOf(entrant).sort();
    if (row[Math.floor(row.length * 0.85)] === Number.POSITIVE_INFINITY) return true;
    const error = (share: number): number => {
      // Standard error of a quantile: √(p(1−p)/n) over the density there, read off a window around it.
      const window = 0.1;
      const slope = (quantileOf(row, share + window) - quantileOf(row, share - window)) / (2 * window);
      return slope * Math.sqrt((share * (1 - share)) / row.length);
    };
    const enoughFor = (share: number) =>
      error(share) <= Math.max(options.precisionMinutes, options.precisionShare * quantileOf(row, share));
    return enoughFor(0.5) && enoughFor(0.8);
  };

  return {
    isEnough: () => enough,
    runs: () => blocks.length * batchRuns,
    rowOf,
    /** Gives the calls it made, as a measure of its work. */
    runOnce: (): number => {
      if (inBatch === 0) blocks.push(new Float32Array(batchRuns * count));
      const out = blocks.at(-1) as Float32Array;
      const calls = runner.run(blocks.length - 1, inBatch, out, inBatch * count);
      inBatch = (inBatch + 1) % batchRuns;
      const runs = blocks.length * batchRuns;
      if (inBatch === 0 && runs >= options.minRuns)
        enough = runs >= options.maxRuns || sample.every(isPrecise);
      return calls;
    },
  };
};
