// The agent's life between keys: pairs, stands at its place, moves when the hub says so, pairs again when its key is revoked.
import type { Logger } from 'pino';
import type { DevicePlace } from '../protocol/access.ts';
import type { KeptElsewhere, Placed, Wish } from '../protocol/wire-devices.ts';
import { systemClock } from './clock.ts';
import type { AgentConfig } from './config.ts';
import type { Printer } from './contract.ts';
import type { IdentityStore } from './identity.ts';
import { type Pairing, startPairing } from './pairing.ts';
import { keptElsewhere } from './places.ts';
import { openPost, type Post } from './post.ts';

/** A full disk may have room again. */
const enterAgainMs = 5_000;

export type AgentLife = {
  /** null: it has no key, or is about to move. */
  post(): Post | null;
  /** What was recorded at other places and cannot be told from here. */
  kept(): readonly KeptElsewhere[];
  close(): Promise<void>;
};

export const startLife = (parts: {
  readonly config: AgentConfig;
  readonly urls: readonly [string, ...string[]];
  readonly wish: Wish | null;
  readonly identity: IdentityStore;
  readonly printer: Printer | null;
  readonly logger: Logger;
  readonly onChange: () => void;
}): AgentLife => {
  const { config, urls, wish, identity, printer, logger, onChange } = parts;
  let post: Post | null = null;
  let pairing: Pairing | null = null;
  let kept: readonly KeptElsewhere[] = [];
  let closed = false;
  /** One place is left before the next is entered. */
  let turn: Promise<void> = Promise.resolve();

  const leave = (): void => {
    const leaving = post;
    post = null;
    if (leaving === null) return;
    leaving.link.close();
    turn = turn.then(() => leaving.close());
  };

  const standAt = (key: string, place: DevicePlace): void => {
    leave();
    turn = turn.then(() => {
      if (closed) return;
      kept = keptElsewhere(config.data, place);
      for (const { site, device, untold } of kept)
        logger.error(
          { site, device, tickets: untold },
          'tickets of another place are kept and not told here: register this agent there again, or enter them at that reception',
        );
      logger.info({ site: place.site, device: place.device }, 'this agent stands at');
      post = openPost({
        config,
        urls,
        key,
        place,
        printer,
        logger,
        onChange,
        onPlaced: (placed) => isHere(key, place, placed),
        onUnknownKey: forgotten,
      });
      onChange();
    });
    turn = turn.catch((error: unknown) => {
      logger.error({ error: String(error) }, 'this place cannot be entered; trying again');
      const again = setTimeout(() => {
        if (!closed && post === null && pairing === null) standAt(key, place);
      }, enterAgainMs);
      again.unref();
    });
  };

  /** Whether the agent stands there already; otherwise it goes there. */
  const isHere = (key: string, here: DevicePlace, { place }: Placed): boolean => {
    if (here.site === place.site && here.device === place.device) return true;
    identity.change({ place });
    standAt(key, place);
    return false;
  };

  const forgotten = (): void => {
    if (closed || pairing !== null) return;
    logger.warn(
      'the key of this agent is not good any more: what it has recorded is kept, and it pairs again',
    );
    identity.change({ key: null, pairing: null, printedCode: null });
    leave();
    pair();
    onChange();
  };

  const lastPlace = (): Wish | null => {
    const { place } = identity.current();
    return place === null ? null : { site: place.site, device: place.device };
  };
  const pair = (): void => {
    pairing = startPairing({
      urls,
      // Where it stood last is where it is most likely to stand again.
      wish: wish ?? lastPlace(),
      about:
        config.virtual === undefined
          ? (config.printer?.address ?? 'no printer').slice(0, 100)
          : 'virtual printer',
      identity,
      printer,
      clock: systemClock,
      logger,
      onAccepted: (key, { place }) => {
        pairing = null;
        identity.change({ key, place, pairing: null, printedCode: null });
        logger.info({ site: place.site, device: place.device }, 'registered');
        standAt(key, place);
      },
    });
  };

  const { key, place } = identity.current();
  if (key !== null && place !== null) standAt(key, place);
  else pair();

  return {
    post: () => post,
    kept: () => kept,
    close: async () => {
      closed = true;
      pairing?.close();
      leave();
      await turn;
    },
  };
};
