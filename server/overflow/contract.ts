// What overflow knows and says: levels with the figures that led there, offers with when one would be finished. Plain data.

/** `full`: one more walk-in would not be finished in time. `strained`: a promise would be broken. */
export type Level = 'clear' | 'strained' | 'full';
export const levels = ['clear', 'strained', 'full'] as const satisfies readonly Level[];

/** Instants are epoch ms, waits minutes; all of one procedure at one site. */
export type Figures = {
  /** Of which instant they are. */
  readonly atMs: number;
  /** One more walk-in would be finished by then in four of five runs. */
  readonly finishP80Ms: number;
  /** By then they must be: the doors' closing and the overrun the site allows, or the national system's end if that is earlier. */
  readonly mustEndByMs: number;
  /** Half of the runs call one more walk-in within this wait; what is promised them. */
  readonly waitP50: number;
  readonly walkInMinutes: number;
  /** The reservation still to come that is called latest: how late in four of five runs, and how late it may be; null: none comes. */
  readonly reservation: {
    readonly id: string;
    readonly lateP80: number;
    readonly promiseMinutes: number;
  } | null;
};

/** What is remembered of one procedure: all of it stands in the event, so that every hub and every restart has the same. */
export type LevelState = {
  readonly level: Level;
  /** Since when (epoch ms) all figures that came have been at this level or a higher one; null: the last were not. */
  readonly overSinceMs: { readonly strained: number | null; readonly full: number | null };
  /** Of the last event; null: nothing has been known, or no longer is. */
  readonly figures: Figures | null;
};
