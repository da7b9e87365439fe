// Numbers, letters and counters are read as people read them at a counter; all numbers from 0 to 999.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../protocol/ids.ts';
import { espeakLanguages } from './espeak-languages.ts';
import { japaneseLetters, japaneseNumber, writtenJapanese } from './japanese.ts';
import { chineseNumber, koreanNumber } from './other-numbers.ts';
import { lettersOtherwise, numbersOtherwise } from './otherwise.ts';
import { type Phrase, phraseOf } from './phrase.ts';

const forEspeak = (phrase: Phrase): string => espeakLanguages[phrase.language]?.reading(phrase) ?? '';

describe('Japanese numbers before 番', () => {
  it.each([
    [0, 'ぜろ'],
    [1, 'いち'],
    [3, 'さん'],
    [4, 'よん'],
    [7, 'なな'],
    [9, 'きゅう'],
    [10, 'じゅう'],
    [11, 'じゅういち'],
    [12, 'じゅうに'],
    [14, 'じゅうよん'],
    [17, 'じゅうなな'],
    [20, 'にじゅう'],
    [44, 'よんじゅうよん'],
    [99, 'きゅうじゅうきゅう'],
    [100, 'ひゃく'],
    [101, 'ひゃくいち'],
    [110, 'ひゃくじゅう'],
    [300, 'さんびゃく'],
    [400, 'よんひゃく'],
    [600, 'ろっぴゃく'],
    [800, 'はっぴゃく'],
    [321, 'さんびゃくにじゅういち'],
    [699, 'ろっぴゃくきゅうじゅうきゅう'],
    [811, 'はっぴゃくじゅういち'],
    [999, 'きゅうひゃくきゅうじゅうきゅう'],
  ])('%i: %s', (number, kana) => {
    expect(japaneseNumber(number)).toBe(kana);
  });

  /** Reads kana back by another way: longest word first. */
  const readBack = (kana: string): number => {
    const words: readonly (readonly [string, number])[] = [
      ['きゅうひゃく', 900],
      ['はっぴゃく', 800],
      ['ななひゃく', 700],
      ['ろっぴゃく', 600],
      ['ごひゃく', 500],
      ['よんひゃく', 400],
      ['さんびゃく', 300],
      ['にひゃく', 200],
      ['ひゃく', 100],
      ['きゅうじゅう', 90],
      ['はちじゅう', 80],
      ['ななじゅう', 70],
      ['ろくじゅう', 60],
      ['ごじゅう', 50],
      ['よんじゅう', 40],
      ['さんじゅう', 30],
      ['にじゅう', 20],
      ['じゅう', 10],
      ['きゅう', 9],
      ['はち', 8],
      ['なな', 7],
      ['ろく', 6],
      ['ご', 5],
      ['よん', 4],
      ['さん', 3],
      ['に', 2],
      ['いち', 1],
    ];
    let rest = kana;
    let value = 0;
    for (const [word, worth] of words) {
      if (!rest.startsWith(word)) continue;
      rest = rest.slice(word.length);
      value += worth;
    }
    return rest === '' ? value : Number.NaN;
  };

  it('every number from 1 to 999 reads back as itself, each differently', () => {
    const all = Array.from({ length: 999 }, (_, index) => index + 1);
    expect(all.map((number) => readBack(japaneseNumber(number)))).toEqual(all);
    expect(new Set(all.map(japaneseNumber)).size).toBe(999);
    // Never a reading that is misheard or avoided (し, しち, く), nor a hundred without its change of sound.
    const wrong = /しち|し$|(^|ゅう|ゃく)く$|さんひゃく|ろくひゃく|はちひゃく/;
    expect(all.map(japaneseNumber).filter((kana) => wrong.test(kana))).toEqual([]);
  });

  it('refuses what is no ticket or booth number', () => {
    for (const wrong of [-1, 1000, 1.5, Number.NaN]) expect(() => japaneseNumber(wrong)).toThrow(RangeError);
  });

  it('knows every letter', () => {
    expect(Object.keys(japaneseLetters).join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(Object.values(japaneseLetters).every((kana) => /^[ァ-ヶー]+$/.test(kana))).toBe(true);
  });
});

describe('other numbers', () => {
  it.each([
    [3, 'san1', '삼'],
    [10, 'shi2', '십'],
    [12, 'shi2 er4', '십이'],
    [20, 'er4 shi2', '이십'],
    [100, 'yi1 bai3', '백'],
    [105, 'yi1 bai3 ling2 wu3', '백오'],
    [112, 'yi1 bai3 yi1 shi2 er4', '백십이'],
    [999, 'jiu3 bai3 jiu3 shi2 jiu3', '구백구십구'],
    [0, 'ling2', '영'],
  ])('%i', (number, chinese, korean) => {
    expect(chineseNumber(number)).toBe(chinese);
    expect(koreanNumber(number)).toBe(korean);
  });
});

describe('what engines misread', () => {
  it('is written otherwise: fifteen in Vietnamese, letters that are words in Portuguese', () => {
    expect(forEspeak(phraseOf('vi', 'B015', 15))).toBe('Mời số B mười lăm đến quầy số mười lăm.');
    expect(forEspeak(phraseOf('vi', 'B915', 5))).toBe('Mời số B chín trăm mười lăm đến quầy số 5.');
    expect(forEspeak(phraseOf('vi', 'Y016', 25))).toBe('Mời số i dài 16 đến quầy số 25.');
    for (const [letter, as] of [
      ['A', 'á'],
      ['E', 'é'],
      ['O', 'ó'],
      ['F', 'F'],
    ] as const)
      expect(forEspeak(phraseOf('pt', `${letter}012`, 3))).toContain(`Senha ${as} 12,`);
  });

  it('has a reason in the table, and no number without one', () => {
    for (const letters of Object.values(lettersOtherwise))
      for (const { as, because } of Object.values(letters)) expect([as, because]).not.toContain('');
    const vi = Array.from({ length: 1000 }, (_, number) => numbersOtherwise.vi?.(number)?.as ?? null);
    expect(vi.flatMap((as, number) => (as === null ? [] : number))).toEqual(
      Array.from({ length: 10 }, (_, hundred) => hundred * 100 + 15),
    );
  });
});

describe('announcements', () => {
  it('says A 12番 and 3番窓口, not A 012', () => {
    expect(writtenJapanese(phraseOf('ja', 'A012', 3))).toBe(
      '番号フダ、エー、12番のかた、3番窓口へお越しください。',
    );
    expect(forEspeak(phraseOf('ja', 'A012', 3))).toBe(
      'ばんごうふだ、エー、じゅうにばんの かた、さんばん まどぐちえ、おこし ください。',
    );
    expect(forEspeak(phraseOf('ja', 'B300', 12, 'brief'))).toBe(
      'ビー、さんびゃくばん、じゅうにばん まどぐち。',
    );
    expect(writtenJapanese(phraseOf('ja-easy', 'C007', 1))).toBe(
      '番号、シイの、7番の人、1番の窓口に来てください。',
    );
    expect(writtenJapanese(phraseOf('ja', 'C110', 110))).toBe(
      '番号フダ、シイ、百十番のかた、百十番窓口へお越しください。',
    );
  });

  it('says the letter A in English, not the article', () => {
    expect(forEspeak(phraseOf('en', 'A012', 3))).toBe("Number [['eI]], 12, please come to counter 3.");
    expect(forEspeak(phraseOf('en', 'B012', 3))).toContain('Number B, 12,');
  });

  it('Japanese leaves no Latin letter to the engine, and figures only to the one that reads them right, no language a leading zero', () => {
    const ticket = fc
      .tuple(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), fc.integer({ min: 0, max: 999 }))
      .map(([letter, number]) => `${letter}${String(number).padStart(3, '0')}`);
    fc.assert(
      fc.property(
        ticket,
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom(...(Object.keys(espeakLanguages) as Language[])),
        (number, booth, language) => {
          const phrase = phraseOf(language, number, booth);
          if (language.startsWith('ja')) {
            expect(forEspeak(phrase)).not.toMatch(/[0-9A-Za-z一-龠]/);
            expect(writtenJapanese(phrase)).not.toMatch(/[A-Za-z]|(^|\D)0/);
          }
          expect(forEspeak(phrase)).not.toMatch(/(^|\D)0\d/);
        },
      ),
    );
  });
});
