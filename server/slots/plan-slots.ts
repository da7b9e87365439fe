// All places of a site on a date: exact, carried, overbooked, changed by hand, with the instants at which they open and close.
import type { SlotChange } from '../../protocol/slot-change.ts';
import { instantOf } from '../calendar/dates.ts';
import { minutesOf } from '../calendar/hours.ts';
import type { ResolvedGroup, ResolvedReservations } from '../settings/resolved-site.ts';
import { carry } from './carry.ts';
import type { Closed, GroupPlan, HalfDay, PlanInput, Slot, SlotPlan } from './contract.ts';
import { type GridSlot, gridOf } from './grid.ts';
import { halfDaysOf } from './half-days.ts';
import { p80MinutesOf } from './p80.ts';
import { type Drafted, reckonSlot } from './reckon.ts';
import { evenly } from './spread.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import { closesOf, keptOf, releasesOf } from './times.ts';

/** The plan of a site and date; null: the site takes no reservations. A closed date has groups without slots. */
export const planSlots = (input: PlanInput): SlotPlan | null => {
  const { site, date } = input;
  const { reservations } = site;
  if (reservations === null) return null;
  const stretches = stretchesOf(site, reservations, date);
  return {
    site: site.settings.id,
    date,
    groups: [...reservations.groups.values()].map((group) =>
      planGroup(input, reservations, group, stretches),
    ),
  };
};

const planGroup = (
  input: PlanInput,
  reservations: ResolvedReservations,
  group: ResolvedGroup,
  stretches: readonly Stretch[],
): GroupPlan => {
  const p80Minutes = p80MinutesOf(input.site, group, input.learned?.p80Minutes);
  const drafted = gridOf(stretches, group.id, group.rules.gridMinutes).map((slot): Drafted => {
    const reckoned = reckonSlot(group, slot, stretches, p80Minutes, reservations.nationalLinkEnds);
    const at = { startAtMs: instantOf(input.date, slot.from), endAtMs: instantOf(input.date, slot.to) };
    return {
      ...slot,
      ...at,
      reckoned,
      closed: closedBy(input, reservations, group, slot) ?? reckoned.closed,
    };
  });
  const carried = carry(
    drafted.map((slot, index) => ({
      exact: slot.reckoned.exact,
      closed: slot.closed !== null,
      follows: drafted[index - 1]?.to === slot.from,
    })),
  );
  const planned = carried.map((one) => one.planned);
  const halfDays = halfDaysOf(input, reservations, group, drafted, planned);
  const extra = extraOf(drafted, planned, halfDays);
  const places = drafted.map((slot, index) =>
    slot.closed === null
      ? Math.max(0, (planned[index] ?? 0) + (extra[index] ?? 0) + byHand(input.changes, group, slot))
      : 0,
  );
  const releases = releasesOf(group.rules, input.date, places);
  const kept = keptOf(group.rules, input.date, places);
  const slots = drafted.map((slot, index): Slot => {
    const { exact, procedures, boothMinutes, lostToTerminals, reservedMinutes } = slot.reckoned;
    const sum = carried[index] ?? { planned: 0, in: exact, out: exact };
    return {
      startAtMs: slot.startAtMs,
      endAtMs: slot.endAtMs,
      procedures,
      exact,
      places: places[index] ?? 0,
      overbooked: slot.closed === null ? (extra[index] ?? 0) : 0,
      byHand: slot.closed === null ? byHand(input.changes, group, slot) : 0,
      reasons: sizing(input.changes, group, slot).map((change) => change.reason),
      closed: slot.closed,
      releases: releases[index] ?? [],
      keptForTelephone: kept[index] ?? [],
      closesAtMs: closesOf(group.rules, input.date, slot.startAtMs),
      reckoning: {
        boothMinutes,
        lostToTerminals,
        minutesPerPlace: group.minutesPerPlace,
        reservedMinutes,
        carriedIn: sum.in,
        carriedOut: sum.out,
        planned: sum.planned,
      },
    };
  });
  return {
    group: group.id,
    minutesPerPlace: group.minutesPerPlace,
    p80Minutes,
    gridMinutes: group.rules.gridMinutes,
    slots,
    halfDays,
    places: places.reduce((all, count) => all + count, 0),
  };
};

/** What closes a slot although it could be served: the settings' closures first, then a change by hand. */
const closedBy = (
  { date, changes }: PlanInput,
  { closures }: ResolvedReservations,
  group: ResolvedGroup,
  slot: GridSlot,
): Closed | null => {
  const closure = closures.find(
    (one) =>
      one.date === date &&
      (one.groups === undefined || one.groups.includes(group.id)) &&
      minutesOf(one.from) < slot.to &&
      slot.from < minutesOf(one.to),
  );
  if (closure !== undefined) return { by: 'settings', reason: closure.reason };
  const [from, to] = [instantOf(date, slot.from), instantOf(date, slot.to)];
  const change = changes.find(
    (one) => one.kind === 'close' && concerns(one, group) && one.fromMs < to && from < one.toMs,
  );
  return change === undefined ? null : { by: 'hand', reason: change.reason };
};

const concerns = (change: SlotChange, group: ResolvedGroup): boolean =>
  change.groups === null || change.groups.includes(group.id);

type Sizing = Extract<SlotChange, { readonly by: number }>;

/** Changes by hand that widen or narrow the slot. */
const sizing = (
  changes: readonly SlotChange[],
  group: ResolvedGroup,
  slot: { readonly startAtMs: number },
): readonly Sizing[] =>
  changes.filter(
    (one): one is Sizing =>
      one.kind !== 'close' &&
      concerns(one, group) &&
      one.fromMs <= slot.startAtMs &&
      slot.startAtMs < one.toMs,
  );

const byHand = (
  changes: readonly SlotChange[],
  group: ResolvedGroup,
  slot: { readonly startAtMs: number },
): number =>
  sizing(changes, group, slot).reduce(
    (all, change) => all + (change.kind === 'widen' ? change.by : -change.by),
    0,
  );

/** Each half day's extra places, put evenly into its slots that have places. */
const extraOf = (
  drafted: readonly Drafted[],
  planned: readonly number[],
  halfDays: readonly HalfDay[],
): readonly number[] =>
  halfDays
    .map((half) =>
      evenly(
        half.extra,
        drafted.map(
          (slot, index) =>
            slot.closed === null &&
            (planned[index] ?? 0) > 0 &&
            half.fromMs <= slot.startAtMs &&
            slot.startAtMs < half.toMs,
        ),
      ),
    )
    .reduce(
      (all, counts) => all.map((count, index) => count + (counts[index] ?? 0)),
      drafted.map(() => 0),
    );
