// Today's level of each procedure at this instant: from the visits of today, and from those still in progress.
import type { QueueNow } from '../contract.ts';
import type { Models } from '../learning/learn.ts';
import { levelMoments, openingLevel, outlasted } from '../learning/level.ts';
import { logRatio } from '../numbers/histogram.ts';
import { minuteMs } from '../numbers/time-bins.ts';

/** Mean and standard deviation of the logarithm. */
export type ProcedureLevel = { readonly mean: number; readonly deviation: number };

export const levelsNow = (queue: QueueNow, models: Models): ReadonlyMap<string, ProcedureLevel> => {
  const levels = new Map(
    [...models.figures.procedures].map(([id, figures]) => [
      id,
      models.today.levels.get(id) ?? openingLevel(figures.placeDeviation),
    ]),
  );
  for (const booth of queue.booths.toSorted((a, b) => a.number - b.number)) {
    const visit = booth.current;
    if (visit === null || visit.resumed) continue;
    const figures = models.figures.procedures.get(visit.procedure);
    const level = levels.get(visit.procedure);
    if (figures === undefined || level === undefined) continue;
    // Where Start is pressed, a call without it may be to somebody who does not come.
    if (visit.startedAtMs === null && figures.startShare > 0.5) continue;
    const elapsed = (queue.nowMs - visit.calledAtMs) / minuteMs;
    if (elapsed <= 0) continue;
    const usual = figures.plannedMinutes * (figures.boothFactors.get(booth.number) ?? 1);
    const x = logRatio(elapsed, usual) - figures.logMean;
    levels.set(visit.procedure, outlasted(level, x, figures.logDeviation));
  }
  return new Map([...levels].map(([id, level]) => [id, levelMoments(level)]));
};
