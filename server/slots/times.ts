// The instants of a slot: when its places are released, how many the telephone keeps, until when each way books it.
import type { BusinessDate } from '../../protocol/ids.ts';
import type { Channel, Closing, ResolvedReservationRules } from '../../protocol/reservation-rules.ts';
import { addDays, instantOf } from '../calendar/dates.ts';
import { minutesOf } from '../calendar/hours.ts';
import type { Step } from './contract.ts';
import { floor, plus, rational, shareOf, times, zero } from './rational.ts';
import { chosen } from './spread.ts';

/** For each slot, how many places can be booked from each release on; the last releases all. */
export const releasesOf = (
  rules: ResolvedReservationRules,
  date: BusinessDate,
  places: readonly number[],
): readonly (readonly Step[])[] => {
  const portions = rules.releases
    .map(({ share, daysBefore, at }) => ({
      share: shareOf(share),
      fromMs: instantOf(addDays(date, -daysBefore), minutesOf(at)),
    }))
    .sort((left, right) => left.fromMs - right.fromMs);
  const all = total(places);
  let released = zero;
  const totals = portions.map(({ share }, index) => {
    released = plus(released, share);
    return index === portions.length - 1 ? all : floor(times(released, rational(all)));
  });
  return perSlot(
    places,
    portions.map(({ fromMs }) => fromMs),
    totals,
  );
};

/**
 * For each slot, how many places the web leaves free from each day on: the share at first, then day by day fewer,
 * alike, and none from `noneFromDaysBefore` on.
 */
export const keptOf = (
  rules: ResolvedReservationRules,
  date: BusinessDate,
  places: readonly number[],
): readonly (readonly Step[])[] => {
  const kept = rules.channels.keptForTelephone;
  if (kept === undefined || !rules.channels.telephone.open) return places.map(() => []);
  const { fullUntilDaysBefore: full, noneFromDaysBefore: none } = kept;
  const first = times(shareOf(kept.share), rational(total(places)));
  const days = full === none ? [none] : Array.from({ length: full - none + 1 }, (_, nth) => full - nth);
  const totals = days.map((day) =>
    day === none ? 0 : floor(times(first, rational(day - none, full - none))),
  );
  // Before the first of these midnights it is the whole share: from the beginning of time.
  const starts = days.map((day) => instantOf(addDays(date, -day), 0));
  return full === none ? perSlot(places, [0, ...starts], [floor(first), 0]) : perSlot(places, starts, totals);
};

const total = (places: readonly number[]): number => places.reduce((sum, count) => sum + count, 0);

const perSlot = (
  places: readonly number[],
  starts: readonly number[],
  totals: readonly number[],
): readonly (readonly Step[])[] => {
  const counts = chosen(places, totals);
  return places.map((_, slot) =>
    starts.map((fromMs, step) => ({ fromMs, places: counts[step]?.[slot] ?? 0 })),
  );
};

/** Until when a slot can be booked by each way; null: not by it. Never later than the slot begins. */
export const closesOf = (
  rules: ResolvedReservationRules,
  date: BusinessDate,
  startAtMs: number,
): Readonly<Record<Channel, number | null>> => {
  const until = (closing: Closing): number =>
    'minutesBefore' in closing
      ? startAtMs - closing.minutesBefore * 60_000
      : Math.min(startAtMs, instantOf(addDays(date, -closing.daysBefore), minutesOf(closing.at)));
  const of = (channel: Channel): number | null => {
    const { open, closes } = rules.channels[channel];
    return open ? until(closes ?? rules.closes) : null;
  };
  return { web: of('web'), telephone: of('telephone'), reception: of('reception'), offer: of('offer') };
};
