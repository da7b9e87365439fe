// Japanese as people speak it at a counter: letters, numbers, and whole announcements as text for an engine: A 12番, not A 012.
import type { Phrase } from './phrase.ts';

/** How the letters of ticket numbers are read. */
export const japaneseLetters: Readonly<Record<string, string>> = {
  A: 'エー',
  B: 'ビー',
  C: 'シー',
  D: 'ディー',
  E: 'イー',
  F: 'エフ',
  G: 'ジー',
  H: 'エイチ',
  I: 'アイ',
  J: 'ジェイ',
  K: 'ケー',
  L: 'エル',
  M: 'エム',
  N: 'エヌ',
  O: 'オー',
  P: 'ピー',
  Q: 'キュー',
  R: 'アール',
  S: 'エス',
  T: 'ティー',
  U: 'ユー',
  V: 'ブイ',
  W: 'ダブリュー',
  X: 'エックス',
  Y: 'ワイ',
  Z: 'ゼット',
};

// Before 番, which changes nothing: よん, なな and きゅう, never し, しち or く.
const ones = ['', 'いち', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう'] as const;
/** With their changes of sound: さんびゃく, ろっぴゃく, はっぴゃく. */
const hundreds = [
  '',
  'ひゃく',
  'にひゃく',
  'さんびゃく',
  'よんひゃく',
  'ごひゃく',
  'ろっぴゃく',
  'ななひゃく',
  'はっぴゃく',
  'きゅうひゃく',
] as const;

/** A number 0 to 999 as it is read before 番. Throws RangeError for any other. */
export const japaneseNumber = (number: number): string => {
  if (!Number.isInteger(number) || number < 0 || number > 999)
    throw new RangeError(`no reading for ${number}`);
  if (number === 0) return 'ぜろ';
  const tens = Math.trunc(number / 10) % 10;
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : ones[tens]}じゅう`;
  return `${hundreds[Math.trunc(number / 100)]}${ten}${ones[number % 10]}`;
};

const letterOf = (phrase: Phrase): string => japaneseLetters[phrase.letter] ?? phrase.letter;

/**
 * A number for Open JTalk: in figures, whose changes of sound it knows (300 is サンビャク, but 三百 サンヒャク). Not 110,
 * which it takes for the call to the police (ヒャクトーバン).
 */
const figures = (number: number): string =>
  number === 0 ? 'ゼロ' : number === 110 ? '百十' : String(number);

/** For Open JTalk: kanji, so that accents are right; letters in kana; フダ, because it takes 札 for サツ. */
export const writtenJapanese = (phrase: Phrase): string => {
  // シー would become スィー.
  const letter = phrase.letter === 'C' ? 'シイ' : letterOf(phrase);
  const [number, booth] = [figures(phrase.number), figures(phrase.booth)];
  if (phrase.form === 'terse') return `${letter}${number}番、${booth}番。`;
  if (phrase.form === 'brief') return `${letter}、${number}番、${booth}番窓口。`;
  return phrase.language === 'ja-easy'
    ? `番号、${letter}の、${number}番の人、${booth}番の窓口に来てください。`
    : `番号フダ、${letter}、${number}番のかた、${booth}番窓口へお越しください。`;
};

/** For an engine without a dictionary: kana as it sounds (え for the particle へ). */
export const soundedJapanese = (phrase: Phrase): string => {
  const [letter, number, booth] = [
    letterOf(phrase),
    japaneseNumber(phrase.number),
    japaneseNumber(phrase.booth),
  ];
  if (phrase.form === 'terse') return `${letter} ${number}ばん、${booth}ばん。`;
  if (phrase.form === 'brief') return `${letter}、${number}ばん、${booth}ばん まどぐち。`;
  return phrase.language === 'ja-easy'
    ? `ばんごう、${letter}の、${number}ばんの ひと、${booth}ばんの まどぐちに、きて ください。`
    : `ばんごうふだ、${letter}、${number}ばんの かた、${booth}ばん まどぐちえ、おこし ください。`;
};
