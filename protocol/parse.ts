// Reads what came from outside: the value, or a refusal that names the field and what is wrong with it.
import type { z } from 'zod';
import { type Refusal, refuse } from './refusals.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** A path as people write it: `command.marks[0]`; the whole input is called `root`. */
export const fieldPath = (path: readonly PropertyKey[], root = 'request'): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  ) || root;

/** The value, or `malformed` with the first problem's field; never throws. */
export const parseAs = <S extends z.ZodType>(
  schema: S,
  input: unknown,
  root?: string,
): Parsed<z.output<S>> => {
  const result = schema.safeParse(input);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0];
  // What a client sends is never echoed whole: an unknown key may be long.
  const problem = (issue?.message ?? 'does not fit').slice(0, 300);
  const field = fieldPath(issue?.path ?? [], root).slice(0, 200);
  return { ok: false, refusal: refuse('malformed', { field, problem }) };
};
