// Notes that a session was used, at most once a minute each: a key press must not cost a write.
import type { Logger } from 'pino';
import type { Sessions } from './sessions.ts';

/** More often a session's last use is not written down, ms. */
export const noteEveryMs = 60_000;
const mostRemembered = 10_000;

export type Used = (key: string) => void;

export const createUsed = (sessions: Sessions, nowMs: () => number, logger: Logger): Used => {
  const noted = new Map<string, number>();
  return (key) => {
    const now = nowMs();
    if (now - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < noteEveryMs) return;
    if (noted.size >= mostRemembered) noted.clear();
    noted.set(key, now);
    sessions.use(key).catch((error: unknown) => {
      // The store is away: the next use is noted.
      noted.delete(key);
      logger.debug({ err: error }, 'the use of a session was not noted');
    });
  };
};
