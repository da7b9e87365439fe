// Finds the keys of the vault in the environment: in a file that only this user may read, or in a variable.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type KeyRing, readKeys } from './keys.ts';

type Read =
  | { readonly ok: true; readonly value: KeyRing | null }
  | { readonly ok: false; readonly problem: string };

/** A key file is small; anything larger is another file. */
const mostBytes = 64 * 1024;

const readFile = (path: string, shown: string): Read => {
  const bad = (problem: string): Read => ({ ok: false, problem: `JUNBAN_KEY_FILE=${shown}: ${problem}` });
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > mostBytes) return bad('must be a file of keys, one a line');
    if ((stat.mode & 0o007) !== 0) {
      return bad(`must not be open to every user of this machine; correct it with chmod 600 ${shown}`);
    }
    const keys = readKeys(readFileSync(path, 'utf8'));
    return keys.ok ? { ok: true, value: keys.ring } : bad(keys.problem);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return bad(
      `must be a file that the hub can read (${code}); npm run keys -- new --file ${shown} makes one`,
    );
  }
};

/**
 * The key ring; null: no key is set and the vault stays closed. A problem names the variable and never shows a key.
 * In JUNBAN_KEY several keys are separated by commas.
 */
export const readKeyVariables = (file: string, key: string, workingFolder: string): Read => {
  if (file !== '' && key !== '') {
    return { ok: false, problem: 'JUNBAN_KEY: must not be set beside JUNBAN_KEY_FILE; keep one of them' };
  }
  if (file !== '') return readFile(resolve(workingFolder, file), file);
  if (key === '') return { ok: true, value: null };
  const keys = readKeys(key.replaceAll(',', '\n'));
  return keys.ok ? { ok: true, value: keys.ring } : { ok: false, problem: `JUNBAN_KEY: ${keys.problem}` };
};
