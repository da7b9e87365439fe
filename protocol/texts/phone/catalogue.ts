// What the visitor's phone must say in every public language; a missing text is a type error.
import type { TicketState } from '../../states.ts';
import type { VisitorMove } from '../../visitor.ts';
import type { Range } from '../catalogue.ts';

export type PhoneTexts = {
  /** BCP 47 tag. */
  readonly tag: string;
  readonly yourNumber: string;
  /** The headline of each state. */
  readonly states: Readonly<Record<TicketState, string>>;
  /** The same, short, for the title of the page. */
  readonly called: (booth: string) => string;
  readonly comeTo: string;
  readonly booth: (booth: string) => string;
  readonly ahead: (count: number) => string;
  readonly waitLabel: string;
  readonly range: (range: Range) => string;
  readonly soon: string;
  readonly noEstimate: string;
  readonly slot: (time: string) => string;
  readonly moved: string;
  readonly absentByPhone: (creditMinutes: number) => string;
  readonly absentAtDesk: string;
  readonly left: string;
  readonly dayEnded: string;
  /** The day ended for somebody who had been called: not served to the end, or absent. */
  readonly dayEndedCalled: string;
  readonly cancelled: string;
  readonly outage: string;
  readonly intakeStopped: string;
  readonly beforeOpening: (time: string) => string;
  readonly afterClosing: string;
  readonly nextOpening: (when: string) => string;
  readonly ready: string;
  readonly whereToWait: string;
  readonly live: (time: string) => string;
  readonly connecting: string;
  readonly offline: (when: string) => string;
  readonly offlineNever: string;
  readonly offlineHint: string;
  readonly notFound: string;
  readonly otherDay: (date: string) => string;
  readonly sound: {
    readonly turnOn: string;
    readonly on: string;
    readonly blocked: string;
    readonly turnOff: string;
    /** What the visitor has to know while it is on. */
    readonly keepOpen: string;
    readonly awake: string;
    readonly notAwake: string;
    readonly noVibration: string;
  };
  /** Messages while the phone sleeps. */
  readonly push: {
    readonly turnOn: string;
    readonly on: string;
    readonly denied: string;
    readonly failed: string;
  };
  readonly out: {
    readonly open: string;
    readonly title: string;
    readonly explain: string;
    readonly minutes: (count: number) => string;
    readonly until: (time: string) => string;
    readonly untilHint: string;
    readonly longer: string;
  };
  readonly back: string;
  readonly leave: {
    readonly open: string;
    readonly title: string;
    readonly explain: string;
    readonly yes: string;
  };
  readonly cancel: string;
  readonly sending: string;
  /** The press did not get through: nobody knows, or the hub said no. */
  readonly unsent: string;
  readonly refused: string;
  readonly done: Readonly<Record<VisitorMove, string>>;
  readonly language: string;
  /** For browsers without scripts. */
  readonly renewed: (time: string) => string;
};
