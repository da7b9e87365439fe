// What a site gives to be reserved on a date, reckoned once for each list of changes by hand and for what is known of the day.
import type { BusinessDate } from '../../protocol/ids.ts';
import { nothingOffered, type Offering } from '../reservations/contract.ts';
import type { BookState } from '../reservations/state.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { SlotPlan } from '../slots/contract.ts';
import { planSlots } from '../slots/plan-slots.ts';
import { type Knowledge, noOverbooking, type Overbooking } from './overbooking.ts';

/** Reckons nothing until it is asked; the last reckoning is kept. */
export const createOffering = (
  site: ResolvedSite,
  date: BusinessDate,
  overbooking: Overbooking = noOverbooking,
): Offering => {
  const { reservations, procedures } = site;
  if (reservations === null) return nothingOffered;
  const groups = [...reservations.groups.values()];
  type Reckoned = {
    readonly changes: BookState['changes'];
    readonly known: Knowledge | null;
    readonly plan: SlotPlan;
  };
  let last: Reckoned | null = null;
  return {
    plan: (changes) => {
      const known = overbooking.known(date, changes);
      if (last?.changes !== changes || last.known !== known) {
        const plan = planSlots({ site, date, changes: changes.map(({ slots }) => slots), ...known });
        last = { changes, known, plan: plan ?? { site: site.settings.id, date, groups: [] } };
      }
      return last.plan;
    },
    groupOf: (procedure) => groups.find((group) => group.procedures.includes(procedure)) ?? null,
    minutesOf: (procedure) => Math.max(1, Math.round(procedures.get(procedure)?.plannedMinutes ?? 1)),
    nameOf: (procedure) => procedures.get(procedure)?.names.ja ?? procedure,
    graceMs: (procedure) =>
      Math.round((procedures.get(procedure)?.resolvedRules ?? site.rules).reservationGraceMinutes * 60_000),
  };
};
