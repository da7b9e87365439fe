// Business days that are over, brought back for tickets told late, and let go again when nobody asks.
import type { BusinessDate } from '../../protocol/ids.ts';
import type { Clock } from '../base/clock.ts';
import type { LivingDay } from './day-aggregate.ts';

/** A past day is kept for so long after its last use: a device tells its late tickets one after the other. */
const idleMs = 60_000;

export type PastDays = {
  get(date: BusinessDate): Promise<LivingDay>;
  close(): Promise<void>;
};

/** `open` replays one day from the log. */
export const createPastDays = (clock: Clock, open: (date: BusinessDate) => Promise<LivingDay>): PastDays => {
  const days = new Map<BusinessDate, { readonly day: Promise<LivingDay>; cancel: () => void }>();

  const letGo = async (date: BusinessDate): Promise<void> => {
    const entry = days.get(date);
    days.delete(date);
    entry?.cancel();
    // One that could not be read has nothing to close.
    const day = await entry?.day.catch(() => null);
    await day?.close();
  };

  return {
    get: (date) => {
      const entry = days.get(date) ?? { day: open(date), cancel: () => {} };
      days.set(date, entry);
      // One that could not be read is tried anew next time.
      entry.day.catch(() => days.get(date) === entry && days.delete(date));
      entry.cancel();
      entry.cancel = clock.at(clock.now() + idleMs, () => {
        letGo(date).catch(() => {});
      });
      return entry.day;
    },
    close: async () => {
      await Promise.all([...days.keys()].map(letGo));
    },
  };
};
