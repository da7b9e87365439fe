// The booths as servers: one per stretch of time in which a booth is open, each following the one before at its booth.

import type { BoothNow, PlannedWindow, QueueNow, Served } from '../contract.ts';
import { longPauseMinutes, onTimeMinutes } from '../learning/assumptions.ts';
import type { Models } from '../learning/learn.ts';
import { keyOf } from '../numbers/draws.ts';
import { minuteMs, minutesFrom } from '../numbers/time-bins.ts';
import type { Entrants, Lanes } from './scene-entrants.ts';
import { type CurrentVisitScene, currentOf } from './scene-visits.ts';

/** What a server does at the beginning of a run. */
export const begin = { opens: 0, free: 1, idle: 2, busy: 3, follows: 4 } as const;

export type Servers = {
  readonly count: number;
  readonly booth: Int32Array;
  readonly key: Uint32Array;
  readonly begins: Uint8Array;
  /** opens: when; free: minutes it has been free already. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** 1: the last of its booth today, where staff may stay while people wait; and whether it has stayed already. */
  readonly mayStay: Uint8Array;
  readonly hasStayed: Uint8Array;
  /** Whether it takes place at all, as a share of one. */
  readonly share: Float64Array;
  /** The stretch after this one at the same booth; -1: none. */
  readonly next: Int32Array;
  readonly hadLongPause: Uint8Array;
  /** Paused now: minutes since it began, and until its announced end (NaN: none announced); NaN: not paused. */
  readonly pausedFor: Float64Array;
  readonly pauseLeft: Float64Array;
  readonly current: readonly (CurrentVisitScene | null)[];
  /** Lanes of a server: from laneStart[server] to laneStart[server + 1]. */
  readonly laneStart: Int32Array;
  readonly lane: Int32Array;
  readonly delay: Float64Array;
  readonly factor: Float64Array;
  readonly maxDelay: number;
};

/** A planned opening that is this late is not waited for. */
const lateMinutes = 30;
/** One that is late but may still come is expected in this many minutes. */
const soonMinutes = 5;
/** A booth that closed within its planned hours opens for its next ones with this chance. */
const backShare = 0.3;

type Stretch = {
  readonly booth: BoothNow;
  readonly first: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  readonly procedures: readonly Served[];
  /** Whether it takes place, as a share of one. */
  readonly share: number;
  readonly firm: boolean;
};

export const serversOf = (
  queue: QueueNow,
  models: Models,
  index: ReadonlyMap<string, number>,
  lanes: Lanes,
  entrants: Entrants,
): Servers => {
  const stretches = queue.booths
    .toSorted((a, b) => a.number - b.number)
    .flatMap((booth) => stretchesOf(booth, queue.nowMs));
  const count = stretches.length;
  const frozen = new Set(queue.procedures.filter((one) => one.frozen).map((one) => one.id));
  const laneLists = stretches.map((stretch) => lanesServed(stretch, models, index, lanes, frozen));
  const laneStart = new Int32Array(count + 1);
  laneLists.forEach((list, i) => {
    laneStart[i + 1] = (laneStart[i] ?? 0) + list.length;
  });
  const flat = laneLists.flat();
  const now = queue.nowMs;
  const pausedFor = new Float64Array(count).fill(Number.NaN);
  const pauseLeft = new Float64Array(count).fill(Number.NaN);
  const begins = new Uint8Array(count);
  const from = new Float64Array(count);
  stretches.forEach(({ booth, first, fromMs }, i) => {
    from[i] = Math.max(0, minutesFrom(now, fromMs));
    const before = stretches[i - 1];
    if (!first) {
      begins[i] = before?.booth === booth ? begin.follows : begin.opens;
      return;
    }
    if (booth.state === 'paused') {
      pausedFor[i] = Math.max(0, -minutesFrom(now, booth.sinceMs));
      if (booth.pausedUntilMs !== null) pauseLeft[i] = minutesFrom(now, booth.pausedUntilMs);
    }
    if (booth.state === 'closed') begins[i] = begin.opens;
    else if (booth.current !== null || booth.state === 'paused') begins[i] = begin.busy;
    else {
      const waits = (laneLists[i] ?? []).some(({ lane }) => hasSomebody(entrants, lane));
      begins[i] = waits ? begin.free : begin.idle;
      from[i] = Math.max(0, -minutesFrom(now, booth.freeSinceMs ?? now));
    }
  });
  return {
    count,
    booth: Int32Array.from(stretches, ({ booth }) => booth.number),
    // Counted from the day's end, so that a stretch keeps its luck while those before it pass.
    key: Uint32Array.from(stretches, ({ booth }, i) => {
      const after = stretches.slice(i + 1).filter((other) => other.booth === booth).length;
      return keyOf(`booth ${booth.number} ${after}`);
    }),
    begins,
    from,
    to: Float64Array.from(stretches, ({ toMs }) => minutesFrom(now, toMs)),
    mayStay: Uint8Array.from(stretches, ({ booth, firm }, i) =>
      Number(!firm && stretches[i + 1]?.booth !== booth),
    ),
    hasStayed: Uint8Array.from(stretches, ({ booth, first, toMs }) =>
      Number(first && booth.state !== 'closed' && (booth.current?.calledAtMs ?? 0) > toMs),
    ),
    share: Float64Array.from(stretches, ({ share }) => share),
    next: Int32Array.from(stretches, ({ booth }, i) => (stretches[i + 1]?.booth === booth ? i + 1 : -1)),
    hadLongPause: Uint8Array.from(stretches, ({ booth }) =>
      Number(booth.pausesToday.some(({ fromMs, toMs }) => toMs - fromMs >= longPauseMinutes * minuteMs)),
    ),
    pausedFor,
    pauseLeft,
    current: stretches.map(({ booth, first }) => (first ? currentOf(queue, models, index, booth) : null)),
    laneStart,
    lane: Int32Array.from(flat, ({ lane }) => lane),
    delay: Float64Array.from(flat, ({ delay }) => delay),
    factor: Float64Array.from(flat, ({ factor }) => factor),
    maxDelay: flat.reduce((most, { delay }) => Math.max(most, delay), 0),
  };
};

