// Sends a table part by part: holds every place, books what is held, gives back or gives up; a part without an answer is sent again.
import {
  ImportAnswer,
  type ImportRequest,
  type ImportResult,
  type ImportRow,
  mostImportRows,
} from '../../protocol/reservation-import.ts';
import { ask, askAgain, type Told } from '../parts/ask.ts';

export type Ran =
  | { readonly kind: 'done'; readonly results: readonly ImportResult[] }
  | {
      readonly kind: 'stopped';
      readonly told: Exclude<Told<unknown>, { kind: 'ok' }>;
      readonly results: readonly ImportResult[];
    };

/** Pauses before a part is sent again, ms. */
const pauses = [1_000, 3_000, 8_000];
/** As much as fits into one request besides: rows with long notes go in smaller parts. */
const mostCharacters = 12_000;

/** The rows in parts that fit into a request each. */
export const partsOf = (rows: readonly ImportRow[]): readonly (readonly ImportRow[])[] => {
  const parts: ImportRow[][] = [];
  let size = 0;
  for (const row of rows) {
    const length = JSON.stringify(row).length;
    const last = parts.at(-1);
    if (last === undefined || last.length >= mostImportRows || size + length > mostCharacters) {
      parts.push([row]);
      size = length;
    } else {
      last.push(row);
      size += length;
    }
  }
  return parts;
};

/** `onPart` hears how many rows are answered. Stops at the first part that is never answered, or refused as a whole. */
export const run = async (
  rows: readonly ImportRow[],
  request: Pick<ImportRequest, 'importId' | 'step' | 'attempt'>,
  onPart: (done: number) => void,
): Promise<Ran> => {
  const results: ImportResult[] = [];
  for (const part of partsOf(rows)) {
    const send = () => ask(ImportAnswer, '/api/reservations/import', 'POST', { ...request, rows: part });
    const told = await askAgain(send, pauses);
    if (told.kind !== 'ok') return { kind: 'stopped', told, results };
    results.push(...told.value.results);
    onPart(results.length);
  }
  return { kind: 'done', results };
};
