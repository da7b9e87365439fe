// Adds a key to the key file, so that the file is there whole or as it was, and never open to others.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { makeKey } from './keys.ts';
import { readKeyVariables } from './read-keys.ts';

const writeWhole = (path: string, text: string): void => {
  const part = `${path}.part`;
  rmSync(part, { force: true });
  const handle = openSync(part, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, path);
};

export type Added = { readonly id: string; readonly isFirst: boolean } | { readonly problem: string };

/**
 * Makes a key and writes it into the file at `path`, made when missing: on top (the next start seals with it), or as
 * the last (it only opens, until it is moved up). A file that could not be read as keys is left as it is.
 */
export const addKey = (path: string, place: 'first' | 'last'): Added => {
  const there = existsSync(path);
  const read = there ? readKeyVariables(path, '', '/') : null;
  if (read !== null && !read.ok) return { problem: read.problem };
  const { id, line } = makeKey();
  const before = there ? readFileSync(path, 'utf8').trimEnd() : '';
  const lines = place === 'first' || before === '' ? [line, before] : [before, line];
  writeWhole(path, `${lines.join('\n').trimEnd()}\n`);
  return { id, isFirst: place === 'first' || before === '' };
};
