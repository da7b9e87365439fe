// What a schema cannot see: names that must exist elsewhere, things that must be there once, ranges that must not meet.
import type { Settings } from '../../protocol/settings.ts';
import { checkKiosks } from './check-kiosks.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPeople } from './check-people.ts';
import { checkReservations } from './check-reservations.ts';
import { checkSite } from './check-site.ts';
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
  ...settings.sites.flatMap((site, index) => checkSite(settings, site, ['sites', index])),
  ...checkNumbers(settings),
  ...checkReservations(settings),
];

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
