// What a door is given when it is opened.
import type { Logger } from 'pino';
import type { LimitBook } from '../doors/limit-book.ts';
import type { Metrics } from '../doors/metrics.ts';
import type { TakeCommand } from '../doors/take-command.ts';
import type { Tickets } from '../doors/tickets.ts';
import type { Hub } from '../hub/contract.ts';
import type { People } from '../people/actor.ts';
import type { Sessions } from '../people/sessions.ts';
import type { SocketConnections } from './connections.ts';

export type DoorParts = {
  readonly hub: Hub;
  readonly people: People;
  readonly sessions: Sessions;
  readonly take: TakeCommand;
  /** Finds tickets by the code on their paper. */
  readonly tickets: Tickets;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly book: LimitBook;
  readonly gateOf: SocketConnections['gateOf'];
  /** Epoch milliseconds. */
  readonly now: () => number;
};
