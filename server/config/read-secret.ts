// Finds one secret in the environment: in a file that only this user may read, or in a variable. It is never shown.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

type Read =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly problem: string };

/** Larger is another file. */
const mostBytes = 4_096;

/** null: neither is set. The line end of a file is no part of the secret. */
export const readSecret = (name: string, file: string, value: string, workingFolder: string): Read => {
  const bad = (problem: string): Read => ({ ok: false, problem });
  if (file !== '' && value !== '') {
    return bad(`${name}: must not be set beside ${name}_FILE; keep one of them`);
  }
  if (file === '') return { ok: true, value: value === '' ? null : value };
  const shown = `${name}_FILE=${file}`;
  try {
    const path = resolve(workingFolder, file);
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > mostBytes) return bad(`${shown}: must be a small file with the secret`);
    if ((stat.mode & 0o007) !== 0) {
      return bad(
        `${shown}: must not be open to every user of this machine; correct it with chmod 600 ${file}`,
      );
    }
    const secret = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return secret === '' ? bad(`${shown}: must not be empty`) : { ok: true, value: secret };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return bad(`${shown}: must be a file that the hub can read (${code})`);
  }
};
