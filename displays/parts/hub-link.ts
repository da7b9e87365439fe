// A wall's line to the hubs: whole views in, receipts out, reconnecting for ever.
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { openHubLine } from '../../protocol/hub-line.ts';
import { EpochMs } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import { WallView } from '../../protocol/views.ts';
import {
  ConnectRefusal,
  doors,
  type HubToWall,
  type Receipt,
  transports,
  type WallHello,
  type WallToHub,
} from '../../protocol/wire.ts';
import type { HubClock } from './hub-clock.ts';

export type LinkState = 'connecting' | 'live' | 'offline';

export type WallLinkParts = {
  /** Where the page came from. */
  readonly origin: string;
  readonly hello: WallHello;
  readonly clock: HubClock;
  readonly onView: (view: WallView) => void;
  readonly onState: (state: LinkState) => void;
  readonly onConnected: () => void;
  /** The hub does not let us in, e.g. because the site is not in its settings; it is asked again for ever. */
  readonly onRefused: (refusal: Refusal) => void;
  /** A view does not fit our schema: the hub was upgraded while this page was open. */
  readonly onUnreadable: (problem: string) => void;
};

export type WallLink = {
  /** False when there is no connection. */
  readonly send: (receipt: Receipt) => boolean;
  /** Where hubs are, the one connected to last first. */
  readonly hubs: () => readonly string[];
  readonly close: () => void;
};

const SentWallView = z.object({ sentAtMs: EpochMs, view: WallView });

export const connectWall = (parts: WallLinkParts): WallLink => {
  const { origin: own, hello, clock, onView, onState, onConnected, onRefused, onUnreadable } = parts;
  type WallSocket = Socket<HubToWall, WallToHub>;
  let connected = own;
  let addresses: readonly [string, ...string[]] = [own];

  const hear = (sent: unknown): void => {
    const parsed = SentWallView.safeParse(sent);
    if (!parsed.success) {
      onUnreadable(z.prettifyError(parsed.error));
      return;
    }
    const { view, sentAtMs } = parsed.data;
    addresses = [own, ...view.hubs.filter((hub) => hub !== own)];
    clock.heard(sentAtMs);
    // Live means: what is shown is what the hub says now. A bare connection is not enough.
    onState(view.live ? 'live' : 'offline');
    onView(view);
  };

  onState('connecting');
  const line = openHubLine<WallSocket>({
    addresses: () => addresses,
    open: (address, timeout) =>
      io(`${address}${doors.wall}`, {
        auth: hello,
        transports,
        tryAllTransports: true,
        reconnection: false,
        timeout,
        forceNew: true,
      }),
    onSocket: (socket) => socket.on('view', hear),
    onUp: (_socket, address) => {
      connected = address;
      clock.reset();
      onConnected();
    },
    onDown: ({ data }) => {
      onState('offline');
      const refused = ConnectRefusal.safeParse(data);
      if (refused.success) onRefused(refused.data.refusal);
    },
  });

  return {
    send(receipt) {
      const socket = line.socket();
      if (socket?.connected !== true) return false;
      socket.emit('receipt', receipt);
      return true;
    },
    hubs: () => [connected, ...addresses.filter((hub) => hub !== connected)],
    close: line.close,
  };
};
