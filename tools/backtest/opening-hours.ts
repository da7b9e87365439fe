// When a site opens and closes, from the days seen so far: by quantiles, so that one late night does not stretch every later day.
import { minuteMs } from './seats.ts';

/** Minutes: a site that has not been seen for a day, and how long it goes on after its last ticket. */
const unknown = { opens: 540, closes: 17 * 60 + 15 } as const;
const overrun = 90;
/** Days that are looked back upon, and how many it takes to believe their ends. */
const daysKept = 60;
const daysNeeded = 5;
/** Of the days: opened sooner, closed later or went on longer than what is expected. */
const odd = 0.1;
/** Minutes that a day may go on beyond that while people wait: a house that emptied early was not closed for it. */
const slack = 60;

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
};

export const createDoors = () => {
  const days: { readonly opens: number; readonly closes: number; readonly ends: number }[] = [];
  let known = { opens: unknown.opens as number, closes: unknown.closes as number, ends: 0 };
  return {
    /** A day is over: instants (epoch ms) of its first and last issue and of its end. */
    learn: (startMs: number, firstMs: number, lastMs: number, endMs: number): void => {
      const minuteOf = (ms: number) => (ms - startMs) / minuteMs;
      days.push({ opens: minuteOf(firstMs), closes: minuteOf(lastMs), ends: minuteOf(endMs) });
      if (days.length > daysKept) days.shift();
      known = {
        opens: quantile(
          days.map(({ opens }) => opens),
          odd,
        ),
        closes: quantile(
          days.map(({ closes }) => closes),
          1 - odd,
        ),
        ends: quantile(
          days.map(({ ends }) => ends),
          1 - odd,
        ),
      };
    },
    /** Earlier days tell; today so far can only widen it. */
    at: (startMs: number, nowMs: number) => {
      const minute = (nowMs - startMs) / minuteMs;
      const opens = Math.min(known.opens, minute);
      const closes = Math.max(known.closes, minute);
      const ends = days.length < daysNeeded ? Math.max(known.ends, closes + overrun) : known.ends + slack;
      const at = (m: number) => startMs + Math.round(m * minuteMs);
      return {
        opensAtMs: at(opens),
        closesAtMs: at(closes),
        // A day that already is later than usual goes on for a while.
        endsAtMs: at(Math.max(ends, Math.min(closes, known.closes) + slack, minute + overrun / 2)),
      };
    },
  };
};
