// What the pure room of slots gives to the rest of the house: a site's places on a date, with their reckoning.
//
//   plan-slots.ts   planSlots(input) → SlotPlan                       the places of one site and date
//   free.ts         placesOpen, keptForTelephone, freeFor, bookableNow, partyPlaces, seatParty, mostInHolds
//   stranded.ts     stranded(before, after, taken) → Stranded[]       whom a change of plan leaves without a place
//   no-show.ts      learnNoShow(seen, prior) → NoShowRates             shares of those who do not come
//   overbook.ts     the half day's extra places
// Everything is plain data, but `NoShowRates`, which is opaque. The room knows neither clock nor hub.
import type { BusinessDate, LocalText, ProcedureId, SiteId, SlotGroupId } from '../../protocol/ids.ts';
import type { Channel } from '../../protocol/reservation-rules.ts';
import type { SlotChange } from '../../protocol/slot-change.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';

/** An exact fraction in lowest terms; d > 0. */
export type Rational = { readonly n: bigint; readonly d: bigint };

/** What is known besides the settings; each left out: the settings' own assumption. */
export type Learned = {
  /** Four visits in five of the procedure take no longer than this (minutes). */
  readonly p80Minutes?: ReadonlyMap<ProcedureId, number>;
  readonly noShow?: NoShowRates;
};

/**
 * Whether the half day may have so many bookings more: what the simulation of that day with `extra` more bookings says.
 * Asked only when overbooking is on; not given: no.
 */
export type Simulated = (ask: {
  readonly group: SlotGroupId;
  readonly fromMs: number;
  readonly toMs: number;
  readonly extra: number;
}) => { readonly promisesKept: number; readonly p80FinishMs: number };

export type PlanInput = {
  readonly site: ResolvedSite;
  readonly date: BusinessDate;
  /** Those in force, in order. */
  readonly changes: readonly SlotChange[];
  readonly learned?: Learned;
  readonly simulated?: Simulated;
};

/** Why a slot has no places. `by`: calendar closure in the settings, a change by hand, no booth staffed, too late for the day's end. */
export type Closed = {
  readonly by: 'settings' | 'hand' | 'staffing' | 'dayEnd' | 'linkEnd';
  /** In the words of who closed it; null: the plan itself. */
  readonly reason: LocalText | string | null;
};

/** From this instant on. */
export type Step = { readonly fromMs: number; readonly places: number };

/** One number of the reckoning, for screens: `booths` 3 × `minutes` 15 ÷ `perPlace` 12 × `share` 3/5 = `exact` 9/4. */
export type Reckoning = {
  /** Booth minutes in the slot, before the share; terminals applied. */
  readonly boothMinutes: Rational;
  /** Booth minutes that terminals took away; 0: no limit felt. */
  readonly lostToTerminals: Rational;
  readonly minutesPerPlace: number;
  /** Booth minutes for reservations (share by hour applied). */
  readonly reservedMinutes: Rational;
  /** Remainder brought from the slots before, 0 ≤ r < 1. */
  readonly carriedIn: Rational;
  readonly carriedOut: Rational;
  /** ⌊carriedIn + exact⌋ */
  readonly planned: number;
};

export type Slot = {
  readonly startAtMs: number;
  readonly endAtMs: number;
  /** Procedures of the group that are open and served in it. */
  readonly procedures: readonly ProcedureId[];
  readonly exact: Rational;
  /** How many can be booked in all: planned, overbooked and changed by hand; 0 when closed. */
  readonly places: number;
  /** How many of them are beyond the exact reckoning. */
  readonly overbooked: number;
  /** Places more (or fewer, negative) by hand. */
  readonly byHand: number;
  /** Why it was widened or narrowed, in order. */
  readonly reasons: readonly string[];
  readonly closed: Closed | null;
  /** Places that can be booked from each instant on, all portions so far together; rising. Before the first: none. */
  readonly releases: readonly Step[];
  /** Places that the web must leave free, from each instant on; falling to 0. Before the first: as the first. */
  readonly keptForTelephone: readonly Step[];
  /** Bookable until this instant (excluded) by each way; null: never by it. */
  readonly closesAtMs: Readonly<Record<Channel, number | null>>;
  readonly reckoning: Reckoning;
};

/** A half day of a group in which overbooking is reckoned. */
export type HalfDay = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly places: number;
  readonly extra: number;
  /** Share of no-shows it was reckoned with. */
  readonly noShowShare: number;
  /** How likely more come than there are places. */
  readonly risk: number;
  /** What ended the search. */
  readonly because: 'off' | 'tooFew' | 'mostPercent' | 'risk' | 'promises' | 'finish' | 'notSimulated';
};

export type GroupPlan = {
  readonly group: SlotGroupId;
  readonly minutesPerPlace: number;
  /** Four visits in five take no longer (minutes). */
  readonly p80Minutes: number;
  readonly gridMinutes: number;
  /** In order of time; none: closed that day. */
  readonly slots: readonly Slot[];
  readonly halfDays: readonly HalfDay[];
  /** The sum of the slots' places. */
  readonly places: number;
};

/** All places of a site on a date; `groups` in the order of the settings, also those without a slot. */
export type SlotPlan = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  readonly groups: readonly GroupPlan[];
};

/** Places that a reservation or a living hold takes: one entry for each slot it lies in (a party may take several in a row). */
export type Taken = {
  readonly id: string;
  readonly group: SlotGroupId;
  readonly procedure: ProcedureId;
  readonly startAtMs: number;
  readonly places: number;
  /** When it was booked: of those in a slot too many, the last booked are named. */
  readonly madeAtMs: number;
};

export type Stranded = {
  readonly taken: Taken;
  /** The slot is gone, closed, no longer for that procedure, or has fewer places. */
  readonly why: 'noSlot' | 'closed' | 'procedure' | 'fewerPlaces';
  readonly closed: Closed | null;
};

/** How long before its slot a reservation was made. */
export type LeadClass = 'sameDay' | 'days1to3' | 'days4to7' | 'days8to30' | 'later';

/** One reservation whose slot is past; moved and cancelled ones are left out. */
export type NoShowSeen = {
  readonly site: string;
  readonly procedure: string;
  readonly channel: Channel;
  readonly slotAtMs: number;
  readonly madeAtMs: number;
  readonly came: boolean;
};

/** Shares of no-shows, shrunk towards wider cells and the prior; see `noShowShare`. */
export type NoShowRates = {
  readonly prior: { readonly share: number; readonly weight: number };
  readonly cells: ReadonlyMap<string, { readonly missed: number; readonly seen: number }>;
};
