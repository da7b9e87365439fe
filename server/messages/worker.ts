// Works the outbox off: some at a time, slower while what sends is away, and never two rounds at once.
import type { Logger } from 'pino';
import type { Clock } from '../base/clock.ts';
import type { Became } from './deliver.ts';
import type { Outbox, Taken } from './outbox.ts';

/** So many are on their way at once. */
const atOnce = 5;
/** A hub that ends while it sends is believed lost after this, ms: then another sends the same message once more. */
export const leaseMs = 300_000;
/** Looked at so often when nobody calls, ms. */
const lookEveryMs = 5_000;
/** While what sends is away: the next try, ms, twice as long each time up to the last. */
const awayMs = { first: 15_000, most: 300_000 };

/** The end of a message's id names its way. */
const wayOf = ({ id }: Taken): string => id.slice(id.lastIndexOf('.') + 1);

export type Worker = { readonly poke: () => void; readonly close: () => Promise<void> };

export const startWorker = (parts: {
  readonly outbox: Outbox;
  readonly deliver: (taken: Taken, retryAwayMs: number) => Promise<Became>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly count: (became: Became) => void;
}): Worker => {
  const { outbox, deliver, clock, logger, count } = parts;
  let stopTimer: () => void = () => {};
  let round: Promise<void> | null = null;
  let poked = false;
  let closed = false;
  /** Ways that are away: nothing goes by them until then, so that the others are not held up. */
  const away = new Map<string, { readonly untilMs: number; readonly nextMs: number }>();

  const one = async (taken: Taken): Promise<void> => {
    const way = wayOf(taken);
    const trouble = away.get(way);
    try {
      if (trouble !== undefined && clock.now() < trouble.untilMs) {
        await outbox.putOff(taken, trouble.untilMs);
        return;
      }
      const retryMs = trouble?.nextMs ?? awayMs.first;
      const became = await deliver(taken, retryMs);
      count(became);
      if (became === 'sent') away.delete(way);
      // The first of several that find it away says so for all.
      if (became === 'away' && away.get(way) === trouble) {
        away.set(way, { untilMs: clock.now() + retryMs, nextMs: Math.min(awayMs.most, retryMs * 2) });
      }
    } catch (error) {
      // Nothing is settled: its claim runs out, and it is taken again.
      logger.error({ err: error, message: taken.id }, 'a message could not be worked on');
    }
  };

  const work = async (): Promise<void> => {
    do {
      poked = false;
      const taken = await outbox.take(clock.now(), leaseMs, atOnce);
      await Promise.all(taken.map(one));
      if (taken.length > 0) poked = true;
    } while (poked && !closed);
    await outbox.forget(clock.now());
  };

  const run = (): void => {
    if (closed) return;
    if (round !== null) {
      poked = true;
      return;
    }
    stopTimer();
    round = work()
      .catch((error: unknown) => logger.warn({ err: error }, 'the outbox could not be worked off'))
      .finally(() => {
        round = null;
        if (!closed) stopTimer = clock.at(clock.now() + lookEveryMs, run);
      });
  };
  run();
  return {
    poke: run,
    close: async () => {
      closed = true;
      stopTimer();
      await round;
    },
  };
};
