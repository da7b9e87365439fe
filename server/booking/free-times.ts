// Free places of all sites and dates, from the projection that every hub folds from the log: asked for, kept, let go.
import type { BusinessDate, ProcedureId, SiteId } from '../../protocol/ids.ts';
import type { Channel } from '../../protocol/reservation-rules.ts';
import type { FreeDay, FreeSlot, FreeTimeView } from '../../protocol/reservation-views.ts';
import { addDays, businessDateAt } from '../calendar/dates.ts';
import type { SiteHub } from '../hub/contract.ts';
import { otherTimes, seatsFor, takenAt } from '../reservations/places.ts';
import { type BookState, emptyBook } from '../reservations/state.ts';
import type { Vacancy } from '../reservations/vacancy.ts';
import type { Slot } from '../slots/contract.ts';
import { bookableNow, freeFor, partyPlaces, placesOpen } from '../slots/free.ts';

type Asked = { readonly procedure: ProcedureId; readonly partySize: number; readonly channel: Channel };

/** The projection in the shape that the rules read; it has no reservations, and none are looked at. */
const bookOf = ({ taken, holds, changes }: Vacancy): BookState => ({ ...emptyBook, taken, holds, changes });

type Day = {
  readonly siteHub: SiteHub;
  readonly date: BusinessDate;
  readonly vacancy: Vacancy;
  readonly nowMs: number;
};

const contextOf = ({ siteHub, date, nowMs }: Day) => ({
  nowMs,
  commandId: 'look',
  offering: siteHub.books.offering(date),
});

/** The slots of the procedure's group on the day. */
const slotsOf = (day: Day, procedure: ProcedureId): readonly Slot[] => {
  const { offering } = contextOf(day);
  const group = offering.groupOf(procedure);
  const plan = offering.plan(day.vacancy.changes).groups.find((one) => one.group === group?.id);
  return plan?.slots.filter((slot) => slot.procedures.includes(procedure)) ?? [];
};

const stateOf = (slot: Slot, channel: Channel, free: number, nowMs: number): FreeSlot['state'] => {
  if (slot.closed !== null) return 'closed';
  const closesAtMs = slot.closesAtMs[channel];
  if (closesAtMs === null || nowMs >= closesAtMs) return 'past';
  if (placesOpen(slot, nowMs) === 0 && slot.places > 0) return 'notYet';
  return free > 0 ? 'free' : 'full';
};

const reasonOf = ({ closed }: Slot): string | null => {
  const reason = closed?.reason ?? null;
  return reason === null || typeof reason === 'string' ? reason : reason.ja;
};

/** Every slot of the day as somebody who asks by a channel may have it now. */
export const freeSlots = (day: Day, asked: Asked): FreeSlot[] => {
  const context = contextOf(day);
  const group = context.offering.groupOf(asked.procedure);
  if (group === null) return [];
  const needed = partyPlaces(group.rules.partyPlaces, asked.partySize);
  const book = bookOf(day.vacancy);
  return slotsOf(day, asked.procedure).map((slot) => {
    const taken = takenAt(book, group.id, slot.startAtMs, day.nowMs);
    const places = freeFor(slot, asked.channel, taken, day.nowMs);
    const fits =
      places > 0 &&
      needed !== null &&
      (needed === 1 || 'seats' in seatsFor(book, context, { ...asked, slotAtMs: slot.startAtMs }));
    const free = fits ? places : 0;
    return {
      atMs: slot.startAtMs,
      endMs: slot.endAtMs,
      places: slot.places,
      free,
      state: stateOf(slot, asked.channel, free, day.nowMs),
      reason: reasonOf(slot),
    };
  });
};

/** The day in one line. */
export const freeDay = (day: Day, asked: Asked): FreeDay => {
  const slots = freeSlots(day, asked);
  const releases = slotsOf(day, asked.procedure)
    .filter((slot) => slot.closed === null)
    .flatMap((slot) => slot.releases.filter(({ fromMs }) => fromMs > day.nowMs).slice(0, 1))
    .map(({ fromMs }) => fromMs);
  return {
    date: day.date,
    places: slots.reduce((sum, slot) => sum + (slot.state === 'closed' ? 0 : slot.places), 0),
    free: slots.reduce((sum, slot) => sum + slot.free, 0),
    opensAtMs: releases.length === 0 ? null : Math.min(...releases),
    waiting: day.vacancy.waiting.size,
  };
};

