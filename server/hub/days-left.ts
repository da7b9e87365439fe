// Business days that could not be ended when their time came, because nothing could be saved, or the clock is not to be
// trusted yet: tried again until they are.
import type { Logger } from 'pino';
import type { BusinessDate } from '../../protocol/ids.ts';
import type { Clock } from '../base/clock.ts';
import type { LivingDay } from './day-aggregate.ts';
import type { Moved } from './day-clock.ts';

/** Between two tries, ms. */
const retryMs = 5_000;

export type DaysLeft = {
  /** Resolves after the first try, whether it succeeded or not. */
  end(date: BusinessDate): Promise<void>;
  close(): Promise<void>;
};

/** `open` replays a day; `moveOn` takes the steps that are due and says what became of them. */
export const createDaysLeft = (parts: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly open: (date: BusinessDate) => Promise<LivingDay>;
  readonly moveOn: (day: LivingDay) => Promise<Moved>;
}): DaysLeft => {
  const { clock, logger, open, moveOn } = parts;
  const dates = new Set<BusinessDate>();
  let trying: Promise<void> = Promise.resolve();
  let cancel = () => {};
  let closed = false;

  const endOne = async (date: BusinessDate): Promise<void> => {
    try {
      const day = await open(date);
      if ((await moveOn(day)) === 'done') dates.delete(date);
      await day.close();
    } catch (error) {
      logger.error({ err: error, date }, 'an earlier business day could not be ended');
    }
  };
  const tryAll = (): Promise<void> => {
    trying = trying.then(async () => {
      for (const date of [...dates]) if (!closed) await endOne(date);
      cancel();
      if (dates.size > 0 && !closed) cancel = clock.at(clock.now() + retryMs, () => void tryAll());
    });
    return trying;
  };

  return {
    end: (date) => {
      dates.add(date);
      return tryAll();
    },
    close: async () => {
      closed = true;
      cancel();
      await trying;
    },
  };
};
