// Plays many days on several threads and adds up what happened in them.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DayOptions, DayResult } from './day.ts';
import type { Task } from './worker.ts';

export type ManyDays = {
  readonly days: number;
  readonly steps: number;
  readonly failures: readonly DayResult[];
  /** The sums of all days' counters. */
  readonly counts: Readonly<Record<string, number>>;
  readonly weathers: Readonly<Record<string, number>>;
};

export type ManyDaysOptions = DayOptions & {
  readonly threads?: number;
  /** No further days are begun after so many failed ones; 3 unless said otherwise. */
  readonly mostFailures?: number;
  readonly onDay?: (result: DayResult) => void;
};

/** What a day makes is mostly gone with the step: room for it saves a tenth of the time, which would go to collecting it. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

/** Plays the days of the seeds `first`, `first` + 1 …; the order in which they end does not matter. */
export const playDays = async (
  first: number,
  days: number,
  options: ManyDaysOptions = {},
): Promise<ManyDays> => {
  const {
    threads = Math.min(availableParallelism(), days),
    mostFailures = 3,
    onDay = () => {},
    ...dayOptions
  } = options;
  const failures: DayResult[] = [];
  const counts: Record<string, number> = {};
  const weathers: Record<string, number> = {};
  let [next, steps, played] = [first, 0, 0];

  const take = (result: DayResult): void => {
    played += 1;
    steps += result.steps;
    weathers[result.weather] = (weathers[result.weather] ?? 0) + 1;
    for (const [name, count] of Object.entries(result.counts)) counts[name] = (counts[name] ?? 0) + count;
    if (result.violation !== null) failures.push(result);
    onDay(result);
  };

  const runThread = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.ts', import.meta.url), { resourceLimits });
      const give = (): void => {
        if (next >= first + days || failures.length >= mostFailures) {
          void worker.terminate();
          resolve();
          return;
        }
        worker.postMessage({ seed: next++, options: dayOptions } satisfies Task);
      };
      worker.on('message', (result: DayResult) => {
        take(result);
        give();
      });
      worker.on('error', reject);
      // After the last day this changes nothing: the promise is settled already.
      worker.on('exit', (code) => reject(new Error(`a thread ended by itself with code ${code}`)));
      give();
    });

  await Promise.all(Array.from({ length: threads }, runThread));
  return { days: played, steps, failures: failures.sort((a, b) => a.seed - b.seed), counts, weathers };
};
