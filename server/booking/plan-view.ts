// The places of a date with their reckoning and with what is taken of them, for those who change them by hand.
import type { BusinessDate } from '../../protocol/ids.ts';
import type { SlotGroupView, SlotPlanView, SlotView } from '../../protocol/slot-plan-view.ts';
import type { SiteHub } from '../hub/contract.ts';
import { takenAt } from '../reservations/places.ts';
import type { BookState } from '../reservations/state.ts';
import type { GroupPlan, Slot } from '../slots/contract.ts';
import { figuresOf } from '../slots/explain.ts';

/** Null: the site takes no reservations. `nowMs` in epoch ms: what is held until then counts as taken. */
export const slotPlanView = async (
  siteHub: SiteHub,
  date: BusinessDate,
  nowMs: number,
): Promise<SlotPlanView | null> => {
  const { settings, reservations } = siteHub.site;
  if (reservations === null) return null;
  const { book } = await siteHub.books.day(date);
  const { groups } = siteHub.books.offering(date).plan(book.changes);
  return {
    site: settings.id,
    date,
    groups: groups.flatMap((plan) => {
      const names = reservations.groups.get(plan.group)?.names;
      return names === undefined ? [] : [groupView(plan, names, book, nowMs)];
    }),
    changes: book.changes.map(({ change, slots }) => ({ change, slots })),
  };
};

const groupView = (
  plan: GroupPlan,
  names: SlotGroupView['names'],
  book: BookState,
  nowMs: number,
): SlotGroupView => {
  const slots = plan.slots.map((slot) => slotView(slot, takenAt(book, plan.group, slot.startAtMs, nowMs)));
  const { group, minutesPerPlace, p80Minutes, places } = plan;
  const taken = slots.reduce((sum, slot) => sum + slot.taken, 0);
  return { group, names, minutesPerPlace, p80Minutes, places, taken, slots };
};

const slotView = (slot: Slot, taken: number): SlotView => ({
  atMs: slot.startAtMs,
  endMs: slot.endAtMs,
  places: slot.places,
  taken,
  closed: slot.closed === null ? null : { by: slot.closed.by, reason: slot.closed.reason },
  reckoning: figuresOf(slot),
});
