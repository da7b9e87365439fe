// Every line that stays open (streams, sockets, downloads) hangs on the right of its caller, and is cut with it: here, for all.
import type { Logger } from 'pino';
import type { KnownCaller } from './caller.ts';
import type { IdleWatch } from './idle-watch.ts';
import type { Register } from './register/register.ts';
import { lifetimeMs, type Sessions } from './sessions.ts';

/** Why a line is cut. changed: name or roles are others, or the place is; whoever may still come, comes again. */
export type WhyCut = 'signedOut' | 'locked' | 'changed' | 'revoked';

export type Lines = {
  /**
   * Holds a line from now until the returned function is called. `cut` is called once, as soon as the session ends or locks,
   * the account changes, or the key is revoked or moved, at whichever hub that was; at once when it has happened already.
   * `lasting`: its session is watched for idleness and age too; an answer that is sent in one go needs no such watch.
   */
  hold(caller: KnownCaller, cut: (why: WhyCut) => void, lasting: boolean): () => void;
  /** How many are held now. */
  count(): number;
  close(): void;
};

export type LinesParts = {
  readonly sessions: Pick<Sessions, 'onEnd' | 'onLock' | 'look'>;
  readonly register: Pick<Register, 'state' | 'onChange'>;
  readonly idleWatch: Pick<IdleWatch, 'watch'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
};

/** What a person may do and is called; compared as text, because the register may have read itself anew. */
const isSame = (
  a: { readonly grants: unknown; readonly name: string },
  b: { readonly grants: unknown; readonly name: string },
): boolean =>
  a.name === b.name && (a.grants === b.grants || JSON.stringify(a.grants) === JSON.stringify(b.grants));

type Line = { readonly caller: KnownCaller; readonly cut: (why: WhyCut) => void };

/** The store is asked again after so long when it did not answer, and whether nothing was missed while it was away, ms. */
export const askAgainMs = 30_000;
/** A caller is found by asking the store; what is told while the answer is on its way is remembered so long, ms. */
const rememberedMs = 15_000;
const mostRemembered = 10_000;

export const createLines = (parts: LinesParts): Lines => {
  const { sessions, register, idleWatch, now, logger } = parts;
  const lines = new Set<Line>();
  /** Sessions that ended or were locked just now, with when. */
  const lately = new Map<string, number>();

  const cut = (line: Line, why: WhyCut): void => {
    if (!lines.delete(line)) return;
    try {
      line.cut(why);
    } catch (error) {
      // The others are to be cut all the same.
      logger.error({ err: error }, 'a line could not be cut');
    }
  };
  const cutSession = (key: string, why: WhyCut): void => {
    for (const line of [...lines]) {
      if (line.caller.kind === 'staff' && line.caller.session.key === key) cut(line, why);
    }
  };

  /** What the register says of a caller; null: still as it was. */
  const whyNow = (caller: KnownCaller): WhyCut | null => {
    const { accounts, apiKeys, deviceKeys } = register.state();
    switch (caller.kind) {
      case 'staff': {
        const account = accounts.get(caller.id);
        if (account === undefined || account.closed) return 'signedOut';
        return isSame(account, caller) ? null : 'changed';
      }
      case 'integrator':
        return apiKeys.get(caller.key)?.revoked === false ? null : 'revoked';
      case 'device': {
        const device = deviceKeys.get(caller.key);
        if (device === undefined || device.revoked) return 'revoked';
        const { site, device: id, purpose } = device.place;
        const { place } = caller;
        return site === place.site && id === place.device && purpose === place.purpose ? null : 'changed';
      }
      case 'visitor':
        // The code of a ticket is good for its day; its own view ends with it.
        return null;
    }
  };
  const lookAtRegister = (): void => {
    for (const line of [...lines]) {
      const why = whyNow(line.caller);
      if (why !== null) cut(line, why);
    }
  };

  /** What the store says of a session. */
  const lookAtSession = (key: string): void => {
    sessions.look(key).then(
      (session) => {
        if (session === null) cutSession(key, 'signedOut');
        else if (session.locked) cutSession(key, 'locked');
      },
      // It is away: nobody is signed out by that; it is asked again.
      (error: unknown) => logger.debug({ err: error }, 'the session of a line could not be looked at'),
    );
  };
  const remember = (key: string): void => {
    if (lately.size >= mostRemembered) lately.clear();
    lately.set(key, now());
  };

  const stops = [
    sessions.onEnd((key) => {
      remember(key);
      cutSession(key, 'signedOut');
    }),
    sessions.onLock((key) => {
      remember(key);
      cutSession(key, 'locked');
    }),
    register.onChange(lookAtRegister),
  ];
  // What was told while the line to the store was broken nobody hears again.
  const asking = setInterval(() => {
    const keys = new Set<string>();
    for (const { caller } of lines) if (caller.kind === 'staff') keys.add(caller.session.key);
    for (const key of keys) lookAtSession(key);
    for (const [key, atMs] of lately) if (now() - atMs > rememberedMs) lately.delete(key);
  }, askAgainMs);
  asking.unref?.();

  /** Idleness and age, for a line that lasts. */
  const watch = (line: Line): (() => void) => {
    if (line.caller.kind !== 'staff') return () => {};
    const { session } = line.caller;
    const unwatch = idleWatch.watch(session);
    const old = setTimeout(() => cut(line, 'signedOut'), Math.max(0, session.begunAtMs + lifetimeMs - now()));
    old.unref?.();
    return () => {
      clearTimeout(old);
      unwatch();
    };
  };

  return {
    count: () => lines.size,
    hold: (caller, onCut, lasting) => {
      let unwatch: () => void = () => {};
      const line: Line = {
        caller,
        cut: (why) => {
          unwatch();
          onCut(why);
        },
      };
      lines.add(line);
      if (lasting) unwatch = watch(line);
      // Something may have happened between the look that found the caller and now.
      const why = whyNow(caller);
      if (why !== null) cut(line, why);
      else if (caller.kind === 'staff' && lately.has(caller.session.key)) lookAtSession(caller.session.key);
      return () => {
        lines.delete(line);
        unwatch();
      };
    },
    close: () => {
      clearInterval(asking);
      for (const stop of stops) stop();
    },
  };
};
