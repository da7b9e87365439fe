// When a card or certificate may be renewed, by the date that stands on it. Dates are local, YYYY-MM-DD.
import type { KioskView } from '../../protocol/kiosk-view.ts';

const two = (count: number): string => String(count).padStart(2, '0');
const inUtc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dayMs = 86_400_000;

/** Days of a month, 28 to 31. */
export const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

export const dateFrom = (year: number, month: number, day: number): string =>
  `${year}-${two(month)}-${two(day)}`;

/** The same day so many months earlier, or the last of that month where it has no such day. */
export const monthsBefore = (date: string, months: number): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + (month - 1) - months;
  const [inYear, inMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return dateFrom(inYear, inMonth, Math.min(day, daysIn(inYear, inMonth)));
};

export type Renewable = {
  readonly kind: 'now' | 'early' | 'over';
  /** First day on which it can be renewed. */
  readonly from: string;
  /** It ends so soon that its ticket gets the organisation's mark, or has ended. */
  readonly expiring: boolean;
};

type Rules = Pick<KioskView['rules'], 'renewalMonths' | 'expiringDays'>;

/** What holds today for a card that ends on a date: valid through that day, renewed from three months before (000_7f46acea109dc007.txt). */
export const renewableOn = (ends: string, today: string, rules: Rules): Renewable => {
  const from = monthsBefore(ends, rules.renewalMonths);
  const daysLeft = Math.round((inUtc(ends) - inUtc(today)) / dayMs);
  const kind = daysLeft < 0 ? 'over' : today < from ? 'early' : 'now';
  return { kind, from, expiring: daysLeft <= rules.expiringDays };
};
