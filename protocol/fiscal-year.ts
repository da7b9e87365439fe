// Japan's fiscal year and the Reiwa era: 令和7年度 (R7) runs from 1 April 2025 to 31 March 2026; R1 = 2019.

const reiwaFirst = 2019;

/** The fiscal year of a date YYYY-MM-DD (or a month YYYY-MM): the calendar year in which it began. */
export const fiscalYearOf = (date: string): number => {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  return month >= 4 ? year : year - 1;
};
/** First and last day. */
export const fiscalYearDays = (year: number): { readonly from: string; readonly to: string } => ({
  from: `${year}-04-01`,
  to: `${year + 1}-03-31`,
});
/** "R7"; years before Reiwa stand in the common era, e.g. "2018". */
export const reiwaShort = (year: number): string =>
  year >= reiwaFirst ? `R${year - reiwaFirst + 1}` : String(year);
/** "令和7年度", "令和元年度"; before Reiwa "2018年度". */
export const reiwaYear = (year: number): string => {
  if (year < reiwaFirst) return `${year}年度`;
  return year === reiwaFirst ? '令和元年度' : `令和${year - reiwaFirst + 1}年度`;
};
/** The fiscal year that "R7" names; null: it names none. */
export const yearOfReiwa = (text: string): number | null => {
  const found = /^R([1-9]\d?)$/.exec(text);
  return found === null ? null : reiwaFirst - 1 + Number(found[1]);
};
