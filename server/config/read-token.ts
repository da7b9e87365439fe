// Finds the token of the publishing push in the environment: in a file that only this user may read, or in a variable.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

type Read =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly problem: string };

/** What may stand in an Authorization header after "Bearer ". */
const isToken = (text: string): boolean => /^[A-Za-z0-9._~+/=-]{8,4096}$/.test(text);
const shape = 'must hold one token of 8 to 4096 letters, digits or . _ ~ + / = -';

const fromFile = (path: string, shown: string): Read => {
  const bad = (problem: string): Read => ({
    ok: false,
    problem: `JUNBAN_PUSH_TOKEN_FILE=${shown}: ${problem}`,
  });
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > 8192) return bad(shape);
    if ((stat.mode & 0o007) !== 0) {
      return bad(`must not be open to every user of this machine; correct it with chmod 600 ${shown}`);
    }
    const token = readFileSync(path, 'utf8').trim();
    return isToken(token) ? { ok: true, value: token } : bad(shape);
  } catch (error) {
    return bad(
      `must be a file that the hub can read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    );
  }
};

/** The token; null: none is set. A problem names the variable and never shows the token. */
export const readTokenVariables = (file: string, token: string, workingFolder: string): Read => {
  if (file !== '' && token !== '') {
    return {
      ok: false,
      problem: 'JUNBAN_PUSH_TOKEN: must not be set beside JUNBAN_PUSH_TOKEN_FILE; keep one of them',
    };
  }
  if (file !== '') return fromFile(resolve(workingFolder, file), file);
  if (token === '') return { ok: true, value: null };
  return isToken(token) ? { ok: true, value: token } : { ok: false, problem: `JUNBAN_PUSH_TOKEN: ${shape}` };
};
