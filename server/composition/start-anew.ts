// A store that goes away in the middle of a start: the start begins anew, since nobody was served yet.
import type { Logger } from 'pino';
import { LogUnavailable } from '../base/log-unavailable.ts';

const pauseMs = 250;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));

/**
 * What `open` gives, begun again each time the store went away meanwhile. `open` leaves nothing behind when it fails, and itself
 * bounds how long it waits for a store that stays away. Throws its other errors.
 */
export const startAnew = async <T>(open: () => Promise<T>, logger: Logger): Promise<T> => {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      logger.warn({ err: error }, 'the store went away during the start, which begins anew');
      await pause();
    }
  }
};
