// Reads the variables of the voice: whether the hub speaks, and where a voice and a dictionary of one's own lie.
import { accessSync, constants, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EnginePlaces } from '../voice/find-engines.ts';
import { bad, good, type Read } from './read-value.ts';

const isReadableFile = (file: string): boolean => {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** Empty paths: where Debian puts the files, if they are there at all. */
export const readVoice = (
  use: string,
  voice: string,
  dictionary: string,
  workingFolder: string,
): Read<EnginePlaces> => {
  if (use !== 'yes' && use !== 'no') return bad('JUNBAN_VOICE', use, 'must be yes or no');
  const voiceFile = voice === '' ? null : resolve(workingFolder, voice);
  if (voiceFile !== null && !(voiceFile.endsWith('.htsvoice') && isReadableFile(voiceFile)))
    return bad('JUNBAN_VOICE_FILE', voice, 'must be a readable .htsvoice file (docs/voice.md)');
  const folder = dictionary === '' ? null : resolve(workingFolder, dictionary);
  if (folder !== null && !isReadableFile(join(folder, 'sys.dic')))
    return bad('JUNBAN_VOICE_DICTIONARY', dictionary, 'must be a folder with sys.dic in it (docs/voice.md)');
  return good({ use: use === 'yes', voice: voiceFile, dictionary: folder });
};
