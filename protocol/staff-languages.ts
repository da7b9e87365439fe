// The languages of staff: those that the pages of consoles and office are written in.
export const staffLanguages = ['ja', 'en'] as const;
export type StaffLanguage = (typeof staffLanguages)[number];
