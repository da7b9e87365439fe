// When a card or certificate may be renewed, from the date that stands on it or from the birthday. Pure; dates are local, YYYY-MM-DD.
import type { Eligibility } from '../../protocol/reservation-settings.ts';
import { monthsBefore } from '../kiosk/expiry.ts';

export type DateKind = 'expiry' | 'birthday';
export type Judged =
  | { readonly kind: 'notADate' }
  | { readonly kind: 'now'; readonly until: string }
  | { readonly kind: 'early'; readonly from: string }
  | { readonly kind: 'over'; readonly on: string };

/** The date typed in three fields; null: there is none such. */
export const dateTyped = (year: string, month: string, day: string): string | null => {
  const [y, m, d] = [year, month, day].map((text) => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN));
  if (y === undefined || m === undefined || d === undefined || !(y >= 1900 && y <= 2200)) return null;
  const at = new Date(Date.UTC(y, m - 1, d));
  const said = Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
  return said === `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}` ? said : null;
};

/** The next birthday on or after today; who was born on 29 February has it on the 28th in other years, when the law lets the year end. */
export const nextBirthday = (born: string, today: string): string => {
  const inYear = (year: number): string => {
    const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
    return `${year}-${born.slice(5) === '02-29' && !leap ? '02-28' : born.slice(5)}`;
  };
  const year = Number(today.slice(0, 4));
  return inYear(year) >= today ? inYear(year) : inYear(year + 1);
};

/**
 * Whether it may be renewed today. By birthday it is assumed to end on the next one: whose card ends in a later year
 * finds the year on the card.
 */
export const judge = (
  asked: { readonly kind: DateKind; readonly year: string; readonly month: string; readonly day: string },
  today: string,
  rule: Eligibility,
): Judged => {
  const date = dateTyped(asked.year, asked.month, asked.day);
  if (date === null) return { kind: 'notADate' };
  const ends = asked.kind === 'birthday' ? nextBirthday(date, today) : date;
  if (ends < today) return { kind: 'over', on: ends };
  const from = monthsBefore(ends, rule.monthsBefore);
  return from <= today ? { kind: 'now', until: ends } : { kind: 'early', from };
};
