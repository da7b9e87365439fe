// Shrinkage: what was seen pulls an assumption towards itself, the more the more of it there is.

/** A share seen `count` times of `of`, shrunk towards `prior` as if that had been seen `weight` times. */
export const shrunkShare = (count: number, of: number, prior: number, weight: number): number =>
  (count + weight * prior) / (of + weight);

/** Standard deviation of the logarithm of a lognormal with a coefficient of variation. */
export const logDeviation = (variation: number): number => Math.sqrt(Math.log(1 + variation * variation));
