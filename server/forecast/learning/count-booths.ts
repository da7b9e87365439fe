// Counts when booths were open, when they went away unplanned, and for how long.

import type { Assumptions, DayRecord } from '../contract.ts';
import { count, logRatio } from '../numbers/histogram.ts';
import { addHours, addOne, minuteMs } from '../numbers/time-bins.ts';
import { awayMinutes, longPauseMinutes, onTimeMinutes } from './assumptions.ts';
import { busyTimes, cutBy, isWithin, type Span } from './busy-times.ts';
import { countOvertime } from './overtime.ts';
import type { Tally } from './tally.ts';

/** Called so often, faded, a procedure is a booth's own on a day without such a call. */
const leastCalls = 0.5;

/** A time in which an open booth did not call. */
type Away = { readonly fromMs: number; readonly toMs: number | null; readonly untilMs: number | null };

export const countBooths = (tally: Tally, day: DayRecord, assumptions: Assumptions): void => {
  const booths = new Set(day.sessions.map((session) => session.booth));
  const busyAt = busyTimes(day, (booth) =>
    [...tally.procedures].flatMap(([id, { booths: there }]) =>
      (there.get(String(booth))?.n ?? 0) >= leastCalls ? [id] : [],
    ),
  );
  for (const booth of booths) countBooth(tally, day, booth, busyAt(booth), assumptions);
};

const countBooth = (
  tally: Tally,
  day: DayRecord,
  booth: number,
  busy: readonly Span[],
  assumptions: Assumptions,
): void => {
  const of = <T extends { readonly booth: number }>(list: readonly T[]) =>
    list.filter((one) => one.booth === booth);
  const sessions = of(day.sessions).toSorted((a, b) => a.fromMs - b.fromMs);
  const planned = of(day.planned).toSorted((a, b) => a.fromMs - b.fromMs);
  const isPlanned = (atMs: number) => isOnTime(day, planned, atMs);
  const away: Away[] = [...of(day.pauses)];
  sessions.forEach((session, index) => {
    const { toMs } = session;
    if (toMs === null || isPlanned(toMs)) return;
    const next = sessions[index + 1];
    if (next !== undefined && next.fromMs - toMs < awayMinutes * minuteMs)
      away.push({ fromMs: toMs, toMs: next.fromMs, untilMs: null });
    else addOne(isWithin(busy, toMs) ? tally.closings : tally.idleClosings, toMs);
  });
  away.sort((a, b) => a.fromMs - b.fromMs);
  countHours(tally, day, sessions, away, busy);
  countAway(tally, away, isPlanned, busy, assumptions);
  const last = planned.at(-1);
  if (last !== undefined) countOvertime(tally, day, booth, last.toMs, busy);
};

/** An end at a planned end, outside what was planned, or near closing time surprises nobody. */
/** A break that begins so long after its planned end is still that break. */
const lateBreakMinutes = 45;

const isOnTime = (day: DayRecord, planned: DayRecord['planned'], atMs: number): boolean => {
  const slackMs = onTimeMinutes * minuteMs;
  if (atMs > day.closesAtMs - slackMs) return true;
  if (planned.length === 0) return false;
  // A break that begins late, after a long visit, is still the planned one.
  const isLateBreak = planned.some(({ toMs }, i) => {
    const next = planned[i + 1];
    return next !== undefined && toMs <= atMs && atMs < next.fromMs + lateBreakMinutes * minuteMs;
  });
  if (isLateBreak) return true;
  const inside = planned.find((window) => window.fromMs <= atMs && atMs < window.toMs);
  return inside === undefined || inside.toMs - atMs < slackMs;
};

const isLong = (away: Away, untilMs: number): boolean =>
  (away.toMs ?? untilMs) - away.fromMs >= longPauseMinutes * minuteMs;

const countHours = (
  tally: Tally,
  day: DayRecord,
  sessions: readonly { readonly fromMs: number; readonly toMs: number | null }[],
  away: readonly Away[],
  busy: readonly Span[],
): void => {
  const freshUntilMs = away.find((one) => isLong(one, day.untilMs))?.fromMs ?? day.untilMs;
  for (const session of sessions) {
    const endMs = session.toMs ?? day.untilMs;
    let fromMs = session.fromMs;
    for (const pause of [...away, { fromMs: endMs, toMs: endMs }]) {
      if (pause.fromMs < fromMs || pause.fromMs > endMs) continue;
      const { within, between } = cutBy(busy, { fromMs, toMs: pause.fromMs });
      for (const span of within) {
        addHours(tally.boothHours, span.fromMs, span.toMs);
        addHours(tally.freshHours, span.fromMs, Math.min(span.toMs, freshUntilMs));
      }
      for (const span of between) {
        addHours(tally.idleHours, span.fromMs, span.toMs);
        addHours(tally.idleFreshHours, span.fromMs, Math.min(span.toMs, freshUntilMs));
      }
      fromMs = Math.min(endMs, pause.toMs ?? endMs);
    }
  }
};

const countAway = (
  tally: Tally,
  away: readonly Away[],
  isPlanned: (atMs: number) => boolean,
  busy: readonly Span[],
  assumptions: Assumptions,
): void => {
  let hadLong = false;
  for (const { fromMs, toMs, untilMs } of away) {
    if (toMs === null) continue;
    if (untilMs !== null) countOverrun(tally, (toMs - untilMs) / minuteMs);
    if (isPlanned(fromMs)) continue;
    const minutes = (toMs - fromMs) / minuteMs;
    const long = minutes >= longPauseMinutes;
    count(long ? tally.longPause : tally.shortPause, logRatio(minutes, assumptions.pauseMinutes));
    const isBusy = isWithin(busy, fromMs);
    if (!long) addOne(isBusy ? tally.shortPauses : tally.idleShortPauses, fromMs);
    else if (hadLong) tally.longAgain += 1;
    else addOne(isBusy ? tally.longPauses : tally.idleLongPauses, fromMs);
    hadLong ||= long;
  }
};

/** How much later than announced a pause ended. */
const countOverrun = (tally: Tally, minutes: number): void => {
  tally.announced += 1;
  tally.overrunMinutes += minutes;
  tally.overrunSquares += minutes * minutes;
};
