// A device's way to a key: asks for a code, and waits until an administrator has accepted it; tried for ever.
// What it asks with is given by whoever calls, so that this runs in a page and in the device agent alike.
import { z } from 'zod';
import { Refusal } from './refusals.ts';
import { type PairingRequest, PairingState, type Placed, pairingHeader, SecretKey } from './wire-devices.ts';

/** What a device keeps while it waits, so that a restart does not change its code. */
export const KeptPairing = z.strictObject({ key: SecretKey, secret: z.string().max(200) });
export type KeptPairing = z.infer<typeof KeptPairing>;

export type CodeShown = { readonly code: string; readonly changesAtMs: number };
export type PairingTrouble = 'unreachable' | 'tooMany' | 'refused' | null;

export type PairingParts = {
  /** Where hubs are, tried in turn. */
  readonly addresses: readonly [string, ...string[]];
  readonly request: Omit<PairingRequest, 'hash'>;
  readonly newKey: () => string;
  /** SHA-256 in lower-case hex. */
  readonly hashOf: (key: string) => string;
  readonly kept: KeptPairing | null;
  /** null: nothing is kept any more. */
  readonly keep: (pairing: KeptPairing | null) => void;
  readonly onCode: (shown: CodeShown) => void;
  /** Why it does not go on; null: it does. It is tried again by itself. `message`: the hub's words. */
  readonly onTrouble: (trouble: PairingTrouble, message: string) => void;
  /** The end: the key is good now. */
  readonly onAccepted: (key: string, placed: Placed) => void;
  readonly fetch?: typeof fetch;
};

/** Seconds that the hub may hold an answer back. */
const holdSeconds = 20;
const answerMs = 10_000;
const againMs = 2_000;
const tooManyAgainMs = 20_000;

const Refused = z.object({ refusal: Refusal });
type Answered =
  | { readonly kind: 'state'; readonly state: PairingState }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Begins at once; `close` ends it. */
export const openPairingLine = (parts: PairingParts): { close(): void } => {
  const { addresses, newKey, hashOf, keep, onCode, onTrouble, onAccepted } = parts;
  const ask = parts.fetch ?? fetch;
  const closing = new AbortController();
  let at = 0;
  let key = parts.kept?.key ?? newKey();
  let secret = parts.kept?.secret ?? null;
  /** Nothing has changed since the last answer: the hub may hold the next one back. */
  let inTouch = false;

  const send = async (path: string, init: RequestInit, withinMs: number): Promise<Answered> => {
    const address = addresses[at % addresses.length] ?? addresses[0];
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(withinMs)]);
    try {
      const response = await ask(`${address}${path}`, { ...init, signal, cache: 'no-store' });
      const body: unknown = await response.json();
      if (response.ok) return { kind: 'state', state: PairingState.parse(body) };
      const refused = Refused.safeParse(body);
      if (refused.success) return { kind: 'refused', refusal: refused.data.refusal };
      return { kind: 'unreachable', reason: `${address} answered ${response.status}` };
    } catch (error) {
      return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
    }
  };
  const begin = (): Promise<Answered> => {
    const body = JSON.stringify({ ...parts.request, hash: hashOf(key) });
    const headers = { 'content-type': 'application/json' };
    return send('/api/pairing', { method: 'POST', headers, body }, answerMs);
  };
  const goOn = (mine: string): Promise<Answered> => {
    const headers = { [pairingHeader]: mine };
    const hold = inTouch ? holdSeconds : 0;
    return send(`/api/pairing?wait=${hold}`, { headers }, hold * 1_000 + answerMs);
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        closing.signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      closing.signal.addEventListener('abort', end);
    });

  /** Milliseconds until the next try. */
  const refused = (refusal: Refusal): number => {
    if (refusal.code === 'unknownPairing') {
      secret = null;
      return 0;
    }
    // This key was good once, and is not any more.
    if (refusal.code === 'unknownKey') {
      key = newKey();
      secret = null;
      return againMs;
    }
    const tooMany = refusal.code === 'tooManyPairings';
    onTrouble(tooMany ? 'tooMany' : 'refused', refusal.message);
    return tooMany ? tooManyAgainMs : againMs;
  };

  /** Milliseconds until the next question; null: accepted. */
  const step = async (): Promise<number | null> => {
    const answer = secret === null ? await begin() : await goOn(secret);
    if (closing.signal.aborted) return null;
    inTouch = answer.kind === 'state';
    if (answer.kind === 'unreachable') {
      at += 1;
      onTrouble('unreachable', answer.reason);
      return againMs;
    }
    if (answer.kind === 'refused') return refused(answer.refusal);
    const { state } = answer;
    onTrouble(null, '');
    if (state.state === 'accepted') {
      onAccepted(key, { place: state.place, name: state.name });
      return null;
    }
    if (state.secret !== undefined && state.secret !== secret) {
      secret = state.secret;
      keep({ key, secret });
    }
    onCode({ code: state.code, changesAtMs: state.changesAtMs });
    return 0;
  };

  const run = async (): Promise<void> => {
    for (;;) {
      const held = inTouch;
      const beganMs = performance.now();
      const waitMs = await step();
      if (waitMs === null || closing.signal.aborted) return;
      // A hub that does not hold its answer back must not be asked without end.
      const quick = held && performance.now() - beganMs < againMs;
      await pause(Math.max(waitMs, quick ? againMs : 0));
    }
  };
  void run();
  return { close: () => closing.abort() };
};
