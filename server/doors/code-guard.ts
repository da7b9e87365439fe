// Slows down whoever guesses ticket codes: counts unknown ones per address, and looks nothing up beyond the limit.
import type { Refusal } from '../../protocol/refusals.ts';
import type { LimitBook } from './limit-book.ts';

export type CodeGuard = {
  /** Why codes of this address are not looked up now; null: they are. */
  refusal(address: string): Refusal | null;
  /** One that does not exist was asked for. */
  missed(address: string): void;
};

const minuteMs = 60_000;

/** Starts with nobody remembered. `nowMs` counts steadily, in ms. */
export const createCodeGuard = (
  book: LimitBook,
  nowMs: () => number = () => performance.now(),
): CodeGuard => {
  /** The one that asked longest ago first. */
  const guessers = new Map<string, { readonly sinceMs: number; misses: number }>();
  book.showFill('guessersRemembered', () => guessers.size);

  const known = (address: string) => {
    const one = guessers.get(address);
    if (one === undefined || nowMs() - one.sinceMs < minuteMs) return one;
    guessers.delete(address);
    return undefined;
  };
  return {
    refusal: (address) =>
      (known(address)?.misses ?? 0) >= book.of.unknownCodesPerMinute
        ? book.refuse('unknownCodesPerMinute')
        : null,
    missed: (address) => {
      const one = known(address) ?? { sinceMs: nowMs(), misses: 0 };
      one.misses += 1;
      guessers.delete(address);
      guessers.set(address, one);
      if (guessers.size <= book.of.guessersRemembered) return;
      const [oldest] = guessers.keys();
      if (oldest !== undefined) guessers.delete(oldest);
      book.reached('guessersRemembered');
    },
  };
};
