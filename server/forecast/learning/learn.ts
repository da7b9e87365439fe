// Learning: past days make the figures of a site, today's visits say how today differs. Pure; any order of days gives the same.
import type { Assumptions, DayRecord, SiteDays } from '../contract.ts';
import { logRatio } from '../numbers/histogram.ts';
import { binAt, binMs } from '../numbers/time-bins.ts';
import { type Calibration, uncalibrated, withDayScored } from './calibration.ts';
import { withDay } from './count-day.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type HowItWent, howItWent } from './how-it-went.ts';
import { type Level, openingLevel, seen } from './level.ts';
import { paceAt, waitingAt } from './pace.ts';
import { emptyTally, type Tally, together, withoutBooths } from './tally.ts';
import { tellsTime, visitMinutes } from './visit-time.ts';

/** What sites of an organisation have in common. */
export type Organisation = { readonly tally: Tally };

export type Models = {
  readonly assumptions: Assumptions;
  readonly organisation: Organisation | null;
  readonly tally: Tally;
  readonly figures: Figures;
  /** What past days' forecasts have shown; with today's in `today`. */
  readonly past: Calibration;
  /** How the last past day went whose tickets were told waits; null: none is known. */
  readonly lastDay: HowItWent | null;
  /** What corrects forecasts now. */
  readonly calibration: Calibration;
  readonly today: Today;
};

export type Today = {
  /** Level of times per procedure, and how many of the day's visits it has seen. */
  readonly levels: ReadonlyMap<string, Level>;
  readonly visits: number;
  readonly scored: number;
  /** Walk-ins so far: how many came, and how many were expected, per procedure. */
  readonly came: ReadonlyMap<string, number>;
  readonly expected: ReadonlyMap<string, number>;
  /** Hours that the record of today covers. */
  readonly hours: number;
};

const nothingYet: Today = {
  levels: new Map(),
  visits: 0,
  scored: 0,
  came: new Map(),
  expected: new Map(),
  hours: 0,
};

const modelsOf = (
  tally: Tally,
  assumptions: Assumptions,
  organisation: Organisation | null,
  { past, lastDay }: Scores,
): Models => ({
  assumptions,
  organisation,
  tally,
  figures: figuresOf(tally, assumptions, organisation?.tally ?? null),
  past,
  lastDay,
  calibration: past,
  today: nothingYet,
});

/** So many of the last days' tickets are looked at: more would not weigh. */
const ticketsScored = 600;
type Scores = Pick<Models, 'past' | 'lastDay'>;
const noScores: Scores = { past: uncalibrated, lastDay: null };
/** `days` in order of date. */
const scoredIn = (before: Scores, days: readonly DayRecord[]): Scores => {
  const last = days.findLast(({ scored = [] }) => scored.some((one) => one !== null));
  if (last === undefined) return before;
  const earlier = days.slice(0, days.indexOf(last)).flatMap((day) => day.scored ?? []);
  const until = withDayScored(before.past, earlier.slice(-ticketsScored));
  return {
    past: withDayScored(until, last.scored ?? []),
    lastDay: howItWent(until, last) ?? before.lastDay,
  };
};

const byDate = (a: DayRecord, b: DayRecord): number => (a.date < b.date ? -1 : Number(a.date > b.date));

/**
 * What a site's past days teach, shrunk towards the organisation and the assumptions; added to what `from` counts and
 * `scored` has shown.
 */
export const learn = (
  days: readonly DayRecord[],
  assumptions: Assumptions,
  organisation: Organisation | null = null,
  from: Tally = emptyTally(),
  scored: Scores = noScores,
): Models => {
  const sorted = days.toSorted(byDate);
  return modelsOf(
    sorted.reduce((tally, day) => withDay(tally, day, assumptions), from),
    assumptions,
    organisation,
    scoredIn(scored, sorted),
  );
};

/** The same with one more business day, the latest of all; what was known of today is gone. */
export const addDay = (models: Models, day: DayRecord): Models =>
  modelsOf(
    withDay(models.tally, day, models.assumptions),
    models.assumptions,
    models.organisation,
    scoredIn(models, [day]),
  );

/** What the sites have in common; `assumptionsOf` gives each site's (its planned minutes may differ). */
export const learnOrganisation = (
  sites: readonly SiteDays[],
  assumptionsOf: (site: string) => Assumptions,
): Organisation =>
  organisationOf(sites.map(({ site, days }) => ({ site, models: learn(days, assumptionsOf(site)) })));

/** The same from what each site's models have counted. */
export const organisationOf = (
  sites: readonly { readonly site: string; readonly models: Models }[],
): Organisation => ({
  tally: sites
    .toSorted((a, b) => (a.site < b.site ? -1 : 1))
    .map(({ models }) => withoutBooths(models.tally))
    .reduce(together, emptyTally()),
});

/**
 * The models with a day's record so far in the place of what was known of today. `before`: those made from an earlier
 * record of the same day, so that only what is new is worked on.
 */
export const withToday = (models: Models, day: DayRecord, before: Models | null = null): Models => {
  const scored = day.scored ?? [];
  const same =
    before?.figures === models.figures &&
    before.today.visits <= day.visits.length &&
    before.today.scored <= scored.length
      ? before
      : null;
  const known = same?.today ?? nothingYet;
  return {
    ...models,
    calibration: withDayScored(same?.calibration ?? models.past, scored.slice(known.scored)),
    today: {
      levels: levelsAfter(known.levels, models.figures, day, known.visits),
      visits: day.visits.length,
      scored: scored.length,
      came: cameOf(day),
      expected: expectedOf(models.figures, day),
      hours: Math.max(0, Math.min(day.untilMs, day.closesAtMs) - day.opensAtMs) / 3_600_000,
    },
  };
};

/** With the day's visits from the `from`th on, in order of their ends. */
const levelsAfter = (
  before: ReadonlyMap<string, Level>,
  figures: Figures,
  day: DayRecord,
  from: number,
): ReadonlyMap<string, Level> => {
  const levels = new Map(before);
  const visits = day.visits.slice(from);
  const waiting = visits.length === 0 || figures.pace.slope === 0 ? () => 0 : waitingAt(day);
  for (const visit of visits) {
    const mine = figures.procedures.get(visit.procedure);
    if (mine === undefined || !tellsTime(visit)) continue;
    const factor = mine.boothFactors.get(visit.booth) ?? 1;
    const x =
      logRatio(visitMinutes(visit) / factor, mine.plannedMinutes) -
      mine.logMean -
      paceAt(figures.pace, waiting(visit.calledAtMs));
    const level = levels.get(visit.procedure) ?? openingLevel(mine.placeDeviation);
    levels.set(visit.procedure, seen(level, x, mine.logDeviation));
  }
  return levels;
};

const cameOf = (day: DayRecord): ReadonlyMap<string, number> => {
  const came = new Map<string, number>();
  for (const { procedure, slotMs } of day.arrivals)
    if (slotMs === null) came.set(procedure, (came.get(procedure) ?? 0) + 1);
  return came;
};

const expectedOf = (figures: Figures, day: DayRecord): ReadonlyMap<string, number> => {
  const untilMs = Math.min(day.untilMs, day.closesAtMs);
  return new Map(
    [...figures.procedures].map(([id, { walkInRate }]) => {
      let sum = 0;
      for (let atMs = day.opensAtMs; atMs < untilMs; ) {
        const next = Math.min(untilMs, (Math.floor(atMs / binMs) + 1) * binMs);
        sum += ((walkInRate[binAt(atMs)] ?? 0) * (next - atMs)) / 60_000;
        atMs = next;
      }
      return [id, sum];
    }),
  );
};
