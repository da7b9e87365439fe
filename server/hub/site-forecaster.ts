// One site's forecasts: it follows today's events to learn from them, and turns the queue into what screens show.
import type { Logger } from 'pino';
import { type BusinessDate, dayStream } from '../../protocol/ids.ts';
import type { DayState } from '../day/state.ts';
import type { Forecast } from '../forecast/contract.ts';
import { isBad } from '../forecast/learning/calibration.ts';
import { createDayRecorder, type DayRecorder } from '../forecast/learning/day-record.ts';
import { type Models, withToday } from '../forecast/learning/learn.ts';
import { beginForecast } from '../forecast/simulation/forecast.ts';
import { beginOverflowLook, type OverflowLook } from '../forecast/simulation/overflow-look.ts';
import { plannedAt } from '../forecast/simulation/planned-hours.ts';
import { queueNow } from '../forecast/simulation/queue-now.ts';
import type { EventLog, StoredEntry } from '../log/contract.ts';
import { parseStored } from '../log/stored-events.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { ForecastHealth } from './contract.ts';
import { noForecast } from './estimator.ts';
import type { ForecastAhead, ForecastLine } from './forecast-line.ts';
import type { Learning } from './learning.ts';

/** Fewer past days teach neither who walks in nor who stays away: no level is told from them. */
const fewestDaysToAdvise = 10;

/** Days fade as they are counted, so ten of them are a sum of less: 1 + f + … + f⁹, f being what is left of a day after the next. */
const knowsEnough = ({ tally, assumptions }: Models): boolean => {
  const left = 0.5 ** (1 / assumptions.halfLifeDays);
  const least = (1 - left ** fewestDaysToAdvise) / (1 - left);
  return tally.days > least - 1e-6;
};

export type SiteForecaster = {
  /** From now on it looks at this business day. */
  lookAt(date: BusinessDate): void;
  /** The waits of now, in the line's own time. */
  run(state: DayState, nowMs: number): Promise<Forecast>;
  /** One more visitor of each procedure now, in the line's own time; null: too little is known of the site. Left out: never. */
  look?(state: DayState, nowMs: number): Promise<OverflowLook | null>;
  /** How good what was told has been; left out: nobody knows. */
  health?(): ForecastHealth;
  /** For days to come; left out: nothing is known of them. */
  readonly ahead?: ForecastAhead;
  close(): void;
};

export type ForecasterParts = {
  readonly log: EventLog;
  readonly site: ResolvedSite;
  readonly line: ForecastLine;
  readonly learning: Learning;
  readonly logger: Logger;
  /** Past days have been learned from: what was forecast before is out of date. */
  readonly onLearned: () => void;
};

export const createSiteForecaster = (parts: ForecasterParts): SiteForecaster => {
  const { log, site, line, learning, logger, onLearned } = parts;
  const { id } = site.settings;
  let date: BusinessDate | null = null;
  let recorder: DayRecorder | null = null;
  let models: Models = learning.assumed(id);
  let today: Models | null = null;
  let bad = false;
  let unfollow = () => {};

  const lookAt = (wanted: BusinessDate): void => {
    if (date === wanted) return;
    date = wanted;
    unfollow();
    const begin = (): void => {
      recorder = createDayRecorder(wanted, plannedAt(site, wanted));
      today = null;
    };
    const hear = (entries: readonly StoredEntry[]): void => {
      try {
        for (const entry of entries) {
          const { event, meta } = parseStored(entry);
          recorder?.add(event, meta.atMs);
        }
      } catch (error) {
        // The day itself will refuse the entry loudly; forecasts go on with what they know.
        logger.error({ err: error, site: id, date: wanted }, 'an event could not be learned from');
      }
    };
    begin();
    // A log that was rewritten tells all again from the first event.
    unfollow = log.follow(dayStream(id, wanted), 0, hear, begin);
    learning.modelsFor(id, wanted).then(
      (learned) => {
        if (date !== wanted) return;
        models = learned;
        today = null;
        onLearned();
      },
      (error: unknown) =>
        logger.warn({ err: error, site: id, date: wanted }, 'past days were not learned from'),
    );
  };

  const noteHealth = (known: Models): void => {
    if (isBad(known.calibration) === bad) return;
    bad = !bad;
    const { held } = known.calibration;
    const line = { site: id, date, held: held.filter(Boolean).length, of: held.length };
    if (bad) logger.warn(line, 'few of the waits that were told lately held: ranges are made wider');
    else logger.info(line, 'the waits that are told hold again');
  };

  return {
    lookAt,
    health: () => ({ lastDay: models.lastDay, bad }),
    ahead: { models: () => models, play: line.run },
    run: (state, nowMs) => {
      const mine = recorder;
      if (mine === null) return Promise.resolve(noForecast);
      return line.run(() => {
        today = withToday(models, mine.record(nowMs), today);
        noteHealth(today);
        return beginForecast(queueNow({ site, state, recorder: mine, nowMs }), today);
      });
    },
    look: (state, nowMs) => {
      const mine = recorder;
      if (mine === null || !knowsEnough(models)) return Promise.resolve(null);
      return line.run(() => {
        today = withToday(models, mine.record(nowMs), today);
        const queue = queueNow({ site, state, recorder: mine, nowMs });
        return beginOverflowLook({ queue, models: today, laterMs: [], travelMinutes: [] });
      });
    },
    close: () => {
      date = null;
      unfollow();
    },
  };
};
