// What the consoles say to staff: the catalogue that each language fills in; a missing text is a type error.

import { type StaffLanguage, staffLanguages } from '../staff-languages.ts';
import type { PrinterStatus, TicketLine, TicketState } from '../views.ts';
import type { PeopleTexts } from './staff-people.ts';
import type { ReceptionTexts } from './staff-reception.ts';

export { type StaffLanguage, staffLanguages };

/** What a booth can do by one key. */
export type BoothAction =
  | 'next'
  | 'finishAndNext'
  | 'recall'
  | 'start'
  | 'absent'
  | 'undo'
  | 'finish'
  | 'hold'
  | 'transfer'
  | 'callNumber'
  | 'pause'
  | 'resume'
  | 'procedures'
  | 'takeOver'
  | 'open'
  | 'close'
  | 'undoFinish';

/** Why an action is not possible now. */
export type NotNow =
  | 'dayOver'
  | 'boothClosed'
  | 'boothPaused'
  | 'boothOpen'
  | 'ticketHere'
  | 'noTicket'
  | 'nobodyWaiting'
  | 'allFrozen'
  | 'allOutside'
  | 'notCalled'
  | 'notServing'
  | 'alreadyYours'
  | 'nothingFinished'
  | 'offline';

type Keyed<K extends string> = Readonly<Record<K, string>>;

