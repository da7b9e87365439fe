// Civil time for messages: an instant as the clock on a Japanese wall shows it.

/** Nine hours ahead of UTC all year, since 1952. */
const offsetMs = 9 * 3_600_000;

/** An instant (epoch ms) as "2026-11-24 09:05" in Japan. */
export const civilMinute = (atMs: number): string =>
  new Date(atMs + offsetMs).toISOString().slice(0, 16).replace('T', ' ');
