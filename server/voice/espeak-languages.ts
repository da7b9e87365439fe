// What eSpeak NG speaks: for each language its voice there, how fast it is to speak, and how a phrase is written for it.
import type { Language } from '../../protocol/ids.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import { soundedJapanese } from './japanese.ts';
import { chineseNumber, koreanLetters, koreanNumber } from './other-numbers.ts';
import { letterFor, numberFor } from './otherwise.ts';
import type { Phrase } from './phrase.ts';

export type EspeakLanguage = {
  /** As `espeak-ng --voices` names it. */
  readonly voice: string;
  /** As eSpeak NG counts words; its own 175 is too fast for a hall. */
  readonly wordsPerMinute: number;
  readonly reading: (phrase: Phrase) => string;
};

const asWritten = ({ language, letter, number, booth }: Phrase, after = ''): string =>
  textsFor(language).speech.call(
    `${letterFor(language, letter)}${after}`,
    numberFor(language, number),
    numberFor(language, booth),
  );

/** A language that stands not here is not spoken by the hub: walls use a voice of their browser, or say Japanese alone. */
export const espeakLanguages: Partial<Readonly<Record<Language, EspeakLanguage>>> = {
  ja: { voice: 'ja', wordsPerMinute: 165, reading: soundedJapanese },
  'ja-easy': { voice: 'ja', wordsPerMinute: 155, reading: soundedJapanese },
  en: {
    voice: 'en-us',
    wordsPerMinute: 140,
    // A pause after the letter: B, 12.
    reading: (phrase) => asWritten(phrase, ','),
  },
  'zh-Hans': {
    voice: 'cmn-latn-pinyin',
    wordsPerMinute: 140,
    reading: ({ letter, number, booth }) =>
      `qing3 ${letter}, ${chineseNumber(number)} hao4, dao4 ${chineseNumber(booth)} hao4 chuang1 kou3.`,
  },
  ko: {
    voice: 'ko',
    wordsPerMinute: 160,
    reading: ({ letter, number, booth }) =>
      `번호표 ${koreanLetters[letter] ?? letter}, ${koreanNumber(number)}번 고객님, ${koreanNumber(booth)}번 창구로 와 주십시오.`,
  },
  vi: { voice: 'vi', wordsPerMinute: 140, reading: (phrase) => asWritten(phrase) },
  pt: { voice: 'pt-br', wordsPerMinute: 140, reading: (phrase) => asWritten(phrase) },
};