const hasSomebody = (entrants: Entrants, lane: number): boolean => {
  for (let at = entrants.laneStart[lane] ?? 0; at < (entrants.laneStart[lane + 1] ?? 0); at += 1)
    if (entrants.phantom[entrants.laneOrder[at] ?? 0] === 0) return true;
  return entrants.early.some((i) => entrants.lane[i] === lane);
};

const stretchesOf = (booth: BoothNow, nowMs: number): readonly Stretch[] => {
  const ahead = booth.planned.filter((window) => window.toMs > nowMs);
  const stretch = (window: PlannedWindow, first = false, share = 1): Stretch => ({
    booth,
    first,
    share,
    firm: window.firm === true,
    fromMs: window.fromMs,
    toMs: window.toMs,
    procedures: window.procedures ?? (booth.state === 'closed' ? booth.usual : booth.procedures),
  });
  if (booth.state !== 'closed') {
    const inside = ahead[0] !== undefined && ahead[0].fromMs <= nowMs;
    const overdue = inside ? undefined : overdueEnd(booth, nowMs);
    // Open before its hour or over a break: it is taken to stay until the end of what comes next.
    const toMs = overdue ?? ahead[0]?.toMs ?? Number.POSITIVE_INFINITY;
    const later = overdue === undefined ? ahead.slice(1) : ahead;
    const firm = overdue === undefined && ahead[0]?.firm === true;
    const now: Stretch = {
      ...{ booth, first: true, fromMs: nowMs, toMs, procedures: booth.procedures, share: 1, firm },
    };
    return [now, ...later.map((window) => stretch(window))];
  }
  const share = leftEarly(booth) ? backShare : 1;
  return ahead.flatMap((window, i) => {
    if (window.fromMs >= nowMs) return [stretch(window, i === 0, share)];
    const isLate = booth.sinceMs < window.fromMs && nowMs - window.fromMs < lateMinutes * minuteMs;
    const expectedMs = nowMs + soonMinutes * minuteMs;
    // Closed within its hours without a word: not expected back before its next.
    if (!isLate || expectedMs >= window.toMs) return [];
    return [stretch({ ...window, fromMs: expectedMs }, true, share)];
  });
};

/** The planned end that has passed while the booth is in a visit begun before it: it goes when that is over. */
const overdueEnd = (booth: BoothNow, nowMs: number): number | undefined => {
  if (booth.state !== 'open') return undefined;
  const last = booth.planned.findLast(({ toMs }) => toMs <= nowMs);
  if (last === undefined) return undefined;
  const sinceMs = booth.current?.calledAtMs ?? booth.freeSinceMs ?? nowMs;
  const isOver = booth.current === null && nowMs - last.toMs > soonMinutes * minuteMs;
  if (sinceMs < last.toMs && !isOver) return last.toMs;
  // It has called since: it stays while people wait, and its end is still the planned one.
  const isLast = !booth.planned.some(({ toMs }) => toMs > nowMs);
  return isLast && booth.current !== null && booth.sinceMs < last.toMs ? last.toMs : undefined;
};

/** It closed well within its planned hours: somebody was called away or fell ill. */
const leftEarly = (booth: BoothNow): boolean =>
  booth.planned.some(
    ({ fromMs, toMs }) => fromMs < booth.sinceMs && booth.sinceMs < toMs - onTimeMinutes * minuteMs,
  );

const lanesServed = (
  { booth, procedures }: Stretch,
  models: Models,
  index: ReadonlyMap<string, number>,
  lanes: Lanes,
  frozen: ReadonlySet<string>,
) =>
  procedures.flatMap(({ procedure, delayMinutes }) => {
    const mine = index.get(procedure);
    if (mine === undefined || frozen.has(procedure)) return [];
    const factor = models.figures.procedures.get(procedure)?.boothFactors.get(booth.number) ?? 1;
    const kept = lanes.of(mine, booth.number);
    const served = kept === mine ? [mine] : [mine, kept];
    return served.map((lane) => ({ lane, delay: delayMinutes, factor }));
  });
