// From a document of unknown shape to settings: schema first, then what the parts say of each other.
import { z } from 'zod';
import { Settings } from '../../protocol/settings.ts';
import { crossCheck } from './cross-check.ts';
import type { Path, Problem } from './problem.ts';
import { SettingsError } from './settings-error.ts';

/** Settings with every default filled in; throws SettingsError with all problems found. */
export const parseSettings = (document: unknown): Settings => {
  const parsed = Settings.safeParse(document);
  if (!parsed.success) {
    const found = parsed.error.issues.flatMap((issue) => problemsOf(issue, document));
    throw new SettingsError([...found, ...whatElse(document, found)]);
  }
  const problems = crossCheck(parsed.data);
  if (problems.length > 0) throw new SettingsError(problems);
  return parsed.data;
};

/**
 * What the parts say of each other where fields are wrong that they do not need: all is told in one round. Nothing where the
 * document cannot be read without them, since what would be found then might only be their doing.
 */
const whatElse = (document: unknown, found: readonly Problem[]): readonly Problem[] => {
  const without = structuredClone(document);
  for (const { path } of found) {
    const holder = valueAt(without, path.slice(0, -1));
    const last = path.at(-1);
    if (last === undefined || typeof holder !== 'object' || holder === null || Array.isArray(holder))
      return [];
    Reflect.deleteProperty(holder, last);
  }
  const parsed = Settings.safeParse(without);
  return parsed.success ? crossCheck(parsed.data) : [];
};

type Issue = z.core.$ZodIssue;

const problemsOf = (issue: Issue, document: unknown): readonly Problem[] => {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    const known = knownFields(path);
    const message = known.length > 0 ? `unknown here: must be one of ${known.join(', ')}` : 'unknown here';
    return issue.keys.map((key) => {
      const place = [...path, key];
      const gone = path.length === 0 ? moved[key] : undefined;
      if (gone !== undefined) {
        return { path: place, value: valueAt(document, place), message: gone, line: null };
      }
      return { path: place, value: valueAt(document, place), message, line: null };
    });
  }
  if (issue.code === 'invalid_union') {
    // A list of hours with a mistake inside is told as that mistake, not as "neither word nor list".
    const inside = issue.errors.find((branch) => branch.some((one) => one.path.length > 0));
    if (inside !== undefined) {
      return inside.flatMap((one) => problemsOf({ ...one, path: [...issue.path, ...one.path] }, document));
    }
  }
  return [{ path, value: valueAt(document, path), message: messageOf(issue), line: null }];
};

/** Fields of older settings, and what has become of them. */
const moved: Readonly<Record<string, string>> = {
  staff:
    'must be taken out: accounts are made on the page /accounts, the first one by the link that the hub prints at its start. For a demonstration without passwords name its people under demo.staff',
};

const kinds: Readonly<Record<string, string>> = {
  string: 'must be text (in quotes, should it look like a number)',
  number: 'must be a number without quotes',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be a group of fields',
  record: 'must be a group of fields',
};

/** Our own messages say "must …" already; those of the schema library are put into the same words. */
const messageOf = (issue: Issue): string => {
  if (issue.message.startsWith('must ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `must ${haveOrBe(issue.origin)} at least ${issue.minimum}${entries(issue.origin)}`;
    case 'too_big':
      return `must ${haveOrBe(issue.origin)} at most ${issue.maximum}${entries(issue.origin)}`;
    default:
      return `must be right: ${issue.message}`;
  }
};

const haveOrBe = (origin: string): string => (origin === 'array' || origin === 'string' ? 'have' : 'be');
const entries = (origin: string): string =>
  origin === 'array' ? ' entries' : origin === 'string' ? ' characters' : '';

/** What stands at a path of a document; undefined: nothing. */
const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, step)?.value
        : undefined,
    document,
  );

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The fields that the schema knows at a path. */
const knownFields = (path: Path): readonly string[] => {
  let here: readonly JsonSchema[] = [z.toJSONSchema(Settings, { io: 'input' })];
  for (const step of path) here = here.flatMap(alternatives).flatMap((schema) => below(schema, step));
  return here
    .flatMap(alternatives)
    .flatMap((schema) => [
      ...Object.keys(schema.properties ?? {}),
      ...(isSchema(schema.propertyNames) ? (schema.propertyNames.enum ?? []).map(String) : []),
    ]);
};

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...(schema.anyOf ?? []).filter(isSchema),
];

const below = (schema: JsonSchema, step: string | number): readonly JsonSchema[] => {
  const next =
    typeof step === 'number' ? schema.items : (schema.properties?.[step] ?? schema.additionalProperties);
  return isSchema(next) ? [next] : [];
};

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
