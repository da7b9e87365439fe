// A day to come as the forecast plays it: booths as the staffing plan has them, every place taken, walk-ins as learned.
import type { BusinessDate } from '../../protocol/ids.ts';
import type { StaffingRow } from '../../protocol/reservation-settings.ts';
import { instantOf, isValidOn, weekdayOf } from '../calendar/dates.ts';
import { dayPlan, intakeEnd } from '../calendar/day-plan.ts';
import { minutesOf } from '../calendar/hours.ts';
import type { PlannedWindow, QueueNow, ReservationAhead } from '../forecast/contract.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { GroupPlan, SlotPlan } from '../slots/contract.ts';

type Span = { readonly from: number; readonly to: number };

/** What is left of a span when breaks are taken out. */
const without = (span: Span, breaks: readonly Span[]): readonly Span[] =>
  breaks.reduce<readonly Span[]>(
    (left, rest) =>
      left.flatMap(({ from, to }) =>
        [
          { from, to: Math.min(to, rest.from) },
          { from: Math.max(from, rest.to), to },
        ].filter((one) => one.from < one.to),
      ),
    [span],
  );
const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): Span => ({
  from: minutesOf(from),
  to: minutesOf(to),
});

/** Numbers of the booths of a row: those it names, or the first that serve what it serves and are not another row's then. */
const boothsOf = (site: ResolvedSite, row: StaffingRow, taken: ReadonlyMap<number, readonly Span[]>) => {
  if (typeof row.booths !== 'number') return row.booths as readonly number[];
  const { from, to } = spanOf(row);
  const serves = (booth: number): boolean =>
    (site.booths.get(booth as never)?.procedures ?? []).some(
      ({ procedure }) => row.procedures === undefined || row.procedures.includes(procedure),
    );
  const isFree = (booth: number): boolean =>
    !(taken.get(booth) ?? []).some((span) => span.from < to && from < span.to);
  return [...site.booths.keys()].filter((booth) => serves(booth) && isFree(booth)).slice(0, row.booths);
};

/** When each booth works, by the staffing plan; a break of fewer booths than the row's is that of the row's last. */
export const staffedOn = (
  site: ResolvedSite,
  date: BusinessDate,
): ReadonlyMap<number, readonly PlannedWindow[]> => {
  const weekday = weekdayOf(date);
  const spans = new Map<number, readonly Span[]>();
  for (const row of site.reservations?.staffingPlan ?? []) {
    if (!isValidOn(row, date) || (row.weekdays !== undefined && !row.weekdays.includes(weekday))) continue;
    const booths = boothsOf(site, row, spans);
    booths.forEach((booth, nth) => {
      const breaks = row.breaks.filter((rest) => nth >= booths.length - (rest.booths ?? booths.length));
      const worked = without(spanOf(row), breaks.map(spanOf));
      spans.set(
        booth,
        [...(spans.get(booth) ?? []), ...worked].sort((a, b) => a.from - b.from),
      );
    });
  }
  const windowOf = ({ from, to }: Span): PlannedWindow => ({
    ...{ fromMs: instantOf(date, from), toMs: instantOf(date, to), procedures: null },
  });
  return new Map([...spans].map(([booth, all]) => [booth, all.map(windowOf)]));
};

/** One reservation for each place of a group, procedures in turn; `extra` per slot are added. */
export const placesTaken = (group: GroupPlan, extra: readonly number[]): readonly ReservationAhead[] =>
  group.slots.flatMap((slot, index) => {
    const own = slot.places - slot.overbooked + (extra[index] ?? 0);
    return Array.from({ length: slot.procedures.length === 0 ? 0 : Math.max(0, own) }, (_, nth) => ({
      id: `${group.group} ${slot.startAtMs} ${nth}`,
      procedure: slot.procedures[(index + nth) % slot.procedures.length] ?? '',
      slotMs: slot.startAtMs,
      minutesOff: 0,
    }));
  });

/** The day before its doors open, with these reservations; null: it is closed. */
export const plannedDay = (
  site: ResolvedSite,
  plan: SlotPlan,
  reservations: readonly ReservationAhead[],
): QueueNow | null => {
  const hours = dayPlan(site, plan.date);
  const first = hours?.openings[0];
  if (hours === null || first === undefined) return null;
  const staffed = staffedOn(site, plan.date);
  return {
    nowMs: first.fromMs,
    opensAtMs: first.fromMs,
    closesAtMs: hours.openings.at(-1)?.toMs ?? first.toMs,
    endsAtMs: hours.endsAtMs,
    procedures: [...site.procedures.values()].map(({ id, plannedMinutes, walkIn, resolvedRules }) => ({
      ...{ id, plannedMinutes, frozen: false },
      walkInUntilMs: walkIn ? intakeEnd(hours, id, site.rules.lastIntakeMinutes) : null,
      reservationLeadMinutes: resolvedRules.reservationLeadMinutes,
      reservationGraceMinutes: resolvedRules.reservationGraceMinutes,
      reservationEarliestMinutes: resolvedRules.reservationEarliestMinutes,
      returnCreditMinutes: resolvedRules.returnCreditMinutes,
    })),
    booths: [...site.booths.values()].flatMap(({ number, procedures }) => {
      const planned = staffed.get(number);
      if (planned === undefined) return [];
      const closed = { state: 'closed', sinceMs: 0, pausedUntilMs: null, current: null } as const;
      return [
        { ...closed, number, procedures, usual: procedures, freeSinceMs: null, planned, pausesToday: [] },
      ];
    }),
    ...{ waiting: [], absent: [], held: [], reservations },
  };
};
