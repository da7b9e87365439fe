// The dates of a month or a week as rows of seven, Sunday first as calendars in Japan are. Dates are local, YYYY-MM-DD.

const dayMs = 86_400_000;
const atUtc = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** The date so many days later; earlier when negative. */
export const dateAfter = (date: string, days: number): string =>
  new Date(atUtc(date) + days * dayMs).toISOString().slice(0, 10);

/** 0: Sunday … 6: Saturday. */
export const weekdayNumber = (date: string): number => new Date(atUtc(date)).getUTCDay();

export const firstOfMonth = (date: string): string => `${date.slice(0, 7)}-01`;

/** The first of the month so many months later. */
export const monthAfter = (date: string, months: number): string => {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
};

export const sundayBefore = (date: string): string => dateAfter(date, -weekdayNumber(date));

/** Rows of seven; null: a day of another month. */
export const monthRows = (date: string): readonly (readonly (string | null)[])[] => {
  const first = firstOfMonth(date);
  const next = monthAfter(first, 1);
  const rows: (string | null)[][] = [];
  for (let start = sundayBefore(first); start < next; start = dateAfter(start, 7)) {
    rows.push(
      Array.from({ length: 7 }, (_, index) => {
        const day = dateAfter(start, index);
        return day >= first && day < next ? day : null;
      }),
    );
  }
  return rows;
};

/** The seven dates of the week that a date lies in. */
export const weekOf = (date: string): readonly string[] =>
  Array.from({ length: 7 }, (_, index) => dateAfter(sundayBefore(date), index));
