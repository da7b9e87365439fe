// What stands still until somebody looks: moves that a crash left between two days, places that wait for the waiting list.
import type { Logger } from 'pino';
import type { Clock } from '../base/clock.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import type { BookingParts } from './contract.ts';
import { settleDay } from './settle.ts';

/** How often all days are looked at, ms: the longest that an offer waits whose hub died. */
export const upkeepEveryMs = 600_000;

/**
 * Finishes moves of the days at hand (others are finished when they are opened) and makes the offers that are due on every
 * day, at the start and every ten minutes; several hubs may do it at the same time. Returns what ends it.
 */
export const startUpkeep = ({
  sites,
  clock,
  logger,
}: Pick<BookingParts, 'sites'> & { readonly clock: Clock; readonly logger: Logger }): (() => void) => {
  let ended = false;
  let cancel = (): void => {};

  const look = async (): Promise<void> => {
    for (const [site, siteHub] of sites) {
      if (ended) return;
      const { state, nextDate } = siteHub.snapshot();
      await settleDay({ sites, logger }, { site, date: state.date });
      if (nextDate !== null) await settleDay({ sites, logger }, { site, date: nextDate });
      await siteHub.books.serveWaiting();
    }
  };
  const run = (): void => {
    look()
      .catch((error: unknown) => {
        if (ended) return;
        const text = 'moves and waiting lists could not be looked after; tried again in ten minutes';
        if (error instanceof LogUnavailable) logger.warn({ err: error }, text);
        else logger.error({ err: error }, text);
      })
      .finally(() => {
        if (!ended) cancel = clock.at(clock.now() + upkeepEveryMs, run);
      });
  };
  run();
  return () => {
    ended = true;
    cancel();
  };
};
