// A wall's line to the hubs: whole views in, receipts out, reconnecting for ever.
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { z } from 'zod';
import { openHubLine } from '../../protocol/hub-line.ts';
import { EpochMs } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import { WallView } from '../../protocol/views.ts';
import {
  ConnectRefusal,
  doors,
  type HubToWall,
  type KeyHello,
  type Receipt,
  transports,
  type WallToHub,
} from '../../protocol/wire.ts';
import { Placed } from '../../protocol/wire-devices.ts';
import type { HubClock } from './hub-clock.ts';

export type LinkState = 'connecting' | 'live' | 'offline';

export type WallLinkParts = {
  /** Where the page came from. */
  readonly origin: string;
  readonly hello: KeyHello;
  readonly clock: HubClock;
  /** Where this wall stands, before the first view of each connection. */
  readonly onPlaced: (placed: Placed) => void;
  /** The hub does not know the key, or no longer: it is to be forgotten. The line goes on until it is closed. */
  readonly onUnknownKey: () => void;
  readonly onView: (view: WallView) => void;
  readonly onState: (state: LinkState) => void;
  readonly onConnected: () => void;
  /** The hub does not let us in, e.g. because the site is not in its settings; it is asked again for ever. */
  readonly onRefused: (refusal: Refusal) => void;
  /** A view does not fit our schema: the hub was upgraded while this page was open. */
  readonly onUnreadable: (problem: string) => void;
  /** Opens the socket; Socket.IO's own unless a test holds the network. */
  readonly open?: (address: string, options: Partial<ManagerOptions & SocketOptions>) => Socket;
};

export type WallLink = {
  /** False when there is no connection. */
  readonly send: (receipt: Receipt) => boolean;
  readonly close: () => void;
};

const SentWallView = z.object({ sentAtMs: EpochMs, view: WallView });

export const connectWall = (parts: WallLinkParts): WallLink => {
  const {
    origin: own,
    hello,
    clock,
    onPlaced,
    onUnknownKey,
    onView,
    onState,
    onConnected,
    onRefused,
    onUnreadable,
    open = io,
  } = parts;
  type WallSocket = Socket<HubToWall, WallToHub>;
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

  const hearPlace = (told: unknown): void => {
    const parsed = Placed.safeParse(told);
    if (parsed.success) onPlaced(parsed.data);
    else onUnreadable(z.prettifyError(parsed.error));
  };

  onState('connecting');
  const line = openHubLine<WallSocket>({
    addresses: () => addresses,
    open: (address, timeout) =>
      open(`${address}${doors.wall}`, {
        auth: hello,
        transports,
        tryAllTransports: true,
        reconnection: false,
        timeout,
        forceNew: true,
      }),
    onSocket: (socket) => {
      socket.on('placed', hearPlace);
      socket.on('view', hear);
      socket.on('deviceRevoked', onUnknownKey);
    },
    onUp: () => {
      clock.reset();
      onConnected();
    },
    onDown: ({ data }) => {
      onState('offline');
      const refused = ConnectRefusal.safeParse(data);
      if (!refused.success) return;
      if (refused.data.refusal.code === 'unknownKey') onUnknownKey();
      else onRefused(refused.data.refusal);
    },
  });

  return {
    send(receipt) {
      const socket = line.socket();
      if (socket?.connected !== true) return false;
      socket.emit('receipt', receipt);
      return true;
    },
    close: line.close,
  };
};
