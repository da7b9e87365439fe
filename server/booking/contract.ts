// What the booking room needs of the house: sites with their books, the vault, and the names that may be claimed once.
import type { Logger } from 'pino';
import type { ReservationId, SiteId } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { DayPlace } from '../../protocol/reservation-events.ts';
import type { FreeTimeView } from '../../protocol/reservation-views.ts';
import type { Claims } from '../contacts/claims.ts';
import type { Vault } from '../contacts/vault.ts';
import type { SiteHub } from '../hub/contract.ts';
import type { Reservation, Waiting } from '../reservations/state.ts';

export type BookingParts = {
  readonly sites: ReadonlyMap<SiteId, SiteHub>;
  readonly contacts: Vault;
  readonly claims: Claims;
  /** Days that personal data is kept after the reservation's day. */
  readonly keepDays: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
};

/** A reservation, or who waits, and where it is now. */
export type Located =
  | { readonly place: DayPlace; readonly reservation: Reservation; readonly waiting: null }
  | { readonly place: DayPlace; readonly reservation: null; readonly waiting: Waiting };

export const idOf = (located: Located): ReservationId =>
  located.reservation === null ? located.waiting.id : located.reservation.id;

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly alternatives: readonly FreeTimeView[] };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const no = (refusal: Refusal, alternatives: readonly FreeTimeView[] = []): Outcome<never> => ({
  ok: false,
  refusal,
  alternatives,
});
