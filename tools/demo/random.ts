// Repeatable draws for the demo: a small seeded generator and lognormal times.

/** A generator of numbers in [0, 1) from a 32-bit seed (mulberry32, Tommy Ettinger, public domain). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A standard normal draw (Box & Muller 1958). */
export const normalFrom = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * A lognormal draw with the given mean and coefficient of variation, in the unit of the mean.
 * Parameters by moments: sigma² = ln(1 + cv²), mu = ln(mean) − sigma²/2.
 */
export const lognormalFrom = (mean: number, variation: number, normal: number): number => {
  const sigmaSquared = Math.log(1 + variation * variation);
  return Math.exp(Math.log(mean) - sigmaSquared / 2 + Math.sqrt(sigmaSquared) * normal);
};
