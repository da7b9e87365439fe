// What must be true whatever happens; checked in tests and in production alike.

/** Throws when it is not so. A failure is a fault of ours or a damaged log, never something a user did. */
export function must(condition: boolean, contradiction: string): asserts condition {
  if (!condition) throw new Error(`The log contradicts itself: ${contradiction}.`);
}
