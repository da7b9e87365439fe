// Asks the hub over HTTP and parses what it says; a refusal comes back in the words of the catalogue.
import type { z } from 'zod';
import { Refusal } from '../../protocol/refusals.ts';

export type Told<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** No answer, or none that this page knows. */
  | { readonly kind: 'failed' };

const within = 15_000;

/** `body` given: sent as JSON. Never throws. */
export const ask = async <S extends z.ZodType>(
  schema: S,
  path: string,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' = 'GET',
  body?: unknown,
): Promise<Told<z.output<S>>> => {
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(within),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const json: unknown = await response.json();
    if (response.ok) return { kind: 'ok', value: schema.parse(json) };
    const refusal = Refusal.safeParse((json as { refusal?: unknown }).refusal);
    return refusal.success ? { kind: 'refused', refusal: refusal.data } : { kind: 'failed' };
  } catch {
    return { kind: 'failed' };
  }
};
