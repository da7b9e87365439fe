// What an entry of the catalogue of refusals is.

export type Params = Readonly<Record<string, string | number>>;
export type Entry = {
  readonly status: 400 | 401 | 403 | 404 | 408 | 409 | 410 | 413 | 414 | 421 | 429 | 431 | 500 | 503;
  /** For docs: when this is said. */
  readonly when: string;
  readonly en: (p: Params) => string;
  readonly ja: (p: Params) => string;
};
