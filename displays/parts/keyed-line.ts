// A screen with a key on its line to the hubs: where it stands, whole views of its own kind, and why it is not let in.
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { z } from 'zod';
import type { HubClock } from '../../protocol/hub-clock.ts';
import { openHubLine } from '../../protocol/hub-line.ts';
import { EpochMs } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import { ConnectRefusal, type KeyHello, socketOptions } from '../../protocol/wire.ts';
import { Placed } from '../../protocol/wire-devices.ts';

/** What a screen of any kind gives, and is told. */
export type KeyedScreen<View> = {
  /** Where the page came from. */
  readonly origin: string;
  readonly hello: KeyHello;
  readonly clock: HubClock;
  /** Where this screen stands, before the first view of each connection. */
  readonly onPlaced: (placed: Placed) => void;
  /** The hub does not know the key, or no longer: it is to be forgotten. The line goes on until it is closed. */
  readonly onUnknownKey: () => void;
  readonly onView: (view: View) => void;
  /** The hub does not let us in, e.g. because the site is not in its settings; it is asked again for ever. */
  readonly onRefused: (refusal: Refusal) => void;
  /** A view does not fit our schema: the hub was upgraded while this page was open. */
  readonly onUnreadable: (problem: string) => void;
  /** Opens the socket; Socket.IO's own unless a test holds the network. */
  readonly open?: (address: string, options: Partial<ManagerOptions & SocketOptions>) => Socket;
};

type KeyedLineParts<View> = KeyedScreen<View> & {
  /** Its namespace at the hub. */
  readonly door: string;
  readonly view: z.ZodType<View>;
  readonly onUp: () => void;
  /** The line is lost, or could not be had; before it is told why. */
  readonly onLost: () => void;
};

export type KeyedLine = {
  /** The present socket, connected or not; null between two attempts. */
  readonly socket: () => Socket | null;
  /** Where hubs are, the one connected to last first. */
  readonly hubs: () => readonly string[];
  readonly close: () => void;
};

/** Connects at once and for ever. */
export const openKeyedLine = <View extends { readonly hubs: readonly string[] }>(
  parts: KeyedLineParts<View>,
): KeyedLine => {
  const { origin: own, clock, open = io } = parts;
  const Sent = z.object({ sentAtMs: EpochMs, view: parts.view });
  let connected = own;
  let addresses: readonly [string, ...string[]] = [own];

  const hear = (sent: unknown): void => {
    const parsed = Sent.safeParse(sent);
    if (!parsed.success) {
      parts.onUnreadable(z.prettifyError(parsed.error));
      return;
    }
    const { view, sentAtMs } = parsed.data;
    addresses = [own, ...view.hubs.filter((hub) => hub !== own)];
    clock.heard(sentAtMs);
    parts.onView(view);
  };

  const hearPlace = (told: unknown): void => {
    const parsed = Placed.safeParse(told);
    if (parsed.success) parts.onPlaced(parsed.data);
    else parts.onUnreadable(z.prettifyError(parsed.error));
  };

  const line = openHubLine<Socket>({
    addresses: () => addresses,
    open: (address, timeout, ways) =>
      open(`${address}${parts.door}`, { ...socketOptions(timeout, ways), auth: parts.hello }),
    onSocket: (socket) => {
      socket.on('placed', hearPlace);
      socket.on('view', hear);
      socket.on('deviceRevoked', parts.onUnknownKey);
    },
    onUp: (_socket, address) => {
      connected = address;
      clock.reset();
      parts.onUp();
    },
    onDown: ({ data }) => {
      parts.onLost();
      const refused = ConnectRefusal.safeParse(data);
      if (!refused.success) return;
      if (refused.data.refusal.code === 'unknownKey') parts.onUnknownKey();
      else parts.onRefused(refused.data.refusal);
    },
  });

  return {
    socket: line.socket,
    hubs: () => [connected, ...addresses.filter((hub) => hub !== connected)],
    close: line.close,
  };
};
