// What a level does to somebody who comes: a ticket as ever, offers first, or offers only. A visitor who is exempt is never turned away.
import type { Level } from './contract.ts';

/** `off`: nothing is reckoned. `advise`: told to staff, who decide. `act`: done. */
export type Mode = 'off' | 'advise' | 'act';

/** What comes of a press: the ticket; a choice between it and offers; offers only. */
export type Answer = 'ticket' | 'offersFirst' | 'offersOnly';

/**
 * `full` gives no ticket where the site acts by itself or a supervisor has confirmed it; everywhere else the queue is
 * as it would be without levels, and offers are shown beside it. An empty list of offers never refuses anybody.
 */
export const answerTo = (asked: {
  readonly level: Level;
  readonly mode: Mode;
  /** A supervisor has confirmed this level. */
  readonly confirmed: boolean;
  /** About to expire, or with a priority mark. */
  readonly exempt: boolean;
  readonly offers: number;
}): Answer => {
  const { level, mode, confirmed, exempt, offers } = asked;
  const isInForce = mode === 'act' || (mode === 'advise' && confirmed);
  if (level === 'clear' || !isInForce || exempt || offers === 0) return 'ticket';
  return level === 'full' ? 'offersOnly' : 'offersFirst';
};
