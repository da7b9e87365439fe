// What a door is given when it is opened.
import type { Logger } from 'pino';
import type { Addresses } from '../doors/addresses.ts';
import type { LimitBook } from '../doors/limit-book.ts';
import type { Metrics } from '../doors/metrics.ts';
import type { TakeCommand } from '../doors/take-command.ts';
import type { Tickets } from '../doors/tickets.ts';
import type { Hub } from '../hub/contract.ts';
import type { AccountWatch } from '../people/account-watch.ts';
import type { CallerOf } from '../people/callers.ts';
import type { DeviceGate } from '../people/devices/gate.ts';
import type { IdleWatch } from '../people/idle-watch.ts';
import type { Sessions } from '../people/sessions.ts';
import type { Used } from '../people/used.ts';
import type { WebPush } from '../web-push/open-web-push.ts';
import type { SocketConnections } from './connections.ts';

export type DoorParts = {
  readonly hub: Hub;
  readonly callerOf: CallerOf;
  /** Knows devices by their keys. */
  readonly gate: DeviceGate;
  readonly sessions: Pick<Sessions, 'onEnd' | 'onLock'>;
  readonly accountWatch: Pick<AccountWatch, 'onChanged'>;
  readonly idleWatch: Pick<IdleWatch, 'watch'>;
  readonly used: Used;
  readonly take: TakeCommand;
  /** Finds tickets by the code on their paper. */
  readonly tickets: Tickets;
  /** null: phones are not told by push. */
  readonly webPush: Pick<WebPush, 'publicKey' | 'subscriptions'> | null;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly book: LimitBook;
  readonly addresses: Addresses;
  readonly gateOf: SocketConnections['gateOf'];
  /** Epoch milliseconds. */
  readonly now: () => number;
};
