// A date cut into stretches in which nothing changes: who is open, how many booths work for each group, which share holds.
import type { BusinessDate, ProcedureId, SlotGroupId } from '../../protocol/ids.ts';
import type { GroupHours, StaffingRow } from '../../protocol/reservation-settings.ts';
import { isValidOn, weekdayOf } from '../calendar/dates.ts';
import { minutesOf, type Opening } from '../calendar/hours.ts';
import { openingsOn } from '../calendar/openings.ts';
import type { ResolvedGroup, ResolvedReservations, ResolvedSite } from '../settings/resolved-site.ts';
import type { Rational } from './contract.ts';
import { compare, minus, over, plus, rational, shareOf, sum, times, zero } from './rational.ts';

/** What a group has in a stretch. */
export type GroupStretch = {
  /** Procedures whose doors are open; none: the group cannot be served. */
  readonly open: readonly ProcedureId[];
  /** Those of them that a staffed booth serves. */
  readonly served: readonly ProcedureId[];
  /** Within the hours in which the group can be booked. */
  readonly bookable: boolean;
  /** Booths that work for it, terminals applied; whole or a part where a row serves several groups. */
  readonly booths: Rational;
  /** Booths that stand idle for want of a terminal. */
  readonly lost: Rational;
  readonly share: Rational;
};

/** Minutes after midnight, `to` excluded. */
export type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly groups: ReadonlyMap<SlotGroupId, GroupStretch>;
};

type OnDate = {
  readonly openings: readonly Opening[];
  readonly rows: readonly StaffingRow[];
  readonly reservations: ResolvedReservations;
  readonly weekday: ReturnType<typeof weekdayOf>;
};

/** The stretches of a date from the first opening to the last, in order and without a gap; none: closed. */
export const stretchesOf = (
  site: ResolvedSite,
  reservations: ResolvedReservations,
  date: BusinessDate,
): readonly Stretch[] => {
  const openings = openingsOn(site.settings.calendar, date);
  if (openings.length === 0) return [];
  const weekday = weekdayOf(date);
  const rows = reservations.staffingPlan.filter((row) => isValidOn(row, date) && holdsOn(row, weekday));
  const day: OnDate = { openings, rows, reservations, weekday };
  const bounds = boundsOf(day);
  return bounds.slice(1).map((to, index) => {
    const from = bounds[index] ?? 0;
    return { from, to, groups: groupsIn(day, from) };
  });
};

const holdsOn = (
  entry: { readonly weekdays?: GroupHours['weekdays'] },
  weekday: OnDate['weekday'],
): boolean => entry.weekdays === undefined || entry.weekdays.includes(weekday);

const covers = (hours: { readonly from: string; readonly to: string }, minute: number): boolean =>
  minutesOf(hours.from) <= minute && minute < minutesOf(hours.to);

/** Every minute at which something may change, between the first opening and the last closing. */
const boundsOf = ({ openings, rows, reservations }: OnDate): readonly number[] => {
  const groups = [...reservations.groups.values()];
  const all = [
    ...openings,
    ...rows,
    ...rows.flatMap((row) => row.breaks),
    ...groups.flatMap((group) => [...group.hours, ...group.shareByHour]),
  ].flatMap((hours) => [minutesOf(hours.from), minutesOf(hours.to)]);
  const first = minutesOf(openings[0]?.from ?? '00:00');
  const last = minutesOf(openings.at(-1)?.to ?? '00:00');
  return [...new Set(all)].filter((minute) => first <= minute && minute <= last).sort((a, b) => a - b);
};

const groupsIn = (day: OnDate, minute: number): ReadonlyMap<SlotGroupId, GroupStretch> => {
  const groups = [...day.reservations.groups.values()];
  const opening = day.openings.find((one) => covers(one, minute));
  const rows = day.rows.filter((row) => covers(row, minute)).map((row) => workingAt(row, minute));
  const open = new Map(groups.map((group) => [group.id, openFor(group, opening)]));
  const staffed = new Map(groups.map((group) => [group.id, servedBy(group, rows, open)]));
  const limit = terminalsFor(day.reservations, staffed);
  return new Map(
    groups.map((group) => {
      const { booths, served } = staffed.get(group.id) ?? { booths: zero, served: [] };
      const working = times(booths, limit(group.id));
      return [
        group.id,
        {
          open: open.get(group.id) ?? [],
          served,
          bookable: isBookable(group, day.weekday, minute),
          booths: working,
          lost: minus(booths, working),
          share: shareIn(group, day.weekday, minute),
        },
      ];
    }),
  );
};

const openFor = (group: ResolvedGroup, opening: Opening | undefined): readonly ProcedureId[] => {
  if (opening === undefined) return [];
  const { procedures } = opening;
  return group.procedures.filter((id) => procedures === null || procedures.includes(id));
};

const isBookable = (group: ResolvedGroup, weekday: OnDate['weekday'], minute: number): boolean =>
  group.hours.length === 0 || group.hours.some((hours) => holdsOn(hours, weekday) && covers(hours, minute));

const shareIn = (group: ResolvedGroup, weekday: OnDate['weekday'], minute: number): Rational =>
  shareOf(
    group.shareByHour.find((hours) => holdsOn(hours, weekday) && covers(hours, minute))?.share ??
      group.rules.share,
  );

type Staffed = { readonly booths: Rational; readonly served: readonly ProcedureId[] };
/** A row of the staffing plan at one minute; `procedures` undefined: all. */
type Working = { readonly procedures: readonly ProcedureId[] | undefined; readonly booths: number };

/** A row with those that rest at this minute left out. */
const workingAt = (row: StaffingRow, minute: number): Working => {
  const planned = typeof row.booths === 'number' ? row.booths : row.booths.length;
  const resting = row.breaks
    .filter((rest) => covers(rest, minute))
    .reduce((count, rest) => count + (rest.booths ?? planned), 0);
  return { procedures: row.procedures, booths: Math.max(0, planned - resting) };
};

const common = (row: Working, procedures: readonly ProcedureId[]): readonly ProcedureId[] =>
  procedures.filter((id) => row.procedures === undefined || row.procedures.includes(id));

/** Booths of all rows that serve the group, each row's divided alike among the groups that it serves at this minute. */
const servedBy = (
  group: ResolvedGroup,
  rows: readonly Working[],
  open: ReadonlyMap<SlotGroupId, readonly ProcedureId[]>,
): Staffed => {
  const procedures = open.get(group.id) ?? [];
  const mine = rows.filter((row) => row.booths > 0 && common(row, procedures).length > 0);
  const sharing = (row: Working): number =>
    [...open.values()].filter((theirs) => common(row, theirs).length > 0).length;
  return {
    booths: sum(mine.map((row) => rational(row.booths, sharing(row)))),
    served: procedures.filter((id) => mine.some((row) => common(row, [id]).length > 0)),
  };
};

/** The part of its booths that a group keeps when terminals are fewer than the booths that need one: all groups alike. */
const terminalsFor = (
  { terminals }: ResolvedReservations,
  staffed: ReadonlyMap<SlotGroupId, Staffed>,
): ((group: SlotGroupId) => Rational) => {
  const needs = (group: SlotGroupId): boolean => terminals?.groups?.includes(group) ?? terminals !== null;
  const wanted = [...staffed]
    .filter(([id]) => needs(id))
    .reduce((all, [, one]) => plus(all, one.booths), zero);
  const count = rational(terminals?.count ?? 0);
  const short = terminals !== null && compare(wanted, count) > 0;
  return (group) => (short && needs(group) ? over(count, wanted) : rational(1));
};
