// A date in a language: by Intl, but for the languages that browsers leave out of it.

export const zone = 'Asia/Tokyo';

type Names = { readonly months: readonly string[]; readonly weekdays: readonly string[] };

/** Chromium is built without Nepali dates and would write English ones; names as in CLDR, weeks begin on Sunday. */
const ownNames: Readonly<Record<string, Names>> = {
  ne: {
    months: [
      ...['जनवरी', 'फेब्रुअरी', 'मार्च', 'अप्रिल', 'मे', 'जुन'],
      ...['जुलाई', 'अगस्ट', 'सेप्टेम्बर', 'अक्टोबर', 'नोभेम्बर', 'डिसेम्बर'],
    ],
    weekdays: ['आइत', 'सोम', 'मङ्गल', 'बुध', 'बिहि', 'शुक्र', 'शनि'],
  },
};

/** The date in Japan, YYYY-MM-DD. */
export const dayOf = (atMs: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(atMs);

/** The civil date in Japan as numbers; `weekday` 0 is Sunday. */
const civilOf = (atMs: number) => {
  const [year = 0, month = 1, date = 1] = dayOf(atMs).split('-').map(Number);
  return { year, month, date, weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay() };
};

/** A date in Japan with its weekday, e.g. "Tue, November 24" or, with the year, "Tue, Nov 24, 2026". */
export const dateIn = (
  tag: string,
  atMs: number,
  look: { readonly year: boolean; readonly month: 'long' | 'short' },
): string => {
  const own = ownNames[tag];
  if (own !== undefined) {
    const { year, month, date, weekday } = civilOf(atMs);
    const said = `${own.months[month - 1]} ${date}, ${own.weekdays[weekday]}`;
    return look.year ? `${year} ${said}` : said;
  }
  return new Intl.DateTimeFormat(tag, {
    timeZone: zone,
    numberingSystem: 'latn',
    ...(look.year ? { year: 'numeric' } : {}),
    month: look.month,
    day: 'numeric',
    weekday: 'short',
  }).format(atMs);
};

export type DateParts = {
  readonly year?: 'numeric';
  readonly month?: 'long';
  readonly day?: 'numeric';
};

/** A date YYYY-MM-DD, or the parts of it that are asked for, e.g. "August 31, 2027", "August 2027" or "August". */
export const calendarDateIn = (
  tag: string,
  date: string,
  parts: DateParts = { year: 'numeric', month: 'long', day: 'numeric' },
): string => {
  const own = ownNames[tag];
  if (own !== undefined) {
    const [year, month = '1', day = '1'] = date.split('-');
    const said = [
      parts.year && year,
      parts.month && own.months[Number(month) - 1],
      parts.day && `${Number(day)}`,
    ];
    return said.filter((part) => part !== undefined).join(' ');
  }
  return new Intl.DateTimeFormat(tag, { timeZone: 'UTC', numberingSystem: 'latn', ...parts }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
};
