// The staff's language of this browser, remembered between visits.
import { type StaffLanguage, staffLanguages } from '../../protocol/texts/staff-catalogue.ts';

const key = 'junban.staff.language';

/** The remembered language; Japanese until one was chosen. */
export const rememberedLanguage = (): StaffLanguage => {
  try {
    const stored = localStorage.getItem(key);
    return staffLanguages.find((language) => language === stored) ?? 'ja';
  } catch {
    // Storage may be forbidden by policy; the choice then lasts until the page is closed.
    return 'ja';
  }
};

/** Remembers the choice and tells the browser, for fonts, voices and screen readers. */
export const rememberLanguage = (language: StaffLanguage): void => {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // See above.
  }
};