/** The first free time of the day. */
const firstTime = (day: Day, asked: Asked): FreeTimeView | null => {
  const context = contextOf(day);
  const book = bookOf(day.vacancy);
  for (const slot of slotsOf(day, asked.procedure)) {
    if (!bookableNow(slot, asked.channel, day.nowMs)) continue;
    const found = seatsFor(book, context, { ...asked, slotAtMs: slot.startAtMs });
    if ('seats' in found) {
      const taken = takenAt(book, found.group.id, slot.startAtMs, day.nowMs);
      const free = freeFor(slot, asked.channel, taken, day.nowMs);
      return {
        site: day.siteHub.site.settings.id,
        date: day.date,
        seats: [...found.seats],
        free: Math.max(1, free),
      };
    }
  }
  return null;
};

export type FreeTimes = ReturnType<typeof createFreeTimes>;

/** How many days ahead the procedure can be booked at most. */
export const horizonOf = (siteHub: SiteHub, procedure: ProcedureId): number => {
  const { reservations } = siteHub.site;
  const group = [...(reservations?.groups.values() ?? [])].find((one) => one.procedures.includes(procedure));
  return group === undefined ? -1 : Math.max(...group.rules.releases.map(({ daysBefore }) => daysBefore));
};

/** Days that one question looks at, at most: a month's page, and a week on both sides. */
export const mostDays = 62;

export const createFreeTimes = (parts: {
  readonly sites: ReadonlyMap<SiteId, SiteHub>;
  readonly now: () => number;
}) => {
  const dayOf = async (siteHub: SiteHub, date: BusinessDate): Promise<Day> => ({
    siteHub,
    date,
    vacancy: await siteHub.books.vacancy(date),
    nowMs: parts.now(),
  });

  /** The soonest free time at a site from a date on, within what can be booked. */
  const soonestAt = async (
    siteHub: SiteHub,
    asked: Asked,
    from: BusinessDate,
  ): Promise<FreeTimeView | null> => {
    const last = addDays(businessDateAt(parts.now()), horizonOf(siteHub, asked.procedure));
    for (let date = from; date <= last; date = addDays(date, 1)) {
      const first = firstTime(await dayOf(siteHub, date), asked);
      if (first !== null) return first;
    }
    return null;
  };

  return {
    slots: async (siteHub: SiteHub, date: BusinessDate, asked: Asked) => {
      const day = await dayOf(siteHub, date);
      return { slots: freeSlots(day, asked), waiting: day.vacancy.waiting.size };
    },
    days: async (
      siteHub: SiteHub,
      from: BusinessDate,
      to: BusinessDate,
      asked: Asked,
    ): Promise<FreeDay[]> => {
      const days: FreeDay[] = [];
      for (let date = from; date <= to && days.length < mostDays; date = addDays(date, 1)) {
        days.push(freeDay(await dayOf(siteHub, date), asked));
      }
      return days;
    },
    soonestAt,
    /** Of those days the ones on which something is free, each with its first free time (epoch ms). */
    freeDaysOf: async (siteHub: SiteHub, days: readonly FreeDay[], asked: Asked) => {
      const found: { date: BusinessDate; atMs: number; free: number }[] = [];
      for (const { date, free } of days) {
        const atMs = free === 0 ? undefined : firstTime(await dayOf(siteHub, date), asked)?.seats[0]?.atMs;
        if (atMs !== undefined) found.push({ date, atMs, free });
      }
      return found;
    },
    /** Up to three other times: of the same day, of the days after it, of other sites. */
    alternatives: async (siteHub: SiteHub, date: BusinessDate, asked: Asked & { slotAtMs: number }) => {
      const site = siteHub.site.settings.id;
      const day = await dayOf(siteHub, date);
      const found: FreeTimeView[] = otherTimes(bookOf(day.vacancy), contextOf(day), asked, 3).map(
        (seats) => ({
          site,
          date,
          seats: [...seats],
          free: seats[0]?.places ?? 1,
        }),
      );
      for (let after = addDays(date, 1); found.length < 3; ) {
        const next = await soonestAt(siteHub, asked, after);
        if (next === null) break;
        found.push(next);
        after = addDays(next.date, 1);
      }
      for (const other of parts.sites.values()) {
        if (found.length >= 3) break;
        if (other === siteHub) continue;
        const next = await soonestAt(other, asked, date);
        if (next !== null) found.push(next);
      }
      return found.slice(0, 3);
    },
  };
};
