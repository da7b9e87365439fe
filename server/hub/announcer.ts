// Tells listeners that something changed: once for all changes of one turn of the event loop, and at once.
import type { Logger } from 'pino';

export type Announcer = {
  listen(listener: () => void): () => void;
  /** Something changed. The listeners hear of it before the next turn, after answers that are ready have left. */
  changed(): void;
  close(): void;
};

/** `first` is called before the listeners each time. */
export const createAnnouncer = (logger: Logger, first: () => void): Announcer => {
  const listeners = new Set<() => void>();
  let pending: NodeJS.Immediate | null = null;
  let closed = false;

  const call = (listener: () => void): void => {
    try {
      listener();
    } catch (error) {
      // One broken screen must not keep the others from hearing.
      logger.error({ err: error }, 'a listener failed');
    }
  };

  const announce = (): void => {
    pending = null;
    call(first);
    for (const listener of [...listeners]) call(listener);
  };

  return {
    listen: (listener) => {
      // Wrapped, so that one function given twice is two listeners.
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
    changed: () => {
      if (!closed) pending ??= setImmediate(announce);
    },
    close: () => {
      closed = true;
      if (pending !== null) clearImmediate(pending);
      listeners.clear();
    },
  };
};
