// What would have been told: forecasts corrected by those that had come true by then, in order of time, site by site.
import type { Scored } from '../../server/forecast/contract.ts';
import { calibrated, uncalibrated, withScored } from '../../server/forecast/learning/calibration.ts';
import type { Forecasted } from './walk.ts';

/** The same forecasts, each as it would have been told at its issue; `raw` keeps what the runs alone said. */
export const correctedInTime = (forecasts: readonly Forecasted[]): readonly Forecasted[] => {
  const sites = new Map<string, Forecasted[]>();
  for (const one of forecasts) {
    const own = sites.get(one.visit.site) ?? [];
    sites.set(one.visit.site, own);
    own.push(one);
  }
  const told = new Map<Forecasted, Forecasted>();
  for (const own of sites.values()) {
    let calibration = uncalibrated;
    const byIssue = own.toSorted(
      (a, b) => a.visit.issuedMs - b.visit.issuedMs || a.visit.line - b.visit.line,
    );
    const byCall = own
      .filter(({ visit, said }) => visit.calledMs !== null && said !== null)
      .sort((a, b) => (a.visit.calledMs ?? 0) - (b.visit.calledMs ?? 0) || a.visit.line - b.visit.line);
    let called = 0;
    for (const one of byIssue) {
      for (; called < byCall.length; called += 1) {
        const before = byCall[called];
        // At one instant the issue comes before the call.
        if (before === undefined || (before.visit.calledMs ?? 0) >= one.visit.issuedMs) break;
        calibration = withScored(calibration, scoredOf(before));
      }
      const { said } = one;
      told.set(one, {
        ...one,
        raw: said,
        said: said === null ? null : { ...said, ...calibrated(calibration, one.visit.procedure, said) },
      });
    }
  }
  return forecasts.map((one) => told.get(one) ?? one);
};

const scoredOf = ({ visit, said, wait }: Forecasted): Scored => ({
  procedure: visit.procedure,
  said: said ?? { p20: 0, p50: 0, p80: 0, calledShare: 0 },
  waitMinutes: wait ?? 0,
});
