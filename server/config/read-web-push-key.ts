// Finds the key that the hub shows to push services, as every secret is found.
import { type WebPushKey, webPushKeyFrom } from '../web-push/key.ts';
import { readSecret } from './read-secret.ts';

type Read =
  | { readonly ok: true; readonly value: WebPushKey | null }
  | { readonly ok: false; readonly problem: string };

/** The key; value null: none is set. A problem names the variable and never shows the key. */
export const readWebPushKeyVariables = (file: string, value: string, workingFolder: string): Read => {
  const read = readSecret('JUNBAN_WEB_PUSH_KEY', { value, file }, workingFolder);
  if (!read.ok || read.value === null) return read as Read;
  const key = webPushKeyFrom(read.value);
  const where = file === '' ? 'JUNBAN_WEB_PUSH_KEY' : `JUNBAN_WEB_PUSH_KEY_FILE=${file}`;
  return key === null
    ? { ok: false, problem: `${where}: must hold a key as npm run keys -- web-push makes it` }
    : { ok: true, value: key };
};
