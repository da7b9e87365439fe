// What a schema cannot see: names that must exist elsewhere, things that must be there once, ranges that must not meet.
import type { ProcedureId } from '../../protocol/ids.ts';
import type { Settings } from '../../protocol/settings.ts';
import { checkKiosks } from './check-kiosks.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPeople } from './check-people.ts';
import { checkReservations } from './check-reservations.ts';
import { checkSite } from './check-site.ts';
import { meantBy } from './misspelt.ts';
import { type Problem, problem, repeated } from './problem.ts';

/** Everything in parsed settings that contradicts itself. */
export const crossCheck = (settings: Settings): readonly Problem[] => [
  ...repeated(
    settings.procedures,
    (one) => one.id,
    (index) => ['procedures', index, 'id'],
  ),
  ...repeated(
    settings.priorityMarks,
    (one) => one.id,
    (index) => ['priorityMarks', index, 'id'],
  ),
  ...checkKiosks(settings),
  ...checkPeople(settings),
  ...repeated(
    settings.sites,
    (one) => one.id,
    (index) => ['sites', index, 'id'],
  ),
  ...tooManySites(settings),
  ...repeatedDevices(settings),
  ...misspeltDefinitions(settings),
  ...settings.sites.flatMap((site, index) => checkSite(rightly(settings), site, ['sites', index])),
  ...checkNumbers(settings),
  ...checkReservations(settings),
];

/** Procedures that no site or booth names, while sites offer one that is nearly so named and is not there: by their index. */
const definedWrongly = ({ procedures, sites }: Settings): ReadonlyMap<number, ProcedureId> => {
  const known = new Set(procedures.map(({ id }) => id));
  const offered = new Set(sites.flatMap((site) => site.procedures.map(({ procedure }) => procedure)));
  const missing = [...offered].filter((id) => !known.has(id));
  const served = sites.flatMap(({ booths }) =>
    booths.flatMap((booth) => booth.procedures.map(({ procedure }) => procedure)),
  );
  const named = new Set([...offered, ...served]);
  return new Map(
    procedures.flatMap(({ id }, index) => {
      const meant = named.has(id) ? null : meantBy(id, missing);
      return meant === null ? [] : [[index, meant] as const];
    }),
  );
};
const misspeltDefinitions = (settings: Settings): readonly Problem[] =>
  [...definedWrongly(settings)].map(([index, meant]) =>
    problem(
      ['procedures', index, 'id'],
      settings.procedures[index]?.id,
      `must be the name by which sites offer it: probably ${meant}`,
    ),
  );
/** As if those were named right: what hangs on them is not told again at every site. */
const rightly = (settings: Settings): Settings => {
  const wrong = definedWrongly(settings);
  const procedures = settings.procedures.map((one, index) => ({ ...one, id: wrong.get(index) ?? one.id }));
  return wrong.size === 0 ? settings : { ...settings, procedures };
};

const tooManySites = ({ sites, limits }: Settings): readonly Problem[] =>
  sites.length <= limits.sites
    ? []
    : [problem(['sites'], sites, `must have at most ${limits.sites} entries (limits.sites)`)];

/** A device belongs to one place, so its id is unique in the organisation. */
const repeatedDevices = (settings: Settings): readonly Problem[] => {
  const devices = settings.sites.flatMap((site, at) =>
    (['walls', 'printers', 'kiosks'] as const).flatMap((kind) =>
      site[kind].map((device, index) => ({ id: device.id, path: ['sites', at, kind, index, 'id'] })),
    ),
  );
  const paths = devices.map((device) => device.path);
  return repeated(
    devices,
    (device) => device.id,
    (index) => paths[index] ?? [],
  ).map((found) => ({
    ...found,
    message: 'must be there once in the organisation: another wall, printer or kiosk has it already',
  }));
};
