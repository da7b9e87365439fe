// A secret is given in a variable or in a file that only this user may read; it is never shown.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

export type ReadSecret =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly problem: string };

/** A secret is one line; anything larger is another file. */
const mostBytes = 4096;

/**
 * The value of the variable `name`, or the one line in the file that `name`_FILE names; null: neither is set.
 * A problem names the variable and what would be right.
 */
export const readSecret = (
  name: string,
  { value, file }: { readonly value: string; readonly file: string },
  workingFolder: string,
): ReadSecret => {
  if (value !== '' && file !== '') {
    return { ok: false, problem: `${name}: must not be set beside ${name}_FILE; keep one of them` };
  }
  if (file === '') return { ok: true, value: value === '' ? null : value };
  const bad = (problem: string): ReadSecret => ({ ok: false, problem: `${name}_FILE=${file}: ${problem}` });
  try {
    const path = resolve(workingFolder, file);
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > mostBytes) return bad('must be a file with the secret in one line');
    if ((stat.mode & 0o007) !== 0) {
      return bad('must not be open to every user of this machine; correct it with chmod 600');
    }
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text === '' || /[\r\n]/.test(text)
      ? bad('must be a file with the secret in one line')
      : { ok: true, value: text };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return bad(`must be a file that the hub can read (${code})`);
  }
};
