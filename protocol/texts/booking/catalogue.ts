// What the residents' booking page must say in every public language; a missing text is a type error.
import type { ReservationState } from '../../reservation-views.ts';

/** What can be wrong with a field of the form. */
export type FieldProblem =
  | 'empty'
  | 'kana'
  | 'telephone'
  | 'mail'
  | 'myNumber'
  | 'other'
  | 'code'
  | 'lastFour'
  | 'date';

/** Refusals with words of their own for residents; any other is told by `refused.other`. */
export type ToldRefusal =
  | 'slotFull'
  | 'slotClosed'
  | 'slotNotOpenYet'
  | 'slotPast'
  | 'tooManyHolds'
  | 'holdOver'
  | 'alreadyReserved'
  | 'notFound'
  | 'over'
  | 'tooManyMoves'
  | 'waitlistFull'
  | 'placeFree'
  | 'tooFast'
  | 'busy'
  | 'other';

export type BookingTexts = {
  /** BCP 47 tag. */
  readonly tag: string;
  readonly title: string;
  readonly language: string;
  readonly back: string;
  readonly next: string;
  readonly loading: string;
  readonly sending: string;
  readonly retry: string;
  readonly offline: string;
  /** A request went out and no answer came: it is asked again by itself. */
  readonly unsure: string;
  readonly start: {
    readonly book: string;
    readonly bookHint: string;
    readonly mine: string;
    readonly mineHint: string;
    readonly now: string;
    readonly none: string;
  };
  readonly procedure: { readonly heading: string; readonly bring: string };
  readonly eligible: {
    readonly heading: string;
    readonly why: string;
    readonly by: string;
    readonly byExpiry: string;
    readonly byBirthday: string;
    readonly year: string;
    readonly month: string;
    readonly day: string;
    readonly check: string;
    readonly now: (until: string) => string;
    readonly early: (from: string) => string;
    readonly over: (on: string) => string;
    readonly unknown: string;
  };
  readonly place: {
    readonly heading: string;
    readonly order: string;
    readonly soonest: string;
    readonly nearest: string;
    readonly district: string;
    readonly anyDistrict: string;
    readonly travel: (minutes: number) => string;
    readonly first: (when: string) => string;
    readonly free: (count: number) => string;
    readonly full: string;
    readonly party: string;
    readonly people: (count: number) => string;
  };
  readonly day: {
    readonly heading: string;
    readonly month: string;
    readonly week: string;
    readonly previous: string;
    readonly following: string;
    readonly free: (count: number) => string;
    readonly full: string;
    readonly closed: string;
    readonly opens: (when: string) => string;
    readonly notBefore: (date: string) => string;
    readonly waiting: (count: number) => string;
  };
  readonly time: {
    readonly heading: string;
    readonly full: string;
    readonly closed: string;
    readonly none: string;
  };
  /** At a release: said to who waits for it. */
  readonly line: {
    readonly heading: string;
    /** A time as 8:30. */
    readonly opens: (time: string) => string;
    /** A time with seconds, as 8:30:07. */
    readonly turn: (time: string) => string;
    readonly fair: string;
  };
  readonly full: {
    readonly heading: string;
    readonly wait: string;
    readonly telephone: (number: string) => string;
    readonly walkIn: string;
    readonly others: string;
  };
  readonly hold: {
    readonly until: (time: string) => string;
    readonly soon: (minutes: number) => string;
    readonly extend: string;
    readonly extended: (time: string) => string;
    readonly over: string;
    readonly again: string;
    readonly other: string;
  };
  readonly form: {
    readonly heading: string;
    readonly optional: string;
    readonly name: string;
    readonly kana: string;
    readonly kanaHint: string;
    readonly telephone: string;
    readonly telephoneHint: string;
    readonly mail: string;
    readonly mailHint: string;
    readonly privacy: string;
    readonly book: string;
    readonly problems: string;
    readonly problem: Readonly<Record<FieldProblem, string>>;
  };
  readonly done: {
    readonly heading: string;
    readonly code: string;
    readonly keep: string;
    readonly when: string;
    readonly where: string;
    readonly what: string;
    readonly people: string;
    readonly bring: string;
    readonly checkIn: string;
    readonly link: string;
    readonly print: string;
    readonly calendar: string;
    readonly another: string;
  };
  readonly mine: {
    readonly heading: string;
    readonly code: string;
    readonly codeHint: string;
    readonly lastFour: string;
    readonly find: string;
    readonly states: Readonly<Record<ReservationState, string>>;
    readonly ticket: (number: string) => string;
    readonly move: string;
    readonly moving: string;
    readonly moveYes: string;
    readonly moved: string;
    readonly cancel: string;
    readonly cancelAsk: string;
    readonly cancelExplain: string;
    readonly cancelYes: string;
    readonly keep: string;
    readonly cancelled: string;
  };
  readonly wait: {
    readonly heading: string;
    readonly explain: (minutes: number) => string;
    readonly join: string;
    readonly joined: string;
    readonly before: (count: number) => string;
    readonly offer: (time: string) => string;
    readonly accept: string;
    readonly leave: string;
    readonly left: string;
  };
  readonly refused: Readonly<Record<ToldRefusal, string>>;
};
