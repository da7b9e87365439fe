// Reads an export or archive file from front to end and checks every stream in it on the way.
import type { StoredEntry } from '../log/contract.ts';
import { ArchiveRefused, type Header, type ReadLine, readLine } from './format.ts';
import { linesOf } from './lines.ts';
import { createStreamCheck, type StreamCheck } from './stream-check.ts';

/** In the order of the file. After `wrong` what is left of that stream is passed over. */
export type Piece =
  | { readonly kind: 'begin'; readonly header: Header }
  | { readonly kind: 'entry'; readonly entry: StoredEntry }
  /** All that the header promised came, and fits. */
  | { readonly kind: 'end'; readonly header: Header }
  | { readonly kind: 'wrong'; readonly header: Header; readonly problem: string };

/** Turns lines into pieces. */
const createPieces = () => {
  /** The stream being read, or the last one. */
  let header: Header | null = null;
  /** Null between streams, and while the rest of a wrong one is passed over. */
  let check: StreamCheck | null = null;
  let passing = false;

  const wrong = (of: Header, problem: string): Piece[] => {
    check = null;
    passing = true;
    return [{ kind: 'wrong', header: of, problem }];
  };
  const cutOff = (): Piece[] =>
    header === null || check === null
      ? []
      : wrong(header, `it ends after entry ${check.head().version} of ${header.count}`);
  const begin = (next: Header): Piece[] => {
    const before = cutOff();
    [header, check, passing] = [next, createStreamCheck(next.stream), false];
    return [...before, { kind: 'begin', header: next }];
  };

  const take = (line: ReadLine, number: number, of: Header): Piece[] => {
    if (check === null) return wrong(of, `line ${number} follows its last entry, ${of.count}`);
    const wanted = check.head().version + 1;
    if (line.kind !== 'entry') {
      return wrong(of, `entry ${wanted} (line ${number}): ${line.kind === 'wrong' ? line.problem : ''}`);
    }
    const entry: StoredEntry = { stream: of.stream, ...line.entry };
    const problem = check.next(entry);
    if (problem !== null) return wrong(of, `${problem} (line ${number})`);
    const piece: Piece = { kind: 'entry', entry };
    if (wanted < of.count) return [piece];
    if (entry.hash !== of.head) {
      return [piece, ...wrong(of, `entry ${wanted} is not the head that the header names`)];
    }
    check = null;
    return [piece, { kind: 'end', header: of }];
  };

  return {
    /** Null: this is no line of ours, and nothing of ours came before it. */
    line: (text: string | null, line: ReadLine, number: number): Piece[] | null => {
      if (line.kind === 'header') return begin(line.header);
      if (header === null) return null;
      return passing || text === '' ? [] : take(line, number, header);
    },
    end: cutOff,
    any: () => header !== null,
  };
};

/** What npm prints before the output of a script, should somebody have kept it with the output. */
const isBanner = (text: string | null): boolean => text === '' || text?.startsWith('> ') === true;

/** Throws ArchiveRefused when the file cannot be read at all, or holds no stream. */
export async function* readPieces(path: string): AsyncGenerator<Piece> {
  const pieces = createPieces();
  let number = 0;
  for await (const text of linesOf(path)) {
    number += 1;
    if (!pieces.any() && isBanner(text)) continue;
    const line: ReadLine = text === null ? { kind: 'wrong', problem: 'is not UTF-8 text' } : readLine(text);
    const found = pieces.line(text, line, number);
    if (found === null) {
      const why = line.kind === 'wrong' ? line.problem : 'is an entry without a header before it';
      throw new ArchiveRefused(`${path} is not an export that can be read: line ${number}: ${why}.`);
    }
    yield* found;
  }
  yield* pieces.end();
  if (!pieces.any()) throw new ArchiveRefused(`${path} is not an export of Junban: it is empty.`);
}
