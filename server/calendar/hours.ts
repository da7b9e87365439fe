// Hours of one date in minutes after midnight: laid over each other and cut into openings that do not overlap.
import type { OpeningSettings } from '../../protocol/calendar-settings.ts';
import type { ProcedureId } from '../../protocol/ids.ts';

/** Hours of one date, "09:00" to "17:00"; procedures null: all of the site. */
export type Opening = {
  readonly from: string;
  readonly to: string;
  readonly procedures: readonly ProcedureId[] | null;
};

/** Minutes after midnight of "HH:MM"; "24:00" is 1,440. */
export const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/**
 * The same hours as openings in order of time that never overlap: what is open in a minute is what any of
 * the given hours opens in it. Neighbours with the same procedures become one opening, so that 9–12 and
 * 12–17 have no closing at noon.
 */
export const mergeHours = (hours: readonly OpeningSettings[]): readonly Opening[] => {
  // "HH:MM" sorts and compares as text, "24:00" included.
  const bounds = [...new Set(hours.flatMap((opening) => [opening.from, opening.to]))].sort();
  const merged: Opening[] = [];
  bounds.forEach((from, index) => {
    const to = bounds[index + 1];
    if (to === undefined) return;
    const covering = hours.filter((opening) => opening.from <= from && to <= opening.to);
    if (covering.length === 0) return;
    const procedures = servedBy(covering);
    const last = merged.at(-1);
    if (last !== undefined && last.to === from && sameProcedures(last.procedures, procedures)) {
      merged[merged.length - 1] = { from: last.from, to, procedures: last.procedures };
    } else {
      merged.push({ from, to, procedures });
    }
  });
  return merged;
};

/** What any of the hours serves; null as soon as one of them is for all procedures. */
const servedBy = (hours: readonly OpeningSettings[]): readonly ProcedureId[] | null => {
  const served = new Set<ProcedureId>();
  for (const opening of hours) {
    if (opening.procedures === undefined) return null;
    for (const procedure of opening.procedures) served.add(procedure);
  }
  return [...served];
};

const sameProcedures = (
  left: readonly ProcedureId[] | null,
  right: readonly ProcedureId[] | null,
): boolean => {
  if (left === null || right === null) return left === right;
  return left.length === right.length && left.every((procedure) => right.includes(procedure));
};
