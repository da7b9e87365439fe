// What travels when planners and supervisors read the figures: periods, tallies, and what could not be counted.
import { z } from 'zod';
import { BusinessDate, SiteId } from './ids.ts';

/** Most days that one request tallies: four fiscal years. */
export const figuresDays = 1_464;

export const FiguresPeriod = z.enum(['hour', 'day', 'weekday', 'week', 'month', 'fiscalYear', 'all']);
/** hour and weekday: of any day; week: ISO 8601, from Monday; fiscalYear: April to March. */
export type FiguresPeriod = z.infer<typeof FiguresPeriod>;
export const FiguresSplit = z.enum(['none', 'site', 'procedure', 'channel']);
export type FiguresSplit = z.infer<typeof FiguresSplit>;

export const FiguresQuery = z.strictObject({
  from: BusinessDate.describe('First business day, e.g. 2026-04-01'),
  to: BusinessDate.describe('Last business day, e.g. 2027-03-31'),
  by: FiguresPeriod.default('month'),
  split: FiguresSplit.default('none'),
  site: SiteId.optional().describe('One site; left out: all that one may see'),
});
export type FiguresQuery = z.infer<typeof FiguresQuery>;

const count = z.int().min(0);
const minutes = z.number().min(0).nullable();
export const FiguresRow = z.strictObject({
  period: z
    .string()
    .describe('09 · 2026-04-01 · 1 (Monday) · the week’s Monday · 2026-04 · 2026 (April 2026 on) · all'),
  part: z.string().describe('Site, procedure or channel, as split; empty: all'),
  days: count.describe('Business days with a visit'),
  arrivals: count.describe('Tickets, without those printed by mistake'),
  reserved: count.describe('Of these with a reservation, in time'),
  served: count,
  absent: count,
  left: count,
  elsewhere: count,
  dayEnded: count.describe('Still waited at closing'),
  other: count.describe('Cancelled for another reason'),
  open: count.describe('Not over yet'),
  transfers: count,
  called: count,
  waitMedian: minutes,
  waitP80: minutes,
  waitP95: minutes,
  promisesKept: count.describe('Called within the promise of the site, as the settings have it now'),
  serviceMedian: minutes,
  serviceMean: minutes,
  serviceTotal: z.number().min(0).describe('Booth minutes'),
});
export type FiguresRow = z.infer<typeof FiguresRow>;

export const FiguresReservations = z.strictObject({
  booked: count.describe('Kept until the day: without those cancelled or moved away'),
  arrived: count,
  missed: count,
  cancelled: count,
  moved: count,
});
export const FiguresOutage = z.strictObject({
  site: SiteId,
  date: BusinessDate,
  procedure: z.string(),
  fromMs: z.number(),
  minutes: z.number().min(0),
});
export const Figures = z.strictObject({
  from: BusinessDate,
  to: BusinessDate,
  rows: z.array(FiguresRow),
  total: FiguresRow,
  reservations: FiguresReservations,
  outages: z.array(FiguresOutage).describe('The longest first, at most 200'),
  /** Counted nowhere above. */
  missing: z
    .array(z.string())
    .describe('Days that lie in an archive that cannot be read here: site, date, why'),
  complete: z.boolean().describe('false: days are still being read for the first time; ask again'),
});
export type Figures = z.infer<typeof Figures>;
