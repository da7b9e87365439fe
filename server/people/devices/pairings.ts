// Devices that wait to be accepted, in the notes that all hubs share; a device that is on keeps its code.
import { z } from 'zod';
import { Purpose } from '../../../protocol/access.ts';
import { EpochMs, NetworkAddress } from '../../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../../protocol/parse.ts';
import { refuse } from '../../../protocol/refusals.ts';
import { codeLength, KeyHash, type PairingRequest, Wish } from '../../../protocol/wire-devices.ts';
import type { LimitBook } from '../../base/limit-book.ts';
import type { Notes } from '../../expiring/store.ts';
import { hashOf, newPairingCode, newSecret } from './secrets.ts';

/** A device that was not heard for so long is forgotten. */
export const pairingMs = 15 * 60_000;
/** A code stands no longer than this, ms. */
const codeMs = 24 * 3_600_000;
/** Kept anew only when this much of its time is over, so that asking writes little. */
const renewAfterMs = 60_000;

const Pairing = z.strictObject({
  hash: KeyHash,
  code: z.string().length(codeLength),
  secretHash: KeyHash,
  purpose: Purpose,
  wanted: Wish.nullable(),
  about: z.string().nullable(),
  from: NetworkAddress,
  askedAtMs: EpochMs,
  expiresAtMs: EpochMs,
});
export type Pairing = Readonly<z.infer<typeof Pairing>>;

export type Pairings = {
  /** Gives the device a code, the one it has already if it asks again; `secret` to ask with. Throws LogUnavailable. */
  ask(request: PairingRequest, from: NetworkAddress): Promise<Parsed<Pairing & { readonly secret: string }>>;
  /** The pairing of a secret, and its time begins anew; null: over, or never there. */
  renew(secret: string): Promise<Pairing | null>;
  /** The hash of the key that a secret asks for, whether or not the pairing is over; null: not its secret. */
  find(code: string): Promise<Pairing | null>;
  /** Of several who take a code exactly one gets it. */
  take(code: string): Promise<Pairing | null>;
  /** A taken code that could not be used after all can be typed again. */
  giveBack(pairing: Pairing): Promise<void>;
  forget(pairing: Pairing): Promise<void>;
};

const noteOf = (hash: string): string => `pairing:${hash}`;
const codeNote = (code: string): string => `pairing-code:${code}`;
export const changesAtMs = (pairing: Pairing): number => pairing.askedAtMs + codeMs;

/** A note of another version of the hub is no pairing any more. */
const read = (text: string | null): Pairing | null => {
  if (text === null) return null;
  try {
    return Pairing.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** `nowMs` gives epoch milliseconds; `codes` makes them, as a test wants it. */
export const createPairings = (parts: {
  readonly notes: Notes;
  readonly book: Pick<LimitBook, 'of' | 'refuse'>;
  readonly nowMs: () => number;
  readonly newCode?: () => string;
}): Pairings => {
  const { notes, book, nowMs, newCode = newPairingCode } = parts;

  const freeCode = async (hash: string): Promise<string> => {
    for (;;) {
      const code = newCode();
      if (await notes.add(codeNote(code), hash, pairingMs)) return code;
    }
  };
  const keep = async (pairing: Pairing): Promise<Pairing> => {
    const kept = { ...pairing, expiresAtMs: nowMs() + pairingMs };
    await notes.put(codeNote(kept.code), kept.hash, pairingMs);
    await notes.put(noteOf(kept.hash), JSON.stringify(kept), pairingMs);
    return kept;
  };
  const forget = async ({ hash, code }: Pairing): Promise<void> => {
    await notes.remove(codeNote(code));
    await notes.remove(noteOf(hash));
  };
  /** What this device asked for before, while its code stands. */
  const known = async (hash: string): Promise<Pairing | null> => {
    const pairing = read(await notes.get(noteOf(hash)));
    if (pairing === null || nowMs() < changesAtMs(pairing)) return pairing;
    await forget(pairing);
    return null;
  };
  const byCode = async (hash: string | null): Promise<Pairing | null> =>
    hash === null ? null : read(await notes.get(noteOf(hash)));

  const limitReached = async (from: string): Promise<'pairings' | 'pairingsPerAddress' | null> => {
    const waiting = (await notes.list('pairing:')).map(({ value }) => read(value));
    if (waiting.length >= book.of.pairings) return 'pairings';
    const here = waiting.filter((pairing) => pairing?.from === from).length;
    return here >= book.of.pairingsPerAddress ? 'pairingsPerAddress' : null;
  };

  return {
    ask: async (request, from) => {
      const secret = `${request.hash}.${newSecret()}`;
      const before = await known(request.hash);
      const limit = before === null ? await limitReached(from) : null;
      if (limit !== null) return { ok: false, refusal: book.refuse(limit) };
      const pairing = await keep({
        hash: request.hash,
        code: before?.code ?? (await freeCode(request.hash)),
        secretHash: hashOf(secret),
        purpose: request.purpose,
        wanted: request.wanted ?? null,
        about: request.about ?? null,
        from,
        askedAtMs: before?.askedAtMs ?? nowMs(),
        expiresAtMs: 0,
      });
      return { ok: true, value: { ...pairing, secret } };
    },
    renew: async (secret) => {
      const hash = parseAs(KeyHash, secret.split('.')[0]);
      if (!hash.ok) return null;
      const pairing = await known(hash.value);
      if (pairing === null || pairing.secretHash !== hashOf(secret)) return null;
      return pairing.expiresAtMs - nowMs() > pairingMs - renewAfterMs ? pairing : keep(pairing);
    },
    find: async (code) => byCode(await notes.get(codeNote(code))),
    take: async (code) => byCode(await notes.take(codeNote(code))),
    giveBack: async (pairing) => {
      const leftMs = pairing.expiresAtMs - nowMs();
      if (leftMs > 0) await notes.add(codeNote(pairing.code), pairing.hash, leftMs);
    },
    forget,
  };
};

/** Refuses an administrator who types many wrong codes, at whichever hub. */
export const createWrongCodes = ({
  notes,
  book,
}: {
  readonly notes: Notes;
  readonly book: Pick<LimitBook, 'of' | 'refuse'>;
}) => {
  const prefix = (who: string): string => `pairing-wrong:${who}:`;
  return {
    refusal: async (who: string) =>
      (await notes.list(prefix(who))).length >= book.of.wrongCodes ? book.refuse('wrongCodes') : null,
    /** Counts one, and gives what to answer. */
    note: async (who: string) => {
      await notes.put(`${prefix(who)}${newSecret()}`, '', pairingMs);
      return refuse('unknownPairingCode');
    },
  };
};
