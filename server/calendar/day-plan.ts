// The plan of a site's business day in instants, and the search for the next one.
import type { DayPlan } from '../../protocol/day-plan.ts';
import type { BusinessDate } from '../../protocol/ids.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import { addDays, businessDateAt, instantOf } from './dates.ts';
import { minutesOf } from './hours.ts';
import { openingsOn } from './openings.ts';

export { businessDateAt } from './dates.ts';
export { openingsOn } from './openings.ts';
export { intakeEnd, isProcedureOpen, nextIntake, phaseOf } from './phase.ts';

/** How far ahead an opening is looked for: a year and a margin. */
const searchDays = 400;
const minuteMs = 60_000;

/** A business day that is to come. */
export type NextOpening = {
  readonly date: BusinessDate;
  /** Instant (epoch ms) at which the doors open. */
  readonly atMs: number;
  readonly plan: DayPlan;
};

/**
 * The business day of a site on a date, in epoch ms; null: closed. Intake never begins before the date's own
 * midnight, and the day ends no later than the next day's intake begins, so that two days never overlap.
 */
export const dayPlan = (site: ResolvedSite, date: BusinessDate): DayPlan | null => {
  const openings = openingsOn(site.settings.calendar, date).map((opening) => ({
    fromMs: instantOf(date, minutesOf(opening.from)),
    toMs: instantOf(date, minutesOf(opening.to)),
    procedures: opening.procedures === null ? null : [...opening.procedures],
  }));
  const closesAtMs = openings.at(-1)?.toMs;
  const intakeFromMs = intakeFrom(site, date);
  if (closesAtMs === undefined || intakeFromMs === null) return null;
  const endsAtMs = Math.min(
    closesAtMs + Math.round(site.rules.overrunMinutes * minuteMs),
    intakeFrom(site, addDays(date, 1)) ?? Number.POSITIVE_INFINITY,
  );
  return { openings, intakeFromMs, endsAtMs };
};

/** The first instant at which the site gives tickets on a date; null: closed. */
const intakeFrom = (site: ResolvedSite, date: BusinessDate): number | null => {
  const first = openingsOn(site.settings.calendar, date)[0];
  if (first === undefined) return null;
  const opensAtMs = instantOf(date, minutesOf(first.from));
  return Math.max(instantOf(date, 0), opensAtMs - Math.round(site.rules.earlyIntakeMinutes * minuteMs));
};

/** The first opening that begins after an instant (epoch ms), today's later ones included; null: none in 400 days. */
export const nextOpening = (site: ResolvedSite, afterMs: number): NextOpening | null => {
  const today = businessDateAt(afterMs);
  for (let days = 0; days <= searchDays; days += 1) {
    const date = addDays(today, days);
    const plan = dayPlan(site, date);
    const opening = plan?.openings.find((one) => one.fromMs > afterMs);
    if (plan && opening) return { date, atMs: opening.fromMs, plan };
  }
  return null;
};

/** The first business day after a date; null: none in 400 days. */
export const nextBusinessDay = (site: ResolvedSite, after: BusinessDate): NextOpening | null =>
  nextOpening(site, instantOf(after, 1440) - 1);
