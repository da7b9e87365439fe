// What a door is given when it is opened.
import type { Logger } from 'pino';
import type { SiteId } from '../../protocol/ids.ts';
import type { TakeCommand } from '../access/take-command.ts';
import type { Tickets } from '../access/tickets.ts';
import type { Addresses } from '../base/addresses.ts';
import type { LimitBook } from '../base/limit-book.ts';
import type { Hub } from '../hub/contract.ts';
import type { Metrics } from '../ingress/metrics.ts';
import type { KnownCaller } from '../people/caller.ts';
import type { CallerOf } from '../people/callers.ts';
import type { DeviceGate } from '../people/devices/gate.ts';
import type { Lines } from '../people/lines.ts';
import type { Used } from '../people/used.ts';
import type { WebPush } from '../web-push/open-web-push.ts';
import type { SocketConnections } from './connections.ts';

export type DoorParts = {
  readonly hub: Hub;
  readonly callerOf: CallerOf;
  /** Knows devices by their keys. */
  readonly gate: DeviceGate;
  /** Cuts sockets whose caller may no longer be there. */
  readonly lines: Pick<Lines, 'hold'>;
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
  /** Hears of those who are known and may not come in there. */
  readonly onSocketRefused: (caller: KnownCaller, door: string, site: SiteId | null) => void;
  readonly gateOf: SocketConnections['gateOf'];
  /** Epoch milliseconds. */
  readonly now: () => number;
};
