// What is said of each limit.
import type { RefusalCode } from '../refusals.ts';

export type Entry = {
  readonly default: number;
  readonly smallest: number;
  readonly largest: number;
  readonly unit: 'count' | 'bytes' | 'seconds' | 'per second' | 'per minute' | 'in 10 minutes';
  /** What is limited, for docs and settings. */
  readonly about: string;
  /** What happens at it. */
  readonly at: string;
  /** What is answered; null: there is nobody to answer, or nothing is refused. */
  readonly refusal: RefusalCode | null;
};

export const kB = 1024;
export const MB = 1024 * kB;
