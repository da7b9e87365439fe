// What settings about people say of each other and of the sites: names once, sites that exist, an address to come back to.
import type { Settings } from '../../protocol/settings.ts';
import { type Path, type Problem, problem, repeated } from './problem.ts';

/** Problems of `demo` and `sso`. */
export const checkPeople = (settings: Settings): readonly Problem[] => {
  const people = settings.demo?.staff ?? [];
  const rights = [
    ...people.flatMap(({ grants }, at) =>
      grants.map(({ site }, index) => ({ site, path: ['demo', 'staff', at, 'grants', index, 'site'] })),
    ),
    ...(settings.sso?.grants ?? []).map(({ site }, index) => ({
      site,
      path: ['sso', 'grants', index, 'site'],
    })),
  ];
  return [
    ...repeated(
      people,
      (one) => one.id,
      (index) => ['demo', 'staff', index, 'id'],
    ),
    ...rights.flatMap(({ site, path }) => unknownSite(settings, site, path)),
    ...(settings.sso !== undefined && settings.sso.address === undefined && settings.publicUrl === undefined
      ? [problem(['sso', 'address'], undefined, 'must be given, as there is no publicUrl to come back to')]
      : []),
    ...(settings.sso !== undefined && settings.demo !== undefined
      ? [problem(['demo'], '', 'must not stand beside sso: a demonstration has no real accounts')]
      : []),
  ];
};

const unknownSite = ({ sites }: Settings, site: string | null, path: Path): readonly Problem[] => {
  if (site === null || sites.some(({ id }) => id === site)) return [];
  const known = sites.map(({ id }) => id).join(', ');
  return [problem(path, site, `must be one of the sites: ${known.slice(0, 300)}`)];
};
