// All days of one office: those it has seen before, then those that are asked about.
import type { DayRecord } from '../../../server/forecast/contract.ts';
import { pastMeans } from '../../../tools/backtest/baselines.ts';
import { oursWith } from '../../../tools/backtest/ours.ts';
import { eyesOn, type Knowledge } from './office-eyes.ts';
import type { OfficeTask, Scenario } from './plan.ts';
import { type Played, playDay, threadMs } from './play.ts';
import { dayOf } from './world/day.ts';
import { hours, type Office, officeOf } from './world/office.ts';
import { noSurprises } from './world/state.ts';

export type DayResult = Played & {
  readonly block: string;
  readonly scenario: Scenario;
  readonly office: number;
  readonly seed: number;
  /** Processor time. */
  readonly tookMs: number;
};

export type Effort = {
  readonly limitRuns: number;
  /** Runs of ours at most; undefined: as many as the hub makes. */
  readonly ourRuns: number | undefined;
  /** Tickets of a day that are asked about at their issue. */
  readonly issuesAsked: number;
};

/** The records of the `count` ordinary days before the asked ones. */
export const pastDays = (office: Office, count: number, knowledge: Knowledge): readonly DayRecord[] =>
  Array.from({ length: count }, (_, index) => {
    const day = dayOf(office, office.seed * 1_000 + 500 + index, noSurprises);
    const eyes = eyesOn(day, index, knowledge);
    day.runUntil(hours.endsAt);
    eyes.look();
    return eyes.recordAt(hours.endsAt);
  });

export const playOffice = (task: OfficeTask, effort: Effort, told: (day: DayResult) => void): void => {
  const office = officeOf(task.office);
  const { block } = task;
  const past = pastDays(office, block.pastDays, block.knowledge);
  const planned = new Map(office.procedures.map(({ id, plannedMinutes }) => [id, plannedMinutes]));
  task.days.forEach((day, i) => {
    const beganMs = threadMs();
    const played = playDay({
      office,
      seed: day.seed,
      index: block.pastDays + i,
      surprises: day.surprises,
      knowledge: block.knowledge,
      means: pastMeans(past, planned),
      forecaster: oursWith(effort.ourRuns)(past, planned),
      limitRuns: block.limit ? effort.limitRuns : 0,
      issuesAsked: effort.issuesAsked,
    });
    told({
      ...played,
      block: block.name,
      scenario: day.scenario,
      office: task.office,
      seed: day.seed,
      tookMs: threadMs() - beganMs,
    });
  });
};
