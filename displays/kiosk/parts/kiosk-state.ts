// What a kiosk knows of the visitor before it, pure: the step on the screen, what may happen, when it goes back to the start.
import type { Accepted } from '../../../protocol/answers.ts';
import type {
  CommandId,
  GroupId,
  Language,
  ProcedureId,
  TicketCode,
  TicketNumber,
} from '../../../protocol/ids.ts';
import type { Renewal } from '../../../protocol/kiosk-settings.ts';
import type { KioskView } from '../../../protocol/kiosk-view.ts';
import type { Refusal } from '../../../protocol/refusals.ts';
import type { ReservationCode } from '../../../protocol/reservation-ids.ts';
import { first, type Place } from './offer.ts';

type Pressed = {
  readonly commandId: CommandId;
  /** The business day it was pressed on: another day does not take it. */
  readonly date: KioskView['date'];
};
/** One wish for a ticket. Its id stays the same however often it is sent. */
export type IssuePress = Pressed & {
  readonly kind: 'issue';
  readonly procedure: ProcedureId;
  readonly language: Language;
  readonly partySize: number;
  /** The visitor's card ends so soon that the organisation's mark is asked for. */
  readonly expiring: boolean;
};
/** Somebody with a reservation is there. */
export type CheckInPress = Pressed & {
  readonly kind: 'checkIn';
  readonly code: ReservationCode;
  /** Chosen on the screen; null: that in which it was booked. */
  readonly language: Language | null;
  /** By the hub's clock, epoch ms: this counts, not when the hub takes it. */
  readonly pressedAtMs: number;
  /** Reserved for another day or place, and to be moved here. */
  readonly moveHere: boolean;
};
export type Press = IssuePress | CheckInPress;
export type Given = {
  readonly ticket: TicketNumber;
  readonly code: TicketCode | null;
  /** The printer was asked for a sheet. */
  readonly paper: boolean;
  readonly procedure: ProcedureId | null;
  /** How somebody with a reservation came; null: without. */
  readonly arrival: 'early' | 'inTime' | 'late' | null;
};

/** Which day: null: before or after all that the screen offers. */
export type Ends = { readonly date: string | null; readonly kind: 'now' | 'early' | 'over' };

export type Step =
  | { readonly at: 'choose'; readonly place: Place }
  | { readonly at: 'party'; readonly procedure: ProcedureId; readonly expiring: boolean }
  | { readonly at: 'issuing'; readonly press: Press; readonly sinceMs: number }
  | { readonly at: 'ticket'; readonly press: Press; readonly given: Given; readonly sinceMs: number }
  | { readonly at: 'unconfirmed'; readonly press: Press }
  | { readonly at: 'code'; readonly typed: string; readonly wrong: boolean }
  | { readonly at: 'notCheckedIn'; readonly press: CheckInPress; readonly refusal: Refusal }
  | { readonly at: 'unavailable'; readonly procedure: ProcedureId; readonly refusal: Refusal | null }
  | { readonly at: 'expiryWhich' }
  | { readonly at: 'expiryYear'; readonly what: Renewal }
  | { readonly at: 'expiryMonth'; readonly what: Renewal; readonly year: number }
  | { readonly at: 'expiryDay'; readonly what: Renewal; readonly year: number; readonly month: number }
  | { readonly at: 'expiryAnswer'; readonly what: Renewal; readonly ends: Ends; readonly expiring: boolean };

export type HelpAsked = {
  readonly commandId: CommandId;
  readonly state: 'sending' | 'told' | 'failed';
  readonly sinceMs: number;
  /** When an earlier call from here was answered: this one is not yet. */
  readonly answeredBefore: number | null;
};

export type Kiosk = {
  readonly language: Language;
  /** All controls in the lower half of the screen. */
  readonly low: boolean;
  readonly step: Step;
  /** The page of the help call lies over the step. */
  readonly helpOpen: boolean;
  readonly help: HelpAsked | null;
  readonly touchedAtMs: number;
};

/** What the screen knows besides; `nowMs` counts steadily and is no time of day. */
export type Around = {
  readonly view: KioskView | null;
  /** What is shown is what the hub says now. */
  readonly live: boolean;
  /** The local date, YYYY-MM-DD. */
  readonly today: string;
  readonly nowMs: number;
  /** The hub's clock, epoch ms. */
  readonly clockMs: number;
  readonly newCommandId: () => CommandId;
};

