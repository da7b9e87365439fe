// A client's line to the hubs: one socket at a time, tried for ever, at the next address when one is lost or silent.
// The socket is opened by whoever calls, so that this runs in a page and in the device agent alike.
import {
  aloneEveryMs,
  attemptAllowed,
  beatAfter,
  createPatience,
  delayBefore,
  silenceAllowed,
} from './line-patience.ts';

/** What is needed of a Socket.IO client socket that does not reconnect by itself. */
export type LineSocket = {
  readonly connected: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: each room types its own events
  on(event: any, listener: any): unknown;
  /** Hears of everything the hub sends. */
  onAny(listener: () => void): unknown;
  removeAllListeners(): unknown;
  disconnect(): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  timeout(ms: number): { emitWithAck(event: any): Promise<unknown> };
};

export type LineDown = {
  /** What Socket.IO said; "silent": no sign of life; "slow": no connection in time; "doubted". */
  readonly reason: string;
  /** What the hub sent with a refused connection; undefined otherwise. */
  readonly data: unknown;
};

export type HubLineParts<S extends LineSocket> = {
  /** Where hubs are, the preferred one first; asked before each attempt, because a hub may tell of others. */
  readonly addresses: () => readonly [string, ...string[]];
  readonly open: (address: string, connectTimeoutMs: number) => S;
  /** Hangs the room's own listeners on a new socket, before it connects. */
  readonly onSocket: (socket: S) => void;
  readonly onUp: (socket: S, address: string) => void;
  /** After a lost line and after each attempt that failed. */
  readonly onDown: (down: LineDown, address: string) => void;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
};

export type HubLine<S extends LineSocket> = {
  /** The present socket, connected or not; null between two attempts. */
  socket(): S | null;
  /** A hub that does not answer is treated as gone. */
  doubt(): void;
  /** Ends it; a new line is needed afterwards. */
  close(): void;
};

/** Connects at once and for ever. */
export const openHubLine = <S extends LineSocket>(parts: HubLineParts<S>): HubLine<S> => {
  const { addresses, open, onSocket, onUp, onDown, random = Math.random } = parts;
  const patience = createPatience();
  let socket: S | null = null;
  let address = addresses()[0];
  let tries = 0;
  /** Signs of life on the present socket, counted. */
  let signs = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const leave = (): void => {
    clearTimeout(watch);
    socket?.removeAllListeners();
    socket?.disconnect();
    socket = null;
  };

  const down = (reason: string, data: unknown): void => {
    if (closed) return;
    const lost = address;
    leave();
    const all = addresses();
    address = all[(all.indexOf(lost) + 1) % all.length] ?? all[0];
    retry = setTimeout(connect, delayBefore(tries, all.length, patience.strain(), random()));
    patience.down(reason === 'silent' || reason === 'slow');
    tries += 1;
    onDown({ reason, data }, lost);
  };

  /** False: the hub neither answers nor sends anything in time. */
  const isAlive = async (mine: S): Promise<boolean> => {
    const before = signs;
    try {
      await mine.timeout(silenceAllowed(patience.strain(), random())).emitWithAck('beat');
      return true;
    } catch {
      return signs !== before;
    }
  };

  /** Only where there is another hub to go to: a single one is told by the transport itself. */
  const listen = (mine: S): void => {
    const before = signs;
    clearTimeout(watch);
    watch = setTimeout(
      async () => {
        if (mine !== socket) return;
        // Anything heard since the last look says as much as an answered beat, and costs a busy hub less.
        const alive = addresses().length === 1 || signs !== before || (await isAlive(mine));
        if (mine !== socket) return;
        if (alive) listen(mine);
        else down('silent', undefined);
      },
      addresses().length === 1 ? aloneEveryMs : beatAfter(patience.strain(), random()),
    );
  };

  const connect = (): void => {
    const allowedMs = attemptAllowed(patience.strain(), random());
    const mine = open(address, allowedMs);
    socket = mine;
    // Socket.IO's own limit ends with the transport; a hub may hang before it lets us in.
    watch = setTimeout(() => {
      if (mine === socket) down('slow', undefined);
    }, allowedMs);
    onSocket(mine);
    mine.onAny(() => {
      if (mine === socket) signs += 1;
    });
    mine.on('connect', () => {
      if (mine !== socket) return;
      tries = 0;
      patience.up();
      listen(mine);
      onUp(mine, address);
    });
    mine.on('disconnect', (reason: string) => {
      if (mine === socket) down(reason, undefined);
    });
    mine.on('connect_error', (error: Error & { data?: unknown }) => {
      if (mine === socket) down(error.message === 'timeout' ? 'slow' : error.message, error.data);
    });
  };

  connect();
  return {
    socket: () => socket,
    doubt: () => {
      if (socket !== null) down('doubted', undefined);
    },
    close: () => {
      closed = true;
      clearTimeout(retry);
      patience.close();
      leave();
    },
  };
};
