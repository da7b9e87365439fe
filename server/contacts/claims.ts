// One live reservation per person and group: a keyed hash of the telephone number is claimed by compare-and-swap.
import type { ReservationId, SlotGroupId } from '../../protocol/ids.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { claimsFor } from './blind-index.ts';
import type { ContactIndex } from './index-store.ts';
import type { KeyRing } from './keys.ts';

/** A claim whose reservation is not there yet may be on its way; after this its booking has failed, ms. */
const underWayMs = 60_000;
/** Others claim meanwhile; more than that is no race any more. */
const mostTries = 10;

export type Claims = {
  /** Null: claimed. A refusal: the person has a live reservation of the group, or is just booking one. */
  take(ask: {
    readonly phone: string;
    readonly group: SlotGroupId;
    readonly reservation: ReservationId;
  }): Promise<Refusal | null>;
  /** Gives up all that the reservation claimed. */
  release(reservation: ReservationId): Promise<void>;
};

/**
 * `isLive` looks at a reservation: what was claimed by one that is over, or by a booking that a crash ended, is
 * taken over. Claimed under every key of the ring, so that hubs whose newest keys differ still meet.
 */
export const createClaims = (parts: {
  readonly index: ContactIndex;
  readonly keys: KeyRing | null;
  readonly isLive: (reservation: ReservationId) => Promise<boolean>;
  readonly nowMs: () => number;
}): Claims => {
  const { index, keys, isLive, nowMs } = parts;

  const takeOne = async (term: string, reservation: ReservationId): Promise<Refusal | null> => {
    let before: ReservationId | null = null;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const held = await index.claim(term, reservation, nowMs(), before);
      if (held === null) return null;
      // Given up between two looks: nobody has it now.
      if (held.atMs === 0) {
        before = null;
        continue;
      }
      if (await isLive(held.reservation)) return refuse('alreadyReserved');
      if (nowMs() - held.atMs < underWayMs) return refuse('bookingUnderWay');
      before = held.reservation;
    }
    return refuse('bookingUnderWay');
  };

  return {
    take: async ({ phone, group, reservation }) => {
      if (keys === null) return null;
      for (const term of claimsFor(keys, group, phone)) {
        const refusal = await takeOne(term, reservation);
        if (refusal === null) continue;
        await index.release(reservation);
        return refusal;
      }
      return null;
    },
    release: (reservation) => index.release(reservation),
  };
};
