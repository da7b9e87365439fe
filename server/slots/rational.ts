// Exact fractions: places are reckoned in them, because 2·30/14·0.7 is 2.9999999999999996 in doubles and loses a place.
import { type ExactShare, millionthsOf } from '../../protocol/reservation-rules.ts';
import type { Rational } from './contract.ts';

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** n ÷ d in lowest terms; throws RangeError when d is 0. */
export const rational = (n: bigint | number, d: bigint | number = 1n): Rational => {
  const [upper, under] = [BigInt(n), BigInt(d)];
  if (under === 0n) throw new RangeError('a fraction cannot have 0 below the line');
  const sign = under < 0n ? -1n : 1n;
  const common = gcd(upper < 0n ? -upper : upper, under < 0n ? -under : under) * sign;
  return { n: upper / common, d: under / common };
};

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };

export const plus = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
export const over = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
export const sum = (list: readonly Rational[]): Rational => list.reduce(plus, zero);

/** Below 0, 0 or above 0, as a is smaller than, equal to or larger than b. */
export const compare = (a: Rational, b: Rational): number => Number(a.n * b.d - b.n * a.d);

/** The largest whole number that is not larger. */
export const floor = (a: Rational): number => {
  const whole = a.n / a.d;
  return Number(a.n < 0n && whole * a.d !== a.n ? whole - 1n : whole);
};
/** The smallest whole number that is not smaller. */
export const ceil = (a: Rational): number => 0 - floor({ n: -a.n, d: a.d });

/** For reckonings with doubles: risks and shares of no-shows, never places. */
export const toNumber = (a: Rational): number => Number(a.n) / Number(a.d);

/** A share of the settings, exactly: 60 is 3/5, "0.625" is 5/8. */
export const shareOf = (share: ExactShare): Rational => rational(millionthsOf(share), 1_000_000);

/** As people read it: at most three decimals, "≈" before it when it is not exactly that. */
export const inWords = (a: Rational): string => {
  const scaled = a.n * 1000n;
  const exact = scaled % a.d === 0n;
  const rounded = floor(plus(rational(scaled, a.d), rational(1, 2)));
  const text = String(rounded / 1000);
  return exact ? text : `≈ ${text}`;
};
