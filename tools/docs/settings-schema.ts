// The JSON Schema of the settings document, for editors; what is used in several places stands once, under $defs.
import { z } from 'zod';
import { MonthRule, OpeningSettings } from '../../protocol/calendar-settings.ts';
import { ForecastRules } from '../../protocol/forecast-settings.ts';
import { LocalText } from '../../protocol/ids.ts';
import { BoothProcedure, NumberRange, ProcedureRules, Settings, SiteRules } from '../../protocol/settings.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** What several fields share, by the name it has under $defs. */
export const sharedPieces = {
  Text: LocalText,
  Hours: OpeningSettings,
  MonthRule,
  Numbers: NumberRange,
  ProcedureRules,
  Rules: SiteRules,
  Forecast: ForecastRules,
  BoothProcedure,
} as const;

/** The schema of what an administrator writes: fields with a default may be left out. */
export const settingsSchema = (): JsonSchema => {
  const names = new Map(
    Object.entries(sharedPieces).map(([name, piece]) => [shapeOf(schemaOf(piece)), name]),
  );
  const whole = schemaOf(Settings);
  const $defs = Object.fromEntries(
    Object.entries(sharedPieces).map(([name, piece]) => [name, childrenShared(schemaOf(piece), names)]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Junban settings',
    ...childrenShared(whole, names),
    $defs,
  };
};

const schemaOf = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input' });
  return json;
};

/** What a schema accepts, as text to compare: without what is only said about it. */
const shapeOf = (schema: JsonSchema): string => {
  const { description: _description, default: _default, ...shape } = schema;
  return JSON.stringify(shape);
};

const shared = (schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema => {
  const name = names.get(shapeOf(schema));
  if (name === undefined) return childrenShared(schema, names);
  const { description, default: fallback } = schema;
  return {
    $ref: `#/$defs/${name}`,
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
};

const childrenShared = (schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema => ({
  ...schema,
  ...(schema.properties === undefined
    ? {}
    : {
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([key, value]) => [
            key,
            isSchema(value) ? shared(value, names) : value,
          ]),
        ),
      }),
  ...(isSchema(schema.items) ? { items: shared(schema.items, names) } : {}),
  ...(isSchema(schema.additionalProperties)
    ? { additionalProperties: shared(schema.additionalProperties, names) }
    : {}),
  ...(schema.anyOf === undefined
    ? {}
    : { anyOf: schema.anyOf.map((one) => (isSchema(one) ? shared(one, names) : one)) }),
});

/** A schema that is neither true, false nor left out. */
export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
