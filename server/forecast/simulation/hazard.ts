// Events whose rate depends on the half-hour of the day: how long until the next one.

import { binAt, binMs, binsOfDay, minuteMs } from '../numbers/time-bins.ts';
import type { Scene } from './scene.ts';

/** Expected number of events from now until the end of each half-hour, and the minutes from now at which it ends. */
export type Hazard = { readonly upTo: Float64Array; readonly offset: number };

const binMinutes = binMs / minuteMs;

/** `hourlyRate` is asked for each half-hour of the day, from the present one on. */
export const hazardOf = (scene: Scene, hourlyRate: (bin: number) => number): Hazard => {
  const offset = scene.sources.firstBinOffset;
  const first = binAt(scene.nowMs);
  const upTo = new Float64Array(binsOfDay + 1);
  for (let i = 0; i < binsOfDay; i += 1)
    upTo[i + 1] = (upTo[i] as number) + (hourlyRate((first + i) % binsOfDay) * binMinutes) / 60;
  return { upTo, offset };
};

/** Minutes from now of the first event after `start` (minutes from now), by a uniform share; Infinity: not today. */
export const nextEvent = ({ upTo, offset }: Hazard, start: number, share: number): number => {
  const place = Math.min(binsOfDay, (start + offset) / binMinutes);
  let bin = Math.min(binsOfDay - 1, Math.floor(place));
  const here = upTo[bin] as number;
  const wanted = here + (place - bin) * ((upTo[bin + 1] as number) - here) - Math.log(1 - share);
  if (wanted > (upTo[binsOfDay] as number)) return Number.POSITIVE_INFINITY;
  while ((upTo[bin + 1] as number) < wanted) bin += 1;
  const before = upTo[bin] as number;
  const inside = (wanted - before) / Math.max(1e-12, (upTo[bin + 1] as number) - before);
  return (bin + inside) * binMinutes - offset;
};
