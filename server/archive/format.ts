// How events lie in an export or archive file: JSON Lines, a header for each stream, then one entry a line.
import { z } from 'zod';
import { Hash } from '../log/chain.ts';
import type { StoredEntry } from '../log/contract.ts';

export const formatName = 'junban-events';
/** Version of the file format that is written; this Junban reads files up to it. */
export const formatVersion = 1;

export const Header = z.strictObject({
  format: z.literal(formatName),
  formatVersion: z.int().min(1),
  stream: z.string().regex(/^[a-z]{1,20}(?::[A-Za-z0-9._-]{1,100}){1,4}$/, 'must be the name of a stream'),
  count: z.int().min(1).describe('Entries that follow, versions 1 to this'),
  head: Hash.describe('Hash of the last entry'),
  junban: z.string().max(100).describe('Version of Junban that wrote the file'),
  exportedAt: z.iso.datetime().describe('When it was written, UTC'),
  signature: z
    .string()
    .max(200)
    .exactOptional()
    .describe('Of stream, count and head, by the key of the hub that wrote it; left out: it had none'),
});
export type Header = z.infer<typeof Header>;

/** Kept as it came: a schema would put the keys in its own order, and the hash goes by theirs. */
const Event = z.custom<{ readonly type: string }>(
  (value) => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string',
  'must be an object with a type',
);

export const EntryLine = z.strictObject({
  version: z.int().min(1),
  schema: z.int().min(1),
  meta: z.strictObject({
    atMs: z.int(),
    actor: z.unknown(),
    commandId: z.string().min(1),
    hub: z.string().exactOptional(),
  }),
  event: Event,
  hash: Hash,
});
export type EntryLine = z.infer<typeof EntryLine>;

/** A file, a stream or a folder is not what it should be; the message is one line for the operator. */
export class ArchiveRefused extends Error {
  override name = 'ArchiveRefused';
}

/** The line of a stored entry, without its line end. The stream's name stands in the header only. */
export const entryLine = ({ version, schema, meta, event, hash }: StoredEntry): string =>
  JSON.stringify({ version, schema, meta, event, hash });

/** A line read: a header, an entry, or what is wrong with it. */
export type ReadLine =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'entry'; readonly entry: EntryLine }
  | { readonly kind: 'wrong'; readonly problem: string };

const problemOf = (error: z.ZodError): string => {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return `${field === '' ? '' : `${field}: `}${issue?.message ?? 'does not fit'}`.slice(0, 300);
};

const readHeader = (value: object): ReadLine => {
  const { format, formatVersion: version } = value as Record<string, unknown>;
  if (format !== formatName) return { kind: 'wrong', problem: `the format is not "${formatName}"` };
  // Asked before anything else: what a newer header holds is not known here.
  if (typeof version === 'number' && version > formatVersion) {
    const problem = `was written by a newer Junban (format ${version}; this one knows up to ${formatVersion}); update Junban`;
    return { kind: 'wrong', problem };
  }
  const parsed = Header.safeParse(value);
  return parsed.success
    ? { kind: 'header', header: parsed.data }
    : { kind: 'wrong', problem: `header: ${problemOf(parsed.error)}` };
};

/** Reads one line; never throws. */
export const readLine = (text: string): ReadLine => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'wrong', problem: 'is no JSON' };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'wrong', problem: 'is no JSON object' };
  if ('format' in value) return readHeader(value);
  const parsed = EntryLine.safeParse(value);
  return parsed.success
    ? { kind: 'entry', entry: parsed.data }
    : { kind: 'wrong', problem: problemOf(parsed.error) };
};
