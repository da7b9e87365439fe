// Settings from a YAML file; what is wrong is told with its line.
import { readFile } from 'node:fs/promises';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { Settings } from '../../protocol/settings.ts';
import { parseSettings } from './parse.ts';
import type { Path } from './problem.ts';
import { SettingsError } from './settings-error.ts';

/** Longest file accepted, in characters; the largest example has some 30,000. */
const longestFile = 2_000_000;

/** Reads a YAML file; throws SettingsError with every problem, its line in the file, and what would be right. */
export const loadSettings = async (path: string): Promise<Settings> => {
  const lines = new LineCounter();
  const text = await textOf(path);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    at: pos[0],
    message,
  }));
  const broken = faults.length > 0 ? faults : unknownAliases(document);
  if (broken.length > 0) {
    const problems = broken.map(({ at, message }) => {
      const { line, col } = lines.linePos(at);
      const value = text.split('\n')[line - 1]?.trim();
      return { path: [], value, message: `must be YAML: ${oneLine(message)} (column ${col})`, line };
    });
    throw new SettingsError(problems, path);
  }
  try {
    return parseSettings(plain(document, path));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const placed = error.problems.map((one) => ({ ...one, line: lineAt(document, lines, one.path) }));
    throw new SettingsError(placed, path);
  }
};

/** Aliases (*name) whose anchor (&name) does not stand before them. */
const unknownAliases = (document: Document): readonly { readonly at: number; readonly message: string }[] => {
  const found: { at: number; message: string }[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      found.push({
        at: alias.range?.[0] ?? 0,
        message: `"&${alias.source}" must stand before "*${alias.source}"`,
      });
    },
  });
  return found;
};

const textOf = async (path: string): Promise<string> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw fileError(path, `must be a YAML file that can be read (${why})`);
  }
  if (text.length > longestFile) throw fileError(path, `must have at most ${longestFile} characters`);
  return text;
};

const plain = (document: Document, path: string): unknown => {
  try {
    // Anchors may be used freely, but not to blow a small file up to a huge document.
    return document.toJS({ maxAliasCount: 2000 });
  } catch (error) {
    throw fileError(path, `must be YAML: ${oneLine(String(error))}`);
  }
};

const fileError = (path: string, message: string): SettingsError =>
  new SettingsError([{ path: [], value: path, message, line: null }], path);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The line of what stands at a path, or of the nearest thing above it that stands in the file. */
const lineAt = (document: Document, lines: LineCounter, path: Path): number | null => {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const step of [null, ...path]) {
    if (step !== null && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (isNode(pair?.key) && pair.key.range) offset = pair.key.range[0];
      node = pair?.value;
    } else if (step !== null && isSeq(node)) {
      node = node.items[Number(step)];
      if (isNode(node) && node.range) offset = node.range[0];
    } else if (step !== null) break;
    // Behind an alias the line is that of the anchor's own text, which is where the correction goes.
    if (isAlias(node)) node = node.resolve(document);
  }
  return offset === null ? null : lines.linePos(offset).line;
};
