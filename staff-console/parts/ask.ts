// Asks the hub over HTTP and parses what it says; a refusal comes back in the words of the catalogue.
import type { z } from 'zod';
import { Refusal } from '../../protocol/refusals.ts';

export type Told<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** No answer, or none that this page knows. */
  | { readonly kind: 'failed' };

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A password check may wait in line behind others. */
const withinMs = 15_000;

/** `body` given: sent as JSON. Never throws. */
export const ask = async <S extends z.ZodType>(
  schema: S,
  path: string,
  method: Method = 'GET',
  body?: unknown,
): Promise<Told<z.output<S>>> => {
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(withinMs),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const json: unknown = response.status === 204 ? null : await response.json();
    if (response.ok) return { kind: 'ok', value: schema.parse(json) };
    const refusal = Refusal.safeParse((json as { refusal?: unknown }).refusal);
    return refusal.success ? { kind: 'refused', refusal: refusal.data } : { kind: 'failed' };
  } catch {
    return { kind: 'failed' };
  }
};

/**
 * Sends what may be sent again as long as no answer comes, with the pauses (ms) between the tries; `onUnsure` is called
 * once, when the first answer did not come.
 */
export const askAgain = async <T extends { readonly kind: string }>(
  send: () => Promise<T>,
  pauses: readonly number[],
  onUnsure: () => void = () => {},
): Promise<T> => {
  let told = await send();
  for (const [index, ms] of pauses.entries()) {
    if (told.kind !== 'failed') break;
    if (index === 0) onUnsure();
    await new Promise((resolve) => setTimeout(resolve, ms));
    told = await send();
  }
  return told;
};
