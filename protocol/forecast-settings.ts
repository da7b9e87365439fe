// What a site's forecast assumes until the log has shown better, and how far back it looks.
import { z } from 'zod';
import { Weekday } from './calendar-settings.ts';

const share = (text: string) => z.number().min(0, 'must be 0 to 1').max(1, 'must be 0 to 1').describe(text);
const between = (low: number, high: number, text: string) =>
  z.number().min(low, `must be ${low} to ${high}`).max(high, `must be ${low} to ${high}`).describe(text);

const fields = {
  pastDays: z
    .int()
    .min(0, 'must be 0 to 260')
    .max(260, 'must be 0 to 260')
    .describe('So many of the latest business days are learned from; 0: none, the planned minutes hold'),
  halfLifeDays: between(1, 260, 'A business day counts half after so many others'),
  visitVariation: between(
    0.1,
    2,
    'How much the time of one visit varies around the planned minutes: standard deviation ÷ mean',
  ),
  walkSeconds: between(0, 600, 'From the call until the visitor sits down'),
  gapSeconds: between(1, 600, 'From one visitor’s leaving until the next call, while people wait'),
  absentShare: share('Share of the calls to which nobody comes'),
  returnShare: share('Share of the absent who report back'),
  pauseMinutes: between(1, 240, 'A pause without announced end lasts this long on average'),
  pausesPerHour: between(0, 4, 'Unplanned pauses of an open booth in an hour'),
  noShowShare: share('Share of the reservations that do not check in'),
  latenessMinutes: between(-120, 120, 'Check-in after the slot on average; negative: before it'),
  latenessSpreadMinutes: between(0.5, 120, 'Standard deviation of the same'),
};
export const ForecastRules = z.strictObject(fields).partial();
export const Forecasting = z.strictObject(fields);
export type Forecasting = z.infer<typeof Forecasting>;

/** What holds where neither organisation nor site says otherwise. */
export const defaultForecasting: Forecasting = {
  pastDays: 60,
  halfLifeDays: 40,
  visitVariation: 0.6,
  walkSeconds: 40,
  gapSeconds: 20,
  absentShare: 0.04,
  returnShare: 0.4,
  pauseMinutes: 15,
  pausesPerHour: 0.1,
  noShowShare: 0.15,
  latenessMinutes: -8,
  latenessSpreadMinutes: 8,
};

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  error: 'must be a time from 00:00 to 24:00, e.g. "09:00"',
  abort: true,
});

export const plannedHours = {
  from: clockTime.describe('It opens'),
  to: clockTime.describe('It closes, or breaks off, e.g. for lunch'),
  weekdays: z.array(Weekday).min(1).max(7).optional().describe('Only on these weekdays; left out: on all'),
};
