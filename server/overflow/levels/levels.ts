// Which level a procedure is at, and when it changes: two minutes' patience to rise, a tenth of margin to fall.
import {
  type OverflowFigures as Figures,
  type Level,
  type LevelState,
  levels,
} from '../../../protocol/overflow.ts';

const minuteMs = 60_000;
/** A level must be found for so long before it is taken to be so. */
export const riseAfterMs = 2 * minuteMs;
/** To fall, figures must be within this share of what is allowed, unless a site asks for more. */
export const fallShare = 0.9;
/** Where intake is thinned the level stays while people are sent elsewhere: a queue held just below what is allowed is no lull. */
export const thinnedFallShare = 0.5;
/** Older figures decide nothing. */
export const staleMs = minuteMs;
/** While a level stands, an event tells its figures again at least so often. */
const retoldMs = 4 * minuteMs;
/** Figures of the last event that are so old say that none have come for minutes: no level stands on them. */
export const forgottenMs = 10 * minuteMs;

export const startingLevel: LevelState = {
  level: 'clear',
  overSinceMs: { strained: null, full: null },
  figures: null,
};

/** The level that the figures say, at `share` (0 to 1) of what is allowed. */
export const levelAt = (figures: Figures, share = 1): Level => {
  const { atMs, finishP80Ms, mustEndByMs, waitP50, walkInMinutes, reservation } = figures;
  if (finishP80Ms - atMs > share * (mustEndByMs - atMs)) return 'full';
  if (waitP50 > share * walkInMinutes) return 'strained';
  if (reservation !== null && reservation.lateP80 > share * reservation.promiseMinutes) return 'strained';
  return 'clear';
};

const rank = (level: Level): number => levels.indexOf(level);
const lower = (a: Level, b: Level): Level => (rank(a) < rank(b) ? a : b);

/**
 * The state after figures came (null: there are none); the same object when nothing changed that an event must keep.
 * Figures that are stale count as none; ten minutes after those of the last event the level is `clear`: nothing stops for
 * want of advice. `falls`: share of what is allowed below which a level falls.
 */
export const nextLevel = (
  state: LevelState,
  figures: Figures | null,
  nowMs: number,
  falls = fallShare,
): LevelState => {
  if (figures === null || nowMs - figures.atMs > staleMs) return withoutFigures(state, nowMs);
  const found = levelAt(figures);
  const since = (level: Level & ('strained' | 'full')): number | null => {
    // What stands already needs no patience any more.
    if (rank(found) < rank(level) || rank(state.level) >= rank(level)) return null;
    // Never later than now: a clock that was put back must not make patience longer.
    return Math.min(state.overSinceMs[level] ?? nowMs, nowMs);
  };
  const over = { strained: since('strained'), full: since('full') };
  const held = (sinceMs: number | null) => sinceMs !== null && nowMs - sinceMs >= riseAfterMs;
  const risen: Level = held(over.full) ? 'full' : held(over.strained) ? 'strained' : state.level;
  const level = rank(risen) > rank(state.level) ? risen : lower(state.level, levelAt(figures, falls));
  const overSinceMs = {
    strained: rank(level) >= rank('strained') ? null : over.strained,
    full: level === 'full' ? null : over.full,
  };
  const isSame =
    level === state.level &&
    overSinceMs.strained === state.overSinceMs.strained &&
    overSinceMs.full === state.overSinceMs.full;
  // Figures alone make no event, but once in a while one must tell that they still come.
  if (isSame && (level === 'clear' || nowMs - (state.figures?.atMs ?? 0) < retoldMs)) return state;
  return { level, overSinceMs, figures };
};

const withoutFigures = (state: LevelState, nowMs: number): LevelState => {
  if (state.figures === null) return state;
  return nowMs - state.figures.atMs >= forgottenMs ? startingLevel : state;
};

/** What may be done: at a level whose figures are long past nothing is. Null figures: as clear. */
export const levelInForce = (state: LevelState, nowMs: number): Level =>
  state.figures === null || nowMs - state.figures.atMs >= forgottenMs ? 'clear' : state.level;
