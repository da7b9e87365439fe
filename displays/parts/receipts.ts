// Tells the hub which calls this wall has shown and spoken, in batches, and that it is alive.
import type { CallId } from '../../protocol/ids.ts';
import type { Receipt } from '../../protocol/wire.ts';

export type Receipts = {
  /** These calls are on the screen now. */
  readonly shown: (callIds: readonly CallId[]) => void;
  readonly spoken: (callId: CallId, atMs: number) => void;
  /** A new connection: the hub may have forgotten everything, so all that is on the screen is told again. */
  readonly connected: () => void;
  /** Call at least once a second. */
  readonly tick: () => void;
};

export type ReceiptParts = {
  /** False when there is no connection: it is kept and sent later. */
  readonly send: (receipt: Receipt) => boolean;
  readonly sound: () => Receipt['sound'];
  readonly voice?: () => Receipt['voice'];
  /** The hub's clock, ms. */
  readonly now: () => number;
};

type Line = Receipt['calls'][number];

const lifeEveryMs = 5_000;
/** As many as one receipt may carry. */
const limit = 200;

export const createReceipts = ({ send, sound, voice, now }: ReceiptParts): Receipts => {
  /** All calls on the screen, or spoken and not told yet. */
  let lines = new Map<CallId, Line>();
  let untold = new Set<CallId>();
  let lastSentMs = Number.NEGATIVE_INFINITY;
  let lastSound = '';
  return {
    shown(callIds) {
      const atMs = now();
      const next = new Map<CallId, Line>();
      for (const callId of untold) {
        const line = lines.get(callId);
        if (line) next.set(callId, line);
      }
      for (const callId of callIds) {
        const line = lines.get(callId) ?? { callId, shownAtMs: null, spokenAtMs: null };
        if (line.shownAtMs === null) untold.add(callId);
        next.set(callId, { ...line, shownAtMs: line.shownAtMs ?? atMs });
      }
      lines = new Map([...next].slice(-limit));
      untold = new Set([...untold].filter((callId) => lines.has(callId)));
    },
    spoken(callId, atMs) {
      const line = lines.get(callId) ?? { callId, shownAtMs: null, spokenAtMs: null };
      lines.set(callId, { ...line, spokenAtMs: atMs });
      untold.add(callId);
    },
    connected() {
      untold = new Set(lines.keys());
      lastSentMs = Number.NEGATIVE_INFINITY;
    },
    tick() {
      const told = { sound: sound(), ...(voice?.() === undefined ? {} : { voice: voice() }) };
      const state = JSON.stringify(told);
      const due = untold.size > 0 || state !== lastSound || now() - lastSentMs >= lifeEveryMs;
      if (!due) return;
      const calls = [...untold].slice(0, limit).flatMap((callId) => lines.get(callId) ?? []);
      if (!send({ calls, ...told })) return;
      for (const { callId } of calls) untold.delete(callId);
      lastSentMs = now();
      lastSound = state;
    },
  };
};
