// How good a day's ranges were, as they had been told: for those who run the system, and to notice when it became bad.
import type { DayRecord } from '../contract.ts';
import { type Calibration, calibrated, withDayScored } from './calibration.ts';

/** Of a day's walk-ins that were told a wait of a minute or more and were called; shares 0 to 1, minutes. */
export type HowItWent = {
  /** yyyy-mm-dd */
  readonly date: string;
  readonly tickets: number;
  /** How many were called within P20 to P80, as a share; 0.6 is right. */
  readonly covered: number;
  readonly meanErrorMinutes: number;
  readonly meanWidthMinutes: number;
};

const leastWait = 1;

/** `before`: what had been learned when the day began. Null: nobody was told a wait. */
export const howItWent = (before: Calibration, day: DayRecord): HowItWent | null => {
  let calibration = before;
  const sum = { tickets: 0, covered: 0, error: 0, width: 0 };
  for (const one of day.scored ?? []) {
    if (one !== null && one.said.calledShare >= 0.5 && one.said.p50 >= leastWait) {
      const told = calibrated(calibration, one.procedure, { ...one.said, mean: one.said.p50 });
      sum.tickets += 1;
      sum.covered += Number(told.p20 <= one.waitMinutes && one.waitMinutes <= told.p80);
      sum.error += Math.abs(told.p50 - one.waitMinutes);
      sum.width += told.p80 - told.p20;
    }
    calibration = withDayScored(calibration, [one]);
  }
  if (sum.tickets === 0) return null;
  const share = (total: number) => total / sum.tickets;
  return {
    ...{ date: day.date, tickets: sum.tickets, covered: share(sum.covered) },
    ...{ meanErrorMinutes: share(sum.error), meanWidthMinutes: share(sum.width) },
  };
};
