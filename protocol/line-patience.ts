// How long a client waits for a hub, and between two attempts: short at first, longer while hubs are too busy to answer.

/** How often patience may double: 1.2 s becomes 9.6 s. */
export const mostStrain = 3;
/** Who has lost a hub comes to the next with all its clients, and had better be patient there. */
const strainOfLoss = 2;

/** A hub of several gives a sign of life at least this often, ms. */
export const pulseEveryMs = 700;
/** One that was not heard for so long is asked, ms, and left for the next when nothing comes within `beatWithinMs`. */
const beatEveryMs = 800;
const beatWithinMs = 1_200;
/** With a single hub there is nobody else to ask: only whether its views tell of others by now, ms. */
export const aloneEveryMs = 5_000;
/** An attempt to connect is given up after this, ms. Long, because each one given up was work of a busy hub for nothing. */
const attemptMs = 5_000;
const longestMs = 10_000;

/** Another hub is tried within this, spread so that not all clients of a lost hub come in the same instant. */
const soonMs = 400;
/** When all were tried in vain: from here, doubling. */
const firstDelayMs = 250;
const lastDelayMs = 2_000;

/** Doubled with each strain up to 10 s; spread, except the first, so that those who left together do not come together. */
const stretched = (ms: number, strain: number, random: number): number =>
  strain === 0 ? ms : Math.min(longestMs, ms * 2 ** Math.min(strain, mostStrain)) * (0.8 + 0.2 * random);

/** Milliseconds after which one looks whether there was a sign of life; 0 ≤ random < 1, as below. */
export const beatAfter = (strain: number, random: number, ms = beatEveryMs): number =>
  stretched(ms, strain, random);

/** Milliseconds in which a hub must give a sign of life when asked. */
export const silenceAllowed = (strain: number, random: number, ms = beatWithinMs): number =>
  stretched(ms, strain, random);

/** Milliseconds in which an attempt must have led to a connection. */
export const attemptAllowed = (strain: number, random: number): number =>
  stretched(attemptMs, strain, random);

/** Milliseconds before attempt `n` after a loss (0: the first) with so many addresses. */
export const delayBefore = (n: number, addresses: number, strain: number, random: number): number => {
  // Those that were not tried yet are worth trying at once, unless it is a crowd that makes them slow.
  if (addresses > 1 && n < addresses - 1) return random * soonMs * 2 ** Math.min(strain, mostStrain);
  const rounds = n - Math.max(0, addresses - 1);
  return Math.min(lastDelayMs, firstDelayMs * 2 ** Math.min(rounds, 5)) * (0.7 + 0.3 * random);
};

export type Patience = {
  /** 0: nothing has happened for long; each more doubles all waiting. */
  strain(): number;
  /** A connection stands. */
  up(): void;
  /** It stands no more, or never came; `tooSlow`: the hub was given up because it took too long. */
  down(tooSlow: boolean): void;
  close(): void;
};

/** A connection that stood so long takes one strain away, ms. */
export const steadyMs = 15_000;

/** Strain comes with the first loss, grows with every hub that is too slow without a steady time in between, and wears off. */
export const createPatience = (): Patience => {
  let strain = 0;
  let steady = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const relax = (): void => {
    steady = true;
    strain = Math.max(0, strain - 1);
    if (strain > 0) timer = setTimeout(relax, steadyMs);
  };
  return {
    strain: () => strain,
    up: () => {
      clearTimeout(timer);
      timer = setTimeout(relax, steadyMs);
    },
    down: (tooSlow) => {
      clearTimeout(timer);
      if (steady) strain = Math.max(strain, strainOfLoss);
      else if (tooSlow) strain = Math.min(mostStrain, strain + 1);
      steady = false;
    },
    close: () => clearTimeout(timer),
  };
};
