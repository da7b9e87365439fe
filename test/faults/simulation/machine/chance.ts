// All the luck of a simulated day: drawn from one seed, in the order in which it is asked for.
import { seededRandom } from '../../../../tools/demo/random.ts';

export type Chance = {
  /** A number in [0, 1). */
  unit(): number;
  /** A number from `low` up to `high`. */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both possible. */
  whole(low: number, high: number): number;
  /** True with the probability. */
  happens(probability: number): boolean;
  /** One of the items; throws RangeError when there are none. */
  pick<T>(items: readonly T[]): T;
  /** Time until the next of events that come `perMinute` on average, ms (exponential); Infinity for none. */
  untilNextMs(perMinute: number): number;
};

export const createChance = (seed: number): Chance => {
  const unit = seededRandom(seed);
  const whole = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    between: (low, high) => low + unit() * (high - low),
    whole,
    happens: (probability) => unit() < probability,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    untilNextMs: (perMinute) =>
      perMinute <= 0 ? Number.POSITIVE_INFINITY : (-Math.log(1 - unit()) / perMinute) * 60_000,
  };
};
