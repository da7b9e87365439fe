// What the page knows at one moment: the step, what was chosen, what the hub said, and what is being sent. Pure.
import type { BusinessDate, Language, ProcedureId, SiteId } from '../../../protocol/ids.ts';
import type { RefusalCode } from '../../../protocol/refusals.ts';
import type { Held, LineAnswer } from '../../../protocol/reservation-api.ts';
import type {
  BookingOffer,
  FreeDays,
  FreeSlots,
  FreeTimeView,
  ReservationView,
  Soonest,
} from '../../../protocol/reservation-views.ts';
import type { BookingTexts, FieldProblem, ToldRefusal } from '../../../protocol/texts/booking/catalogue.ts';

/** A place where something can be reserved, and a group of procedures that are reserved there together. */
export type BookingSite = BookingOffer['sites'][number];
export type BookingGroup = BookingSite['groups'][number];

export const steps = [
  'start',
  'procedure',
  'eligible',
  'place',
  'day',
  'form',
  'done',
  'find',
  'mine',
] as const;
export type Step = (typeof steps)[number];

/** What was chosen; kept with the browser's history, so it holds nothing of the person. */
export type Choice = {
  readonly procedure: ProcedureId | null;
  readonly partySize: number;
  /** The first date on which the procedure is possible for them; null: not asked, or not known. */
  readonly notBefore: string | null;
  readonly district: string | null;
  readonly site: SiteId | null;
  readonly date: BusinessDate | null;
  readonly slotAtMs: number | null;
};
export const nothingChosen: Choice = {
  procedure: null,
  partySize: 1,
  notBefore: null,
  district: null,
  site: null,
  date: null,
  slotAtMs: null,
};

export type Field = 'name' | 'kana' | 'phone' | 'email';
export const fields: readonly Field[] = ['name', 'kana', 'phone', 'email'];

/** How a reservation is opened: its code with its link's secret, or with four digits of the telephone. */
export type Key = { readonly code: string; readonly secret?: string; readonly lastFour?: string };

/** One's turn at a release, and the pass that shows it. */
export type Line = NonNullable<LineAnswer['line']> & { readonly site: SiteId; readonly date: BusinessDate };

export type Visit = {
  readonly step: Step;
  readonly choice: Choice;
  readonly offer: BookingOffer | null;
  readonly soonest: Soonest | null;
  readonly days: FreeDays | null;
  readonly slots: FreeSlots | null;
  /** How days are shown, and the date whose month or week it is. */
  readonly look: 'month' | 'week';
  readonly shown: string | null;
  readonly order: 'soonest' | 'nearest';
  readonly held: Held | null;
  /** The place in the line for what is released on the chosen day; null: there is none, or none was asked for. */
  readonly line: Line | null;
  readonly typed: Readonly<Record<Field, string>>;
  readonly problems: Readonly<Partial<Record<string, FieldProblem>>>;
  /** Typed to find a reservation. */
  readonly asked: { readonly code: string; readonly lastFour: string };
  readonly mine: ReservationView | null;
  readonly key: Key | null;
  /** A reservation that is being moved; null: a new one is made. */
  readonly moving: ReservationView | null;
  /** The form serves the waiting list of the chosen date instead of a time. */
  readonly waiting: boolean;
  readonly asking: 'cancel' | 'leave' | null;
  readonly busy: boolean;
  readonly unsure: boolean;
  readonly trouble: ToldRefusal | 'offline' | null;
  readonly alternatives: readonly FreeTimeView[];
  /** Said once by the screen reader: what was just done. */
  readonly outcome: 'moved' | 'cancelled' | 'left' | null;
  readonly nowMs: number;
  readonly language: Language;
  readonly texts: BookingTexts;
};

const told: Readonly<Partial<Record<RefusalCode, ToldRefusal>>> = {
  slotFull: 'slotFull',
  noRoomHere: 'slotFull',
  slotUnknown: 'slotPast',
  slotClosed: 'slotClosed',
  slotNotOpenYet: 'slotNotOpenYet',
  slotPast: 'slotPast',
  tooManyHolds: 'tooManyHolds',
  holdOver: 'holdOver',
  alreadyReserved: 'alreadyReserved',
  bookingUnderWay: 'busy',
  reservationMoving: 'busy',
  reservationNotFound: 'notFound',
  reservationOver: 'over',
  tooManyMoves: 'tooManyMoves',
  waitlistFull: 'waitlistFull',
  waitlistClosed: 'waitlistFull',
  placeFree: 'placeFree',
  hubBusy: 'busy',
  logUnavailable: 'busy',
  outcomeUnknown: 'busy',
};
/** In which words a refusal is told to a resident. */
export const toldAs = (code: RefusalCode): ToldRefusal =>
  told[code] ?? (/^tooMany/.test(code) ? 'tooFast' : 'other');

