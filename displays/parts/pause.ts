// Waiting.

/** Resolves with null after so many milliseconds. */
export const pause = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds, null));
