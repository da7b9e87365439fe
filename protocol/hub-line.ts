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
import { createLineWays, type Ways } from './line-ways.ts';

/** What is needed of a Socket.IO client socket that does not reconnect by itself. */
export type LineSocket = {
  readonly connected: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: each room types its own events
  on(event: any, listener: any): unknown;
  /** Hears of everything the hub sends. */
  onAny(listener: () => void): unknown;
  removeAllListeners(): unknown;
  disconnect(): unknown;
  /** Socket.IO's own: tells by which transport the line goes now. */
  readonly io?: { readonly engine?: { readonly transport?: { readonly name?: string } } };
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
  readonly open: (address: string, connectTimeoutMs: number, ways: Ways) => S;
  /** Hangs the room's own listeners on a new socket, before it connects. */
  readonly onSocket: (socket: S) => void;
  readonly onUp: (socket: S, address: string) => void;
  /** The hub has answered a beat. */
  readonly onBeat?: () => void;
  /** After a lost line and after each attempt that failed. */
  readonly onDown: (down: LineDown, address: string) => void;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
  /** Asks so often, whatever else is heard and even an only hub; left out: only where silence is seen and another can be gone to. */
  readonly beats?: { readonly everyMs: number; readonly withinMs: number };
};

export type HubLine<S extends LineSocket> = {
  /** The present socket, connected or not; null between two attempts. */
  socket(): S | null;
  /** Asks at once whether the hub still answers, e.g. when a phone wakes up; one that does not is treated as gone. */
  probe(): void;
  /** A hub that does not answer is treated as gone. */
  doubt(): void;
  /** Ends it; a new line is needed afterwards. */
  close(): void;
};

/** How its sockets are opened; trying again is the line's own work. */
export const socketOptions = (connectTimeoutMs: number, ways: Ways = createLineWays().next()) => ({
  ...ways,
  tryAllTransports: true,
  reconnection: false,
  forceNew: true,
  timeout: connectTimeoutMs,
});

/** Connects at once and for ever. */
export const openHubLine = <S extends LineSocket>(parts: HubLineParts<S>): HubLine<S> => {
  const { addresses, open, onSocket, onUp, onDown, onBeat = () => {}, beats, random = Math.random } = parts;
  const patience = createPatience();
  const ways = createLineWays();
  let socket: S | null = null;
  let address = addresses()[0];
  let tries = 0;
  /** Signs of life on the present socket, counted. */
  let signs = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const leave = (): void => {
    clearTimeout(watch);
    clearTimeout(again);
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
    if (reason === 'slow') ways.slow();
    if (reason === 'silent' || reason === 'ping timeout') ways.silent();
    tries += 1;
    onDown({ reason, data }, lost);
  };

  /** False: the hub neither answers nor sends anything in time. */
  const isAlive = async (mine: S): Promise<boolean> => {
    const before = signs;
    try {
      await mine.timeout(silenceAllowed(patience.strain(), random(), beats?.withinMs)).emitWithAck('beat');
      if (mine === socket) onBeat();
      return true;
    } catch {
      return signs !== before;
    }
  };

  const ask = async (mine: S): Promise<void> => {
    clearTimeout(watch);
    const alive = await isAlive(mine);
    if (mine !== socket) return;
    if (alive) listen(mine);
    else down('silent', undefined);
  };

  /** Without beats, only where there is another hub to go to: a single one is told by the transport itself. */
  const listen = (mine: S): void => {
    const before = signs;
    const isAlone = (): boolean => beats === undefined && addresses().length === 1;
    clearTimeout(watch);
    watch = setTimeout(
      () => {
        if (mine !== socket) return;
        // Anything heard since the last look says as much as an answered beat, and costs a busy hub less.
        if (isAlone() || (beats === undefined && signs !== before)) listen(mine);
        else void ask(mine);
      },
      isAlone() ? aloneEveryMs : beatAfter(patience.strain(), random(), beats?.everyMs),
    );
  };

  /** Where the line had to go by polling, sockets are tried again in good time; commands in flight are asked anew. */
  const trySocketsLater = (mine: S): void => {
    again = setTimeout(() => {
      if (mine !== socket || mine.io?.engine?.transport?.name !== 'polling') return;
      ways.again();
      leave();
      connect();
    }, ways.againInMs());
  };

  const connect = (): void => {
    const allowedMs = attemptAllowed(patience.strain(), random());
    const mine = open(address, allowedMs, ways.next());
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
      ways.up();
      trySocketsLater(mine);
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
    probe: () => {
      if (socket?.connected === true) void ask(socket);
    },
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
