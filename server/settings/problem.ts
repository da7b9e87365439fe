// One thing to correct in a settings document, and the check for what may be there only once.

/** The way from the document's root to a place in it. */
export type Path = readonly (string | number)[];

/** One thing to correct. `path` leads from the document's root; `value` is what stands there (undefined: nothing). */
export type Problem = {
  readonly path: Path;
  readonly value: unknown;
  /** What would be right, e.g. "must be 1 to 999". */
  readonly message: string;
  /** Line in the file, counted from 1; null: not read from a file, or not known. */
  readonly line: number | null;
};

/** A problem for every entry whose key an earlier entry of the list has. */
export const repeated = <T>(
  list: readonly T[],
  keyOf: (one: T) => string | number,
  pathOf: (index: number) => Path,
): readonly Problem[] => {
  const first = new Map<string | number, number>();
  return list.flatMap((one, index) => {
    const key = keyOf(one);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return [];
    }
    return [problem(pathOf(index), key, `must be there once: entry ${earlier} has it already`)];
  });
};

/** A problem found here: the line is filled in where the file is known. */
export const problem = (path: Path, value: unknown, message: string): Problem => ({
  path,
  value,
  message,
  line: null,
});
