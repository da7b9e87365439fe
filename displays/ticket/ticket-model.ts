// What the phone shows of what it knows: pure, so that every case can be tried without a phone.
import type { Language } from '../../protocol/ids.ts';
import type { PhoneTexts } from '../../protocol/texts/phone/catalogue.ts';
import type { VisitorMove, VisitorView } from '../../protocol/visitor.ts';
import { dateOf, dayOf, openingOf, timeOf } from '../parts/civil-time.ts';
import type { PushState } from './push.ts';
import { type PhoneLink, staleMs } from './visitor-link.ts';

export type Phone = {
  readonly view: VisitorView | null;
  readonly link: PhoneLink;
  /** By the hub's clock: when it was last known that what is shown is true; null: never. */
  readonly heardAtMs: number | null;
  readonly nowMs: number;
  readonly texts: PhoneTexts;
  readonly language: Language;
  readonly sound: 'off' | 'on' | 'blocked';
  readonly wake: 'held' | 'asked' | 'off';
  readonly canVibrate: boolean;
  /** Messages to this phone while it sleeps; null: it cannot have them. */
  readonly push: PushState | null;
  readonly dialog: 'leave' | 'out' | null;
  readonly sending: VisitorMove | null;
  /** What became of the last move. */
  readonly outcome: { readonly kind: 'done' | 'refused' | 'unknown'; readonly move: VisitorMove } | null;
};

export type Trust = 'connecting' | 'live' | 'old' | 'past' | 'notFound';

const nightMs = 6 * 3_600_000;

/** What the visitor may believe of the page: after a sleep the clock has moved on before anything else. */
export const trustOf = ({
  view,
  link,
  heardAtMs,
  nowMs,
}: Pick<Phone, 'view' | 'link' | 'heardAtMs' | 'nowMs'>): Trust => {
  if (view === null) return link === 'ended' ? 'notFound' : link === 'offline' ? 'old' : 'connecting';
  if (link === 'ended') return 'past';
  if (link === 'live' && heardAtMs !== null && nowMs - heardAtMs <= staleMs) return 'live';
  // A business day may run over midnight, but not into the morning.
  return dayOf(nowMs - nightMs) > view.date ? 'past' : 'old';
};

/** The time of what is shown; with its date when that is not today. */
export const whenOf = (atMs: number, nowMs: number, texts: PhoneTexts): string =>
  openingOf(atMs, nowMs, texts.tag);

/** The line at the foot, or the warning at the head: how old this is. */
export const freshnessOf = (phone: Phone): string => {
  const { texts, heardAtMs, nowMs, view } = phone;
  switch (trustOf(phone)) {
    case 'connecting':
      return texts.connecting;
    case 'notFound':
      return texts.notFound;
    case 'past':
      return texts.otherDay(dateOf(Date.parse(`${view?.date}T12:00:00+09:00`), texts.tag));
    case 'live':
      return texts.live(timeOf(heardAtMs ?? nowMs));
    case 'old':
      return heardAtMs === null ? texts.offlineNever : texts.offline(whenOf(heardAtMs, nowMs, texts));
  }
};

const boothIn = (view: VisitorView, texts: PhoneTexts): string => texts.booth(String(view.booth));

/** The title of the tab: the call first, then the number. */
export const titleOf = (phone: Phone): string => {
  const { view, texts } = phone;
  if (view === null) return texts.yourNumber;
  const trust = trustOf(phone);
  if (trust === 'past') return view.ticket;
  const old = trust === 'old' ? '⚠ ' : '';
  if (view.state === 'called') return `${old}${texts.called(boothIn(view, texts))} · ${view.ticket}`;
  const ahead = view.ahead === null ? texts.states[view.state] : texts.ahead(view.ahead);
  return `${old}${view.ticket} · ${ahead}`;
};

/** What a screen reader is told when it changes: the state and the booth, not every step of the queue. */
export const announcementOf = (phone: Phone): string => {
  const { view, texts } = phone;
  if (view === null) return '';
  const trust = trustOf(phone);
  if (trust === 'old') return texts.offlineNever;
  if (trust === 'past') return freshnessOf(phone);
  if (view.state === 'called') return `${view.ticket} ${texts.called(boothIn(view, texts))} ${texts.comeTo}`;
  return `${view.ticket} ${texts.states[view.state]}`;
};

/** What there is to know besides number and state, the most pressing first. */
export const noticesOf = (phone: Phone): readonly string[] => {
  const { view, texts, nowMs } = phone;
  if (view === null) return [];
  const opening =
    view.nextOpeningMs === null ? [] : [texts.nextOpening(openingOf(view.nextOpeningMs, nowMs, texts.tag))];
  if (view.over === 'dayEnded' || view.over === 'dayEndedCalled') return [texts[view.over], ...opening];
  if (view.over !== null) return [view.over === 'left' ? texts.left : texts.cancelled];
  if (view.state === 'absent')
    return [
      view.may.includes('comeBack') ? texts.absentByPhone(view.returnCreditMinutes) : texts.absentAtDesk,
    ];
  if (view.state !== 'waiting') return [];
  const lines: string[] = [];
  if (view.moved) lines.push(texts.moved);
  if (view.intake === 'outage') lines.push(texts.outage);
  else if (view.intake === 'stopped') lines.push(texts.intakeStopped);
  if (view.phase === 'before' && view.nextOpeningMs !== null)
    lines.push(texts.beforeOpening(timeOf(view.nextOpeningMs)));
  if (view.phase === 'after') lines.push(texts.afterClosing);
  return lines;
};

/** The minutes a visitor is offered to be outside: few and round, up to the longest. */
export const outChoices = (longest: number): readonly number[] => {
  const round = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240].filter((minutes) => minutes < longest);
  return longest <= 0 ? [] : [...round, longest].slice(-6);
};
