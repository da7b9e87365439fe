// Whether a store can be used: known from what is asked of it anyway, and tried again by itself while it cannot.
import { LogUnavailable } from '../base/log-unavailable.ts';

export type Availability = {
  available(): boolean;
  onAvailable(listener: (available: boolean) => void): () => void;
  /** Runs work that reads: a failure means that the store is away; a success proves nothing about writing. */
  reading<T>(work: () => Promise<T>): Promise<T>;
  /** Runs work that writes, and learns from its outcome either way. */
  writing<T>(work: () => Promise<T>): Promise<T>;
  /** Something else told that the store is away, e.g. a broken line. */
  lost(): void;
  close(): void;
};

/** While the store is away it is tried this often, ms. */
const retryMs = 500;

/** `check` throws while the store cannot be used. */
export const createAvailability = (check: () => Promise<void>): Availability => {
  const listeners = new Set<(available: boolean) => void>();
  let available = true;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const become = (next: boolean): void => {
    if (closed || next === available) return;
    available = next;
    clearTimeout(timer);
    if (!next) tryLater();
    for (const listener of [...listeners]) listener(next);
  };
  const tryLater = (): void => {
    timer = setTimeout(async () => {
      try {
        await check();
        become(true);
      } catch {
        if (!closed && !available) tryLater();
      }
    }, retryMs);
    timer.unref();
  };

  const reading = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof LogUnavailable) become(false);
      throw error;
    }
  };

  return {
    available: () => available,
    onAvailable: (listener) => {
      const own = (now: boolean) => listener(now);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    reading,
    writing: async (work) => {
      const result = await reading(work);
      become(true);
      return result;
    },
    lost: () => become(false),
    close: () => {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
};
