// Archives old days by itself, once a night at a quiet hour; the hubs of one store take turns.
import type { Clock } from '../base/clock.ts';
import { lastNight } from '../log/nightly.ts';
import { type ArchiveRun, type RunParts, runArchive } from './run-archive.ts';

/** How often it looks whether it is time, ms; also how long a hub that starts is left in peace. */
const lookMs = 600_000;
/** A place that is never quiet is not waited for longer than this, ms. */
const patienceMs = 20 * 3_600_000;

export type ArchivistParts = Omit<RunParts, 'afterDays' | 'nowMs' | 'signal'> & {
  /** Null: nothing is ever archived. */
  readonly afterDays: number | null;
  readonly clock: Clock;
  /** Whether no site is at work now. */
  readonly quiet: () => boolean;
  /** Hears how each run ended; `failed` 1 at least when the run broke off. */
  readonly onRun: (run: ArchiveRun) => void;
};

export type Archivist = {
  /** Resolves when the day being archived is done. */
  close(): Promise<void>;
};

/** Begins to look; the first time ten minutes from now. */
export const startArchivist = (parts: ArchivistParts): Archivist => {
  const { clock, logger, afterDays } = parts;
  const stopping = new AbortController();
  let lastRunMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> = Promise.resolve();
  let cancel = () => {};

  const run = async (days: number): Promise<void> => {
    try {
      const done = await runArchive({ ...parts, afterDays: days, nowMs: clock.now, signal: stopping.signal });
      parts.onRun(done);
    } catch (error) {
      logger.error({ err: error }, 'old days could not be archived; tried again next night');
      parts.onRun({ archived: 0, failed: 1, left: 0 });
    }
  };

  const look = (): void => {
    const nowMs = clock.now();
    const dueMs = lastNight(parts.hubName, nowMs);
    if (afterDays !== null && lastRunMs < dueMs && (parts.quiet() || nowMs - dueMs > patienceMs)) {
      lastRunMs = nowMs;
      running = running.then(() => run(afterDays));
    }
    cancel = clock.at(nowMs + lookMs, look);
  };

  cancel = clock.at(clock.now() + lookMs, look);
  return {
    close: async () => {
      stopping.abort();
      cancel();
      await running;
    },
  };
};
