// The range that people see: rounded to humane steps, and left where it is while it is still right.
import { freshRange, soonMinutes, stepFor, type WaitRange } from '../../../protocol/wait-range.ts';
import type { Wait } from '../contract.ts';

export type Shown = WaitRange | 'soon';
type Figures = Pick<Wait, 'p20' | 'p50' | 'p80'>;

/** A shown end may lie so many minutes inside the estimate before it counts as wrong. */
const slackMinutes = 2;

/**
 * What to show now after what was shown before (null: nothing). It moves only when it is no longer right: when it
 * leaves out more of P20 to P80 than the slack, or has become more than a step wider than need be on either side.
 */
export const nextShown = (before: Shown | null, wait: Figures): Shown => {
  const fresh = freshRange(wait.p20, wait.p80);
  return before !== null && isRight(before, fresh, wait) ? before : fresh;
};

const isRight = (shown: Shown, fresh: Shown, { p20, p50, p80 }: Figures): boolean => {
  if (shown === 'soon') return p80 < soonMinutes + slackMinutes;
  if (fresh === 'soon')
    return shown.low === 0 && shown.high <= 2 * soonMinutes && p80 >= soonMinutes - slackMinutes;
  return (
    shown.low <= p50 &&
    p50 <= shown.high &&
    shown.low <= p20 + slackMinutes &&
    shown.high >= p80 - slackMinutes &&
    shown.low >= fresh.low - stepFor(fresh.low) &&
    shown.high <= fresh.high + stepFor(fresh.high)
  );
};
