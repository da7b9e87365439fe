// The real engines: found on this machine, saying what they are given, and Open JTalk reading numbers as our table does.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../protocol/ids.ts';
import { plainVoice } from '../../test/support/plain-voice.ts';
import type { Engine } from './engines.ts';
import { debianDictionary, findEngines, onPath } from './find-engines.ts';
import { japaneseNumber } from './japanese.ts';
import { phraseOf } from './phrase.ts';
import { prepareSound } from './prepare-sound.ts';
import { forOpenJTalk } from './readings.ts';
import { readWav, secondsOf } from './wav.ts';

let folder = '';
let voice = '';
let engines: readonly Engine[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'junban-engines-'));
  voice = join(folder, 'plain.htsvoice');
  writeFileSync(voice, plainVoice());
  engines = await findEngines({ use: true, voice, dictionary: null });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How Open JTalk reads a text, in katakana as it sounds; commas as it takes its breath. */
const readBy = (text: string): string => {
  const trace = join(folder, 'trace.txt');
  const args = ['-x', debianDictionary, '-m', voice, '-r', '4', '-ow', '/dev/null', '-ot', trace];
  const run = spawnSync(onPath('open_jtalk') ?? '', args, { input: `${text}\n` });
  if (run.status !== 0) throw new Error(String(run.stderr));
  const words = readFileSync(trace, 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter((fields) => fields.length >= 12);
  return words
    .map((fields) => fields[9])
    .join('')
    .replaceAll('’', '');
};
/** Kana as it sounds: long vowels as Open JTalk writes them. */
const asSounded = (kana: string): string =>
  kana
    .replaceAll(/[ぁ-ゖ]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0x60))
    .replaceAll(/([ュョコソトノモヨロゴ])ウ/g, '$1ー');

describe('engines on this machine', () => {
  it('are found, the better one for Japanese first; none when the hub is not to speak', async () => {
    expect(engines.map(({ name }) => name)).toEqual(['open-jtalk', 'espeak-ng']);
    expect(await findEngines({ use: false, voice, dictionary: null })).toEqual([]);
    const without = await findEngines({ use: true, voice, dictionary: folder });
    expect(without.map(({ name }) => name)).toEqual(['espeak-ng']);
  });

  it('speak every language for a plausible time, the same each time', async () => {
    for (const engine of engines)
      for (const language of languages.filter((one) => engine.languages.includes(one))) {
        const phrase = phraseOf(language, 'A321', 12);
        const first = await engine.speak(phrase, 1, 30);
        const seconds = secondsOf(prepareSound(readWav(first)));
        expect(seconds, `${engine.name} ${language}`).toBeGreaterThan(1.5);
        expect(seconds, `${engine.name} ${language}`).toBeLessThan(10);
        if (language === 'ja') {
          expect((await engine.speak(phrase, 1, 30)).equals(first)).toBe(true);
          const slower = secondsOf(readWav(await engine.speak(phrase, 0.7, 30)));
          expect(slower).toBeGreaterThan(secondsOf(readWav(first)) * 1.15);
        }
      }
  });

  it('come out of Open JTalk at 24 kHz', async () => {
    const made = await engines[0]?.speak(phraseOf('ja', 'A012', 3), 1, 30);
    expect(prepareSound(readWav(made ?? Buffer.alloc(0))).rate).toBe(24_000);
  });
});

describe('Open JTalk reads', () => {
  it('the whole announcement as it is said at a counter', () => {
    expect(readBy(forOpenJTalk(phraseOf('ja', 'A012', 3)) ?? '')).toBe(
      'バンゴーフダ、エー、ジューニバンノカタ、サンバンマドグチエ、オコシクダサイ、',
    );
  });

  it('numbers as the table has them, with every change of sound', () => {
    const numbers = [
      1, 3, 4, 7, 8, 9, 10, 14, 17, 19, 20, 44, 70, 99, 100, 104, 300, 333, 400, 600, 666, 700, 800, 811, 900,
      999,
    ];
    const read = readBy(numbers.map((number) => `${number}番のかた、`).join('')).split('、');
    expect(read.filter((part) => part !== '')).toEqual(
      numbers.map((number) => `${asSounded(japaneseNumber(number))}バンノカタ`),
    );
  });
});