export type Bookable = {
  readonly site: BookingSite;
  readonly group: BookingGroup;
};

/** The places that offer a procedure, each with the group it is booked in. */
export const placesFor = (offer: BookingOffer | null, procedure: ProcedureId | null): readonly Bookable[] =>
  (offer?.sites ?? []).flatMap((site) => {
    const group = site.groups.find((one) => one.procedures.some((each) => each.procedure === procedure));
    return group === undefined ? [] : [{ site, group }];
  });

/** The chosen place, or null before it is chosen. */
export const chosenPlace = ({ offer, choice }: Pick<Visit, 'offer' | 'choice'>): Bookable | null =>
  placesFor(offer, choice.procedure).find(({ site }) => site.site === choice.site) ?? null;

/** All procedures that can be reserved somewhere, each once, in the order of the places. */
export const proceduresOf = (offer: BookingOffer): BookingGroup['procedures'] => {
  const seen = new Map<string, BookingGroup['procedures'][number]>();
  for (const site of offer.sites)
    for (const group of site.groups)
      for (const one of group.procedures) if (!seen.has(one.procedure)) seen.set(one.procedure, one);
  return [...seen.values()];
};

/** Minutes on the way from the chosen district; null: not known. */
export const travelTo = (visit: Pick<Visit, 'offer' | 'choice'>, site: SiteId): number | null => {
  const district = visit.offer?.districts.find((one) => one.id === visit.choice.district);
  return district?.minutes[site] ?? null;
};

/** Whether the procedure asks for a date first: what is renewed is possible only some months before its end. */
export const asksFor = (offer: Visit['offer'], procedure: ProcedureId): boolean =>
  placesFor(offer, procedure).some(({ group }) =>
    group.procedures.some((one) => one.procedure === procedure && one.asks),
  );

export type SoonestTime = { readonly date: string; readonly atMs: number; readonly free: number };
/** The soonest free time at a place from the day on which it is possible, and how much is free from then; null: none; undefined: not known yet. */
export const soonestAt = ({ soonest, choice }: Visit, site: SiteId): SoonestTime | null | undefined => {
  const known = soonest?.sites.find((one) => one.site === site);
  if (known === undefined) return undefined;
  const { notBefore } = choice;
  if (notBefore !== null && known.days !== undefined) {
    const days = known.days.filter(({ date }) => date >= notBefore);
    const free = days.reduce((sum, day) => sum + day.free, 0);
    return days[0] === undefined ? null : { ...days[0], free };
  }
  const atMs = known.first?.seats[0]?.atMs;
  return known.first === null || atMs === undefined
    ? null
    : { date: known.first.date, atMs, free: known.free };
};

/** The places in the asked order: soonest free time, or fewest minutes on the way; what is not known comes last. */
export const inOrder = (visit: Visit): readonly Bookable[] => {
  const firstOf = (site: SiteId): number => soonestAt(visit, site)?.atMs ?? Number.POSITIVE_INFINITY;
  const wayTo = (site: SiteId): number => travelTo(visit, site) ?? Number.POSITIVE_INFINITY;
  const rank = (site: SiteId): readonly [number, number] =>
    visit.order === 'nearest' ? [wayTo(site), firstOf(site)] : [firstOf(site), wayTo(site)];
  return [...placesFor(visit.offer, visit.choice.procedure)].sort((a, b) => {
    const [left, right] = [rank(a.site.site), rank(b.site.site)];
    // Not by subtraction: two that are both unknown would give NaN.
    return left[0] === right[0]
      ? left[1] < right[1]
        ? -1
        : left[1] > right[1]
          ? 1
          : 0
      : left[0] < right[0]
        ? -1
        : 1;
  });
};

/** The largest party that any place takes for the procedure. */
export const partyMost = (visit: Visit): number =>
  Math.max(1, ...placesFor(visit.offer, visit.choice.procedure).map(({ group }) => group.partyMost));

/** Milliseconds until the hold is over; 0 or less: it is. Null: nothing is held. */
export const heldForMs = (visit: Visit): number | null =>
  visit.held === null ? null : visit.held.untilMs - visit.nowMs;

/** The step before, as the page's own button goes back: the browser's history goes the same way. */
export const isFirst = (step: Step): boolean => step === 'start';
