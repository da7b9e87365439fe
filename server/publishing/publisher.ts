// Puts the now view elsewhere again and again: to a folder, to a web server; each by itself, tried again when it fails.

import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Clock } from '../base/clock.ts';

/** Milliseconds until the next try after so many failures in a row: 5, 10, 20 s … at most ten minutes. */
export const retryAfterMs = (failures: number): number =>
  Math.min(600_000, 5_000 * 2 ** Math.min(failures - 1, 10));
/** A failure that lasts is told in the log this seldom. */
const tellEveryMs = 600_000;

/** Where it goes; `send` is given fresh content each time. */
export type Outlet = { readonly name: 'folder' | 'push'; readonly send: () => Promise<void> };

export type PublishFigures = {
  readonly done: (outlet: string, nowMs: number) => void;
  readonly failed: (outlet: string) => void;
};

/** In /metrics: when each outlet was last served, and how often it was and was not. */
export const createPublishFigures = (registry: Registry, outlets: readonly string[]): PublishFigures => {
  const registers = [registry];
  const last = new Gauge({
    name: 'junban_publish_last_success_seconds',
    help: 'When the now page was last put there (seconds since 1970); 0: never since the start',
    labelNames: ['to'],
    registers,
  });
  const total = new Counter({
    name: 'junban_publish_total',
    help: 'How often the now page was to be put there, by outcome',
    labelNames: ['to', 'outcome'],
    registers,
  });
  for (const to of outlets) {
    last.set({ to }, 0);
    for (const outcome of ['done', 'failed']) total.inc({ to, outcome }, 0);
  }
  return {
    done: (to, nowMs) => {
      last.set({ to }, nowMs / 1_000);
      total.inc({ to, outcome: 'done' });
    },
    failed: (to) => total.inc({ to, outcome: 'failed' }),
  };
};

/** Serves one outlet at once and then for ever; the returned function ends it and waits for what is under way. */
export const startOutlet = (parts: {
  readonly outlet: Outlet;
  readonly everyMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly figures: PublishFigures;
}): (() => Promise<void>) => {
  const { outlet, everyMs, clock, logger, figures } = parts;
  let failures = 0;
  let toldMs = Number.NEGATIVE_INFINITY;
  let closed = false;
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();

  const told = (error: unknown): void => {
    failures += 1;
    figures.failed(outlet.name);
    if (clock.now() - toldMs < tellEveryMs) return;
    toldMs = clock.now();
    logger.warn(
      { to: outlet.name, failures, problem: (error as Error).message },
      'the now page could not be published',
    );
  };
  const once = async (): Promise<void> => {
    const beganMs = clock.now();
    try {
      await outlet.send();
      if (failures > 0) logger.info({ to: outlet.name, failures }, 'the now page is published again');
      failures = 0;
      toldMs = Number.NEGATIVE_INFINITY;
      figures.done(outlet.name, clock.now());
    } catch (error) {
      if (!closed) told(error);
    }
    if (closed) return;
    const nextMs =
      failures === 0 ? Math.max(beganMs + everyMs, clock.now()) : clock.now() + retryAfterMs(failures);
    cancel = clock.at(nextMs, run);
  };
  const run = (): void => {
    running = once();
  };
  run();
  return async () => {
    closed = true;
    cancel();
    await running;
  };
};
