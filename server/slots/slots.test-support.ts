// A small site that takes reservations, and whatever a test changes in it: one procedure, three booths, Mondays 9 to 17.
import type { BusinessDate, SiteId } from '../../protocol/ids.ts';
import { parseSettings } from '../settings/parse.ts';
import { resolveSite } from '../settings/resolve.ts';
import { cityWith } from '../settings/test-support.ts';
import type { GroupPlan, PlanInput, Slot } from './contract.ts';
import { planSlots } from './plan-slots.ts';
import { sum } from './rational.ts';

/** A Monday that is no holiday. */
export const monday = '2026-12-07' as BusinessDate;
/** The instant of a time on that Monday in Japan. */
export const at = (clock: string, date: string = monday): number => Date.parse(`${date}T${clock}:00+09:00`);

export type SiteChange = {
  readonly group?: object;
  readonly groups?: readonly object[];
  readonly reservations?: object;
  readonly site?: object;
  readonly calendar?: object;
};

const booths = Array.from({ length: 20 }, (_, index) => ({
  number: index + 1,
  procedures: [{ procedure: 'card-issue' }, { procedure: 'renewal' }],
}));

/** Group "card": 12 minutes a place, slots of 15, three booths, 60 % for reservations, and a P80 of 12 minutes. */
export const siteWith = (change: SiteChange = {}) => {
  const groups = change.groups ?? [
    { id: 'card', names: { ja: 'カード' }, procedures: ['card-issue'], minutesPerPlace: 12, ...change.group },
  ];
  const document = cityWith({
    procedure: { plannedMinutes: 12, renews: 'card' },
    calendar: change.calendar ?? {},
    site: {
      booths,
      reservations: {
        groups,
        staffingPlan: [{ from: '09:00', to: '17:00', booths: 3 }],
        ...change.reservations,
      },
      ...change.site,
    },
  });
  return resolveSite(parseSettings(document), 'centre' as SiteId);
};

/** P80 as long as a place, so that the last slots are not cut unless a test wants it. */
export const even = {
  p80Minutes: new Map([
    ['card-issue', 12],
    ['renewal', 8],
  ]) as never,
};

/** The plan of one group; throws when there is none. */
export const planOf = (
  change: SiteChange = {},
  input: Partial<PlanInput> = {},
  group = 'card',
): GroupPlan => {
  const plan = planSlots({ site: siteWith(change), date: monday, changes: [], learned: even, ...input });
  const found = plan?.groups.find((one) => one.group === group);
  if (found === undefined) throw new Error(`no group ${group}`);
  return found;
};

export const slotAt = (plan: GroupPlan, clock: string): Slot => {
  const slot = plan.slots.find((one) => one.startAtMs === at(clock));
  if (slot === undefined) throw new Error(`no slot at ${clock}`);
  return slot;
};

export const exactSum = (slots: readonly Slot[]) => sum(slots.map((slot) => slot.exact));
