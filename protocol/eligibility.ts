// When a card or its certificate ends, and from when it can be renewed. Needs no zone and no library: local dates, "2026-11-24".
import type { Renewal } from './kiosk-settings.ts';

type Parts = { readonly year: number; readonly month: number; readonly day: number };

const partsOf = (date: string): Parts => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
};
const two = (count: number): string => String(count).padStart(2, '0');
const textOf = ({ year, month, day }: Parts): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
/** Days of a month, 28 to 31. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Whether a text is a date that there is: "2026-02-29" is none. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

/**
 * The birthday in a year. Who was born on 29 February has it on 28 February of other years, as Japan's laws on papers
 * that end with a birthday say (e.g. 道路交通法 92条の2).
 */
export const birthdayIn = (year: number, birthday: string): string => {
  const { month, day } = partsOf(birthday);
  return textOf({ year, month, day: Math.min(day, daysInMonth(year, month)) });
};

/** The n-th birthday after a date (n ≥ 1). A birthday on the date itself is not counted: it is not after it. */
export const birthdayAfter = (date: string, birthday: string, n: number): string => {
  const { year } = partsOf(date);
  const first = birthdayIn(year, birthday) > date ? year : year + 1;
  return birthdayIn(first + n - 1, birthday);
};

/** Age in whole years on a date. */
export const ageOn = (date: string, birthday: string): number => {
  const { year } = partsOf(date);
  return year - partsOf(birthday).year - (birthdayIn(year, birthday) > date ? 1 : 0);
};

/** From this day on who is 18 counts as of age; applications before it: 20 (民法改正 令和4年4月1日). */
const adultAt18Since = '2022-04-01';

/**
 * The last day of a card: the tenth birthday after issue, the fifth for who was a minor when they applied. Of a foreign
 * resident the period of stay may end it sooner, which only the card itself tells.
 */
export const cardEnds = (issued: string, birthday: string, applied: string = issued): string => {
  const adultAt = applied < adultAt18Since ? 20 : 18;
  return birthdayAfter(issued, birthday, ageOn(applied, birthday) < adultAt ? 5 : 10);
};

/** The last day of a certificate: the fifth birthday after issue, never past the card. */
export const certificateEnds = (issued: string, birthday: string, cardUntil: string): string => {
  const fifth = birthdayAfter(issued, birthday, 5);
  return fifth < cardUntil ? fifth : cardUntil;
};

/**
 * The first day on which less than so many months are left: the day after the same day so many months earlier, or the
 * first of the next month where that month has no such day. With three months: 7 July → 8 April, 28 May → 1 March of
 * a year without a leap day, 31 May → 1 March (as Nerima's and other wards' pages tell residents).
 */
export const renewableFrom = (ends: string, months: number): string => {
  const { year, month, day } = partsOf(ends);
  if (months === 0) return ends;
  const count = year * 12 + (month - 1) - months;
  const [inYear, inMonth] = [Math.floor(count / 12), (count % 12) + 1];
  if (day < daysInMonth(inYear, inMonth)) return textOf({ year: inYear, month: inMonth, day: day + 1 });
  return inMonth === 12
    ? textOf({ year: inYear + 1, month: 1, day: 1 })
    : textOf({ year: inYear, month: inMonth + 1, day: 1 });
};

/** What a resident typed in: the date on the card or certificate, or the birthday. */
export type Known = { readonly expires: string } | { readonly birthday: string };

export type MayRenew =
  /** It can be renewed from `from` to `until`; before `from` no place is of use. `sure` false: only if it ends on the coming birthday, which the card tells. */
  | { readonly kind: 'window'; readonly from: string; readonly until: string; readonly sure: boolean }
  /** It has ended: a new one is made instead of a renewal. */
  | { readonly kind: 'ended'; readonly on: string }
  /** No such date. */
  | { readonly kind: 'noDate' };

/**
 * From when something can be renewed, seen from `today`. By the birthday alone the year is not known: the answer is
 * the window before the coming birthday, and not sure. It holds for cards and certificates alike.
 */
export const mayRenew = (known: Known, today: string, months: number): MayRenew => {
  const text = 'expires' in known ? known.expires : known.birthday;
  if (!isDate(text)) return { kind: 'noDate' };
  if ('expires' in known) {
    return text < today
      ? { kind: 'ended', on: text }
      : { kind: 'window', from: renewableFrom(text, months), until: text, sure: true };
  }
  if (text > today) return { kind: 'noDate' };
  const thisYear = birthdayIn(partsOf(today).year, text);
  const until = thisYear >= today ? thisYear : birthdayAfter(today, text, 1);
  return { kind: 'window', from: renewableFrom(until, months), until, sure: false };
};

/** Whether a date of a slot lies in the window. */
export const fitsWindow = (answer: MayRenew, date: string): boolean =>
  answer.kind === 'window' && answer.from <= date && date <= answer.until;

/** What is renewed at a procedure, as far as its group asks for it. */
export const asksFor = (
  eligibility: { readonly renews: Renewal } | null,
  procedure: { readonly renews?: Renewal | undefined },
): boolean => eligibility !== null && procedure.renews === eligibility.renews;
