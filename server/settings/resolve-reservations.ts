// What one site takes reservations for, with the rules of site and organisation behind each group.
import { defaultReservationRules, ResolvedReservationRules } from '../../protocol/reservation-rules.ts';
import type { SlotGroup } from '../../protocol/reservation-settings.ts';
import type { Settings, SiteSettings } from '../../protocol/settings.ts';
import { merged } from './merged.ts';
import type { ResolvedGroup, ResolvedReservations } from './resolved-site.ts';

/** A site's reservations with every default and override applied; null: it takes none. */
export const resolveReservations = (settings: Settings, site: SiteSettings): ResolvedReservations | null => {
  const given = site.reservations;
  if (given === undefined) return null;
  return {
    groups: new Map(given.groups.map((group) => [group.id, resolveGroup(settings, site, group)])),
    staffingPlan: given.staffingPlan,
    terminals: given.terminals ?? null,
    nationalLinkEnds: given.nationalLinkEnds ?? null,
    closures: given.closures,
    noShow: given.noShow,
  };
};

const ruleNames = new Set(Object.keys(ResolvedReservationRules.shape));

const resolveGroup = (settings: Settings, site: SiteSettings, group: SlotGroup): ResolvedGroup => {
  const own = Object.fromEntries(Object.entries(group).filter(([name]) => ruleNames.has(name)));
  return {
    id: group.id,
    names: group.names,
    procedures: group.procedures,
    minutesPerPlace: group.minutesPerPlace ?? longestOf(settings, site, group),
    hours: group.hours,
    shareByHour: group.shareByHour,
    eligibility: group.eligibility ?? null,
    rules: ResolvedReservationRules.parse(
      merged(defaultReservationRules, settings.reservations.rules, site.reservations?.rules ?? {}, own),
    ),
  };
};

/** The longest planned minutes of its procedures at the site, so that no mix of them takes more than there is. */
const longestOf = (settings: Settings, site: SiteSettings, group: SlotGroup): number =>
  Math.max(
    1,
    ...group.procedures.map(
      (id) =>
        site.procedures.find((one) => one.procedure === id)?.plannedMinutes ??
        settings.procedures.find((one) => one.id === id)?.plannedMinutes ??
        1,
    ),
  );
