// Which coming reservations of a day would no longer fit under other settings: asked before the settings are put into force.
import type { BusinessDate } from '../../protocol/ids.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';
import type { Stranded, Taken } from '../slots/contract.ts';
import { planSlots } from '../slots/plan-slots.ts';
import { stranded } from '../slots/stranded.ts';
import { type BookState, isComing, type Reservation } from './state.ts';

/** What reservations that still are to come take, slot by slot. */
export const takenIn = (book: BookState): readonly Taken[] =>
  [...book.reservations.values()].filter(isComing).flatMap(({ id, group, procedure, seats, bookedAtMs }) =>
    seats.map(({ atMs, places }) => ({
      ...{ id, group, procedure, places },
      ...{ startAtMs: atMs, madeAtMs: bookedAtMs },
    })),
  );

export type StrandedReservation = {
  readonly reservation: Reservation;
  readonly why: Stranded['why'];
  readonly closed: Stranded['closed'];
};

/**
 * Each of them once, in order of their slots. `before`: the site as it is; null: everything that does not fit `after`
 * is named, also what did not fit before. `after` null: the site is gone. Changes by hand stay in force.
 */
export const strandedBySettings = (
  book: BookState,
  date: BusinessDate,
  before: ResolvedSite | null,
  after: ResolvedSite | null,
): readonly StrandedReservation[] => {
  const changes = book.changes.map(({ slots }) => slots);
  const planOf = (site: ResolvedSite | null) => (site === null ? null : planSlots({ site, date, changes }));
  const found = new Map<string, StrandedReservation>();
  for (const { taken, why, closed } of stranded(planOf(before), planOf(after), takenIn(book))) {
    const reservation = book.reservations.get(taken.id as Reservation['id']);
    if (reservation !== undefined && !found.has(taken.id)) found.set(taken.id, { reservation, why, closed });
  }
  return [...found.values()];
};
