// What the pure rules of a day's book need to decide, and what they give back.
import type { BusinessDate, ProcedureId, SiteId } from '../../protocol/ids.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { ReservationEvent } from '../../protocol/reservation-events.ts';
import type { ResolvedGroup } from '../settings/resolved-site.ts';
import type { SlotPlan } from '../slots/contract.ts';
import type { BookState } from './state.ts';

/** What a site gives to be booked on the date of the book. */
export type Offering = {
  /** All places of the date with these changes in force; the same for the same list. */
  readonly plan: (changes: BookState['changes']) => SlotPlan;
  /** Null: the procedure cannot be reserved here. */
  readonly groupOf: (procedure: ProcedureId) => ResolvedGroup | null;
  readonly minutesOf: (procedure: ProcedureId) => number;
  /** As staff know it. */
  readonly nameOf: (procedure: ProcedureId) => string;
  /** How long after its slot a reservation is still in time, ms. */
  readonly graceMs: (procedure: ProcedureId) => number;
};

/** Where nothing can be reserved. */
export const nothingOffered: Offering = {
  plan: () => ({ site: '' as SiteId, date: '' as BusinessDate, groups: [] }),
  groupOf: () => null,
  minutesOf: () => 1,
  nameOf: (procedure) => procedure,
  graceMs: () => 0,
};

export type BookContext = {
  readonly nowMs: number;
  readonly commandId: string;
  readonly offering: Offering;
};

type Refused = { readonly kind: 'refused'; readonly refusal: Refusal };
export type BookDecision =
  | { readonly kind: 'events'; readonly events: readonly [ReservationEvent, ...ReservationEvent[]] }
  | Refused;

export const happened = (...events: readonly [ReservationEvent, ...ReservationEvent[]]): BookDecision => ({
  kind: 'events',
  events,
});

export const refused = (
  code: RefusalCode,
  params: Readonly<Record<string, string | number>> = {},
): Refused => ({ kind: 'refused', refusal: refuse(code, params) });

/** Tells a refusal from what was looked for. */
export const isRefused = (found: object): found is Refused => 'kind' in found && found.kind === 'refused';
export type { Refused };

/** How often residents may move a reservation themselves. */
export const mostMoves = 5;
