// Civil time of Japan for messages, and the office's hours in which an offer's time runs.

/** Nine hours ahead of UTC all year, since 1952. */
const offsetMs = 9 * 3_600_000;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** An instant (epoch ms) as "2026-11-24 09:05" in Japan. */
export const timeInWords = (atMs: number): string =>
  new Date(atMs + offsetMs).toISOString().slice(0, 16).replace('T', ' ');

/** An offer's time runs on Monday to Friday between these, minutes after midnight: a letter at night is read in the morning. */
const officeFrom = 9 * 60;
const officeTo = 17 * 60;

/** The instant (epoch ms) at which so many minutes of office hours have passed since another. */
export const afterOfficeMinutes = (fromMs: number, minutes: number): number => {
  let left = minutes * minuteMs;
  let midnight = Math.floor((fromMs + offsetMs) / dayMs) * dayMs;
  for (;;) {
    // 1970-01-01 was a Thursday.
    const weekday = (Math.floor(midnight / dayMs) + 4) % 7;
    const opens = midnight + officeFrom * minuteMs - offsetMs;
    const closes = midnight + officeTo * minuteMs - offsetMs;
    const begins = Math.max(fromMs, opens);
    if (weekday >= 1 && weekday <= 5 && begins < closes) {
      if (begins + left <= closes) return begins + left;
      left -= closes - begins;
    }
    midnight += dayMs;
  }
};
