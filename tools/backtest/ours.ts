// The house's own forecast as the backtest and the benchmark ask it: past days in, a range per waiting ticket out.
import { defaultAssumptions } from '../../server/forecast/learning/assumptions.ts';
import { learn, type Models, withToday } from '../../server/forecast/learning/learn.ts';
import { forecast } from '../../server/forecast/simulation/forecast.ts';
import type { Learn } from './walk.ts';

/**
 * As the hub does it: learned once from past days, then told of today's record before each forecast.
 * `maxRuns` (a multiple of 64) makes it quicker and a little rougher; undefined: as many as the hub makes.
 */
export const oursWith =
  (maxRuns?: number): Learn =>
  (days, meanMinutes) => {
    const models = learn(days, defaultAssumptions(meanMinutes));
    const options = maxRuns === undefined ? {} : { maxRuns, minRuns: Math.min(128, maxRuns) };
    let known: Models | null = null;
    return (queue, today, only) => {
      known = withToday(models, today, known);
      return forecast(queue, known, only === undefined ? options : { ...options, only }).tickets;
    };
  };
