// The cross-checks of a staffing plan: booths that there are, each in one row at a time, for procedures that can be reserved.
import { type Weekday, weekdays } from '../../protocol/calendar-settings.ts';
import type { SiteReservations, StaffingRow } from '../../protocol/reservation-settings.ts';
import type { SiteSettings } from '../../protocol/settings.ts';
import { hoursOutside } from './calendar-hours.ts';
import { type Path, type Problem, problem } from './problem.ts';

/** What is wrong in the rows of a site's staffing plan that stands at `path`. */
export const checkStaffing = (
  site: SiteSettings,
  { groups, staffingPlan }: SiteReservations,
  path: Path,
): readonly Problem[] => {
  const reserved = groups.flatMap((group) => group.procedures);
  const served = new Set(staffingPlan.flatMap((row) => row.procedures ?? reserved));
  return [
    ...hoursOutside(site.calendar, staffingPlan, path),
    ...staffingPlan.flatMap((row, index) => checkRow(site, reserved, row, [...path, index])),
    ...tooManyBooths(site, staffingPlan, path),
    ...reserved
      .filter((id) => !served.has(id))
      .map((id) => problem(path, id, `must have a row that serves ${id}, which can be reserved`)),
  ];
};

const checkRow = (
  site: SiteSettings,
  reserved: readonly string[],
  row: StaffingRow,
  path: Path,
): readonly Problem[] => {
  const planned = typeof row.booths === 'number' ? row.booths : row.booths.length;
  return [
    ...(row.procedures ?? []).flatMap((id, index) =>
      reserved.includes(id)
        ? []
        : [
            problem(
              [...path, 'procedures', index],
              id,
              `must be a procedure of a group: ${reserved.join(', ')}`,
            ),
          ],
    ),
    ...checkNumbers(site, row, path),
    ...row.breaks.flatMap((rest, index) => [
      ...(rest.from >= row.from && rest.to <= row.to
        ? []
        : [
            problem(
              [...path, 'breaks', index],
              `${rest.from}–${rest.to}`,
              `must lie in ${row.from}–${row.to}`,
            ),
          ]),
      ...((rest.booths ?? 1) <= planned
        ? []
        : [problem([...path, 'breaks', index, 'booths'], rest.booths, `must be at most ${planned}`)]),
    ]),
    ...(row.since !== undefined && row.until !== undefined && row.since > row.until
      ? [problem([...path, 'until'], row.until, `must not be before since (${row.since})`)]
      : []),
  ];
};

/** Booths named by number are there, once, and serve what the row says. */
const checkNumbers = (site: SiteSettings, row: StaffingRow, path: Path): readonly Problem[] => {
  if (typeof row.booths === 'number') return [];
  const { booths } = row;
  const known = site.booths.map(({ number }) => number).join(', ');
  return booths.flatMap((number, index) => {
    const at = [...path, 'booths', index];
    const booth = site.booths.find((candidate) => candidate.number === number);
    if (booth === undefined) return [problem(at, number, `must be a booth of the site: ${known}`)];
    if (booths.indexOf(number) !== index) return [problem(at, number, 'must be there once')];
    const serves = booth.procedures.map(({ procedure }) => procedure);
    const idle = row.procedures !== undefined && !row.procedures.some((id) => serves.includes(id));
    return idle
      ? [
          problem(
            at,
            number,
            `must serve one of ${row.procedures?.join(', ')}; it serves ${serves.join(', ')}`,
          ),
        ]
      : [];
  });
};

/** At no time more booths than there are, and none in two rows. */
const tooManyBooths = (site: SiteSettings, rows: readonly StaffingRow[], path: Path): readonly Problem[] =>
  rows.flatMap((row, index) => {
    // All rows that hold when this one begins: a clash shows at the beginning of the later one.
    const beside = rows.filter((other) => meetsStart(other, row));
    const count = beside.reduce(
      (all, other) => all + (typeof other.booths === 'number' ? other.booths : other.booths.length),
      0,
    );
    const earlier = rows.slice(0, index).filter((other) => overlap(other, row));
    const twice = numbersOf(row).find((number) => earlier.some((other) => numbersOf(other).includes(number)));
    return [
      ...(count > site.booths.length
        ? [
            problem(
              [...path, index, 'booths'],
              count,
              `must be at most ${site.booths.length} together with other rows at ${row.from}: the site has no more booths`,
            ),
          ]
        : []),
      ...(twice === undefined
        ? []
        : [
            problem([...path, index, 'booths'], twice, 'must be in one row at a time: an earlier row has it'),
          ]),
    ];
  });

const numbersOf = (row: StaffingRow): readonly number[] => (typeof row.booths === 'number' ? [] : row.booths);

const daysOf = (row: StaffingRow): readonly Weekday[] => row.weekdays ?? weekdays;

const sameDays = (left: StaffingRow, right: StaffingRow): boolean =>
  daysOf(left).some((day) => daysOf(right).includes(day)) &&
  (left.since ?? '') <= (right.until ?? '9999') &&
  (right.since ?? '') <= (left.until ?? '9999');

const overlap = (left: StaffingRow, right: StaffingRow): boolean =>
  sameDays(left, right) && left.from < right.to && right.from < left.to;

/** Whether a row holds at the minute when another begins, on one of its days. */
const meetsStart = (row: StaffingRow, other: StaffingRow): boolean =>
  sameDays(row, other) && row.from <= other.from && other.from < row.to;
