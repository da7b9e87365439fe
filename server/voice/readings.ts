// A phrase as text for a speech engine, so that it is read as people read numbers at a counter: A 12番, not A 012.
import type { Language } from '../../protocol/ids.ts';
import { textsFor } from '../../protocol/texts/index.ts';
import { japaneseLetters, japaneseNumber } from './japanese.ts';
import { chineseNumber, koreanLetters, koreanNumber } from './other-numbers.ts';
import type { Phrase } from './phrase.ts';

const letterOf = (phrase: Phrase): string => japaneseLetters[phrase.letter] ?? phrase.letter;

/**
 * For Open JTalk: kanji, so that accents are right, and figures, whose changes of sound it knows (300 is サンビャク, but
 * 三百 サンヒャク); letters in kana; フダ, because it takes 札 for サツ.
 */
const written = (phrase: Phrase): string => {
  const letter = letterOf(phrase);
  const number = phrase.number === 0 ? 'ゼロ' : phrase.number;
  if (phrase.form === 'brief') return `${letter}、${number}番、${phrase.booth}番窓口。`;
  return phrase.language === 'ja-easy'
    ? `番号、${letter}の、${number}番の人、${phrase.booth}番の窓口に来てください。`
    : `番号フダ、${letter}、${number}番のかた、${phrase.booth}番窓口へ、お越しください。`;
};

/** For an engine without one: kana as it sounds (え for the particle へ). */
const sounded = (phrase: Phrase): string => {
  const [letter, number, booth] = [
    letterOf(phrase),
    japaneseNumber(phrase.number),
    japaneseNumber(phrase.booth),
  ];
  if (phrase.form === 'brief') return `${letter}、${number}ばん、${booth}ばん まどぐち。`;
  return phrase.language === 'ja-easy'
    ? `ばんごう、${letter}の、${number}ばんの ひと、${booth}ばんの まどぐちに、きて ください。`
    : `ばんごうふだ、${letter}、${number}ばんの かた、${booth}ばん まどぐちえ、おこし ください。`;
};

/** Text for Open JTalk; null: it does not speak the language. */
export const forOpenJTalk = (phrase: Phrase): string | null =>
  phrase.language === 'ja' || phrase.language === 'ja-easy' ? written(phrase) : null;

type Reading = (phrase: Phrase) => string;

const asWritten: Reading = ({ language, letter, number, booth }) =>
  textsFor(language).speech.call(letter, number, booth);

const espeakReadings: Readonly<Record<Language, Reading>> = {
  ja: sounded,
  'ja-easy': sounded,
  // The letter A alone would be read as the article: its sound is given instead.
  en: (phrase) => asWritten({ ...phrase, letter: phrase.letter === 'A' ? "[['eI]]," : `${phrase.letter},` }),
  'zh-Hans': ({ letter, number, booth }) =>
    `qing3 ${letter}, ${chineseNumber(number)} hao4, dao4 ${chineseNumber(booth)} hao4 chuang1 kou3.`,
  ko: ({ letter, number, booth }) =>
    `번호표 ${koreanLetters[letter] ?? letter}, ${koreanNumber(number)}번 고객님, ${koreanNumber(booth)}번 창구로 와 주십시오.`,
  vi: asWritten,
  pt: asWritten,
};

/** Text for eSpeak NG, which speaks every language of ours. */
export const forEspeak = (phrase: Phrase): string => espeakReadings[phrase.language](phrase);
