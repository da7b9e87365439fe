// Waits as screens are told them: whole minutes, and the range that people see, which does not flicker.
import type { Estimate } from '../../../protocol/views.ts';
import type { Wait } from '../contract.ts';
import { nextShown, type Shown } from './shown-range.ts';

/** Who is more likely than not to be sent home without a call is told no wait. */
const leastCalledShare = 0.5;

/** `before`: what was shown last, by the same ids. */
export const estimatesOf = (
  waits: ReadonlyMap<string, Wait>,
  before: ReadonlyMap<string, Estimate>,
): ReadonlyMap<string, Estimate> => {
  const next = new Map<string, Estimate>();
  for (const [id, wait] of waits) {
    if (wait.calledShare < leastCalledShare) continue;
    const old = before.get(id)?.shown;
    const shown = nextShown(old === undefined ? null : shownOf(old), wait);
    next.set(id, {
      p20: Math.round(wait.p20),
      p50: Math.round(wait.p50),
      p80: Math.round(wait.p80),
      shown: shown === 'soon' ? { low: 0, high: 0 } : shown,
    });
  }
  return next;
};

const shownOf = (range: NonNullable<Estimate['shown']>): Shown => (range.high === 0 ? 'soon' : range);
