// Keeps a site's estimates fresh: soon after a change, seldom otherwise, and never while a command waits.
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Clock, Estimates } from './contract.ts';

/** Two runs are at least this far apart. */
const restMs = 1_000;
/** Without any change they are run again after this, because time passes. */
const refreshMs = 30_000;

export const noEstimates: Estimates = { procedures: new Map(), tickets: new Map() };

export type Estimator = {
  current(): Estimates;
  /** The queue has changed. */
  stateChanged(): void;
  close(): void;
};

/** `run` makes the estimates of now; `onChange` is called when they differ from the last ones. */
export const createEstimator = (parts: {
  readonly clock: Clock;
  readonly run: () => Estimates;
  readonly onChange: () => void;
  readonly logger: Logger;
}): Estimator => {
  const { clock, logger } = parts;
  let current = noEstimates;
  let lastRunMs = Number.NEGATIVE_INFINITY;
  let asked = false;
  let closed = false;
  let cancel = () => {};

  const run = () => {
    if (closed) return;
    asked = false;
    lastRunMs = clock.now();
    cancel();
    cancel = clock.at(lastRunMs + refreshMs, run);
    try {
      const next = parts.run();
      if (isDeepStrictEqual(next, current)) return;
      current = next;
    } catch (error) {
      logger.error({ err: error }, 'estimates failed; the last ones stay');
      return;
    }
    parts.onChange();
  };

  return {
    current: () => current,
    stateChanged: () => {
      if (asked || closed) return;
      asked = true;
      // After the screens have been told what is certain.
      if (clock.now() - lastRunMs >= restMs) {
        setImmediate(run);
        return;
      }
      cancel();
      cancel = clock.at(lastRunMs + restMs, run);
    },
    close: () => {
      closed = true;
      cancel();
    },
  };
};
