// What a barcode or QR scanner, or somebody's fingers, typed: the code of a reservation in it, if there is one.
import { codeLength, normaliseCode, ReservationCode } from './reservation-ids.ts';

const separators = /[^A-Za-z0-9-]+/;

/**
 * The code of a reservation as typed, or in the address that a confirmation's QR holds; null: there is none. A code with a typing
 * error is none: its check character does not fit.
 */
export const codeIn = (text: string): ReservationCode | null => {
  const whole = ReservationCode.safeParse(text);
  if (whole.success) return whole.data;
  for (const part of text.normalize('NFKC').split(separators)) {
    if (normaliseCode(part).length !== codeLength + 1) continue;
    const found = ReservationCode.safeParse(part);
    if (found.success) return found.data;
  }
  return null;
};

/** Whether somebody seems to be typing a code: as many of its characters, right or not. */
export const looksLikeCode = (text: string): boolean =>
  new RegExp(`^[A-Z0-9]{${codeLength + 1}}$`).test(normaliseCode(text));