export type Touch =
  | { readonly type: 'touch' | 'home' | 'back' | 'toggleLow' | 'openHelp' | 'callHelp' | 'withdrawHelp' }
  | { readonly type: 'reserved' | 'codeErase' | 'codeSend' | 'moveHere' | 'codeAgain' }
  | { readonly type: 'codeKey'; readonly key: string }
  /** A scanner's text, whatever the screen shows. */
  | { readonly type: 'scanned'; readonly text: string }
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'group'; readonly group: GroupId | null }
  | { readonly type: 'page'; readonly page: number }
  | { readonly type: 'procedure'; readonly procedure: ProcedureId }
  | { readonly type: 'take'; readonly procedure: ProcedureId; readonly expiring: boolean }
  | { readonly type: 'party'; readonly size: number }
  | { readonly type: 'expiry' }
  | { readonly type: 'expiryWhat'; readonly what: Renewal }
  | { readonly type: 'expiryYear'; readonly year: number | 'earlier' | 'later' }
  | { readonly type: 'expiryMonth'; readonly month: number }
  | { readonly type: 'expiryDay'; readonly day: number };
export type Heard =
  | { readonly type: 'accepted'; readonly commandId: CommandId; readonly answer: Accepted }
  | { readonly type: 'refused'; readonly commandId: CommandId; readonly refusal: Refusal }
  | { readonly type: 'tick' };

/** A press without an answer for so long is said to be slow, ms; then to be unconfirmed. */
export const slowAfterMs = 3_000;
export const unconfirmedAfterMs = 20_000;
/** A help call that the hub has not confirmed so far is said to have failed, and goes on trying, ms. */
export const helpFailsAfterMs = 6_000;
/** A sheet that is not confirmed for so long is not waited for, ms. */
export const paperPatienceMs = 12_000;
/** Who must get out a phone to keep the number has at least so long, ms. */
const withoutPaperMs = 60_000;
/** The countdown is told this long before the return, ms; it is large in the last seconds. */
export const countdownMs = 20_000;
export const countdownLargeMs = 10_000;

export const start: Step = { at: 'choose', place: first };

/** The first screen of a fresh visit. */
export const freshVisit = (language: Language, nowMs: number): Kiosk => ({
  language,
  low: false,
  step: start,
  helpOpen: false,
  help: null,
  touchedAtMs: nowMs,
});

/** Nothing to go back from. */
export const isAtStart = ({ step, low, helpOpen, language }: Kiosk, usual: Language): boolean =>
  step.at === 'choose' &&
  step.place.group === undefined &&
  step.place.page === 0 &&
  !low &&
  !helpOpen &&
  language === usual;

export type PaperState = 'printing' | 'printed' | 'screen' | 'cancelled';

/** What has become of a ticket's sheet; 'screen': none comes, or none can be waited for. */
export const paperOf = (
  step: Extract<Step, { at: 'ticket' }>,
  view: KioskView | null,
  nowMs: number,
): PaperState => {
  const known = view?.tickets.find(({ ticket }) => ticket === step.given.ticket);
  if (known?.state === 'cancelled') return 'cancelled';
  if (!step.given.paper) return 'screen';
  if (known?.print === 'printed') return 'printed';
  const late = nowMs - step.sinceMs >= paperPatienceMs;
  return late || view?.printer !== 'ready' ? 'screen' : 'printing';
};

const returnMs = (kiosk: Kiosk, { view, nowMs }: Around): number => {
  const usual = (view?.rules.returnSeconds ?? 30) * 1_000;
  const { step } = kiosk;
  const toKeep = step.at === 'ticket' && paperOf(step, view, nowMs) === 'screen';
  return toKeep ? Math.max(usual, withoutPaperMs) : usual;
};

/** Milliseconds until it goes back to the start by itself; null: it does not, or is there. */
export const returnsIn = (kiosk: Kiosk, around: Around): number | null => {
  const usual = around.view?.languages[0] ?? 'ja';
  if (isAtStart(kiosk, usual) || kiosk.step.at === 'issuing') return null;
  return Math.max(0, returnMs(kiosk, around) - (around.nowMs - kiosk.touchedAtMs));
};

/** Somebody said that he is coming, since it was asked for here. */
export const isHelpComing = ({ help }: Kiosk, view: KioskView | null): boolean => {
  const answeredAtMs = view?.help?.answeredAtMs ?? null;
  return help !== null && answeredAtMs !== null && answeredAtMs !== help.answeredBefore;
};
