// How a virtual printer speaks on its wire: late, byte by byte, unasked, from an earlier question, or hanging up when idle.

/** All in milliseconds; left out: at once, in one piece, only when asked, for ever. */
export type Manners = {
  /** Every answer comes so much later, in order. */
  readonly lateMs?: number;
  /** Between two bytes, so that an answer comes in pieces. */
  readonly pieceMs?: number;
  /** Bytes nobody asked for, so long after somebody connected: late answers to another, say. */
  readonly stray?: { readonly bytes: readonly number[]; readonly afterMs: number };
  /** Status sent unasked again and again. */
  readonly unasked?: { readonly bytes: readonly number[]; readonly everyMs: number };
  /** Hangs up when it has received nothing for so long. */
  readonly idleCloseMs?: number;
};

export type Speech = {
  /** Hands an answer over, to be said in the printer's own manner. */
  say(bytes: Uint8Array): void;
  /** Something was received. */
  heard(): void;
  end(): void;
};

/** The printer's side of one connection; `send` and `hangUp` are the wire's. */
export const speak = (manners: Manners, send: (bytes: Uint8Array) => void, hangUp: () => void): Speech => {
  const timers = new Set<NodeJS.Timeout>();
  let freeAtMs = 0;
  let idle: NodeJS.Timeout | undefined;
  const after = (milliseconds: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
  };
  const { lateMs = 0, pieceMs = 0, stray, unasked, idleCloseMs } = manners;

  const say = (bytes: Uint8Array): void => {
    if (lateMs === 0 && pieceMs === 0) {
      send(bytes);
      return;
    }
    for (const piece of pieceMs === 0 ? [bytes] : Array.from(bytes, (byte) => Uint8Array.of(byte))) {
      const nowMs = performance.now();
      const atMs = Math.max(nowMs + lateMs, freeAtMs + pieceMs);
      freeAtMs = atMs;
      after(atMs - nowMs, () => send(piece));
    }
  };
  const heard = (): void => {
    clearTimeout(idle);
    if (idleCloseMs !== undefined) idle = setTimeout(hangUp, idleCloseMs);
  };
  heard();
  if (stray !== undefined) {
    const bytes = Uint8Array.from(stray.bytes);
    if (stray.afterMs === 0) send(bytes);
    else after(stray.afterMs, () => send(bytes));
  }
  const repeating =
    unasked === undefined
      ? undefined
      : setInterval(() => send(Uint8Array.from(unasked.bytes)), unasked.everyMs);
  return {
    say,
    heard,
    end: () => {
      clearTimeout(idle);
      clearInterval(repeating);
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
