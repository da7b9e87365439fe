// The cross-checks of kiosks: headings, the mark of expiring cards, printers, and one procedure for each kind of renewal.
import type { ProcedureId } from '../../protocol/ids.ts';
import type { Renewal } from '../../protocol/kiosk-settings.ts';
import type { Settings, SiteSettings } from '../../protocol/settings.ts';
import { type Path, type Problem, problem, repeated } from './problem.ts';

const inWords = (names: readonly string[]): string => names.join(', ') || 'there are none';

/** Everything about kiosks that contradicts itself. */
export const checkKiosks = (settings: Settings): readonly Problem[] => [
  ...repeated(
    settings.procedureGroups,
    (one) => one.id,
    (index) => ['procedureGroups', index, 'id'],
  ),
  ...unknownGroups(settings),
  ...unknownMark(settings),
  ...settings.sites.flatMap((site, index) => [
    ...unknownPrinters(site, ['sites', index]),
    ...unknownButtons(site, ['sites', index]),
    ...twoRenewals(settings, site, ['sites', index]),
  ]),
];

const unknownGroups = ({ procedures, procedureGroups }: Settings): readonly Problem[] => {
  const known = procedureGroups.map(({ id }) => id);
  return procedures.flatMap(({ group }, index) =>
    group === undefined || known.includes(group)
      ? []
      : [problem(['procedures', index, 'group'], group, `must be one of procedureGroups: ${inWords(known)}`)],
  );
};

const unknownMark = ({ kiosk, priorityMarks }: Settings): readonly Problem[] => {
  const known = priorityMarks.map(({ id }) => id);
  const { expiringMark } = kiosk;
  return expiringMark === undefined || known.includes(expiringMark)
    ? []
    : [problem(['kiosk', 'expiringMark'], expiringMark, `must be one of priorityMarks: ${inWords(known)}`)];
};

const unknownPrinters = (site: SiteSettings, path: Path): readonly Problem[] => {
  const known = site.printers.map(({ id }) => id);
  return site.kiosks.flatMap(({ printer }, index) =>
    printer === undefined || printer === null || known.includes(printer)
      ? []
      : [
          problem(
            [...path, 'kiosks', index, 'printer'],
            printer,
            `must be a printer of the site, or null: ${inWords(known)}`,
          ),
        ],
  );
};

/** An agent's buttons are of what the site has. */
const unknownButtons = (site: SiteSettings, path: Path): readonly Problem[] => {
  const offered = site.procedures.map(({ procedure }) => procedure);
  const booths = site.booths.map(({ number }) => number);
  return site.printers.flatMap((agent, index) => [
    ...(agent.procedures ?? []).flatMap((procedure, at) =>
      offered.includes(procedure)
        ? []
        : [
            problem(
              [...path, 'printers', index, 'procedures', at],
              procedure,
              `must be a procedure of the site: ${inWords(offered)}`,
            ),
          ],
    ),
    ...agent.booths.flatMap(({ booth }, at) =>
      booths.includes(booth)
        ? []
        : [
            problem(
              [...path, 'printers', index, 'booths', at, 'booth'],
              booth,
              `must be a booth of the site: ${inWords(booths.map(String))}`,
            ),
          ],
    ),
  ]);
};

/** A kiosk must know to which one it leads. */
const twoRenewals = (settings: Settings, site: SiteSettings, path: Path): readonly Problem[] => {
  const renews = new Map(settings.procedures.map((one) => [one.id, one.renews]));
  const first = new Map<Renewal, ProcedureId>();
  return site.procedures.flatMap(({ procedure }, index) => {
    const kind = renews.get(procedure);
    const earlier = kind === undefined ? undefined : first.get(kind);
    if (kind !== undefined && earlier === undefined) first.set(kind, procedure);
    if (earlier === undefined) return [];
    return [
      problem(
        [...path, 'procedures', index, 'procedure'],
        procedure,
        `must be the only procedure of the site that renews the ${kind}: ${earlier} does already`,
      ),
    ];
  });
};
