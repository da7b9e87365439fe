// What each site has learned before the days that count: its own past days, played as today without any overflow.
import { defaultAssumptions } from '../../../server/forecast/learning/assumptions.ts';
import { learn, type Models } from '../../../server/forecast/learning/learn.ts';
import { drawDay } from './day.ts';
import { hours, plannedMinutes, sites } from './network.ts';
import { playDay } from './play.ts';

/** Models per site after `days` days of ordinary years (load 0.95) with luck of their own. */
export const learnedBefore = (seed: number, days: number): readonly Models[] => {
  const played = Array.from({ length: days }, (_, nth) =>
    playDay(drawDay(seed * 7_919 + 500_000 + nth, 0.95), 'none', nth).counters.map((counter) =>
      counter.record(hours.closes + hours.overrun + hours.mostLate),
    ),
  );
  const assumptions = defaultAssumptions(new Map(Object.entries(plannedMinutes)));
  return sites.map((_, site) =>
    learn(
      played.flatMap((records) => records[site] ?? []),
      assumptions,
    ),
  );
};
