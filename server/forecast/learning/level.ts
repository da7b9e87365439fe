// Today's level of a procedure: how much longer its visits take than usual, with the doubt, noticed when it changes.
// Bayesian online change-point detection (Adams & MacKay 2007) on the logarithms of the times.

import { normalBelow, normalDensity } from '../numbers/normal.ts';
import { doubt } from './assumptions.ts';

/** One guess at when the present level began; `mean` and `variance` are those of its logarithm. */
type Guess = { readonly weight: number; readonly mean: number; readonly variance: number };
export type Level = readonly Guess[];

/** A change of level is expected once in so many visits. */
const visitsPerChange = 150;
/** A day that is a surprise from its beginning. */
const oddDayShare = 0.04;
const mostGuesses = 16;
/** One visit speaks for at most so many standard deviations: some take an hour for reasons of their own. */
const clip = 2.5;

/** Before the day has shown anything. `deviation`: doubt about the place of its times on an ordinary day. */
export const openingLevel = (deviation: number): Level => [
  { weight: 1 - oddDayShare, mean: 0, variance: deviation ** 2 },
  { weight: oddDayShare, mean: 0, variance: deviation ** 2 + doubt.surprise ** 2 },
];

/** After a visit: `x` is the logarithm of its time less what was expected, `spread` what one visit varies by. */
export const seen = (level: Level, x: number, spread: number): Level => {
  const noise = spread ** 2;
  const centre = centreOf(level);
  const value = Math.min(centre + clip * spread, Math.max(centre - clip * spread, x));
  const next: Guess[] = level.map((guess) => {
    const sum = guess.variance + noise;
    const weight =
      (guess.weight * (1 - 1 / visitsPerChange) * normalDensity((value - guess.mean) / Math.sqrt(sum))) /
      Math.sqrt(sum);
    const gain = guess.variance / sum;
    return { weight, mean: guess.mean + gain * (value - guess.mean), variance: guess.variance * (1 - gain) };
  });
  next.push({
    weight:
      (level.reduce((all, guess) => all + guess.weight, 0) / visitsPerChange) *
      (normalDensity(value / Math.sqrt(doubt.surprise ** 2 + noise)) /
        Math.sqrt(doubt.surprise ** 2 + noise)),
    mean: (doubt.surprise ** 2 / (doubt.surprise ** 2 + noise)) * value,
    variance: (doubt.surprise ** 2 * noise) / (doubt.surprise ** 2 + noise),
  });
  return normalised(next);
};

/**
 * After noticing that a visit still goes on: `x` is the logarithm of the time so far less what was expected.
 * Long visits are seen late, so those in progress must speak too (moment matching of the probit likelihood, Minka 2001).
 */
export const outlasted = (level: Level, x: number, spread: number): Level =>
  normalised(
    level.map((guess) => {
      const scale = Math.sqrt(spread ** 2 + guess.variance);
      const z = Math.max(-clip, (guess.mean - x) / scale);
      const share = Math.max(1e-6, normalBelow(z));
      const pull = normalDensity(z) / share;
      return {
        weight: guess.weight * share,
        mean: guess.mean + (guess.variance * pull) / scale,
        variance: guess.variance - (guess.variance / scale) ** 2 * pull * (z + pull),
      };
    }),
  );

const normalised = (level: readonly Guess[]): Level => {
  const kept = level.toSorted((a, b) => b.weight - a.weight || a.mean - b.mean).slice(0, mostGuesses);
  const sum = kept.reduce((all, guess) => all + guess.weight, 0);
  return kept.map((guess) => ({ ...guess, weight: guess.weight / sum }));
};

const centreOf = (level: Level): number => level.reduce((all, guess) => all + guess.weight * guess.mean, 0);

/** Mean and standard deviation of the logarithm of the level. */
export const levelMoments = (level: Level): { readonly mean: number; readonly deviation: number } => {
  const mean = centreOf(level);
  const variance = level.reduce(
    (all, guess) => all + guess.weight * (guess.variance + (guess.mean - mean) ** 2),
    0,
  );
  return { mean, deviation: Math.sqrt(Math.max(1e-6, variance)) };
};
