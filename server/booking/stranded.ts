// Whom a change of slots would leave without a place: named with why, so that they can be told; none is cancelled.
import type { BusinessDate } from '../../protocol/ids.ts';
import type { DeskReservation } from '../../protocol/reservation-views.ts';
import type { SlotChange } from '../../protocol/slot-change.ts';
import type { SiteHub } from '../hub/contract.ts';
import { isComing } from '../reservations/state.ts';
import type { Stranded } from '../slots/contract.ts';
import { planSlots } from '../slots/plan-slots.ts';
import { stranded } from '../slots/stranded.ts';
import { deskView } from './view.ts';

/** Each reservation once, in order of its slot. */
export const strandedBy = async (
  siteHub: SiteHub,
  date: BusinessDate,
  change: SlotChange,
  nowMs: number,
): Promise<{ readonly reservation: DeskReservation; readonly why: Stranded['why'] }[]> => {
  const { book } = await siteHub.books.day(date);
  const { site } = siteHub;
  const before = book.changes.map(({ slots }) => slots);
  const coming = [...book.reservations.values()].filter(isComing);
  const taken = coming.flatMap(({ id, group, procedure, seats, bookedAtMs }) =>
    seats.map(({ atMs, places }) => ({
      id,
      group,
      procedure,
      startAtMs: atMs,
      places,
      madeAtMs: bookedAtMs,
    })),
  );
  const found = stranded(
    planSlots({ site, date, changes: before }),
    planSlots({ site, date, changes: [...before, change] }),
    taken,
  );
  const first = new Map(found.toReversed().map((one) => [one.taken.id, one.why]));
  const place = { site: site.settings.id, date };
  return coming
    .filter(({ id }) => first.has(id))
    .map((reservation) => ({
      reservation: deskView({ place, reservation, waiting: null }, book, nowMs),
      why: first.get(reservation.id) ?? 'noSlot',
    }));
};
