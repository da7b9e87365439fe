// Reservations of another system taken over from a table: what a row holds, what is asked of the hub, and what it says of each row.
import { z } from 'zod';
import { Refusal } from './refusals.ts';

/** What a column of the table may be. */
export const importFields = [
  ...(['site', 'date', 'time', 'procedure', 'partySize', 'language'] as const),
  ...(['name', 'kana', 'phone', 'email', 'note'] as const),
] as const;
export type ImportField = (typeof importFields)[number];

const cell = z.string().max(600);
export const ImportRow = z.strictObject({
  line: z.int().min(1).max(100_000).describe('Of the file, from 1; the heading counts'),
  site: cell,
  date: cell,
  time: cell,
  procedure: cell,
  partySize: cell.default(''),
  language: cell.default(''),
  name: cell.default(''),
  kana: cell.default(''),
  phone: cell.default(''),
  email: cell.default(''),
  note: cell.default(''),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** So many rows at once: what fits into one request. */
export const mostImportRows = 50;

/**
 * `hold`: reads every row and keeps its place, so that nobody takes it while the errors are read; `book`: books what is held;
 * `release`: gives what is held back; `undo`: gives up what this import has booked. Each may be sent again.
 */
export const ImportRequest = z.strictObject({
  importId: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits, made of the file')
    .describe('The same file is the same import: sent again after a break it goes on'),
  step: z.enum(['hold', 'book', 'release', 'undo']),
  attempt: z
    .int()
    .min(1)
    .max(1_000)
    .default(1)
    .describe('Which holding of the places it is: held places are kept for a quarter of an hour'),
  rows: z.array(ImportRow).min(1).max(mostImportRows),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

export const ImportProblem = z.strictObject({
  field: z.enum(importFields),
  /** Null: the field itself is wrong, and the page says what would be right. */
  refusal: Refusal.nullable(),
  known: z.array(z.string()).max(30).describe('What would be right, where that is a short list'),
});
export type ImportProblem = z.infer<typeof ImportProblem>;
export const ImportResult = z.strictObject({
  line: z.int(),
  state: z.enum(['held', 'booked', 'free', 'problem']),
  code: z.string().nullable().describe('Of the reservation, when it is booked'),
  problems: z.array(ImportProblem),
});
export type ImportResult = z.infer<typeof ImportResult>;
export const ImportAnswer = z.strictObject({ ok: z.literal(true), results: z.array(ImportResult) });
