// What the page asks of the hub over HTTP: each answer parsed by its schema, each change sent again with its id until an answer comes.
import type { z } from 'zod';
import type { Refusal, RefusalCode } from '../../protocol/refusals.ts';
import { BookingRefused } from '../../protocol/reservation-api.ts';
import type { FreeTimeView } from '../../protocol/reservation-views.ts';

/** refused: the hub said no, with what is free instead; offline: nobody answered. */
export type Answered<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly refusal: Refusal;
      readonly alternatives: readonly FreeTimeView[];
    }
  | { readonly kind: 'offline' };

export type BookingApi = {
  /** Asks once more after a break of the network, because reading changes nothing. */
  read<T>(path: string, schema: z.ZodType<T>): Promise<Answered<T>>;
  /**
   * Sends a change. Without an answer it is sent again with the same id, which the hub answers as the first time;
   * `onUnsure` is called once when the first answer did not come.
   */
  change<T>(path: string, body: object, schema: z.ZodType<T>, onUnsure?: () => void): Promise<Answered<T>>;
};

export type ApiParts = {
  readonly fetch: typeof globalThis.fetch;
  /** Resolves after so many ms, or earlier when the network comes back. */
  readonly pause: (ms: number) => Promise<void>;
  /** Hears what time it is at the hub, epoch ms to a second, with every answer: a phone's clock may be set meanwhile. */
  readonly onClock?: (hubMs: number) => void;
  /** How long one try may take, ms. */
  readonly patienceMs?: number;
};

/** Pauses between the tries of a change, ms: some 25 s in all, then the person is asked. */
const pauses = [500, 1_500, 3_000, 6_000];

export const createBookingApi = ({ fetch, pause, onClock, patienceMs = 10_000 }: ApiParts): BookingApi => {
  const once = async <T>(path: string, init: RequestInit, schema: z.ZodType<T>): Promise<Answered<T>> => {
    const gone = new AbortController();
    const timer = setTimeout(() => gone.abort(), patienceMs);
    try {
      const response = await fetch(path, { ...init, signal: gone.signal, credentials: 'same-origin' });
      const hubMs = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(hubMs)) onClock?.(hubMs);
      const body: unknown = await response.json();
      if (response.ok) {
        const parsed = schema.safeParse(body);
        if (parsed.success) return { kind: 'ok', value: parsed.data };
      }
      const refused = BookingRefused.safeParse(body);
      if (!refused.success) return { kind: 'offline' };
      const { refusal, alternatives } = refused.data;
      return { kind: 'refused', code: refusal.code, refusal, alternatives };
    } catch {
      return { kind: 'offline' };
    } finally {
      clearTimeout(timer);
    }
  };

  const again = async <T>(
    ask: () => Promise<Answered<T>>,
    waits: readonly number[],
    onUnsure?: () => void,
  ) => {
    let answer = await ask();
    for (const [index, wait] of waits.entries()) {
      if (answer.kind !== 'offline') break;
      if (index === 0) onUnsure?.();
      await pause(wait);
      answer = await ask();
    }
    return answer;
  };

  return {
    read: (path, schema) => again(() => once(path, {}, schema), pauses.slice(0, 1)),
    change: (path, body, schema, onUnsure) => {
      const init: RequestInit = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
      return again(() => once(path, init, schema), pauses, onUnsure);
    },
  };
};
