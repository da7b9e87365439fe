// Personal data of a reservation: who it is for and how to reach them; read by those whose role needs it, for a reason of a list.
import { z } from 'zod';

/** As people type them: full-width digits, all kinds of hyphens and brackets; +81 becomes 0. Other countries stay +…. */
export const normalisePhone = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s()[\].\-‐-―−ー]/g, '')
    .replace(/^\+810?/, '0');

// 10 digits with an area code, 0120 or 0570; 11 digits from 050, 060, 070, 080, 090 (0800 among them); or another country.
const phoneShape = /^(?:0[1-9][1-9]\d{7}|0[5-9]0\d{8}|\+(?!81)[1-9]\d{6,14})$/;

/** Hiragana and half-width katakana become katakana. */
export const normaliseKana = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The last digit of a My Number from its first eleven (Order of the Ministry of Internal Affairs No. 85 of 2014, article 5). */
const checkDigit = (eleven: readonly number[]): number => {
  const sum = eleven
    .toReversed()
    .reduce((all, digit, index) => all + digit * (index < 6 ? index + 2 : index - 4), 0);
  return sum % 11 <= 1 ? 0 : 11 - (sum % 11);
};

/** Whether twelve digits that could be somebody's My Number stand in a text. */
export const holdsMyNumber = (text: string): boolean =>
  [...text.normalize('NFKC').matchAll(/(?<!\d)\d(?:[\s\-‐-―−ー]?\d){11}(?!\d)/g)].some(([found]) => {
    const digits = [...found.replaceAll(/\D/g, '')].map(Number);
    return checkDigit(digits.slice(0, 11)) === digits[11];
  });

/** Names keep their very characters: Unicode's normal forms would change variants that families write. */
const text = (most: number, unwanted: RegExp, problem: string) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must be at most ${most} characters`)
    .refine((value) => value.isWellFormed() && !unwanted.test(value), problem)
    .refine((value) => !holdsMyNumber(value), 'must not hold a My Number (個人番号): it is never asked for');

export const Contact = z
  .strictObject({
    name: text(100, /[\p{Cc}\p{Zl}\p{Zp}]/u, 'must be one line of text')
      .optional()
      .describe('As the person writes it'),
    kana: z
      .string()
      .max(200, 'must be at most 200 characters')
      .transform(normaliseKana)
      .pipe(
        z
          .string()
          .regex(/^[ァ-ヺー・ ]{1,200}$/, 'must be kana, e.g. ヤマダ ハナコ')
          .regex(/[ァ-ヺ]/, 'must be kana, e.g. ヤマダ ハナコ'),
      )
      .optional()
      .describe('Reading; becomes katakana'),
    phone: z
      .string()
      .max(40, 'must be at most 40 characters')
      .transform(normalisePhone)
      .pipe(
        z.string().regex(phoneShape, 'must be a telephone number, e.g. 090-1234-5678 or +44 20 7946 0958'),
      )
      .optional()
      .describe('Digits only; of other countries with +'),
    // The pattern of browsers: mobile carriers gave out addresses with dots where the standard has none.
    email: z
      .string()
      .max(254, 'must be at most 254 characters')
      .transform((value) => value.normalize('NFKC').trim())
      .pipe(
        z
          .email({ pattern: z.regexes.html5Email, error: 'must be a mail address, e.g. hanako@example.jp' })
          .max(254, 'must be at most 254 characters'),
      )
      .optional(),
    note: text(500, /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}]/u, 'must be text')
      .optional()
      .describe('What the person wants known'),
  })
  .refine((contact) => Object.values(contact).some((value) => value !== undefined), {
    error: 'must hold at least one of name, kana, phone, email, note',
  });
/** All that is kept of a person. Never in an event, a log line, a view or an export. */
export type Contact = z.infer<typeof Contact>;

/** Why personal data is read. A list and no free text, because it stands in the audit for ever. */
export const ReadReason = z.enum([
  ...(['checkIn', 'residentAsks', 'reachResident', 'sendMessage', 'disclosure', 'export'] as const),
]);
export type ReadReason = z.infer<typeof ReadReason>;
