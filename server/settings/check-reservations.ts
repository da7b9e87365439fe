// The cross-checks of reservations: groups of what the site offers, booths that there are, hours in which it is open.
import type { ProcedureId } from '../../protocol/ids.ts';
import { millionthsOf, type ReservationRules } from '../../protocol/reservation-rules.ts';
import type { SiteReservations, SlotGroup } from '../../protocol/reservation-settings.ts';
import type { Settings, SiteSettings } from '../../protocol/settings.ts';
import { hoursOutside } from './calendar-hours.ts';
import { checkStaffing } from './check-staffing.ts';
import { type Path, type Problem, problem, repeated } from './problem.ts';
import { resolveReservations } from './resolve-reservations.ts';

/** Everything about reservations that contradicts itself. */
export const checkReservations = (settings: Settings): readonly Problem[] => [
  ...checkReleases(settings.reservations.rules, ['reservations', 'rules']),
  ...checkDistricts(settings),
  ...settings.sites.flatMap((site, index) =>
    site.reservations === undefined
      ? []
      : checkSiteReservations(settings, site, site.reservations, ['sites', index, 'reservations']),
  ),
];

const checkSiteReservations = (
  settings: Settings,
  site: SiteSettings,
  given: SiteReservations,
  path: Path,
): readonly Problem[] => [
  ...repeated(
    given.groups,
    (group) => group.id,
    (index) => [...path, 'groups', index, 'id'],
  ),
  ...checkReleases(given.rules, [...path, 'rules']),
  ...given.groups.flatMap((group, index) => [
    ...checkGroup(settings, site, group, [...path, 'groups', index]),
    ...checkClosing(settings, site, group, [...path, 'groups', index]),
  ]),
  ...inTwoGroups(given, path),
  ...checkGroupNames(given, path),
  ...checkStaffing(site, given, [...path, 'staffingPlan']),
];

const checkGroup = (
  settings: Settings,
  site: SiteSettings,
  group: SlotGroup,
  path: Path,
): readonly Problem[] => {
  const offered = site.procedures.map((offer) => offer.procedure);
  const { eligibility } = group;
  return [
    ...group.procedures.flatMap((id, index) =>
      offered.includes(id)
        ? []
        : [
            problem(
              [...path, 'procedures', index],
              id,
              `must be a procedure of the site: ${offered.join(', ')}`,
            ),
          ],
    ),
    ...hoursOutside(site.calendar, group.hours, [...path, 'hours']),
    ...checkReleases(group, path),
    ...(eligibility === undefined || renewsIn(settings, group.procedures).includes(eligibility.renews)
      ? []
      : [
          problem(
            [...path, 'eligibility', 'renews'],
            eligibility.renews,
            `must be what a procedure of the group renews: give one of ${group.procedures.join(', ')} renews: ${eligibility.renews}`,
          ),
        ]),
  ];
};

const renewsIn = (settings: Settings, procedures: readonly ProcedureId[]) =>
  settings.procedures.filter(({ id }) => procedures.includes(id)).flatMap(({ renews }) => renews ?? []);

/** The portions make the whole. */
const checkReleases = ({ releases }: ReservationRules, path: Path): readonly Problem[] => {
  if (releases === undefined) return [];
  const total = releases.reduce((sum, { share }) => sum + millionthsOf(share), 0);
  if (total === 1_000_000) return [];
  const shares = releases.map(({ share }) => share).join(' + ');
  return [problem([...path, 'releases'], shares, 'must have shares that make 100 per cent together')];
};

/** A group that closes before it opens can never be booked. */
const checkClosing = (
  settings: Settings,
  site: SiteSettings,
  group: SlotGroup,
  path: Path,
): readonly Problem[] => {
  const rules = resolveReservations(settings, site)?.groups.get(group.id)?.rules;
  if (rules === undefined) return [];
  const opens = Math.max(...rules.releases.map(({ daysBefore }) => daysBefore));
  const { closes } = rules;
  const days = 'daysBefore' in closes ? closes.daysBefore : Math.floor(closes.minutesBefore / 1440);
  if (days <= opens) return [];
  return [
    problem(
      [...path, 'closes'],
      'daysBefore' in closes ? closes.daysBefore : closes.minutesBefore,
      `must be later than the release, which is ${opens} days before`,
    ),
  ];
};

const inTwoGroups = ({ groups }: SiteReservations, path: Path): readonly Problem[] => {
  const places = groups.flatMap((group, at) =>
    group.procedures.map((id, index) => ({ id, path: [...path, 'groups', at, 'procedures', index] })),
  );
  return repeated(
    places,
    (place) => place.id,
    (index) => places[index]?.path ?? path,
  ).map((found) => ({ ...found, message: 'must be in one group only, and there once' }));
};

/** Groups that terminals and closures name. */
const checkGroupNames = (given: SiteReservations, path: Path): readonly Problem[] => {
  const known = given.groups.map(({ id }) => id);
  const named = [
    ...(given.terminals?.groups ?? []).map((id, index) => ({ id, at: ['terminals', 'groups', index] })),
    ...given.closures.flatMap((closure, nth) =>
      (closure.groups ?? []).map((id, index) => ({ id, at: ['closures', nth, 'groups', index] })),
    ),
  ];
  return named.flatMap(({ id, at }) =>
    known.includes(id) ? [] : [problem([...path, ...at], id, `must be one of groups: ${known.join(', ')}`)],
  );
};

const checkDistricts = ({ reservations, sites }: Settings): readonly Problem[] => {
  const known = new Set<string>(sites.map(({ id }) => id));
  return [
    ...repeated(
      reservations.districts,
      (district) => district.id,
      (index) => ['reservations', 'districts', index, 'id'],
    ),
    ...reservations.districts.flatMap((district, index) =>
      Object.keys(district.minutes)
        .filter((site) => !known.has(site))
        .map((site) =>
          problem(
            ['reservations', 'districts', index, 'minutes', site],
            site,
            `must be one of the sites: ${[...known].join(', ').slice(0, 300)}`,
          ),
        ),
    ),
  ];
};
