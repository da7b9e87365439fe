// What a store keeps so that people are found again and claim one reservation each: names of keyed hashes, nothing readable.
import type { ReservationId } from '../../protocol/ids.ts';

/** A keyed hash (blind-index.ts); tells nothing to who has not the key. */
export type Term = string;

/** Erased with the contact of its reservation. Passes the contract suite of contact stores; every call throws LogUnavailable while the store cannot be used. */
export type ContactIndex = {
  /** The terms by which a reservation's person is found, in place of those before. */
  put(reservation: ReservationId, terms: readonly Term[]): Promise<void>;
  /** Reservations of a term, at most `limit`, in no order. */
  find(term: Term, limit: number): Promise<readonly ReservationId[]>;
  /**
   * Compare-and-swap: the term becomes the reservation's if `before` has it (null: nobody). Null: it is the
   * reservation's now, or was already; else who has it, and since when (epoch ms).
   */
  claim(
    term: Term,
    reservation: ReservationId,
    atMs: number,
    before: ReservationId | null,
  ): Promise<{ readonly reservation: ReservationId; readonly atMs: number } | null>;
  /** The terms that the reservation has claimed, in no order. */
  claimsOf(reservation: ReservationId): Promise<readonly Term[]>;
  /** Every claim of the reservation is given up. */
  release(reservation: ReservationId): Promise<void>;
};
