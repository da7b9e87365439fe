// A wall's line to the hubs: whole views in, receipts out, reconnecting for ever.
import { WallView } from '../../protocol/views.ts';
import { doors, type Receipt } from '../../protocol/wire.ts';
import { type KeyedScreen, openKeyedLine } from './keyed-line.ts';

export type LinkState = 'connecting' | 'live' | 'offline';

export type WallLinkParts = KeyedScreen<WallView> & {
  readonly onState: (state: LinkState) => void;
  readonly onConnected: () => void;
};

export type WallLink = {
  /** False when there is no connection. */
  readonly send: (receipt: Receipt) => boolean;
  /** Where hubs are, the one connected to last first. */
  readonly hubs: () => readonly string[];
  readonly close: () => void;
};

export const connectWall = (parts: WallLinkParts): WallLink => {
  const { onState, onView, onConnected } = parts;
  onState('connecting');
  const line = openKeyedLine({
    ...parts,
    door: doors.wall,
    view: WallView,
    onView: (view) => {
      // Live means: what is shown is what the hub says now. A bare connection is not enough.
      onState(view.live ? 'live' : 'offline');
      onView(view);
    },
    onUp: onConnected,
    onLost: () => onState('offline'),
  });

  return {
    send(receipt) {
      const socket = line.socket();
      if (socket?.connected !== true) return false;
      socket.emit('receipt', receipt);
      return true;
    },
    hubs: line.hubs,
    close: line.close,
  };
};
