// The hub's clock: the system's, which may jump and whose timers are short; and one for tests, moved by hand.
/** A clock of the machine, or of the store's server, that says another time than what the hub goes by. */
export type ClockDoubt = {
  readonly clock: 'own' | 'store';
  /** How far it is ahead (negative: behind), ms. */
  readonly aheadMs: number;
  /** Since when, epoch ms as the hub counts. */
  readonly sinceMs: number;
};

/** Time in the hub's hands, so that tests hold it. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back at or after `atMs`; returns a cancel function. */
  at(atMs: number, callback: () => void): () => void;
  /** Before this instant (epoch ms) nothing is done that cannot be taken back; left out: at any time. */
  settledAt?(): number;
  /** Null, or left out: no clock is in doubt. */
  doubt?(): ClockDoubt | null;
  /** Calls back when a doubt came or went, or the time was set; returns what ends it. */
  onTurn?(listener: () => void): () => void;
};

/** A timer looks again at least this often, so that a clock set forward, or a machine that slept, is noticed. */
const lookAgainMs = 10_000;

/** Calls back once `leftMs` says 0 or less, asked at least every 10 s; returns a cancel function. */
export const whenNothingIsLeft = (leftMs: () => number, callback: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const arm = (ms: number) => {
    timer = setTimeout(wait, Math.min(Math.max(0, ms), lookAgainMs));
    timer.unref();
  };
  const wait = () => {
    const left = leftMs();
    if (left <= 0) callback();
    else arm(left);
  };
  arm(leftMs());
  return () => clearTimeout(timer);
};

/** The system's time, believed as it is: for tools. Callbacks never come early, and at most 10 s late after a jump. A hub goes by `createTrustedClock`. */
export const systemClock = (): Clock => ({
  now: () => Date.now(),
  at: (atMs, callback) => whenNothingIsLeft(() => atMs - Date.now(), callback),
});

export type ManualClock = Clock & {
  /** Goes on to the instant (epoch ms), stopping at each timer on the way until what it started has settled. */
  advanceTo(atMs: number): Promise<void>;
  /** Sets the time without calling timers, as a jump of the system's clock does. */
  jumpTo(atMs: number): void;
};

/** Turns of the event loop after which work on a log in memory has settled. */
const settlingTurns = 6;

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < settlingTurns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A clock that stands still until a test moves it. */
export const manualClock = (startMs: number): ManualClock => {
  let nowMs = startMs;
  const timers = new Set<{ readonly atMs: number; readonly callback: () => void }>();

  const firstUntil = (atMs: number) => {
    let first: { readonly atMs: number; readonly callback: () => void } | undefined;
    for (const timer of timers) {
      if (timer.atMs <= atMs && (first === undefined || timer.atMs < first.atMs)) first = timer;
    }
    return first;
  };

  return {
    now: () => nowMs,
    at: (atMs, callback) => {
      const timer = { atMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advanceTo: async (atMs) => {
      await settle();
      for (let timer = firstUntil(atMs); timer !== undefined; timer = firstUntil(atMs)) {
        timers.delete(timer);
        nowMs = Math.max(nowMs, timer.atMs);
        timer.callback();
        await settle();
      }
      nowMs = Math.max(nowMs, atMs);
    },
    jumpTo: (atMs) => {
      nowMs = atMs;
    },
  };
};
