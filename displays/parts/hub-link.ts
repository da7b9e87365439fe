// A wall's line to the hub: whole views in, receipts out, reconnecting for ever.
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { z } from 'zod';
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
  readonly hello: WallHello;
  readonly clock: HubClock;
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
/** Never longer than this between two attempts, ms. */
const retryMs = 2_000;

export const connectWall = (parts: WallLinkParts): WallLink => {
  const { hello, clock, onView, onState, onConnected, onRefused, onUnreadable, open = io } = parts;
  const socket: Socket<HubToWall, WallToHub> = open(doors.wall, {
    auth: hello,
    transports,
    tryAllTransports: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: retryMs,
    timeout: 4_000,
    forceNew: true,
  });
  let retry: ReturnType<typeof setTimeout> | undefined;
  /** Socket.IO comes back by itself from a lost line, but not from a refusal or when the hub hung up. */
  const comeBack = () => {
    if (socket.active) return;
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), retryMs);
  };

  onState('connecting');
  socket.on('connect', () => {
    clock.reset();
    onConnected();
  });
  socket.on('view', (sent: unknown) => {
    const parsed = SentWallView.safeParse(sent);
    if (!parsed.success) {
      onUnreadable(z.prettifyError(parsed.error));
      return;
    }
    clock.heard(parsed.data.sentAtMs);
    // Live means: what is shown is what the hub says now. A bare connection is not enough.
    onState('live');
    onView(parsed.data.view);
  });
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    onState('offline');
    const refused = ConnectRefusal.safeParse(error.data);
    if (refused.success) onRefused(refused.data.refusal);
    comeBack();
  });
  socket.on('disconnect', () => {
    onState('offline');
    comeBack();
  });

  return {
    send(receipt) {
      if (!socket.connected) return false;
      socket.emit('receipt', receipt);
      return true;
    },
    close() {
      clearTimeout(retry);
      socket.disconnect();
    },
  };
};
