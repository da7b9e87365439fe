// Erases by itself what is due, at the start and every night, brings records under the newest key, and sweeps the files.
import type { Logger } from 'pino';
import type { Clock } from '../base/clock.ts';
import { lastNight } from '../log/nightly.ts';
import type { ContactFigures } from './figures.ts';
import type { Vault } from './vault.ts';

/** How often it looks whether it is time, or tries again what failed, ms. */
const lookMs = 600_000;

export type KeeperParts = {
  readonly vault: Vault;
  /** Hubs begin at another minute each, by their names. */
  readonly hubName: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly figures: ContactFigures;
};

export type Keeper = {
  /** Resolves when the step being done is done. */
  close(): Promise<void>;
};

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Begins at once. Several hubs on one store may do it at the same time: each record is erased or sealed anew by one. */
export const startKeeper = ({ vault, hubName, clock, logger, figures }: KeeperParts): Keeper => {
  const stopping = new AbortController();
  let doneMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let cancel = () => {};

  const rotateAll = async (): Promise<void> => {
    let [resealed, unreadable] = [0, 0];
    for (let done = false; !done && !stopping.signal.aborted; await breathe()) {
      const turn = await vault.rotate();
      resealed += turn.resealed;
      unreadable += turn.unreadable;
      ({ done } = turn);
    }
    if (resealed + unreadable > 0)
      logger.info({ resealed, unreadable }, 'personal data sealed with the newest key');
  };

  const run = async (startedMs: number): Promise<void> => {
    const erased = await vault.eraseDue(startedMs);
    if (erased > 0) logger.info({ erased }, 'personal data erased: its time was up');
    await rotateAll();
    if (!stopping.signal.aborted) doneMs = startedMs;
  };

  let swept = false;

  const work = async (nowMs: number): Promise<void> => {
    try {
      if (doneMs < lastNight(hubName, nowMs)) {
        swept = false;
        await run(nowMs);
      }
      // A reader, or a server that did it today already, puts it off.
      if (!swept) swept = await vault.sweep();
    } catch (error) {
      figures.runFailed();
      logger.error({ err: error }, 'personal data could not be looked after; tried again in ten minutes');
    }
  };

  const look = (): void => {
    const nowMs = clock.now();
    running ??= work(nowMs).finally(() => {
      running = null;
    });
    cancel = clock.at(nowMs + lookMs, look);
  };

  look();
  return {
    close: async () => {
      stopping.abort();
      cancel();
      await running;
    },
  };
};
