// Finds a reservation by its id or code: both lead to where it was made, and from there the moves lead on.
import type { ReservationId } from '../../protocol/ids.ts';
import type { DayPlace } from '../../protocol/reservation-events.ts';
import { placeOfId, type ReservationCode } from '../../protocol/reservation-ids.ts';
import { businessDateAt } from '../calendar/dates.ts';
import type { BookingParts, Located } from './contract.ts';
import { settle } from './settle.ts';
import { placesOfCode } from './tokens.ts';

/** More than anybody moves. */
const mostHops = 200;

type Parts = Pick<BookingParts, 'sites' | 'logger' | 'now'>;

/** Follows the moves from a place; unfinished ones are finished on the way. Null: it is not there. */
export const follow = async (parts: Parts, id: ReservationId, from: DayPlace): Promise<Located | null> => {
  let place = from;
  for (let hops = 0; hops < mostHops; hops += 1) {
    const day = await parts.sites.get(place.site)?.books.day(place.date);
    const reservation = day?.book.reservations.get(id);
    if (reservation === undefined) {
      const waiting = day?.book.waiting.find((one) => one.id === id);
      return waiting === undefined ? null : { place, reservation: null, waiting };
    }
    if (reservation.state === 'moved' && reservation.movedTo !== null) place = reservation.movedTo;
    else if (!(await settle(parts, place, reservation))) return { place, reservation, waiting: null };
  }
  parts.logger.error({ reservation: id }, 'a reservation cannot be followed through its moves');
  return null;
};

export const locateById = async (parts: Parts, id: ReservationId): Promise<Located | null> => {
  const place = placeOfId(id);
  return place === null ? null : follow(parts, id, place);
};

/** All reservations that bear a code: nearly always one; what proves whose it is decides between them. */
export const locateByCode = async (parts: Parts, code: ReservationCode): Promise<readonly Located[]> => {
  const { sites, date } = placesOfCode(code, parts.sites.keys(), businessDateAt(parts.now()));
  const found: Located[] = [];
  for (const site of sites) {
    const day = await parts.sites.get(site)?.books.day(date);
    const id = day?.book.byCode.get(code);
    const located = id === undefined ? null : await follow(parts, id, { site, date });
    if (located !== null) found.push(located);
  }
  return found;
};
