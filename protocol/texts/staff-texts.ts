// The texts of the consoles in a language, and the sentence that explains a ticket's place in the queue.
import { type LocalText, textIn } from '../ids.ts';
import type { Refusal } from '../refusals.ts';
import type { Why } from '../views.ts';
import { staffEn } from './staff.en.ts';
import { staffJa } from './staff.ja.ts';
import type { StaffLanguage, StaffTexts } from './staff-catalogue.ts';

/** All staff texts in the language. */
export const staffTexts = (language: StaffLanguage): StaffTexts => (language === 'ja' ? staffJa : staffEn);

const clockFormat = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The local time at the counters (Asia/Tokyo), e.g. "9:05". */
export const clockTime = (atMs: number): string => clockFormat.format(atMs);

/** A refusal in the staff's language. */
export const refusalText = (
  { message, messageJa }: Pick<Refusal, 'message' | 'messageJa'>,
  language: StaffLanguage,
): string => (language === 'ja' ? messageJa : message);

/** A text of the settings in the staff's language. */
export const staffText = (text: LocalText, language: StaffLanguage): string => textIn(text, language);

/**
 * Why a ticket is next, or in this place: when it came, what was taken off, what holds it back.
 * `slotAtMs` is the start of the reserved slot, null for a walk-in.
 */
export const whySentence = (why: Why, slotAtMs: number | null, language: StaffLanguage): string => {
  const say = staffTexts(language).why;
  const parts = [basisOf(why, slotAtMs, say)];
  if (why.markNames !== null && why.due.minutesOff > 0)
    parts.push(say.mark(staffText(why.markNames, language), why.due.minutesOff));
  if (why.onlyBooth !== null) parts.push(say.onlyBooth(why.onlyBooth));
  if (why.delayMinutes > 0) parts.push(say.delay(why.delayMinutes));
  if (why.notBeforeMs !== null) parts.push(say.early(clockTime(why.notBeforeMs)));
  if (why.frozen) parts.push(say.frozen);
  return say.join(parts);
};

const basisOf = (why: Why, slotAtMs: number | null, say: StaffTexts['why']): string => {
  const time = clockTime(why.due.basisMs);
  switch (why.due.basis) {
    case 'walkIn':
      return say.walkIn(time);
    case 'returned':
      return say.returned(time);
    case 'lateReservation':
      return say.lateReservation(slotAtMs === null ? null : clockTime(slotAtMs), time);
    case 'reservation': {
      const slot = slotAtMs ?? why.due.basisMs;
      return say.reservation(clockTime(slot), Math.round((slot - why.due.basisMs) / 60_000));
    }
  }
};