export type StaffTexts = {
  readonly tag: string;
  readonly ownName: string;
  readonly time: {
    readonly elapsed: (minutes: number, seconds: string) => string;
    readonly minutes: (low: number, high: number) => string;
    readonly soon: string;
    readonly unknown: string;
  };
  readonly common: {
    readonly booth: (booth: number) => string;
    readonly people: (count: number) => string;
    readonly party: (count: number) => string;
    readonly close: string;
    readonly cancel: string;
    readonly sending: string;
    readonly waitingForAnswer: string;
    readonly loading: string;
    readonly none: string;
    readonly keys: string;
    readonly keysTitle: string;
    readonly clock: string;
    readonly language: string;
    readonly signedInAs: string;
    readonly personMenu: string;
    readonly required: string;
    readonly optional: string;
    readonly minutesUnit: string;
    readonly more: (count: number) => string;
  };
  readonly link: {
    readonly offline: string;
    readonly storeAway: string;
    readonly unsent: string;
    readonly unknownOutcome: string;
    readonly stillPending: string;
    readonly outdated: string;
    readonly reload: string;
    readonly refused: string;
  };
  readonly phases: Keyed<'closed' | 'before' | 'open' | 'break' | 'after' | 'ended'>;
  readonly closesAt: (time: string) => string;
  readonly boothStates: Keyed<'closed' | 'open' | 'paused'>;
  readonly ticketStates: Readonly<Record<TicketState, string>>;
  readonly sources: Keyed<'button' | 'kiosk' | 'reception' | 'reservation' | 'handwritten' | 'integrator'>;
  readonly intake: Keyed<'open' | 'stopped' | 'outage' | 'notNow' | 'reservationOnly' | 'allGiven'>;
  readonly actions: Readonly<Record<BoothAction, string>>;
  readonly notNow: Readonly<Record<NotNow, string>>;
  readonly cannot: (action: string, why: string) => string;
  readonly done: {
    readonly called: (ticket: string) => string;
    readonly did: (action: string, ticket: string) => string;
    readonly booth: (action: string) => string;
    readonly returned: (ticket: string) => string;
    readonly backToQueue: (ticket: string) => string;
    readonly nobodyNext: string;
  };
  readonly booth: {
    readonly choose: string;
    readonly noCurrent: string;
    readonly noCurrentHint: string;
    readonly closedHint: string;
    readonly pausedHint: string;
    readonly sinceCalled: string;
    readonly sinceStarted: string;
    readonly callsSoFar: string;
    readonly queue: string;
    readonly next: string;
    readonly held: string;
    readonly absent: string;
    readonly otherBooths: string;
    readonly procedures: string;
    readonly queueEmpty: string;
    readonly columnNumber: string;
    readonly columnDue: string;
    readonly columnWhy: string;
    readonly columnEstimate: string;
    readonly resumeHere: string;
    readonly toQueue: string;
    readonly returnTicket: string;
    readonly note: string;
    readonly callNumberTitle: string;
    readonly callNumberHint: string;
    readonly ticketNumber: string;
    readonly reason: string;
    readonly ticketMalformed: string;
    readonly transferTitle: string;
    readonly transferTo: string;
    readonly sameProcedure: string;
    readonly anyBooth: string;
    readonly toBooth: string;
    readonly proceduresTitle: string;
    readonly proceduresHint: string;
    readonly delay: string;
    readonly atLeastOne: string;
    readonly holdTitle: string;
    readonly pauseTitle: string;
    readonly pauseUntil: string;
    readonly noEnd: string;
    readonly withNote: string;
    readonly serves: string;
    readonly otherStaff: string;
    readonly save: string;
  };
  readonly nextIs: (ticket: string, sentence: string) => string;
  readonly otherPages: (count: number) => string;
  readonly otherStaffAt: (name: string) => string;
  readonly pausedUntil: (time: string) => string;
  readonly inMinutes: (minutes: number) => string;
  readonly reasons: readonly string[];
  readonly reception: ReceptionTexts;
  readonly people: PeopleTexts;
  readonly issued: (ticket: string, procedure: string) => string;
  readonly waitingPeople: (count: number) => string;
  readonly waitingJobs: (count: number) => string;
  readonly levels: Keyed<'clear' | 'strained' | 'full'>;
  readonly cancelReasons: Keyed<'visitorLeft' | 'noShow' | 'issuedByMistake' | 'servedElsewhere' | 'other'>;
  readonly printStates: Keyed<TicketLine['print']>;
  readonly printer: Keyed<'ready' | 'paperNearEnd' | 'none' | 'away'>;
  readonly faults: Readonly<Record<PrinterStatus['faults'][number], string>>;
  readonly wall: Keyed<'ok' | 'away' | 'blocked' | 'off' | 'unknown' | 'hubVoice' | 'browserVoice'> & {
    readonly behind: (seconds: number) => string;
  };
  readonly alarm: {
    readonly title: string;
    readonly wallSilent: (name: string) => string;
    readonly wallBehind: (name: string) => string;
    readonly wallMuted: (name: string) => string;
    readonly agentOffline: (name: string) => string;
    readonly kioskSilent: (name: string) => string;
    readonly printer: (name: string, fault: string) => string;
    readonly helpAsked: (name: string) => string;
    readonly deviceHurried: (name: string) => string;
    /** `tickets`: the first of them. */
    readonly overflowStrained: (name: string, reserved: boolean, minutes: number) => string;
    readonly overflowFull: (name: string, minutes: number) => string;
    readonly printStuck: (name: string, count: number, tickets: readonly string[]) => string;
    /** The hub's own clock, or that of its store; how far it is off. */
    readonly clock: (own: boolean, ahead: boolean, minutes: number) => string;
    readonly callsUnseen: string;
    readonly callsUnheard: string;
    readonly showUnprinted: string;
  };
  /** Numbers that can still be given, when few are. */
  readonly numbersLeft: (count: number) => string;
  readonly why: {
    readonly walkIn: (time: string) => string;
    readonly reservation: (slot: string, leadMinutes: number) => string;
    readonly lateReservation: (slot: string | null, time: string) => string;
    readonly returned: (time: string) => string;
    readonly mark: (name: string, minutes: number) => string;
    readonly onlyBooth: (booth: number) => string;
    readonly delay: (minutes: number) => string;
    readonly early: (time: string) => string;
    readonly frozen: string;
    readonly outside: (time: string) => string;
    readonly join: (parts: readonly string[]) => string;
  };
};
