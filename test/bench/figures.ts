// Medians and ratios: benchmarks print what was measured side by side in one run.

/** JUNBAN_BENCH_ONCE=1: each benchmark goes once through all it does, with a handful of everything; its figures tell nothing. */
export const isOnce = process.env.JUNBAN_BENCH_ONCE === '1';
/** How many there are, or how long it takes: `full` when it is measured, `least` when it only has to run. */
export const often = (full: number, least = 1): number => (isOnce ? least : full);

export type Figure = {
  readonly name: string;
  /** What this figure should not exceed; null: only told. */
  readonly aim: string;
  readonly value: number;
  readonly unit: string;
  readonly detail: Readonly<Record<string, number>>;
};

/** The value below which the share of the samples lies. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (found === undefined) throw new RangeError('no samples');
  return found;
};

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** Three digits are enough for a person. */
export const round = (value: number): number => Number(value.toPrecision(3));

/** One line for the terminal. */
export const figureLine = (figure: Figure): string => {
  const detail = Object.entries(figure.detail).map(([name, value]) => `${name} ${round(value)}`);
  return `${figure.name}: ${round(figure.value)} ${figure.unit} (aim ${figure.aim}) · ${detail.join(' · ')}`;
};
