// Looks once, at the start, which speech engines this machine has, and where their dictionary and voice lie.
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engine, espeakNg, openJTalk } from './engines.ts';
import { runEngine } from './run-engine.ts';

export type EnginePlaces = {
  /** no: the hub does not speak. */
  readonly use: boolean;
  /** Folder of Open JTalk's dictionary; null: where Debian puts it. */
  readonly dictionary: string | null;
  /** Open JTalk's voice, a .htsvoice file; null: Mei, which comes with the hub. */
  readonly voice: string | null;
};

export const debianDictionary = '/var/lib/mecab/dic/open-jtalk/naist-jdic';
/** The same on every machine, so that all hubs of an organisation speak alike. */
const mei = fileURLToPath(new URL('mei/mei_normal.htsvoice', import.meta.url));

/** A program on the PATH; null: it is not there. */
export const onPath = (name: string, path = process.env.PATH ?? ''): string | null => {
  for (const folder of path.split(delimiter).filter((part) => part !== '')) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // the next folder
    }
  }
  return null;
};

const fingerprint = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

const findOpenJTalk = (places: EnginePlaces): Engine | null => {
  const command = onPath('open_jtalk');
  const dictionary = places.dictionary ?? debianDictionary;
  const voice = places.voice ?? mei;
  if (command === null || !existsSync(join(dictionary, 'sys.dic'))) return null;
  const version = `${fingerprint(command)}-${fingerprint(voice)}-${statSync(join(dictionary, 'sys.dic')).size}`;
  return openJTalk({ command, dictionary, voice, version });
};

const findEspeak = async (): Promise<Engine | null> => {
  const command = onPath('espeak-ng');
  if (command === null) return null;
  const told = async (about: string): Promise<string> =>
    (await runEngine({ command, args: [about], text: '', seconds: 5 })).toString();
  try {
    // The path of its data is of this machine and says nothing about the sound.
    const version = (await told('--version')).split('Data at')[0]?.trim() ?? '';
    // A head, then one voice a line: priority, language, and what else there is of it.
    const voices = (await told('--voices')).split('\n').map((line) => line.trim().split(/\s+/)[1] ?? '');
    return espeakNg(command, version, new Set(voices));
  } catch {
    return null;
  }
};

/** Every engine that is there, the best first. */
export const findEngines = async (places: EnginePlaces): Promise<readonly Engine[]> =>
  places.use ? [findOpenJTalk(places), await findEspeak()].filter((engine) => engine !== null) : [];
