// Chance for the made-up world: its own generator and distributions; nothing here is shared with the forecast.

/** A source of repeatable draws. */
export type Chance = {
  /** In [0, 1). */
  readonly share: () => number;
  /** Standard normal. */
  readonly normal: () => number;
};

/** Draws from a seed and a name, so that two things of one seed draw independently (sfc32, Chris Doty-Humphrey, PractRand). */
export const chanceFrom = (seed: number, name: string): Chance => {
  let a = hash(`${name}:a`) >>> 0;
  let b = hash(`${name}:b`) >>> 0;
  let c = seed >>> 0;
  let counter = 1;
  const next = (): number => {
    const mixed = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + mixed) >>> 0;
    return mixed;
  };
  for (let i = 0; i < 15; i += 1) next();
  const share = () => next() / 4_294_967_296;
  return { share, normal: polarNormal(share) };
};

/** FNV-1a. */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
};

/** Marsaglia & Bray 1964; gives its second draw the next time. */
const polarNormal = (share: () => number): (() => number) => {
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const u = 2 * share() - 1;
      const v = 2 * share() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        spare = v * scale;
        return u * scale;
      }
    }
  };
};

export const between = (chance: Chance, low: number, high: number): number =>
  low + (high - low) * chance.share();

export const exponential = (chance: Chance, mean: number): number => -mean * Math.log(1 - chance.share());

/** Lognormal by its mean (any unit) and coefficient of variation. */
export type Lognormal = { readonly mu: number; readonly sigma: number };
export const lognormalOf = (mean: number, cv: number): Lognormal => {
  const variance = Math.log(1 + cv * cv);
  return { mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) };
};
export const drawLognormal = (chance: Chance, law: Lognormal): number =>
  Math.exp(law.mu + law.sigma * chance.normal());

/** A lognormal draw given that it exceeds `low`. */
export const drawLognormalAbove = (chance: Chance, law: Lognormal, low: number): number => {
  if (low <= 0) return drawLognormal(chance, law);
  const from = (Math.log(low) - law.mu) / law.sigma;
  return Math.max(low, Math.exp(law.mu + law.sigma * normalAbove(chance, from)));
};

/** A standard normal given that it exceeds `from`, exactly (Robert 1995, "Simulation of truncated normal variables"). */
const normalAbove = (chance: Chance, from: number): number => {
  if (from <= 0.3) {
    for (;;) {
      const z = chance.normal();
      if (z > from) return z;
    }
  }
  const rate = (from + Math.sqrt(from * from + 4)) / 2;
  for (;;) {
    const z = from + exponential(chance, 1 / rate);
    if (chance.share() <= Math.exp(-((z - rate) ** 2) / 2)) return z;
  }
};

/** A draw given that it passes the test; exact, by drawing again (the test must pass with a fair share). */
export const drawUntil = <T>(draw: () => T, accept: (value: T) => boolean): T => {
  for (let attempt = 0; attempt < 10_000; attempt += 1) {
    const value = draw();
    if (accept(value)) return value;
  }
  throw new Error('drew 10,000 times and nothing was accepted');
};
