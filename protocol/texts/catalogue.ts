// What every public language must say on wall, paper and by voice; a missing text is a type error.

import type { WaitRange } from '../wait-range.ts';

/** A wait shown to people, in whole minutes; low 0: "within high minutes". `soon` when both ends are under 5. */
export type Range = WaitRange;

export type PublicTexts = {
  /** BCP 47 tag for `lang` attributes, Intl and speech voices. */
  readonly tag: string;
  readonly ownName: string;
  readonly wall: {
    readonly nowCalling: string;
    readonly recentCalls: string;
    readonly number: string;
    readonly booth: string;
    /** The booth as shown beside a number, e.g. "3番窓口". */
    readonly boothShown: (booth: string) => string;
    readonly waitingPeople: (count: number) => string;
    readonly waitingLabel: string;
    readonly waitLabel: string;
    readonly range: (range: Range) => string;
    readonly soon: string;
    readonly absentTitle: string;
    readonly absentHint: string;
    readonly intakeStopped: string;
    readonly outage: string;
    /** The same for the narrow place beside a procedure. */
    readonly outageShort: string;
    readonly notNow: string;
    readonly reservationOnly: string;
    readonly allGiven: string;
    readonly fewLeft: (count: number) => string;
    /** Nobody waits for it, and yet there is a wait: its booths serve other procedures too. */
    readonly sharedBooths: string;
    readonly closed: string;
    readonly ended: string;
    readonly beforeOpening: string;
    readonly breakTime: string;
    readonly lastServing: string;
    readonly nextOpening: (when: string) => string;
    readonly closesAt: (time: string) => string;
    /** `when`: the time of what stands on the screen. */
    readonly offline: (when: string) => string;
    readonly soundBlocked: string;
    readonly pleaseWait: string;
    /** Headings of the wall's parts. */
    readonly procedures: string;
    readonly booths: string;
    readonly notices: string;
    /** Marks a number that is called once more. */
    readonly recall: string;
    /** Instead of a range when no booth serves the procedure now. */
    readonly noBooth: string;
    readonly boothClosed: string;
    readonly boothPaused: string;
    readonly resumesAt: (time: string) => string;
    readonly connecting: string;
    readonly unknownSite: string;
  };
  readonly paper: {
    readonly yourNumber: string;
    readonly issuedAt: (when: string) => string;
    readonly ahead: (count: number) => string;
    readonly range: (range: Range) => string;
    readonly soon: string;
    readonly slot: (time: string) => string;
    readonly scan: string;
    readonly whereToWait: string;
    readonly bring: string;
    readonly reprint: string;
    readonly keep: string;
  };
  /** What is spoken. `letter` and `digits` are separate so that a voice reads "A, 12". */
  readonly speech: {
    /** Figures, or words where a voice would misread them. */
    readonly call: (letter: string, digits: number | string, booth: number | string) => string;
  };
};
