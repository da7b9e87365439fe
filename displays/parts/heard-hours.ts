// Whether calls are heard now: the site's hours of sound, by the clock on the wall.
import type { Sound } from '../../protocol/settings.ts';

const clockTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Tokyo',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** True when the site has no hours of sound, or the instant lies within one: from 08:30 to just before 17:30. */
export const heardAt = ({ hours }: Pick<Sound, 'hours'>, atMs: number): boolean => {
  if (hours.length === 0) return true;
  const time = clockTime.format(atMs);
  return hours.some(({ from, to }) => from <= time && time < to);
};
