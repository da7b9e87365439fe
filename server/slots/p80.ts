// How long four visits in five take at the most, until the site has taught it.
import type { ProcedureId } from '../../protocol/ids.ts';
import { normalQuantile } from '../forecast/numbers/normal.ts';
import type { ResolvedGroup, ResolvedSite } from '../settings/resolved-site.ts';

/**
 * P80 of a visit in whole minutes, rounded up: a lognormal time with the planned minutes as its mean and the settings'
 * variation (standard deviation ÷ mean), as the forecast assumes it.
 */
export const assumedP80 = (plannedMinutes: number, variation: number): number => {
  const spread = Math.sqrt(Math.log(1 + variation ** 2));
  return Math.ceil(plannedMinutes * Math.exp(spread * normalQuantile(0.8) - spread ** 2 / 2));
};

/** The longest P80 among the group's procedures, in whole minutes: any of them may be booked last. */
export const p80MinutesOf = (
  site: ResolvedSite,
  group: ResolvedGroup,
  learned: ReadonlyMap<ProcedureId, number> = new Map(),
): number =>
  Math.max(
    ...group.procedures.map((id) =>
      Math.ceil(
        learned.get(id) ??
          assumedP80(
            site.procedures.get(id)?.plannedMinutes ?? group.minutesPerPlace,
            site.forecasting.visitVariation,
          ),
      ),
    ),
  );
