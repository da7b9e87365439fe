// "May I already?" as the page tells it, from what was typed into three fields. Pure; dates are local, YYYY-MM-DD.
import { mayRenew } from '../../../protocol/eligibility.ts';

export type DateKind = 'expiry' | 'birthday';
export type Judged =
  | { readonly kind: 'notADate' }
  | { readonly kind: 'now'; readonly until: string }
  | { readonly kind: 'early'; readonly from: string }
  | { readonly kind: 'over'; readonly on: string };

/** Three fields as a date's text, which may be no date: "2027", "3", "1" → "2027-03-01". */
export const dateTyped = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** What holds today; `months`: how long before its end a renewal is possible. */
export const judge = (
  asked: { readonly kind: DateKind; readonly year: string; readonly month: string; readonly day: string },
  today: string,
  months: number,
): Judged => {
  const date = dateTyped(asked.year, asked.month, asked.day);
  const answer = mayRenew(asked.kind === 'birthday' ? { birthday: date } : { expires: date }, today, months);
  if (answer.kind === 'noDate') return { kind: 'notADate' };
  if (answer.kind === 'ended') return { kind: 'over', on: answer.on };
  return answer.from <= today ? { kind: 'now', until: answer.until } : { kind: 'early', from: answer.from };
};
