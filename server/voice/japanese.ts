// Japanese as it is spoken at a counter: letters, numbers and their counters, in kana.

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
