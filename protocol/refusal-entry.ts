// What the catalogue says of one refusal.

export type RefusalParams = Readonly<Record<string, string | number>>;
export type RefusalEntry = {
  readonly status: 400 | 401 | 403 | 404 | 408 | 409 | 410 | 413 | 414 | 429 | 431 | 500 | 503;
  /** For docs: when this is said. */
  readonly when: string;
  readonly en: (p: RefusalParams) => string;
  readonly ja: (p: RefusalParams) => string;
};
