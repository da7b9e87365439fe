// The demonstration's own key for personal data: made once beside its data, so that residents can reserve at once.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addKey } from '../server/contacts/key-file.ts';

type Given = Readonly<Record<string, string | undefined>>;

/**
 * Variables for the hub: the key file of the demonstration, or nothing where settings or a key are named. An office keeps its
 * key apart from its data and makes it itself (npm run keys -- new). Throws when the file cannot be written.
 */
export const demoKeyVariables = (given: Given, dataFolder: string): Readonly<Record<string, string>> => {
  const named = [given.JUNBAN_SETTINGS, given.JUNBAN_KEY, given.JUNBAN_KEY_FILE];
  if (named.some((value) => value !== undefined && value !== '')) return {};
  const file = join(dataFolder, 'demo-keys');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    const added = addKey(file, 'first');
    if ('problem' in added) throw new Error(added.problem);
  }
  return { JUNBAN_KEY_FILE: file };
};
