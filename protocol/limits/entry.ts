// What is said of each limit.

export type Entry = {
  readonly default: number;
  readonly smallest: number;
  readonly largest: number;
  readonly unit: 'count' | 'bytes' | 'seconds' | 'per second' | 'per minute' | 'in 10 minutes';
  /** What is limited, for docs and settings. */
  readonly about: string;
  /** What happens at it. */
  readonly at: string;
  /** Code of the refusal that is answered (the whole table is checked against the catalogue); null: there is nobody to answer, or nothing is refused. */
  readonly refusal: string | null;
};

export const kB = 1024;
export const MB = 1024 * kB;
