// Dates and times as people here read them: Asia/Tokyo, whatever the screen's own zone.
import { dateIn, dayOf, zone } from '../../protocol/texts/dates.ts';

export { dayOf };

/** "9:05": the time of an instant. */
export const timeOf = (atMs: number): string =>
  new Intl.DateTimeFormat('ja-JP', { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(atMs);

/** "9:05:07": the same to the second, of the next full one. */
export const secondOf = (atMs: number): string =>
  new Intl.DateTimeFormat('ja-JP', {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  }).format(Math.ceil(atMs / 1_000) * 1_000);

/** "17:00": the time at which something ends; midnight is the end of its day, 24:00. */
export const endTimeOf = (atMs: number): string => timeOf(atMs).replace(/^0:00$/, '24:00');

/** Date with weekday in a language, e.g. "2026年11月24日（火）" for ja and "Tue, November 24" for en. */
export const dateOf = (atMs: number, tag: string): string => {
  if (!tag.startsWith('ja')) return dateIn(tag, atMs, { year: false, month: 'long' });
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('ja-JP', { timeZone: zone, ...options }).format(atMs);
  return `${part({ year: 'numeric', month: 'long', day: 'numeric' })}（${part({ weekday: 'short' })}）`;
};

/** When the doors open next: the time alone if it is today, else date, weekday and time. */
export const openingOf = (atMs: number, nowMs: number, tag: string): string => {
  if (dayOf(atMs) === dayOf(nowMs)) return timeOf(atMs);
  if (!tag.startsWith('ja')) return `${dateOf(atMs, tag)} ${timeOf(atMs)}`;
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('ja-JP', { timeZone: zone, ...options }).format(atMs);
  return `${part({ month: 'long', day: 'numeric' })}（${part({ weekday: 'short' })}）${timeOf(atMs)}`;
};
