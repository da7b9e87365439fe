// docs/settings.md: the hand-written introduction, then every field of the schema in tables.
import { defaultForecasting } from '../../protocol/forecast-settings.ts';
import { defaultRules } from '../../protocol/settings.ts';
import { holidaysKnownUntil } from '../../server/calendar/dates.ts';
import { intro } from './settings-intro.ts';
import { isSchema, type JsonSchema, settingsSchema, sharedPieces } from './settings-schema.ts';

type Section = { readonly path: string; readonly about: string; readonly schema: JsonSchema };

/** The whole page, as it stands on disk. */
export const settingsPage = (): string => {
  const schema = settingsSchema();
  const shared = Object.keys(sharedPieces).map((name): Section => {
    const piece = schema.$defs?.[name];
    return { path: name, about: piece?.description ?? sharedAbout[name] ?? '', schema: piece ?? {} };
  });
  return [
    `${intro.replace('HOLIDAYS_UNTIL', String(holidaysKnownUntil))}\n## Every field\n`,
    'Fields in **bold** must be given. `[]` stands for each entry of a list.\n',
    ...sectionsOf({ path: '', about: 'The file.', schema }).map(sectionText),
    '## Shared pieces\n',
    ...shared.flatMap(sectionsOf).map(sectionText),
  ].join('\n');
};

const sharedAbout: Readonly<Record<string, string>> = {
  Hours: 'Hours of a day.',
  Numbers: 'Ticket numbers: the letter of the procedure and three digits.',
  ProcedureRules: 'Rules that a procedure can have of its own.',
  Rules: 'Rules of a site or of all sites.',
  Forecast: 'What the forecast assumes, and how far back it looks.',
  BoothProcedure: 'A procedure that a booth serves.',
};

/** A section for an object and, after it, one for every object inside it. */
const sectionsOf = (section: Section): readonly Section[] => [
  section,
  ...fieldsOf(section).flatMap(({ path, schema }) =>
    insideOf(path, schema).flatMap((inner) => sectionsOf({ ...inner, about: schema.description ?? '' })),
  ),
];

type Field = { readonly path: string; readonly schema: JsonSchema; readonly required: boolean };

const fieldsOf = ({ path, schema }: Section): readonly Field[] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, field]) =>
    isSchema(field)
      ? [
          {
            path: path === '' ? key : `${path}.${key}`,
            schema: field,
            required: schema.required?.includes(key) === true,
          },
        ]
      : [],
  );

/** The object that a field holds or lists, when it is not a shared piece. */
const insideOf = (path: string, schema: JsonSchema): readonly Omit<Section, 'about'>[] => {
  if (schema.properties !== undefined) return [{ path, schema }];
  return isSchema(schema.items) ? insideOf(`${path}[]`, schema.items) : [];
};

const sectionText = (section: Section): string => {
  const title = section.path === '' ? '### The document' : `### \`${section.path}\``;
  const rows = fieldsOf(section).map((field) => rowText(section, field));
  const head = ['| field | type | default | range | meaning |', '| --- | --- | --- | --- | --- |'];
  return [title, '', ...(section.about === '' ? [] : [section.about, '']), ...head, ...rows, ''].join('\n');
};

const rowText = (section: Section, { path, schema, required }: Field): string => {
  const name = required ? `**\`${path}\`**` : `\`${path}\``;
  const fallback = required ? '' : fallbackText(section, path, schema);
  const cells = [name, typeText(schema), fallback, rangeText(schema), schema.description ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
};

/** Pieces whose fields may be left out: what holds then. */
const defaultsOf: Readonly<Record<string, object>> = {
  Rules: defaultRules,
  ProcedureRules: defaultRules,
  Forecast: defaultForecasting,
};

const fallbackText = (section: Section, path: string, schema: JsonSchema): string => {
  if (schema.default !== undefined) return `\`${JSON.stringify(schema.default)}\``;
  const rule = path.slice(section.path.length + 1);
  const defaults = defaultsOf[section.path] ?? {};
  const known = Object.entries(defaults).find(([name]) => name === rule);
  return known !== undefined ? `\`${known[1]}\`` : '';
};

const typeText = (schema: JsonSchema): string => {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/$defs/', '');
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.title !== undefined) return schema.title;
  if (schema.anyOf !== undefined) return schema.anyOf.filter(isSchema).map(typeText).join(' or ');
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (isSchema(schema.items)) return `list of ${typeText(schema.items)}`;
  if (isSchema(schema.propertyNames) && isSchema(schema.additionalProperties)) {
    return `${typeText(schema.propertyNames)}, each ${typeText(schema.additionalProperties)}`;
  }
  if (schema.properties !== undefined) return 'fields';
  if (schema.pattern !== undefined || schema.format !== undefined) return patternText(schema);
  return (
    { integer: 'whole number', string: 'text', boolean: 'true or false' }[String(schema.type)] ??
    String(schema.type)
  );
};

/** Patterns are for machines; people read an example. */
const patternText = (schema: JsonSchema): string => {
  if (schema.format === 'date') return 'date, `"2026-11-24"`';
  if (schema.format === 'uri') return 'address, `https://…`';
  const pattern = schema.pattern ?? '';
  if (pattern === '^[A-Z]$') return 'one capital letter';
  if (pattern.includes('a-z0-9')) return 'name of small letters, digits, hyphens';
  if (pattern.includes('24:00')) return 'time, `"09:00"`';
  return 'month and day, `"12-29"`';
};

const rangeText = (schema: JsonSchema): string => {
  const span = (low: number | undefined, high: number | undefined, what: string): string[] => {
    // Without limits of ours, the schema still carries those of JavaScript's whole numbers.
    const isOurs = (limit: number | undefined): limit is number =>
      limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
    if (isOurs(low) && isOurs(high)) return [`${low} to ${high}${what}`];
    if (isOurs(high)) return [`up to ${high}${what}`];
    return isOurs(low) ? [`at least ${low}${what}`] : [];
  };
  const item = isSchema(schema.items) ? rangeText(schema.items) : '';
  return [
    ...span(schema.minimum, schema.maximum, ''),
    ...span(schema.minLength, schema.maxLength, ' characters'),
    ...span(schema.minItems, schema.maxItems, ' entries'),
    ...(item === '' ? [] : [`each ${item}`]),
  ].join('; ');
};
