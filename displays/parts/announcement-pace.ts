// How fully a call is announced when others wait, so that none begins more than 20 s after it was made: pure.
import { chimeMs } from './chime.ts';

/**
 * full: chime, Japanese, then the ticket's language if there is time for it. hurried: a short chime, Japanese. brief: a
 * short chime, number and booth. terse: the same faster, and without a chime when another call came just before.
 */
export type Pace = 'full' | 'hurried' | 'brief' | 'terse';

/** From the fullest to the shortest. */
export const paces: readonly Pace[] = ['full', 'hurried', 'brief', 'terse'];

/** A call is to begin within this after it was made, ms. */
export const lateLimitMs = 20_000;
/** Planned is for less, ms: who plans up to the limit has nothing left when several booths call while a long one is spoken. */
const plannedMs = 16_000;

/**
 * The longest that the hub's voices take at rate 1 for any number at booths up to 99, ms; measured, see docs/voice.md.
 * `further`: the language after Japanese.
 */
export const speechMs = { japanese: 6_800, brief: 4_300, terse: 3_100, further: 7_200 } as const;

/** Silence between two that follow one another without a chime, ms. */
export const betweenMs = 250;

/** How long an announcement takes at most, ms, without a further language, which is asked about when it would begin. */
export const announcementMs = (pace: Pace, rate: number): number => {
  if (pace === 'terse') return betweenMs + speechMs.terse / rate;
  return (
    chimeMs[pace === 'full' ? 'usual' : 'short'] + speechMs[pace === 'brief' ? 'brief' : 'japanese'] / rate
  );
};

/** So many more may be called in this very instant and must find their place, too: fewer where speech is slow. */
const reserve = { announcement: 2, further: 3 } as const;
const reserveOf = (what: keyof typeof reserve, rate: number): number => {
  const left = plannedMs - announcementMs('full', rate);
  const room = 1 + Math.floor(left / announcementMs('terse', rate));
  return Math.min(reserve[what], Math.max(0, room));
};

/** Whether all these can still begin as planned, in their order, when the first may begin in `afterMs` and each is terse. */
const inTime = (calledAtMs: readonly number[], nowMs: number, afterMs: number, rate: number): boolean =>
  calledAtMs.every(
    (atMs, place) => nowMs + afterMs + place * announcementMs('terse', rate) <= atMs + plannedMs,
  );

const withReserve = (waitingAtMs: readonly number[], nowMs: number, count: number): readonly number[] => [
  ...waitingAtMs,
  ...Array<number>(count).fill(nowMs),
];

/**
 * The fullest pace at which those that wait can still begin in time, else the shortest.
 * `waitingAtMs`: when each was called, in order, without the one that begins now. `rate`: of speech, 1 as usual.
 */
export const paceOf = (waitingAtMs: readonly number[], nowMs: number, rate = 1): Pace => {
  const all = withReserve(waitingAtMs, nowMs, reserveOf('announcement', rate));
  return paces.find((pace) => inTime(all, nowMs, announcementMs(pace, rate), rate)) ?? 'terse';
};

/** Whether a further language may be begun now. */
export const mayAddLanguage = (waitingAtMs: readonly number[], nowMs: number, rate = 1): boolean => {
  const all = withReserve(waitingAtMs, nowMs, reserveOf('further', rate));
  return inTime(all, nowMs, speechMs.further / rate, rate);
};
