// A client's line to the hubs: one socket at a time, tried for ever, at the next address when one is lost or silent.
// The socket is opened by whoever calls, so that this runs in a page and in the device agent alike.

/** What is needed of a Socket.IO client socket that does not reconnect by itself. */
export type LineSocket = {
  readonly connected: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: each room types its own events
  on(event: any, listener: any): unknown;
  removeAllListeners(): unknown;
  disconnect(): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  timeout(ms: number): { emitWithAck(event: any): Promise<unknown> };
};

export type LineDown = {
  /** What Socket.IO said, or "silent". */
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
  /** The hub has answered a beat. */
  readonly onBeat?: () => void;
  /** After a lost line and after each attempt that failed. */
  readonly onDown: (down: LineDown, address: string) => void;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
  /** How a hub is listened to; left out: often, and only where there is another to go to. Phones save their battery. */
  readonly beats?: { readonly everyMs: number; readonly withinMs: number; readonly always: boolean };
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

/** Websocket first; polling where a proxy knows no websockets. */
export const transports = ['websocket', 'polling'] as ['websocket', 'polling'];

/** A hub of several that does not answer a beat within `beatWithinMs` is left for the next one. */
export const beatEveryMs = 800;
export const beatWithinMs = 1_200;
/** Another hub is tried within this, spread so that not all clients of a lost hub come in the same instant. */
const soonMs = 400;
/** When all were tried in vain: from here, doubling. */
const firstDelayMs = 250;
const lastDelayMs = 2_000;

/** Milliseconds before attempt `n` after a loss (0: the first) with so many addresses. */
export const delayBefore = (n: number, addresses: number, random: number): number => {
  // Those that were not tried yet are worth trying at once.
  if (addresses > 1 && n < addresses - 1) return random * soonMs;
  const rounds = n - Math.max(0, addresses - 1);
  return Math.min(lastDelayMs, firstDelayMs * 2 ** Math.min(rounds, 5)) * (0.7 + 0.3 * random);
};

/** Connects at once and for ever. */
export const openHubLine = <S extends LineSocket>(parts: HubLineParts<S>): HubLine<S> => {
  const { addresses, open, onSocket, onUp, onDown, onBeat = () => {}, random = Math.random } = parts;
  const beats = parts.beats ?? { everyMs: beatEveryMs, withinMs: beatWithinMs, always: false };
  let socket: S | null = null;
  let address = addresses()[0];
  let tries = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let beat: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const leave = (): void => {
    clearTimeout(beat);
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
    retry = setTimeout(connect, delayBefore(tries, all.length, random()));
    tries += 1;
    onDown({ reason, data }, lost);
  };

  /** Only where there is another hub to go to: a single one is told by the transport itself. */
  const listen = (mine: S): void => {
    clearTimeout(beat);
    beat = setTimeout(() => {
      if (mine !== socket) return;
      if (beats.always || addresses().length > 1) void ask(mine);
      else listen(mine);
    }, beats.everyMs);
  };
  const ask = async (mine: S): Promise<void> => {
    clearTimeout(beat);
    if (mine !== socket) return;
    try {
      await mine.timeout(beats.withinMs).emitWithAck('beat');
    } catch {
      if (mine === socket) down('silent', undefined);
      return;
    }
    if (mine !== socket) return;
    onBeat();
    listen(mine);
  };

  const connect = (): void => {
    const several = addresses().length > 1;
    const mine = open(address, several ? beats.withinMs : 4_000);
    socket = mine;
    onSocket(mine);
    mine.on('connect', () => {
      if (mine !== socket) return;
      tries = 0;
      listen(mine);
      onUp(mine, address);
    });
    mine.on('disconnect', (reason: string) => {
      if (mine === socket) down(reason, undefined);
    });
    mine.on('connect_error', (error: Error & { data?: unknown }) => {
      if (mine === socket) down(error.message, error.data);
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
      leave();
    },
  };
};
