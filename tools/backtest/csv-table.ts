// A CSV file as rows by column name, with the line each row begins on; header order is free.
import { CsvError, parse } from 'csv-parse/sync';
import { plain } from './civil.ts';
import { decodeText } from './decode.ts';

/** A row that is left out, and why. */
export type BadRow = { readonly file: string; readonly line: number; readonly reason: string };

export type TableRow = { readonly line: number; readonly cells: ReadonlyMap<string, string> };
export type CsvTable = {
  readonly encoding: string;
  readonly rows: readonly TableRow[];
  readonly bad: readonly BadRow[];
  /** Columns that nobody asked for. */
  readonly ignored: readonly string[];
};

/** The file as a whole cannot be used; the message is for the person who made it. */
export class FileRefused extends Error {
  override name = 'FileRefused';
}

type Columns = { readonly required: readonly string[]; readonly optional: readonly string[] };
type Raw = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** Throws FileRefused when it is no CSV or a required column is missing. Rows with too few or too many cells are bad. */
export const readCsv = (file: string, bytes: Uint8Array, columns: Columns): CsvTable => {
  const { text, encoding } = decoded(file, bytes);
  const [head, ...body] = rawRows(file, text);
  if (head === undefined) throw new FileRefused(`${file} is empty; its first line must name the columns`);
  const names = head.record.map((name) => plain(name).toLowerCase());
  checkHeader(file, names, columns);
  const bad: BadRow[] = [];
  const rows: TableRow[] = [];
  let line = head.info.lines + 1;
  for (const { record, info } of body) {
    // The parser tells where a record ends; one with a line break inside quotes began earlier.
    const begins = Math.max(line, info.lines - breaksIn(record));
    line = info.lines + 1;
    if (record.every((cell) => cell.trim() === '')) continue;
    if (record.length !== names.length) {
      bad.push({ file, line: begins, reason: `has ${record.length} cells; the header has ${names.length}` });
      continue;
    }
    rows.push({ line: begins, cells: new Map(names.map((name, i) => [name, record[i]?.trim() ?? ''])) });
  }
  const known = [...columns.required, ...columns.optional];
  return { encoding, rows, bad, ignored: names.filter((name) => !known.includes(name)) };
};

const decoded = (file: string, bytes: Uint8Array) => {
  try {
    return decodeText(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new FileRefused(`${file} ${error.message}`);
    throw error;
  }
};

const rawRows = (file: string, text: string): readonly Raw[] => {
  try {
    // The parser counts a CRLF inside quotes as two lines.
    return parse(text.replace(/\r\n?/g, '\n'), {
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      bom: true,
    }) as unknown as Raw[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileRefused(`${file} is not CSV: ${error.message}`);
  }
};

const breaksIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);

const checkHeader = (file: string, names: readonly string[], columns: Columns): void => {
  const missing = columns.required.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new FileRefused(
      `${file} lacks the column ${missing.map((name) => `"${name}"`).join(', ')}; its first line has: ${names.join(', ')}`,
    );
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
  if (twice !== undefined) throw new FileRefused(`${file} has the column "${twice}" twice`);
};
