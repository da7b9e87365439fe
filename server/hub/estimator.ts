// Keeps a site's estimates fresh: soon after a change, seldom otherwise, and never while a command waits.
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Clock } from '../base/clock.ts';
import type { Forecast, Said } from '../forecast/contract.ts';
import { estimatesOf } from '../forecast/shown/estimates.ts';
import type { Estimates } from './contract.ts';
import { HubClosing } from './hub-closing.ts';

/** Two runs are at least this far apart. */
const restMs = 1_000;
/** Without any change they are run again after this, because time passes. */
const refreshMs = 30_000;

export const noEstimates: Estimates = { procedures: new Map(), tickets: new Map() };
export const noForecast: Forecast = {
  procedures: new Map(),
  tickets: new Map(),
  raw: new Map(),
  runs: 0,
};
const tenth = (minutes: number): number => Math.round(minutes * 10) / 10;

export type Estimator = {
  current(): Estimates;
  /** What the runs said last of one more walk-in of a procedure, before correction; null: nothing lately. */
  said(procedure: string): Said | null;
  /** The queue has changed. */
  stateChanged(): void;
  close(): void;
};

/** `run` makes the forecast of now; `onChange` is called when what is shown differs from the last. */
export const createEstimator = (parts: {
  readonly clock: Clock;
  readonly run: () => Promise<Forecast>;
  readonly onChange: () => void;
  readonly logger: Logger;
}): Estimator => {
  const { clock, logger } = parts;
  let current = noEstimates;
  let lastRunMs = Number.NEGATIVE_INFINITY;
  let raw: Forecast['raw'] = noForecast.raw;
  let rawAtMs = Number.NEGATIVE_INFINITY;
  let asked = false;
  let running = false;
  let closed = false;
  let cancel = () => {};

  const take = (found: Forecast): void => {
    if (closed) return;
    raw = found.raw;
    rawAtMs = clock.now();
    const next: Estimates = {
      procedures: estimatesOf(found.procedures, current.procedures),
      tickets: estimatesOf(found.tickets, current.tickets),
    };
    if (isDeepStrictEqual(next, current)) return;
    current = next;
    parts.onChange();
  };

  const run = async (): Promise<void> => {
    // The run in hand is of an older queue; it asks again when it is done.
    if (closed || running) return;
    asked = false;
    running = true;
    lastRunMs = clock.now();
    cancel();
    cancel = clock.at(lastRunMs + refreshMs, start);
    try {
      take(await parts.run());
    } catch (error) {
      // The line of forecasts may close before the days do: nothing failed.
      if (!closed && !(error instanceof HubClosing))
        logger.error({ err: error }, 'estimates failed; the last ones stay');
    } finally {
      running = false;
    }
    if (asked) soon();
  };
  const start = (): void => void run();

  const soon = (): void => {
    // After the screens have been told what is certain.
    if (clock.now() - lastRunMs >= restMs) {
      setImmediate(start);
      return;
    }
    cancel();
    cancel = clock.at(lastRunMs + restMs, start);
  };

  return {
    current: () => current,
    said: (procedure) => {
      const wait = raw.get(procedure);
      if (wait === undefined || clock.now() - rawAtMs > 2 * refreshMs) return null;
      const { p20, p50, p80, calledShare } = wait;
      return { p20: tenth(p20), p50: tenth(p50), p80: tenth(p80), calledShare };
    },
    stateChanged: () => {
      if (asked || closed) return;
      asked = true;
      if (!running) soon();
    },
    close: () => {
      closed = true;
      cancel();
    },
  };
};
