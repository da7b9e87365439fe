// Pieces of the OpenAPI document: bodies, answers, and refusals with their texts.
import { z } from 'zod';
import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import { Refusal, type RefusalCode, refusals, refuse, statusOf } from '../../protocol/refusals.ts';

export const Refused = z.strictObject({ ok: z.literal(false), refusal: Refusal });
export const json = (schema: z.ZodType, example?: unknown) => ({
  'application/json': example === undefined ? { schema } : { schema, example },
});

/** The texts of a refusal with its parameters shown as {parameter}. */
const exampleOf = (code: RefusalCode) => {
  const asked = new Proxy<Record<string, string>>({}, { get: (_target, name) => `{${String(name)}}` });
  const example = refuse(code, asked);
  return {
    summary: refusals[code].when,
    value: { ok: false, refusal: { ...example, params: {}, allowed: [] } },
  };
};

export const refusalsOf = (codes: readonly RefusalCode[]): ZodOpenApiResponsesObject => {
  const statuses = [...new Set(codes.map(statusOf))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const here = codes.filter((code) => statusOf(code) === status);
      const examples = Object.fromEntries(here.map((code) => [code, exampleOf(code)]));
      return [
        String(status),
        {
          description: `Refused: ${here.join(', ')}`,
          content: { 'application/json': { schema: Refused, examples } },
        },
      ];
    }),
  );
};

export const ok = (description: string, schema: z.ZodType, example?: unknown): ZodOpenApiResponsesObject => ({
  '200': { description, content: json(schema, example) },
});
