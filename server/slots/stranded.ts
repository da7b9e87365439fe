// Whom a change of settings, calendar or slots leaves without a place: named, so that they can be told, never cancelled.
import type { SlotGroupId } from '../../protocol/ids.ts';
import type { GroupPlan, Slot, SlotPlan, Stranded, Taken } from './contract.ts';
import { ceil } from './rational.ts';

/**
 * Those that fitted before and do not fit after, in order of their slots. `before` null: nothing fitted before that is
 * of interest, so everything that does not fit is named. A slot that has one place fewer only because the remainder
 * is carried otherwise strands nobody: its own exact places, rounded up, still hold them.
 */
export const stranded = (
  before: SlotPlan | null,
  after: SlotPlan | null,
  taken: readonly Taken[],
): readonly Stranded[] => {
  const earlier = new Set(before === null ? [] : misfits(before, taken).map(keyOf));
  return misfits(after, taken).filter((one) => !earlier.has(keyOf(one)));
};

const keyOf = ({ taken, why }: Stranded): string => `${taken.id} ${taken.group} ${taken.startAtMs} ${why}`;

const misfits = (plan: SlotPlan | null, taken: readonly Taken[]): readonly Stranded[] => {
  const groups = new Map<SlotGroupId, GroupPlan>((plan?.groups ?? []).map((group) => [group.group, group]));
  const bySlot = new Map<string, Taken[]>();
  for (const one of taken) {
    const key = `${one.startAtMs} ${one.group}`;
    bySlot.set(key, [...(bySlot.get(key) ?? []), one]);
  }
  return [...bySlot.values()]
    .flatMap((here) => {
      const [first] = here;
      const slots = first === undefined ? undefined : groups.get(first.group)?.slots;
      return misfitsOf(
        slots?.find((slot) => slot.startAtMs === first?.startAtMs),
        here,
      );
    })
    .sort((left, right) => left.taken.startAtMs - right.taken.startAtMs);
};

const misfitsOf = (slot: Slot | undefined, here: readonly Taken[]): readonly Stranded[] => {
  if (slot === undefined) return here.map((taken) => ({ taken, why: 'noSlot', closed: null }));
  if (slot.closed !== null) return here.map((taken) => ({ taken, why: 'closed', closed: slot.closed }));
  const served = here.filter((one) => slot.procedures.includes(one.procedure));
  const room = slot.byHand < 0 ? slot.places : Math.max(slot.places, ceil(slot.exact));
  let used = 0;
  const tooMany = [...served]
    .sort((left, right) => left.madeAtMs - right.madeAtMs)
    .filter((one) => {
      used += one.places;
      return used > room;
    });
  return [
    ...here
      .filter((one) => !served.includes(one))
      .map((taken): Stranded => ({ taken, why: 'procedure', closed: null })),
    ...tooMany.map((taken): Stranded => ({ taken, why: 'fewerPlaces', closed: null })),
  ];
};
