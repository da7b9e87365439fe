// What is assumed of a site that nobody has seen yet; every figure gives way to what the log shows.
import { defaultForecasting, type Forecasting } from '../../../protocol/forecast-settings.ts';
import type { Assumptions } from '../contract.ts';

/** Assumptions of a site from its planned minutes per procedure id and its settings. */
export const assumptionsFrom = (
  plannedMinutes: ReadonlyMap<string, number>,
  { pastDays: _, ...forecasting }: Forecasting,
): Assumptions => ({ plannedMinutes, ...forecasting });

/** The same where settings say nothing. */
export const defaultAssumptions = (plannedMinutes: ReadonlyMap<string, number>): Assumptions =>
  assumptionsFrom(plannedMinutes, defaultForecasting);

/** How much a prior weighs against what was seen: as so many observations of its own. */
export const strength = {
  /** A share (absent, returned, no-show), in cases. */
  share: 20,
  /** A shape of durations, in durations. */
  shape: 15,
  /** A rate of pauses or closings, in hours of an open booth. */
  boothHours: 20,
  /** The same in one half-hour of the day. */
  binHours: 5,
  /** Arrivals in one half-hour of the day, in days. */
  arrivalDays: 1,
  /** How much days differ, in days. */
  dayDeviation: 5,
} as const;

/** How far truth lies from what is assumed of it, as standard deviations of logarithms. */
export const doubt = {
  /** A procedure's time from its planned minutes. */
  planned: 0.35,
  /** A site's time from the organisation's. */
  site: 0.15,
  /** A booth's from its site's; a booth's in one procedure from its own in general. */
  booth: 0.12,
  boothProcedure: 0.08,
  /** An ordinary day's from the site's. */
  day: 0.07,
  /** A procedure's after a surprise (new form, slow system), from its usual. */
  surprise: 0.35,
} as const;

/** A pause of so many minutes or more is taken to be lunch or the like: a booth has one of them a day. */
export const longPauseMinutes = 25;
/** A booth closed for less than this was away; for longer, it had closed. */
export const awayMinutes = 180;
/** An end so near to what was planned, or to closing time, is no surprise. */
export const onTimeMinutes = 20;
