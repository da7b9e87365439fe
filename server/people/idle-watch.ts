// Locks sessions that nobody uses, for the sockets of this hub: each is looked at when its time may be up.
import type { Logger } from 'pino';
import type { Session, Sessions } from './sessions.ts';

export type IdleWatch = {
  /** From now until the returned function is called. Several sockets may watch one session. */
  watch(session: Session): () => void;
  close(): void;
};

export type IdleWatchParts = {
  readonly sessions: Sessions;
  readonly idleMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  /** Called for a session that this hub has locked. */
  readonly onLocked: (session: Session) => void;
};

/** The store is asked again after so long when it did not answer, ms. */
const againMs = 5_000;
/** Not looked at more often than this, whatever clocks say, ms. */
const leastMs = 250;

type Watched = { timer: ReturnType<typeof setTimeout>; holders: number };

export const createIdleWatch = (parts: IdleWatchParts): IdleWatch => {
  const { sessions, idleMs, now, logger, onLocked } = parts;
  const watched = new Map<string, Watched>();

  const look = async (key: string): Promise<number | null> => {
    const session = await sessions.look(key);
    if (session === null) return null;
    if (!session.locked) return session.usedAtMs + idleMs - now();
    // Another hub may have been first; then it tells of it.
    if (await sessions.lock(key, 'idle')) onLocked(session);
    return null;
  };
  const lookIn = (key: string, ms: number): void => {
    const entry = watched.get(key);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    entry.timer = setTimeout(
      () => {
        look(key).then(
          (leftMs) => leftMs !== null && lookIn(key, leftMs),
          (error: unknown) => {
            logger.debug({ err: error }, 'a session could not be looked at');
            lookIn(key, againMs);
          },
        );
      },
      Math.max(leastMs, ms),
    );
    entry.timer.unref?.();
  };

  return {
    watch: (session) => {
      const { key } = session;
      const entry = watched.get(key);
      if (entry !== undefined) entry.holders += 1;
      else watched.set(key, { timer: setTimeout(() => {}, 0), holders: 1 });
      lookIn(key, session.usedAtMs + idleMs - now());
      return () => {
        const here = watched.get(key);
        if (here === undefined) return;
        here.holders -= 1;
        if (here.holders > 0) return;
        clearTimeout(here.timer);
        watched.delete(key);
      };
    },
    close: () => {
      for (const { timer } of watched.values()) clearTimeout(timer);
      watched.clear();
    },
  };
};
