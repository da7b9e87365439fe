// Civil time for messages: an instant as the clock on a Japanese wall shows it.

/** An instant (epoch ms) as "2026-11-24 09:05" in Japan. */
export const civilMinute = (atMs: number): string => {
  const there = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO('Asia/Tokyo');
  return `${there.toPlainDate()} ${there.toPlainTime().toString({ smallestUnit: 'minute' })}`;
};
