// Finds the token of the publishing push in the environment, as every secret is found, and checks that a header can carry it.
import { type ReadSecret, readSecret } from './read-secret.ts';

/** What may stand in an Authorization header after "Bearer ". */
const isToken = (text: string): boolean => /^[A-Za-z0-9._~+/=-]{8,4096}$/.test(text);

/** The token; value null: none is set. A problem names the variable and never shows the token. */
export const readTokenVariables = (file: string, token: string, workingFolder: string): ReadSecret => {
  const read = readSecret('JUNBAN_PUSH_TOKEN', { value: token, file }, workingFolder);
  if (!read.ok || read.value === null || isToken(read.value)) return read;
  const where = file === '' ? 'JUNBAN_PUSH_TOKEN' : `JUNBAN_PUSH_TOKEN_FILE=${file}`;
  return {
    ok: false,
    problem: `${where}: must hold one token of 8 to 4096 letters, digits or . _ ~ + / = -`,
  };
};
