// Whether a Redis may be trusted with the log: asked at the start, before anything is acknowledged.
import type { Logger } from 'pino';
import { LogUnavailable } from '../base/log-unavailable.ts';
import type { RedisLog } from './redis-log.ts';

/** The store cannot be used; the message names the variable and says what would be right, in one line. */
export class LogRefused extends Error {
  override name = 'LogRefused';
}

/** How long a start waits for a Redis that may be starting too, ms. */
const startWithinMs = 15_000;
const retryMs = 250;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Tries until it succeeds or the time is over; then throws what the last try threw. */
const insist = async <T>(work: () => Promise<T>, untilMs: number): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LogUnavailable) || performance.now() > untilMs) throw error;
      await pause(retryMs);
    }
  }
};

/** Resolves when the log can be used. Throws LogRefused when Redis stays away, or would lose what it acknowledged. */
export const readyRedisLog = async (log: RedisLog, acceptsLoss: boolean, logger: Logger): Promise<void> => {
  const untilMs = performance.now() + startWithinMs;
  try {
    const { loses, warnings } = await insist(log.persistence, untilMs);
    for (const warning of warnings) logger.warn(warning);
    if (loses.length > 0) {
      const why = `Redis may lose acknowledged events: ${loses.join('; ')}.`;
      if (!acceptsLoss) {
        throw new LogRefused(`JUNBAN_LOG: ${why} Or accept the loss with JUNBAN_LOG_ACCEPT_LOSS=yes.`);
      }
      logger.warn(`${why} Accepted by JUNBAN_LOG_ACCEPT_LOSS=yes.`);
    }
    await insist(log.check, untilMs);
  } catch (error) {
    if (!(error instanceof LogUnavailable)) throw error;
    throw new LogRefused(
      `JUNBAN_LOG: Redis cannot be used within ${startWithinMs / 1_000} s (${error.message}) Start it, or correct the address.`,
    );
  }
};
