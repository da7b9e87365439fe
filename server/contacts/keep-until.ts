// Until when the personal data of a reservation is kept.
import type { BusinessDate } from '../../protocol/ids.ts';
import { addDays, instantOf } from '../calendar/dates.ts';

/** The midnight (Asia/Tokyo, epoch ms) that ends the `keepDays`-th whole day after the reservation's day. */
export const keepUntil = (date: BusinessDate, keepDays: number): number =>
  instantOf(addDays(date, keepDays + 1), 0);
