// The cross-checks of one site: its booths serve what it offers, its calendar names what it offers.
import type { CalendarSettings, OpeningSettings } from '../../protocol/calendar-settings.ts';
import type { ProcedureId } from '../../protocol/ids.ts';
import type { Settings, SiteSettings } from '../../protocol/settings.ts';
import { meantBy } from './misspelt.ts';
import { type Path, type Problem, problem, repeated } from './problem.ts';

/** What is wrong within a site whose entry stands at `path`. */
export const checkSite = (settings: Settings, site: SiteSettings, path: Path): readonly Problem[] => {
  const known = settings.procedures.map((one) => one.id);
  // What was meant counts as offered: its typing error is told once, and not by every booth that names it rightly.
  const offered = site.procedures.map((one) => meantBy(one.procedure, known) ?? one.procedure);
  return [
    ...site.procedures.flatMap((one, index) =>
      mustBeIn(known, one.procedure, [...path, 'procedures', index, 'procedure'], 'a procedure'),
    ),
    ...repeated(
      site.procedures,
      (one) => one.procedure,
      (index) => [...path, 'procedures', index, 'procedure'],
    ),
    ...repeated(
      site.booths,
      (one) => one.number,
      (index) => [...path, 'booths', index, 'number'],
    ),
    ...checkBooths(site, offered, path),
    ...checkCalendar(site.calendar, offered, [...path, 'calendar']),
  ];
};

const checkBooths = (site: SiteSettings, offered: readonly ProcedureId[], path: Path): readonly Problem[] => {
  const named = site.booths.flatMap((booth) => booth.procedures.map((one) => one.procedure));
  const served = new Set(named.map((id) => meantBy(id, offered) ?? id));
  return [
    ...site.booths.flatMap((booth, at) => {
      const place = (index: number): Path => [...path, 'booths', at, 'procedures', index, 'procedure'];
      return [
        ...booth.procedures.flatMap((one, index) =>
          mustBeIn(offered, one.procedure, place(index), 'offered'),
        ),
        ...repeated(booth.procedures, (one) => one.procedure, place),
        ...checkPlanned(booth, offered, [...path, 'booths', at]),
      ];
    }),
    ...site.procedures
      .map((one, index) => ({ id: one.procedure, index }))
      .filter((one) => !served.has(offered[one.index] ?? one.id))
      .map((one) =>
        problem(
          [...path, 'procedures', one.index, 'procedure'],
          one.id,
          'must be served by at least one booth of the site',
        ),
      ),
  ];
};

const checkPlanned = (
  booth: SiteSettings['booths'][number],
  offered: readonly ProcedureId[],
  path: Path,
): readonly Problem[] =>
  booth.planned.flatMap((hours, index) =>
    (hours.procedures ?? []).flatMap((one, nth) =>
      mustBeIn(
        offered,
        one.procedure,
        [...path, 'planned', index, 'procedures', nth, 'procedure'],
        'offered',
      ),
    ),
  );

const checkCalendar = (
  calendar: CalendarSettings,
  offered: readonly ProcedureId[],
  path: Path,
): readonly Problem[] => {
  const dated: readonly { readonly at: Path; readonly since?: string; readonly until?: string }[] = [
    { at: path, ...range(calendar) },
    ...calendar.closedDays.map((day, index) => ({ at: [...path, 'closedDays', index], ...range(day) })),
    ...calendar.openDays.map((day, index) => ({ at: [...path, 'openDays', index], ...range(day) })),
    ...calendar.extra.map((day, index) => ({ at: [...path, 'extra', index], ...range(day) })),
  ];
  return [
    ...openingsIn(calendar, path).flatMap(({ opening, at }) =>
      (opening.procedures ?? []).flatMap((id, index) =>
        mustBeIn(offered, id, [...at, 'procedures', index], 'offered'),
      ),
    ),
    ...repeated(
      calendar.exceptions,
      (one) => one.date,
      (index) => [...path, 'exceptions', index, 'date'],
    ),
    ...dated
      .filter((one) => one.since !== undefined && one.until !== undefined && one.since > one.until)
      .map((one) => problem([...one.at, 'until'], one.until, `must not be before since (${one.since})`)),
  ];
};

const range = (dates: { readonly since?: string | undefined; readonly until?: string | undefined }) => ({
  ...(dates.since === undefined ? {} : { since: dates.since }),
  ...(dates.until === undefined ? {} : { until: dates.until }),
});

/** Every opening that a calendar mentions, with where it stands. */
const openingsIn = (
  calendar: CalendarSettings,
  path: Path,
): readonly { readonly opening: OpeningSettings; readonly at: Path }[] => {
  const listed = (openings: readonly OpeningSettings[], at: Path) =>
    openings.map((opening, index) => ({ opening, at: [...at, index] }));
  const { weekly, holidays } = calendar;
  return [
    ...Object.entries(weekly).flatMap(([day, openings]) => listed(openings ?? [], [...path, 'weekly', day])),
    ...(typeof holidays === 'string' ? [] : listed(holidays, [...path, 'holidays'])),
    ...(['openDays', 'exceptions', 'extra'] as const).flatMap((kind) =>
      calendar[kind].flatMap((one, index) => listed(one.openings, [...path, kind, index, 'openings'])),
    ),
  ];
};

const mustBeIn = (
  list: readonly ProcedureId[],
  id: ProcedureId,
  path: Path,
  what: 'a procedure' | 'offered',
): readonly Problem[] => {
  if (list.includes(id)) return [];
  const whose = what === 'a procedure' ? 'a procedure of the organisation' : 'a procedure of the site';
  const meant = meantBy(id, list);
  const guess = meant === null ? '' : ` (probably ${meant})`;
  return [problem(path, id, `must be ${whose}: ${list.join(', ')}${guess}`)];
};
