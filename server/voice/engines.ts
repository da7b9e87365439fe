// The speech engines a hub can use: Open JTalk for Japanese, eSpeak NG for most languages; each optional.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasteOf } from '../../protocol/announcement-form.ts';
import type { Language } from '../../protocol/ids.ts';
import { espeakLanguages } from './espeak-languages.ts';
import { writtenJapanese } from './japanese.ts';
import type { Phrase } from './phrase.ts';
import { runEngine } from './run-engine.ts';

/** What an engine is told: how to speak, as arguments, and what to say. */
export type Told = { readonly manner: readonly string[]; readonly text: string };

export type Engine = {
  readonly name: 'open-jtalk' | 'espeak-ng';
  readonly languages: readonly Language[];
  /** Changes when the same words would sound otherwise: program, voice. */
  readonly version: string;
  /** `rate` 1: as fast as is good for a hall. Throws RangeError for a language that it does not speak. */
  readonly tell: (phrase: Phrase, rate: number) => Told;
  /** A WAV file of what it was told. Throws Error when the engine fails. */
  readonly speak: (told: Told, seconds: number) => Promise<Buffer>;
};

export type OpenJTalkFiles = {
  readonly command: string;
  readonly dictionary: string;
  readonly voice: string;
  /** Of the program and the voice's contents. */
  readonly version: string;
};

/** Speed of the voice at rate 1: some 6.5 morae a second, slower than its own 7.3, which is that of a talk. */
const openJTalkSpeed = 0.9;
/** Quieter than the engines are by themselves, where some peaks are cut off: in dB, in percent. It is made louder again afterwards. */
const quieter = { openJTalk: '-6', espeakNg: '60' } as const;

/** Open JTalk with its dictionary and a voice (.htsvoice). */
export const openJTalk = ({ command, dictionary, voice, version }: OpenJTalkFiles): Engine => {
  const languages: readonly Language[] = ['ja', 'ja-easy'];
  return {
    name: 'open-jtalk',
    languages,
    version,
    tell(phrase, rate) {
      if (!languages.includes(phrase.language))
        throw new RangeError(`Open JTalk does not speak ${phrase.language}`);
      const speed = (openJTalkSpeed * rate * hasteOf(phrase.form)).toFixed(3);
      return { manner: ['-r', speed, '-g', quieter.openJTalk], text: writtenJapanese(phrase) };
    },
    async speak({ manner, text }, seconds) {
      // It writes to a file only, and cannot open a socket, which is what a child's standard output is here.
      const folder = await mkdtemp(join(tmpdir(), 'junban-voice-'));
      try {
        const file = join(folder, 'spoken.wav');
        const args = ['-x', dictionary, '-m', voice, ...manner, '-ow', file];
        await runEngine({ command, args, text, seconds });
        return await readFile(file);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};

/** eSpeak NG; clear rather than beautiful. `voices`: those that are installed. */
export const espeakNg = (command: string, version: string, voices: ReadonlySet<string>): Engine => ({
  name: 'espeak-ng',
  languages: (Object.keys(espeakLanguages) as Language[]).filter((language) =>
    voices.has(espeakLanguages[language]?.voice ?? ''),
  ),
  version,
  tell(phrase, rate) {
    const known = espeakLanguages[phrase.language];
    if (known === undefined) throw new RangeError(`eSpeak NG does not speak ${phrase.language}`);
    const speed = String(Math.round(known.wordsPerMinute * rate * hasteOf(phrase.form)));
    return { manner: ['-v', known.voice, '-s', speed, '-a', quieter.espeakNg], text: known.reading(phrase) };
  },
  speak: ({ manner, text }, seconds) =>
    runEngine({ command, args: [...manner, '-b', '1', '--stdin', '--stdout'], text, seconds }),
});
