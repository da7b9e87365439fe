// A group's slots on a date before anything is counted: where each begins and ends, and when its last visit must be over.
import type { SlotGroupId } from '../../protocol/ids.ts';
import { minutesOf } from '../calendar/hours.ts';
import type { GroupStretch, Stretch } from './stretches.ts';

/** Minutes after midnight. */
export type GridSlot = {
  readonly from: number;
  readonly to: number;
  /** The group's doors close then. */
  readonly doorsClose: number;
};

type Run = { readonly from: number; readonly to: number };

/**
 * Slots of `gridMinutes` from the beginning of each time in which the group is open and can be booked. The last one of
 * such a time is shorter when it does not come out even.
 */
export const gridOf = (
  stretches: readonly Stretch[],
  group: SlotGroupId,
  gridMinutes: number,
): readonly GridSlot[] => {
  const open = runsOf(stretches, group, (one) => one.open.length > 0);
  return runsOf(stretches, group, (one) => one.open.length > 0 && one.bookable).flatMap((run) => {
    const doorsClose = open.find((one) => one.from <= run.from && run.to <= one.to)?.to ?? run.to;
    const count = Math.ceil((run.to - run.from) / gridMinutes);
    return Array.from({ length: count }, (_, nth) => {
      const from = run.from + nth * gridMinutes;
      return { from, to: Math.min(from + gridMinutes, run.to), doorsClose };
    });
  });
};

/** Neighbouring stretches of which something holds, joined. */
const runsOf = (
  stretches: readonly Stretch[],
  group: SlotGroupId,
  holds: (one: GroupStretch) => boolean,
): readonly Run[] => {
  const runs: Run[] = [];
  for (const { from, to, groups } of stretches) {
    const one = groups.get(group);
    if (one === undefined || !holds(one)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.to === from) runs[runs.length - 1] = { from: last.from, to };
    else runs.push({ from, to });
  }
  return runs;
};

/** By when a visit of a slot must be over, and what says so: the doors, or the national link. */
export const mustEnd = (
  slot: GridSlot,
  nationalLinkEnds: string | null,
): { readonly at: number; readonly by: 'dayEnd' | 'linkEnd' } => {
  const link = nationalLinkEnds === null ? null : minutesOf(nationalLinkEnds);
  return link !== null && link < slot.doorsClose
    ? { at: link, by: 'linkEnd' }
    : { at: slot.doorsClose, by: 'dayEnd' };
};
