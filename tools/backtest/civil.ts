// Dates and times as offices write them, in Japanese civil time: ISO 8601, 9:05, 2026/4/1, full-width digits.

/** Japan has kept UTC+9 without summer time since 1952. */
const offsetMs = 9 * 3_600_000;

/** Full-width digits and signs become plain ones. */
export const plain = (text: string): string => text.normalize('NFKC').trim();

/** "2026-04-01" from that, "2026/4/1" or "2026年4月1日"; null: not a date of the calendar. */
export const parseDate = (text: string): string | null => {
  const parts = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(plain(text));
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const instant = new Date(Date.UTC(year, month - 1, day));
  if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day) return null;
  return instant.toISOString().slice(0, 10);
};

/** The first instant (epoch ms) of a date in Japan. */
export const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) - offsetMs;

/**
 * An instant (epoch ms) from ISO 8601 (without a zone: Japan's), "2026/4/1 9:05" or a time of day on `date`
 * ("9:05", "09:05:10", "25:10" after midnight); null: none of these.
 */
export const parseTime = (text: string, date: string): number | null => {
  const written = plain(text);
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?$/.exec(written);
  if (clock !== null) return atClock(startOf(date), clock.slice(1));
  const dated = /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[T\s]+(.+?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(written);
  if (dated === null) return null;
  const day = parseDate(dated[1] ?? '');
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d{1,9})?)?$/.exec(dated[2] ?? '');
  if (day === null || time === null || Number(time[1]) > 24) return null;
  const there = atClock(startOf(day), time.slice(1));
  return there === null ? null : there + (dated[3] === undefined ? 0 : offsetMs - zoneMs(dated[3]));
};

const atClock = (startMs: number, parts: readonly (string | undefined)[]): number | null => {
  const [hour, minute, second] = [Number(parts[0]), Number(parts[1]), Number(parts[2] ?? 0)];
  if (hour > 29 || minute > 59 || second > 59) return null;
  const part = Number((parts[3] ?? '0').replace(',', '.'));
  return startMs + ((hour * 60 + minute) * 60 + second) * 1_000 + Math.round(part * 1_000);
};

const zoneMs = (zone: string): number => {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (parts === null) return 0;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000;
};

/** The same to the millisecond, for files that machines read. */
export const exactTime = (atMs: number): string =>
  `${new Date(atMs + offsetMs).toISOString().slice(0, 23)}+09:00`;

/** The clock in Japan at an instant: "2026-04-01T09:05:10+09:00". */
export const civilTime = (atMs: number): string =>
  `${new Date(atMs + offsetMs).toISOString().slice(0, 19)}+09:00`;

/** The date in Japan. */
export const civilDate = (atMs: number): string => new Date(atMs + offsetMs).toISOString().slice(0, 10);

/** The full hour of the clock in Japan, 0 to 23. */
export const civilHour = (atMs: number): number => new Date(atMs + offsetMs).getUTCHours();
