// What must hold of reservations, over all days and sites on the disk: one reservation one place, and no place twice.
import type { BusinessDate, SiteId } from '../../../../protocol/ids.ts';
import { isReservationEvent } from '../../../../protocol/reservation-events.ts';
import { createOffering } from '../../../../server/hub/offering.ts';
import type { StoredEntry } from '../../../../server/log/contract.ts';
import type { Reservation } from '../../../../server/reservations/state.ts';
import { slotKey } from '../../../../server/reservations/state.ts';
import type { BookingAsk, Heard } from '../booking-room.ts';
import type { Sim } from '../sim.ts';
import type { Office } from '../site.ts';
import type { Day, History } from './history.ts';

export type ReservationChecks = {
  /** A batch is on disk, and in the history. */
  written(entries: readonly StoredEntry[]): void;
  answered(ask: BookingAsk, heard: Heard): void;
  /** Reservations that stand in two days: somebody is to look at them. */
  unfinished(): readonly string[];
  /** After somebody looked at all of them. */
  atEnd(): void;
};

const holdsPlace = ({ state }: Reservation): boolean => ['booked', 'arrived', 'missed'].includes(state);

export const createReservationChecks = (sim: Sim, history: History, office: Office): ReservationChecks => {
  /** What may be booked at most of each slot, by day and slot. */
  const capacities = new Map<string, number>();
  const byPhone = new Map<string, Set<string>>();
  const planned = new Set<Day>();

  const capacityOf = (day: Day, key: string): number => {
    if (!planned.has(day)) {
      planned.add(day);
      const site = office.sites.get(day.site as SiteId);
      const state = day.states.at(-1);
      if (site === undefined || state === undefined) return 0;
      for (const { group, slots } of createOffering(site, day.date as BusinessDate).plan(state.book.changes)
        .groups)
        for (const slot of slots)
          capacities.set(`${day.site} ${day.date} ${slotKey(group, slot.startAtMs)}`, slot.places);
    }
    return capacities.get(`${day.site} ${day.date} ${key}`) ?? 0;
  };

  const standsOn = (id: string): readonly { readonly day: Day; readonly reservation: Reservation }[] =>
    history.days().flatMap((day) => {
      const reservation = day.states.at(-1)?.book.reservations.get(id as never);
      return reservation === undefined ? [] : [{ day, reservation }];
    });
  const words = (id: string): string =>
    standsOn(id)
      .map(({ day, reservation }) => `${day.site} ${day.date} ${reservation.state} (${reservation.sequence})`)
      .join(', ');
  const everyId = (): ReadonlySet<string> =>
    new Set(history.days().flatMap((day) => [...(day.states.at(-1)?.book.reservations.keys() ?? [])]));

  /** A move has a place at every instant: one, or two while it is under way. */
  const check = (id: string): void => {
    const stands = standsOn(id);
    if (stands.length > 0 && stands.every(({ reservation }) => reservation.state === 'moved'))
      sim.violate('a reservation that moves always has a place', `${id}: ${words(id)}`);
  };

  return {
    written: (entries) => {
      const [first] = entries;
      if (first === undefined || sim.violation() !== null) return;
      const touched = entries.filter(({ event }) => isReservationEvent(event));
      if (touched.length === 0) return;
      sim.count('booking on disk');
      const day = history.dayOf(first.stream);
      for (const [key, taken] of day.states.at(-1)?.book.taken ?? [])
        if (taken > capacityOf(day, key))
          sim.violate(
            'no place is given twice',
            `${day.site} ${day.date} ${key}: ${taken} of ${capacityOf(day, key)} after ${first.meta.commandId}`,
          );
      for (const { event } of touched)
        if (typeof event === 'object' && event !== null && 'reservation' in event)
          check(String(event.reservation));
    },
    answered: (ask, heard) => {
      if (!heard.ok || heard.id === null) return;
      const stands = standsOn(heard.id);
      const waits = history
        .days()
        .some((day) => day.states.at(-1)?.book.waiting.some(({ id }) => id === heard.id) ?? false);
      if (stands.length === 0 && !waits && ask.act !== 'wait')
        sim.violate('an accepted booking is on disk', `${ask.act} ${heard.id}`);
      if (ask.act !== 'book') return;
      const { contact } = ask.wish as { readonly contact: { readonly phone: string } };
      byPhone.set(contact.phone, (byPhone.get(contact.phone) ?? new Set()).add(heard.id));
    },
    unfinished: () =>
      [...everyId()].filter(
        (id) => standsOn(id).filter(({ reservation }) => holdsPlace(reservation)).length > 1,
      ),
    atEnd: () => {
      for (const id of everyId()) {
        const stands = standsOn(id);
        const places = stands.filter(({ reservation }) => holdsPlace(reservation));
        if (places.length > 1) sim.violate('one reservation has one place', `${id}: ${words(id)}`);
        sim.count(stands.length > 1 ? 'reservation moved over days' : 'reservation on one day');
      }
      for (const [phone, ids] of byPhone) {
        const live = [...ids].filter((id) =>
          standsOn(id).some(({ reservation }) => reservation.state === 'booked'),
        );
        if (live.length > 1)
          sim.violate('one person has one coming reservation', `${phone}: ${live.join(' and ')}`);
      }
    },
  };
};
