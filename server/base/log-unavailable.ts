// What every store throws when it cannot be reached: the one error that is awaited, not mended.

/** The store cannot be written or read now. */
export class LogUnavailable extends Error {
  override name = 'LogUnavailable';
  /** True: it was asked and did not answer, so that what was asked may have happened, or may happen yet. */
  readonly mayHaveHappened: boolean;

  constructor(
    message: string,
    options: { readonly cause?: unknown; readonly mayHaveHappened?: boolean } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.mayHaveHappened = options.mayHaveHappened ?? false;
  }
}
