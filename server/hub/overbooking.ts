// What overbooking needs to know of a date: no-shows as the log has taught them, and half days played through with more bookings.
import type { Logger } from 'pino';
import type { BusinessDate } from '../../protocol/ids.ts';
import type { Models } from '../forecast/learning/learn.ts';
import { beginReservedDay, type ReservedOutcome } from '../forecast/simulation/reserved-day.ts';
import type { BookState } from '../reservations/state.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { GroupPlan, HalfDay, Learned, Simulated, SlotPlan } from '../slots/contract.ts';
import { fewestPlaces, promisesKeptAtLeast } from '../slots/overbook.ts';
import { planSlots } from '../slots/plan-slots.ts';
import { evenly } from '../slots/spread.ts';
import type { ForecastAhead } from './forecast-line.ts';
import { HubClosing } from './hub-closing.ts';
import { placesTaken, plannedDay } from './planned-day.ts';

/** Fewer days teach neither who comes nor how many walk in. */
export const fewestDays = 10;
/** Dates whose half days are kept as played; the one not asked for the longest goes. */
const mostKept = 120;

export type Knowledge = { readonly learned: Learned; readonly simulated: Simulated };
export type Overbooking = {
  /**
   * What is known of a date with these changes by hand; null: nothing yet, and it is being found out. The same object
   * until something else is known.
   */
  known(date: BusinessDate, changes: BookState['changes']): Knowledge | null;
};

/** Where nothing may be overbooked. */
export const noOverbooking: Overbooking = { known: () => null };

const keyOf = (group: string, fromMs: number, extra: number): string => `${group} ${fromMs} ${extra}`;

/** Which slots of a half day get its extra places. */
const extraIn = ({ slots }: GroupPlan, half: HalfDay, extra: number): readonly number[] =>
  evenly(
    extra,
    slots.map(
      (slot) =>
        slot.closed === null &&
        slot.reckoning.planned > 0 &&
        half.fromMs <= slot.startAtMs &&
        slot.startAtMs < half.toMs,
    ),
  );

/** The learned shares under the site's own name, as plans ask for them. */
export const learnedOf = (site: ResolvedSite, { figures: { noShow } }: Models): Learned => ({
  noShow: {
    prior: noShow.prior,
    cells: new Map([...noShow.cells].map(([cell, seen]) => [`${site.settings.id}${cell}`, seen])),
  },
});

/** Plays each half day with one booking more, and one more, until it breaks a promise or the most that is allowed. */
export const playHalfDays = async (
  site: ResolvedSite,
  plan: SlotPlan,
  models: Models,
  run: ForecastAhead['play'],
): Promise<ReadonlyMap<string, ReservedOutcome>> => {
  const found = new Map<string, ReservedOutcome>();
  const others = (but: GroupPlan) =>
    plan.groups.filter((one) => one !== but).flatMap((one) => placesTaken(one, []));
  for (const group of plan.groups) {
    const rule = site.reservations?.groups.get(group.group)?.rules.overbooking;
    if (rule?.on !== true) continue;
    for (const half of group.halfDays.filter(({ places }) => places >= fewestPlaces)) {
      const most = Math.floor((half.places * rule.mostPercent) / 100);
      for (let extra = 1; extra <= most; extra += 1) {
        const taken = placesTaken(group, extraIn(group, half, extra));
        const queue = plannedDay(site, plan, [...taken, ...others(group)]);
        if (queue === null) break;
        const ids = new Set(
          taken.filter(({ slotMs }) => half.fromMs <= slotMs && slotMs < half.toMs).map(({ id }) => id),
        );
        const { reservationMinutes: promiseMinutes } = site.settings.promise;
        const outcome = await run(() => beginReservedDay({ queue, models, ids, promiseMinutes }));
        found.set(keyOf(group.group, half.fromMs, extra), outcome);
        if (outcome.promisesKept < promisesKeptAtLeast) break;
      }
    }
  }
  return found;
};

export const createOverbooking = (parts: {
  readonly site: ResolvedSite;
  readonly ahead: ForecastAhead | undefined;
  readonly logger: Logger;
}): Overbooking => {
  const { site, ahead, logger } = parts;
  const groups = [...(site.reservations?.groups.values() ?? [])];
  if (ahead === undefined || !groups.some(({ rules }) => rules.overbooking.on)) return noOverbooking;
  type Kept = {
    readonly models: Models;
    readonly list: BookState['changes'];
    readonly changes: string;
    knowledge: Knowledge | null;
  };
  const kept = new Map<BusinessDate, Kept>();

  const findOut = async (date: BusinessDate, entry: Kept, changes: BookState['changes']): Promise<void> => {
    const { models } = entry;
    const learned = learnedOf(site, models);
    const plan = planSlots({ site, date, changes: changes.map(({ slots }) => slots), learned });
    if (plan === null) return;
    const played = await playHalfDays(site, plan, models, ahead.play);
    entry.knowledge = {
      learned,
      // What was not played is not allowed: the rule stops at the first that is not.
      simulated: ({ group, fromMs, extra }) =>
        played.get(keyOf(group, fromMs, extra)) ?? { promisesKept: 0, p80FinishMs: Number.POSITIVE_INFINITY },
    };
  };

  return {
    known: (date, changes) => {
      const models = ahead.models();
      if (models.tally.days < fewestDays) return null;
      const before = kept.get(date);
      const still = before?.models.figures === models.figures ? before : undefined;
      if (still?.list === changes) return still.knowledge;
      const sign = JSON.stringify(changes);
      if (still?.changes === sign) return still.knowledge;
      const entry: Kept = { models, list: changes, changes: sign, knowledge: null };
      kept.delete(date);
      kept.set(date, entry);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      findOut(date, entry, changes).catch((error: unknown) => {
        if (error instanceof HubClosing) return;
        logger.error({ err: error, site: site.settings.id, date }, 'a day to come could not be played');
      });
      return null;
    },
  };
};
