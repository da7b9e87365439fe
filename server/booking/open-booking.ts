// The booking room: free times, bookings with their claims, and what proves that a reservation is one's own.

import type { Answer } from '../../protocol/answers.ts';
import type { CommandOf, CommandRequest } from '../../protocol/commands.ts';
import { type Actor, CommandId, type ReservationId } from '../../protocol/ids.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { Proof } from '../../protocol/reservation-api.ts';
import { BookingSession } from '../../protocol/reservation-ids.ts';
import { createClaims } from '../contacts/claims.ts';
import type { ContactIndex } from '../contacts/index-store.ts';
import type { KeyRing } from '../contacts/keys.ts';
import type { SiteHub } from '../hub/contract.ts';
import { timeInWords } from '../reservations/civil.ts';
import { createBookings } from './bookings.ts';
import type { BookingParts, Located } from './contract.ts';
import { createFreeTimes } from './free-times.ts';
import { createLine } from './line.ts';
import { locateByCode, locateById } from './locate.ts';
import { createImport } from './take-rows.ts';
import { secretHash } from './tokens.ts';

export type OpenBookingParts = Omit<BookingParts, 'claims'> & {
  readonly index: ContactIndex;
  readonly keys: KeyRing | null;
};

type CheckIn = CommandOf<'checkIn'>;

export const openBooking = (given: OpenBookingParts) => {
  const { index, keys, sites, now, contacts, logger } = given;
  const find = { sites, now, logger };

  const isLive = async (id: ReservationId): Promise<boolean> => {
    const located = await locateById(find, id);
    return located !== null && (located.reservation === null || located.reservation.state === 'booked');
  };
  const claims = createClaims({ index, keys, isLive, nowMs: now });
  const parts: BookingParts = { ...given, claims };
  const free = createFreeTimes({ sites, now });
  const bookings = createBookings(parts, free);

  /** The reservation that somebody proves to be theirs; null: none, and it is not told which was wrong. */
  const prove = async (proof: Proof): Promise<Located | null> => {
    for (const located of await locateByCode(find, proof.code)) {
      const { id, secretHash: hash } = located.reservation ?? located.waiting;
      const proven =
        proof.secret === undefined
          ? await contacts.proves(id, proof.lastFour ?? '')
          : secretHash(id, proof.secret) === hash;
      if (proven) return located;
    }
    return null;
  };

  const whereItIs = async (command: CheckIn): Promise<Located | null> => {
    if (command.reservation !== undefined) return locateById(find, command.reservation);
    return command.code === undefined ? null : ((await locateByCode(find, command.code))[0] ?? null);
  };

  /** Why a reservation that is not in today's book here cannot be checked in, in words that lead on. */
  const elsewhere = (siteHub: SiteHub, located: Located): Refusal | null => {
    const { reservation, place } = located;
    if (reservation === null || reservation.state !== 'booked') return null;
    const [date, time] = timeInWords(reservation.seats[0]?.atMs ?? 0).split(' ') as [string, string];
    if (place.site === siteHub.site.settings.id)
      return refuse('checkInOtherDay', { date, time }, ['checkIn']);
    const name = sites.get(place.site)?.site.settings.names.ja ?? place.site;
    return refuse('checkInOtherSite', { place: name, date, time }, ['checkIn']);
  };

  const moveHere = async (
    siteHub: SiteHub,
    located: Located,
    request: CommandRequest,
    actor: Actor,
  ): Promise<Refusal | null> => {
    const site = siteHub.site.settings.id;
    const { date } = siteHub.snapshot().state;
    const { reservation } = located;
    if (reservation === null) return refuse('noRoomHere');
    const { procedure, partySize } = reservation;
    const asked = { procedure, partySize, channel: 'reception' as const };
    const { slots } = await free.slots(siteHub, date, asked);
    const slot = slots.find((one) => one.state === 'free');
    if (slot === undefined) return refuse('noRoomHere');
    const session = BookingSession.parse(
      `checkin-${request.commandId}`
        .replaceAll(/[^A-Za-z0-9_-]/g, '-')
        .padEnd(24, '-')
        .slice(0, 80),
    );
    const to = { site, date, slotAtMs: slot.atMs, hold: null };
    const commandId = CommandId.parse(request.commandId.slice(0, 60));
    const moved = await bookings.move(located, { commandId, session, to }, { actor, channel: 'reception' });
    if (moved.ok) return null;
    return moved.refusal.code === 'slotFull' ? refuse('noRoomHere') : moved.refusal;
  };

  /**
   * A check-in: what the day itself says, and for a reservation of another day or site where it is; or, asked so, moved
   * to here and now and checked in. Unfinished moves are finished first, so that nobody is checked in twice.
   */
  const checkIn = async (siteHub: SiteHub, request: CommandRequest, actor: Actor): Promise<Answer> => {
    const { command } = request;
    const answer = await siteHub.take(request, actor);
    if (command.type !== 'checkIn' || answer.ok) return answer;
    const lost = ['reservationNotFound', 'checkInOtherDay', 'checkInOtherSite', 'dayNotOpen', 'dayEnded'];
    if (!lost.includes(answer.refusal.code)) return answer;
    const located = await whereItIs(command);
    if (located === null) return answer;
    if (located.reservation?.state === 'cancelled')
      return { ok: false, refusal: refuse('checkInCancelled', {}, ['issueTicket']) };
    const { date } = siteHub.snapshot().state;
    if (located.place.site === siteHub.site.settings.id && located.place.date === date) return answer;
    const refusal = elsewhere(siteHub, located);
    if (refusal === null) return answer;
    if (!command.moveHere) return { ok: false, refusal };
    const notMoved = await moveHere(siteHub, located, request, actor);
    return notMoved === null ? siteHub.take(request, actor) : { ok: false, refusal: notMoved };
  };

  return {
    ...bookings,
    free,
    takeRows: createImport(parts, bookings),
    line: createLine({ keys, now }),
    prove,
    checkIn,
    byCode: (code: Proof['code']) => locateByCode(find, code),
    byId: (id: ReservationId) => locateById(find, id),
    parts,
  };
};
export type Booking = ReturnType<typeof openBooking>;
