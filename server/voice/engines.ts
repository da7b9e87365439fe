// The speech engines a hub can use: Open JTalk for Japanese, eSpeak NG for every language; each optional.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../protocol/ids.ts';
import { languages } from '../../protocol/ids.ts';
import type { Phrase } from './phrase.ts';
import { forEspeak, forOpenJTalk } from './readings.ts';
import { runEngine } from './run-engine.ts';

export type Engine = {
  readonly name: 'open-jtalk' | 'espeak-ng';
  readonly languages: readonly Language[];
  /** Changes when the same text would sound otherwise: version, voice. */
  readonly version: string;
  /** The text given to the engine; part of an announcement's address. */
  readonly textOf: (phrase: Phrase) => string;
  /** A WAV file. `rate` 1: as the voice speaks by itself. Throws Error when the engine fails. */
  readonly speak: (phrase: Phrase, rate: number, seconds: number) => Promise<Buffer>;
};

export type OpenJTalkFiles = {
  readonly command: string;
  readonly dictionary: string;
  readonly voice: string;
  /** Of the program and the voice's contents. */
  readonly version: string;
};

/** Open JTalk with its dictionary and a voice (.htsvoice). */
export const openJTalk = ({ command, dictionary, voice, version }: OpenJTalkFiles): Engine => {
  const textOf = (phrase: Phrase): string => {
    const text = forOpenJTalk(phrase);
    if (text === null) throw new RangeError(`Open JTalk does not speak ${phrase.language}`);
    return text;
  };
  return {
    name: 'open-jtalk',
    languages: ['ja', 'ja-easy'],
    version,
    textOf,
    async speak(phrase, rate, seconds) {
      // It writes to a file only, and cannot open a socket, which is what a child's standard output is here.
      const folder = await mkdtemp(join(tmpdir(), 'junban-voice-'));
      try {
        const file = join(folder, 'spoken.wav');
        const args = ['-x', dictionary, '-m', voice, '-r', String(rate), '-ow', file];
        await runEngine({ command, args, text: textOf(phrase), seconds });
        return await readFile(file);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};

const espeakVoices: Readonly<Record<Language, string>> = {
  ja: 'ja',
  'ja-easy': 'ja',
  en: 'en-us',
  'zh-Hans': 'cmn-latn-pinyin',
  ko: 'ko',
  vi: 'vi',
  pt: 'pt-br',
};

/** Words a minute as it counts them; its own 175 is too fast for a hall, except where words are long. */
const espeakSpeeds: Partial<Readonly<Record<Language, number>>> = { ja: 165, 'ja-easy': 155, ko: 160 };
const espeakSpeed = 140;

/** eSpeak NG; clear rather than beautiful. */
export const espeakNg = (command: string, version: string): Engine => ({
  name: 'espeak-ng',
  languages: [...languages],
  version,
  textOf: forEspeak,
  speak: (phrase, rate, seconds) =>
    runEngine({
      command,
      args: [
        ...['-v', espeakVoices[phrase.language]],
        ...['-s', String(Math.round((espeakSpeeds[phrase.language] ?? espeakSpeed) * rate))],
        ...['-b', '1', '--stdin', '--stdout'],
      ],
      text: forEspeak(phrase),
      seconds,
    }),
});
