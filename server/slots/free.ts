// How many places of a slot somebody may take now, by which way, and where a party fits.
import type { Channel, PartyPlaces } from '../../protocol/reservation-rules.ts';
import type { GroupPlan, Slot, Step } from './contract.ts';

/** Places of a slot that have been released by an instant, all portions together. */
export const placesOpen = (slot: Slot, nowMs: number): number => stepAt(slot.releases, nowMs) ?? 0;

/** Places of a slot that the web must leave free at an instant. */
export const keptForTelephone = (slot: Slot, nowMs: number): number =>
  stepAt(slot.keptForTelephone, nowMs) ?? slot.keptForTelephone[0]?.places ?? 0;

const stepAt = (steps: readonly Step[], nowMs: number): number | null =>
  steps.findLast((step) => step.fromMs <= nowMs)?.places ?? null;

/** Whether a slot can be booked by a way at an instant, as far as time goes. */
export const bookableNow = (slot: Slot, channel: Channel, nowMs: number): boolean => {
  const closesAtMs = slot.closesAtMs[channel];
  return slot.closed === null && closesAtMs !== null && nowMs < closesAtMs && placesOpen(slot, nowMs) > 0;
};

/**
 * How many places of a slot a channel may take at an instant, when `taken` are booked or held by anybody. Nested, not
 * split: what the web leaves to the telephone is free places, so whatever the telephone does not need comes back.
 */
export const freeFor = (slot: Slot, channel: Channel, taken: number, nowMs: number): number => {
  if (!bookableNow(slot, channel, nowMs)) return 0;
  const released = placesOpen(slot, nowMs) - taken;
  const beside = slot.places - taken - keptForTelephone(slot, nowMs);
  return Math.max(0, channel === 'web' ? Math.min(released, beside) : released);
};

/** How many places a party of so many people takes; null: too many for the group. */
export const partyPlaces = (rule: PartyPlaces, people: number): number | null => {
  if (rule === 'one') return 1;
  if (rule === 'perPerson') return people;
  return rule.find((step) => people <= step.upTo)?.places ?? null;
};

/** Places that a party takes, slot by slot. */
export type Seat = { readonly startAtMs: number; readonly places: number };

/**
 * Where a party that needs so many places fits when it begins with the slot that starts at `startAtMs`: as many as are
 * free there, the rest in the slots that follow without a gap. `freeOf` says what is free in a slot. Null: it does
 * not fit whole.
 */
export const seatParty = (
  plan: GroupPlan,
  startAtMs: number,
  needed: number,
  freeOf: (slot: Slot) => number,
): readonly Seat[] | null => {
  const first = plan.slots.findIndex((slot) => slot.startAtMs === startAtMs);
  if (first < 0 || needed < 1) return null;
  const seats: Seat[] = [];
  let left = needed;
  for (let at = first; left > 0; at += 1) {
    const slot = plan.slots[at];
    const before = plan.slots[at - 1];
    if (slot === undefined || (at > first && before?.endAtMs !== slot.startAtMs)) return null;
    const places = Math.min(left, freeOf(slot));
    if (places < 1) return null;
    seats.push({ startAtMs: slot.startAtMs, places });
    left -= places;
  }
  return seats;
};

/** How many places of a group's day may be kept in holds at the same time: the given share, but one at the least. */
export const mostInHolds = (plan: GroupPlan, percent: number): number =>
  Math.max(1, Math.floor((plan.places * percent) / 100));
