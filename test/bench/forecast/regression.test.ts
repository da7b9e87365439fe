// A broken forecast fails here: on a few made-up days ours must beat the naive estimate and cover as it says.
import { describe, expect, it } from 'vitest';
import { pastMeans } from '../../../tools/backtest/baselines.ts';
import { oursWith } from '../../../tools/backtest/ours.ts';
import { addSums, measuresOf, sumOf, type Tally } from '../../../tools/backtest/tally.ts';
import { pastDays } from './office-days.ts';
import { playDay } from './play.ts';
import { officeOf } from './world/office.ts';
import { noSurprises, type Surprises } from './world/state.ts';

const knowledge = { plan: true, bookings: true };

const play = (seed: number, surprises: Surprises): Tally => {
  const office = officeOf(seed);
  const past = pastDays(office, 10, knowledge);
  const planned = new Map(office.procedures.map(({ id, plannedMinutes }) => [id, plannedMinutes]));
  return playDay({
    ...{ office, seed, index: 10, surprises, knowledge },
    means: pastMeans(past, planned),
    forecaster: oursWith(64)(past, planned),
    limitRuns: 0,
    issuesAsked: 60,
  }).tally;
};

const slow: Surprises = { ...noSurprises, slow: { procedure: 1, at: 600, factor: 1.5 } };
const days: readonly (readonly [number, Surprises])[] = [
  [101, noSurprises],
  [102, noSurprises],
  [103, slow],
  [105, noSurprises],
];

describe('our forecast on made-up days', () => {
  const tallies = days.map(([seed, surprises]) => play(seed, surprises));
  const measured = (by: string) =>
    measuresOf(tallies.map((tally) => sumOf(tally, (cell) => cell.by === by)).reduce(addSums));
  const ours = measured('ours');

  it('is at most 0.7 times as wrong as the better naive estimate', () => {
    expect(ours.count).toBeGreaterThan(1_000);
    expect(ours.mae).toBeLessThanOrEqual(
      0.7 * Math.min(measured('naive').mae, measured('naive per procedure').mae),
    );
  });

  it('covers about three in five, and leans to neither side', () => {
    expect(ours.coverage).toBeGreaterThan(0.5);
    expect(ours.coverage).toBeLessThan(0.7);
    expect(Math.abs(ours.meanBias)).toBeLessThan(2.5);
  });
});
