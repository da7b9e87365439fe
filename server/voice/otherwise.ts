// What engines would read wrongly, and is therefore written otherwise for them: every exception in one place, with its reason.
// All numbers 0 to 999 were put through eSpeak NG 1.51 beside their words, and all letters in their sentence, as phonemes.
import type { Language } from '../../protocol/ids.ts';

/** `as`: what the engine is given; `because`: what it would say else. */
export type Otherwise = { readonly as: string; readonly because: string };

/** Letters of tickets, by language. */
export const lettersOtherwise: Partial<Readonly<Record<Language, Readonly<Record<string, Otherwise>>>>> = {
  en: { A: { as: "[['eI]]", because: 'alone it is the article, an unstressed vowel' } },
  pt: {
    A: { as: 'á', because: 'in a sentence it is the article, without stress' },
    E: { as: 'é', because: 'in a sentence it is the word for “and”, which sounds as I' },
    O: { as: 'ó', because: 'in a sentence it is the article, without stress' },
  },
  vi: {
    I: { as: 'i ngắn', because: 'I and Y sound alike; their names tell them apart' },
    Y: { as: 'i dài', because: 'I and Y sound alike; their names tell them apart' },
  },
};

const vietnameseOnes = ['', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;

/** Numbers 0 to 999 by language; null: the engine reads the figures rightly. */
export const numbersOtherwise: Partial<Readonly<Record<Language, (number: number) => Otherwise | null>>> = {
  vi: (number) => {
    if (number % 100 !== 15) return null;
    const hundred = vietnameseOnes[Math.trunc(number / 100)];
    return {
      as: `${hundred === '' ? '' : `${hundred} trăm `}mười lăm`,
      because: 'it says “mười năm”, which is ten years',
    };
  },
};

/** The letter as the engine is to be given it. */
export const letterFor = (language: Language, letter: string): string =>
  lettersOtherwise[language]?.[letter]?.as ?? letter;

/** The number as the engine is to be given it: in figures, unless it would misread them. */
export const numberFor = (language: Language, number: number): string =>
  numbersOtherwise[language]?.(number)?.as ?? String(number);
