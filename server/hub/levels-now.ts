// The levels of overflow of every site as they stand: for metrics.
import { levels } from '../../protocol/overflow.ts';
import { levelInForce } from '../overflow/levels/levels.ts';
import type { Hub } from './contract.ts';

/** Sites whose levels are reckoned, each procedure that has one today; 0 clear, 1 strained, 2 full. */
export const levelsNow = function* (
  hub: Hub,
): Iterable<{ readonly site: string; readonly procedure: string; readonly level: number }> {
  for (const [site, siteHub] of hub.sites) {
    if (siteHub.site.settings.overflow.mode === 'off') continue;
    const { state, nowMs } = siteHub.snapshot();
    for (const [procedure, known] of state.overflow)
      yield { site, procedure, level: levels.indexOf(levelInForce(known, nowMs)) };
  }
};
