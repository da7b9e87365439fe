// What a tab remembers of its own: the session that holds are made with, and the language. Nothing of the person.
import { randomHex } from '../../protocol/random-hex.ts';
import { BookingSession } from '../../protocol/reservation-ids.ts';
import { safeStorage } from '../parts/safe-storage.ts';

const languageKey = 'junban.language';
const sessionKey = 'junban.booking.session';

export const lasting = safeStorage(() => window.localStorage);
const passing = safeStorage(() => window.sessionStorage);

/** One a tab: what it held before a reload is still its own. A tab that was copied shares it, and the hub keeps one hold for both. */
export const bookingSession = (): BookingSession => {
  const kept = BookingSession.safeParse(passing.getItem(sessionKey));
  if (kept.success) return kept.data;
  const fresh = BookingSession.parse(randomHex());
  passing.setItem(sessionKey, fresh);
  return fresh;
};

export const keptLanguage = (): string | null => lasting.getItem(languageKey);
export const keepLanguage = (language: string): void => lasting.setItem(languageKey, language);
