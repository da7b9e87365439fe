// How many places are free in a slot, and where a party fits: the plan of the date less what is booked and held.
import type { ProcedureId, SlotGroupId } from '../../protocol/ids.ts';
import type { Seat } from '../../protocol/reservation-events.ts';
import type { Channel } from '../../protocol/reservation-rules.ts';
import type { ResolvedGroup } from '../settings/resolved-site.ts';
import type { GroupPlan, Slot } from '../slots/contract.ts';
import { freeFor, partyPlaces, seatParty } from '../slots/free.ts';
import { timeInWords } from './civil.ts';
import { type BookContext, isRefused, type Refused, refused } from './contract.ts';
import { type BookState, type Hold, isComing, slotKey } from './state.ts';

export type Wanted = {
  readonly procedure: ProcedureId;
  readonly slotAtMs: number;
  readonly partySize: number;
  readonly channel: Channel;
};

/** Whether a hold still keeps its places at an instant. */
export const isAlive = (hold: Hold, nowMs: number): boolean => hold.untilMs > nowMs;

/** Places of a slot that are booked or held by anybody at an instant. */
export const takenAt = (book: BookState, group: SlotGroupId, atMs: number, nowMs: number): number => {
  let count = book.taken.get(slotKey(group, atMs)) ?? 0;
  for (const hold of book.holds.values()) {
    if (hold.group === group && isAlive(hold, nowMs)) {
      for (const seat of hold.seats) if (seat.atMs === atMs) count += seat.places;
    }
  }
  return count;
};

export const groupPlan = (book: BookState, context: BookContext, group: SlotGroupId): GroupPlan | null =>
  context.offering.plan(book.changes).groups.find((one) => one.group === group) ?? null;

/** The group of a procedure and its plan, or why it cannot be reserved. */
export const groupFor = (
  book: BookState,
  context: BookContext,
  { procedure, channel }: Pick<Wanted, 'procedure' | 'channel'>,
): { readonly group: ResolvedGroup; readonly plan: GroupPlan } | Refused => {
  const group = context.offering.groupOf(procedure);
  const plan = group === null ? null : groupPlan(book, context, group.id);
  if (group === null || plan === null || !group.rules.channels[channel].open) {
    return refused('notReservable', { procedure: context.offering.nameOf(procedure), channel });
  }
  return { group, plan };
};

/** Where the party fits when it begins with the slot; null: not whole. */
const seatsIn = (
  book: BookState,
  context: BookContext,
  plan: GroupPlan,
  wanted: Wanted,
  places: number,
): readonly Seat[] | null => {
  const freeOf = (slot: Slot): number =>
    slot.procedures.includes(wanted.procedure)
      ? freeFor(slot, wanted.channel, takenAt(book, plan.group, slot.startAtMs, context.nowMs), context.nowMs)
      : 0;
  const seats = seatParty(plan, wanted.slotAtMs, places, freeOf);
  return seats?.map(({ startAtMs, places: count }) => ({ atMs: startAtMs, places: count })) ?? null;
};

/** The seats that a party gets, or why it gets none. */
export const seatsFor = (
  book: BookState,
  context: BookContext,
  wanted: Wanted,
): { readonly group: ResolvedGroup; readonly plan: GroupPlan; readonly seats: readonly Seat[] } | Refused => {
  const found = groupFor(book, context, wanted);
  if (isRefused(found)) return found;
  const { group, plan } = found;
  const places = partyPlaces(group.rules.partyPlaces, wanted.partySize);
  if (places === null) return refused('partyTooLarge', { people: wanted.partySize });
  const why = refusalOfTime(book, context, plan, wanted);
  if (why !== null) return why;
  const seats = seatsIn(book, context, plan, wanted, places);
  if (seats !== null) return { group, plan, seats };
  return refused('slotFull', {
    time: timeInWords(wanted.slotAtMs),
    alternatives: inWords(book, context, wanted),
  });
};

const refusalOfTime = (
  book: BookState,
  context: BookContext,
  plan: GroupPlan,
  wanted: Wanted,
): Refused | null => {
  const { nowMs } = context;
  const { channel } = wanted;
  const time = timeInWords(wanted.slotAtMs);
  const slot = plan.slots.find(({ startAtMs }) => startAtMs === wanted.slotAtMs);
  if (slot === undefined || !slot.procedures.includes(wanted.procedure))
    return refused('slotUnknown', { time });
  const alternatives = () => inWords(book, context, wanted);
  if (slot.closed !== null) {
    const { reason } = slot.closed;
    const words = reason === null ? '-' : typeof reason === 'string' ? reason : reason.ja;
    return refused('slotClosed', { time, reason: words, alternatives: alternatives() });
  }
  const closesAtMs = slot.closesAtMs[channel];
  if (closesAtMs === null) {
    return refused('notReservable', { procedure: context.offering.nameOf(wanted.procedure), channel });
  }
  if (nowMs >= closesAtMs) return refused('slotPast', { time, channel, alternatives: alternatives() });
  const first = slot.releases[0];
  if (first !== undefined && nowMs < first.fromMs)
    return refused('slotNotOpenYet', { time, opens: timeInWords(first.fromMs) });
  return null;
};

/** Other times of the day at which the party fits, the nearest first. */
export const otherTimes = (
  book: BookState,
  context: BookContext,
  wanted: Wanted,
  most: number,
): readonly (readonly Seat[])[] => {
  const found = groupFor(book, context, wanted);
  if (isRefused(found)) return [];
  const { group, plan } = found;
  const places = partyPlaces(group.rules.partyPlaces, wanted.partySize);
  if (places === null) return [];
  const near = (slot: Slot): number => Math.abs(slot.startAtMs - wanted.slotAtMs);
  const seats: (readonly Seat[])[] = [];
  for (const slot of [...plan.slots].sort((a, b) => near(a) - near(b))) {
    if (slot.startAtMs === wanted.slotAtMs) continue;
    const fits = seatsIn(book, context, plan, { ...wanted, slotAtMs: slot.startAtMs }, places);
    if (fits !== null) seats.push(fits);
    if (seats.length === most) break;
  }
  return seats;
};

/** Three other times in one line; "-": none that day. */
const inWords = (book: BookState, context: BookContext, wanted: Wanted): string =>
  otherTimes(book, context, wanted, 3)
    .map((seats) => timeInWords(seats[0]?.atMs ?? 0))
    .sort()
    .join(', ') || '-';

/** The book as it is for somebody whose own reservation or hold does not stand in the way. */
export const without = (
  book: BookState,
  own: { readonly hold?: Hold | undefined; readonly reservation?: Parameters<typeof isComing>[0] },
): BookState => {
  let { holds, taken } = book;
  if (own.hold !== undefined) holds = holds.delete(own.hold.id);
  if (own.reservation !== undefined && isComing(own.reservation)) {
    for (const { atMs, places } of own.reservation.seats) {
      const key = slotKey(own.reservation.group, atMs);
      taken = taken.set(key, (taken.get(key) ?? 0) - places);
    }
  }
  return { ...book, holds, taken };
};
