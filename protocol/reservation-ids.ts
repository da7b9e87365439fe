// The names of reservations: the short code that people read out, the secret of a link, holds and sessions.
import { z } from 'zod';
import { BusinessDate, CommandId, ReservationId, SiteId } from './ids.ts';

/** 32 letters and digits that are not mistaken for one another: no 0 and O, no 1 and I. */
export const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** Characters before the check character. */
export const codeLength = 8;

/** As people type it: small letters, full-width ones, hyphens and spaces between. */
export const normaliseCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐-―−ー]/g, '');

/** Twice a value in the field of 32 elements, x^5 + x^2 + 1. */
const doubled = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;

/**
 * The check character: a sum over the field of 32 elements in which each place weighs differently (a Reed–Solomon
 * code with one check symbol), so that one wrong character, and any two that changed places, are always noticed.
 */
export const codeCheck = (eight: string): string => {
  let sum = 0;
  // Horner: the first character weighs 2^8, the last 2, the check character itself 1.
  for (const character of eight) sum = doubled(sum ^ codeAlphabet.indexOf(character));
  return codeAlphabet.charAt(sum);
};

const codeShape = new RegExp(`^[${codeAlphabet}]{${codeLength + 1}}$`);
const notACode = 'must be the nine letters and digits of a reservation, e.g. "7KQM-2XWPD"';

export const ReservationCode = z
  .string()
  .max(40, notACode)
  .transform(normaliseCode)
  .pipe(
    z
      .string()
      .regex(codeShape, notACode)
      .refine(
        (code) => codeCheck(code.slice(0, codeLength)) === code.charAt(codeLength),
        'has a typing error: its last character does not fit the others',
      ),
  )
  .brand<'ReservationCode'>();
/** Eight characters and a check character; leads to the reservation's first site and date by itself. */
export type ReservationCode = z.infer<typeof ReservationCode>;

/** As it is printed and read out: `7KQM-2XWPD`. */
export const codeInWords = (code: ReservationCode): string => `${code.slice(0, 4)}-${code.slice(4)}`;

export const LinkSecret = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, 'must be 16 characters of Crockford base 32')
  .brand<'LinkSecret'>();
/** The unguessable part (80 bits) of a reservation's link; the hub keeps only its hash. */
export type LinkSecret = z.infer<typeof LinkSecret>;

export const BookingSession = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22,80}$/, 'must be 22 to 80 letters, digits, _ or -, made at random')
  .brand<'BookingSession'>();
/** Made at random by who books, kept for one visit of the page; what was held with it is theirs. Never noted: only its hash is. */
export type BookingSession = z.infer<typeof BookingSession>;

/** A hold is named by the command that made it. */
export const HoldId = CommandId;
export type HoldId = z.infer<typeof HoldId>;

export const OwnerHash = z
  .string()
  .regex(/^[A-Za-z0-9_-]{27}$/)
  .brand<'OwnerHash'>();
/** Of a session or of a link's secret: 162 bits of SHA-256 in base64url. */
export type OwnerHash = z.infer<typeof OwnerHash>;

const idShape = /^([a-z0-9][a-z0-9-]{0,39})\.(\d{4}-\d{2}-\d{2})\.[0-9A-HJKMNP-TV-Z]{16}$/;

/** The id of a reservation made at a site for a date; `random`: 16 characters of Crockford base 32. */
export const reservationId = (site: SiteId, date: BusinessDate, random: string): ReservationId =>
  ReservationId.parse(`${site}.${date}.${random}`);

/** Where a reservation was first made, which its id tells for life; null: it is an id of another make. */
export const placeOfId = (
  id: ReservationId,
): { readonly site: SiteId; readonly date: BusinessDate } | null => {
  const found = idShape.exec(id);
  const [site, date] = [SiteId.safeParse(found?.[1]), BusinessDate.safeParse(found?.[2])];
  return site.success && date.success ? { site: site.data, date: date.data } : null;
};
