// What a level does to somebody who comes: a ticket as ever, offers first, or offers only. A visitor who is exempt is never turned away.
import type { Level } from '../../protocol/overflow.ts';

/** `off`: nothing is reckoned. `advise`: told to staff, who decide. `act`: done. */
export type Mode = 'off' | 'advise' | 'act';

/**
 * Where tickets end: at `full`; or already at `strained`, but for those for whom there is still room (roomOf in
 * budget.ts): that keeps the promises, to the reserved above all, and sends more people to another hour or place.
 */
export type StopsAt = Exclude<Level, 'clear'>;

/** What comes of a press: the ticket; a choice between it and offers; offers only. */
export type Answer = 'ticket' | 'offersFirst' | 'offersOnly';

/**
 * What is stopped gives no ticket where the site acts by itself or a supervisor has confirmed it; everywhere
 * else the queue is as it would be without levels. An empty list of offers never refuses anybody.
 */
export const answerTo = (asked: {
  readonly level: Level;
  readonly mode: Mode;
  /** A supervisor has confirmed this level. */
  readonly confirmed: boolean;
  /** About to expire, or with a priority mark. */
  readonly exempt: boolean;
  readonly offers: number;
  readonly stopsAt: StopsAt;
  /** Walk-ins whom a strained site may still take; see roomOf. */
  readonly room: number;
}): Answer => {
  const { level, mode, confirmed, exempt, offers, stopsAt, room } = asked;
  const isInForce = mode === 'act' || (mode === 'advise' && confirmed);
  if (level === 'clear' || !isInForce || exempt || offers === 0) return 'ticket';
  const isStopped = level === 'full' || (stopsAt === 'strained' && room < 1);
  return isStopped ? 'offersOnly' : 'offersFirst';
};
