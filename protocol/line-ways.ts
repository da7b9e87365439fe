// By which transport the next attempt goes: sockets first, polling first after sockets that are accepted and then say nothing.

export type Transport = 'websocket' | 'polling';

/** As Socket.IO's client takes them. */
export type Ways = { readonly transports: Transport[]; readonly upgrade: boolean };

/** Websocket first; polling where a proxy knows no websockets. */
const socketsFirst: Ways = { transports: ['websocket', 'polling'], upgrade: true };
/** Polling carries all, and a socket takes over only once it has answered a probe: a mute one never does. */
const pollingFirst: Ways = { transports: ['polling', 'websocket'], upgrade: true };
/** A socket answered its probe and fell silent afterwards. */
const pollingOnly: Ways = { transports: ['polling'], upgrade: false };

/** Slow tries before polling comes first: one where no socket ever stood, two where one did, for that hub may be busy. */
const slowTries = { neverUp: 1, wasUp: 2 } as const;
/** Sockets are tried again after this, ms; doubled each time in vain, up to the longest. */
export const socketsAgainMs = 10 * 60_000;
const longestMs = 60 * 60_000;
/** A line that stood so long was no mute one, ms. */
const soundMs = 5 * 60_000;

export type LineWays = {
  /** How the next attempt is made. */
  next(): Ways;
  /** An attempt came to nothing because nothing came. */
  slow(): void;
  /** A connection stands. */
  up(): void;
  /** It fell silent, without being closed. */
  silent(): void;
  /** It goes by polling, whatever was tried: how long until sockets are worth another try, ms. */
  againInMs(): number;
  /** That try begins. */
  again(): void;
};

/** `nowMs`: milliseconds of any steady clock. */
export const createLineWays = (nowMs: () => number = () => performance.now()): LineWays => {
  let ways = socketsFirst;
  let slow = 0;
  let mute = 0;
  let wasUp = false;
  let upAtMs = 0;
  let waitMs = socketsAgainMs;
  return {
    next: () => ways,
    slow: () => {
      slow += 1;
      const most = wasUp ? slowTries.wasUp : slowTries.neverUp;
      // Polling that is slow too is no proof against sockets: then both take turns.
      if (ways === pollingOnly || slow < most) return;
      ways = ways === socketsFirst ? pollingFirst : socketsFirst;
      slow = 0;
    },
    up: () => {
      wasUp ||= ways === socketsFirst;
      slow = 0;
      upAtMs = nowMs();
    },
    silent: () => {
      if (ways === pollingOnly) return;
      if (nowMs() - upAtMs > soundMs) mute = 0;
      mute += 1;
      ways = mute > 1 ? pollingOnly : pollingFirst;
    },
    againInMs: () => waitMs,
    again: () => {
      waitMs = Math.min(longestMs, waitMs * 2);
      mute = Math.min(mute, 1);
      ways = pollingFirst;
    },
  };
};
