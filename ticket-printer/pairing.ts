// An agent without a key: asks for a code, says it in the log and once on paper, and waits to be accepted.
import type { Logger } from 'pino';
import { openPairingLine } from '../protocol/pairing-line.ts';
import { type Placed, shownCode, type Wish } from '../protocol/wire-devices.ts';
import type { Clock } from './clock.ts';
import type { PairingPaper, Printer } from './contract.ts';
import { hashOf, type IdentityStore, newKey } from './identity.ts';

export type Pairing = { close(): void };

/** A slip that did not come out is tried again after so long. */
const printAgainMs = 5_000;

export const startPairing = (parts: {
  readonly urls: readonly [string, ...string[]];
  readonly wish: Wish | null;
  readonly about: string;
  readonly identity: IdentityStore;
  readonly printer: Printer | null;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onAccepted: (key: string, placed: Placed) => void;
}): Pairing => {
  const { urls, wish, about, identity, printer, clock, logger, onAccepted } = parts;
  let closed = false;
  let shown = '';
  let trouble = '';
  let cancel = (): void => {};

  /** Once for each code: a roll must not run out while nobody comes. */
  const print = async (paper: PairingPaper): Promise<void> => {
    if (printer === null || closed || identity.current().printedCode === paper.code) return;
    const outcome = await printer.print(paper);
    if (outcome === 'printed' || !outcome.certain) identity.change({ printedCode: paper.code });
    else if (!closed && shown === paper.code) cancel = clock.after(printAgainMs, () => void print(paper));
  };

  const line = openPairingLine({
    addresses: urls,
    request: { purpose: 'agent', ...(wish === null ? {} : { wanted: wish }), about },
    newKey,
    hashOf,
    kept: identity.current().pairing,
    keep: (pairing) => identity.change({ pairing }),
    onCode: ({ code }) => {
      if (code === shown) return;
      shown = code;
      const hub = new URL('/devices', urls[0]).href;
      logger.warn(
        { code: shownCode(code), page: hub },
        'not registered: an administrator types this code on the devices page',
      );
      void print({ kind: 'pairing', job: 'pairing', code, hubs: urls, wanted: wish, atMs: clock.now() });
    },
    onTrouble: (kind, message) => {
      if (kind !== null && message !== trouble)
        logger.warn({ reason: message }, 'no code from the hub; trying again');
      trouble = message;
    },
    onAccepted: (key, placed) => {
      closed = true;
      cancel();
      onAccepted(key, placed);
    },
  });
  return {
    close: () => {
      closed = true;
      cancel();
      line.close();
    },
  };
};
