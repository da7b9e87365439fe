// When a card or certificate may be renewed, by the date that stands on it. Dates are local, YYYY-MM-DD.
import { renewableFrom } from '../../../protocol/eligibility.ts';
import type { KioskView } from '../../../protocol/kiosk-view.ts';

const two = (count: number): string => String(count).padStart(2, '0');
const inUtc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dayMs = 86_400_000;

export const dateFrom = (year: number, month: number, day: number): string =>
  `${year}-${two(month)}-${two(day)}`;

export type Renewable = {
  readonly kind: 'now' | 'early' | 'over';
  /** First day on which it can be renewed. */
  readonly from: string;
  /** It ends so soon that its ticket gets the organisation's mark, or has ended. */
  readonly expiring: boolean;
};

type Rules = Pick<KioskView['rules'], 'renewalMonths' | 'expiringDays'>;

/** What holds today for a card that ends on a date: valid through that day, renewed once less than three months are left. */
export const renewableOn = (ends: string, today: string, rules: Rules): Renewable => {
  const from = renewableFrom(ends, rules.renewalMonths);
  const daysLeft = Math.round((inUtc(ends) - inUtc(today)) / dayMs);
  const kind = daysLeft < 0 ? 'over' : today < from ? 'early' : 'now';
  return { kind, from, expiring: daysLeft <= rules.expiringDays };
};
