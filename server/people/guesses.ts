// Slows the guessing of passwords without locking anybody out: wrong tries count for the place they come from, never for the
// account alone. A place where the person has signed in before is not slowed by what others do at that address; and a browser that
// proves it (its cookie, or the session that is only locked) is a place of its own, whatever others do at its address.
import { createHash } from 'node:crypto';
import type { Notes } from '../expiring/store.ts';

/** Where a try comes from. `proof`: of a browser on which this very person has signed in; null: any. */
export type Place = { readonly address: string; readonly proof: string | null };

export type Guesses = {
  /** Seconds to wait before a password of this account is looked at from this address; 0: it is looked at, and by nobody else meanwhile. */
  begin(account: string, place: Place): Promise<number>;
  wrong(account: string, place: Place): Promise<void>;
  right(account: string, place: Place): Promise<void>;
  /** Whether this is the first try that was refused for a minute; so that a flood is on record, but does not flood it. */
  firstRefusal(account: string, place: Place): Promise<boolean>;
  /** Neither: the check itself failed. */
  forget(account: string, place: Place): Promise<void>;
};

/** Wrong tries that cost nothing: of one account at one address, and of all accounts at one address. */
export const freeTries = { pair: 4, address: 20 } as const;
/** The first delay; each further wrong try doubles it up to the longest, ms. */
export const firstDelayMs = 5_000;
export const longestDelayMs = 15 * 60_000;
/** Wrong tries are forgotten so long after the last one, ms. */
export const countedForMs = 24 * 3_600_000;
/** A place is known so long after the last sign-in there, ms. */
export const knownForMs = 60 * 86_400_000;
/** A check that never ends holds its place no longer, ms. */
const checkMs = 10_000;

/** How long the next try waits after so many wrong ones, ms. */
export const delayAfter = (wrong: number, free: number): number =>
  wrong < free ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(30, wrong - free));

/** Whatever was typed as a name makes a short key; nothing of it can be read there. */
const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

/** `nowMs` gives epoch milliseconds. */
export const createGuesses = (notes: Notes, nowMs: () => number): Guesses => {
  const keysOf = (account: string, { address, proof }: Place) => {
    const pair = `${short(account)}/${short(proof ?? address)}`;
    return {
      pairGate: `guess:gate:${pair}`,
      pairCount: `guess:wrong:${pair}`,
      known: `guess:known:${pair}`,
      told: `guess:told:${short(address)}`,
      gate: `guess:gate:${short(address)}`,
      count: `guess:wrong:${short(address)}`,
    };
  };
  const secondsUntil = (untilMs: string | null): number =>
    untilMs === null ? 0 : Math.max(0, Math.ceil((Number(untilMs) - nowMs()) / 1_000));
  const countUp = async (key: string): Promise<number> => {
    const count = Number((await notes.get(key)) ?? 0) + 1;
    await notes.put(key, String(count), countedForMs);
    return count;
  };
  const shut = (gate: string, ms: number): Promise<void> =>
    ms === 0 ? notes.remove(gate) : notes.put(gate, String(nowMs() + ms), ms);

  return {
    begin: async (account, place) => {
      const keys = keysOf(account, place);
      const known = place.proof !== null || (await notes.get(keys.known)) !== null;
      const addressWait = known ? 0 : secondsUntil(await notes.get(keys.gate));
      if (addressWait > 0) return addressWait;
      // Taken by exactly one, at whichever hub: tries do not run side by side.
      if (await notes.add(keys.pairGate, String(nowMs() + 1_000), checkMs)) return 0;
      return Math.max(1, secondsUntil(await notes.get(keys.pairGate)));
    },
    wrong: async (account, place) => {
      const keys = keysOf(account, place);
      await shut(keys.pairGate, delayAfter(await countUp(keys.pairCount), freeTries.pair));
      if (place.proof !== null) return;
      const ofAddress = delayAfter(await countUp(keys.count), freeTries.address);
      if (ofAddress > 0) await shut(keys.gate, ofAddress);
    },
    right: async (account, place) => {
      const keys = keysOf(account, place);
      await notes.remove(keys.pairCount);
      await notes.put(keys.known, '', knownForMs);
      await notes.remove(keys.pairGate);
    },
    firstRefusal: (account, place) => notes.add(keysOf(account, place).told, '', 60_000),
    forget: (account, place) => notes.remove(keysOf(account, place).pairGate),
  };
};
