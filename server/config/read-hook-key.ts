// Finds the key that signs messages for the web hook, as every secret is found.
import { readSecret } from './read-secret.ts';

type Read =
  | { readonly ok: true; readonly value: Buffer | null }
  | { readonly ok: false; readonly problem: string };

/** "whsec_" and 24 to 64 bytes in base64, as the Standard Webhooks specification writes keys; null: it is none. */
export const hookKeyFrom = (text: string): Buffer | null => {
  if (!/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(text)) return null;
  const key = Buffer.from(text.slice('whsec_'.length), 'base64');
  return key.length >= 24 && key.length <= 64 ? key : null;
};

/** The key; value null: none is set. A problem names the variable and never shows the key. */
export const readHookKeyVariables = (file: string, value: string, workingFolder: string): Read => {
  const read = readSecret('JUNBAN_MESSAGE_HOOK_KEY', { value, file }, workingFolder);
  if (!read.ok) return read;
  if (read.value === null) return { ok: true, value: null };
  const key = hookKeyFrom(read.value);
  const where = file === '' ? 'JUNBAN_MESSAGE_HOOK_KEY' : `JUNBAN_MESSAGE_HOOK_KEY_FILE=${file}`;
  return key === null
    ? { ok: false, problem: `${where}: must hold whsec_ and 24 to 64 bytes in base64` }
    : { ok: true, value: key };
};
