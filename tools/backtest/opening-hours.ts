// When a site opens and closes, from the days seen so far: the earliest issue, the latest issue, the latest end.
import { minuteMs } from './seats.ts';

/** Minutes: a site that has not been seen for a day, and how long it goes on after its last ticket. */
const unknown = { opens: 540, closes: 17 * 60 + 15 } as const;
const overrun = 90;

export const createDoors = () => {
  const seen = { opens: Number.POSITIVE_INFINITY, closes: 0, ends: 0 };
  return {
    /** A day is over: instants (epoch ms) of its first and last issue and of its end. */
    learn: (startMs: number, firstMs: number, lastMs: number, endMs: number): void => {
      const minuteOf = (ms: number) => (ms - startMs) / minuteMs;
      seen.opens = Math.min(seen.opens, minuteOf(firstMs));
      seen.closes = Math.max(seen.closes, minuteOf(lastMs));
      seen.ends = Math.max(seen.ends, minuteOf(endMs));
    },
    /** Earlier days tell; today so far can only widen it. */
    at: (startMs: number, nowMs: number) => {
      const minute = (nowMs - startMs) / minuteMs;
      const opens = Math.min(Number.isFinite(seen.opens) ? seen.opens : unknown.opens, minute);
      const closes = Math.max(seen.closes === 0 ? unknown.closes : seen.closes, minute);
      const at = (m: number) => startMs + Math.round(m * minuteMs);
      return {
        opensAtMs: at(opens),
        closesAtMs: at(closes),
        endsAtMs: at(Math.max(seen.ends, closes + overrun)),
      };
    },
  };
};
