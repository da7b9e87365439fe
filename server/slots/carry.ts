// Whole places from exact ones: the remainder goes on to the next slot, so that a day loses no more than one place.
import type { Rational } from './contract.ts';
import { floor, minus, plus, rational, zero } from './rational.ts';

/** One slot in the order of time. */
export type Exact = {
  readonly exact: Rational;
  /** Nothing can be booked in it. */
  readonly closed: boolean;
  /** It begins where the one before ends. */
  readonly follows: boolean;
};

export type Carried = { readonly planned: number; readonly in: Rational; readonly out: Rational };

/**
 * c_k = ⌊X_k⌋ − ⌊X_{k−1}⌋ with X_k the exact sum up to slot k. The sum begins anew after a closed slot and after a
 * gap: time that nobody could use is not given to those who come later.
 */
export const carry = (slots: readonly Exact[]): readonly Carried[] => {
  let remainder = zero;
  return slots.map(({ exact, closed, follows }) => {
    const before = closed || !follows ? zero : remainder;
    if (closed) {
      remainder = zero;
      return { planned: 0, in: zero, out: zero };
    }
    const total = plus(before, exact);
    const planned = floor(total);
    remainder = minus(total, rational(planned));
    return { planned, in: before, out: remainder };
  });
};
