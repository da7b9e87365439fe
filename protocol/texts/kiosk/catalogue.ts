// What a touch screen at reception says to visitors: the catalogue that each language fills in; a missing text is a type error.

export type KioskTexts = {
  /** First screen, and the list of one heading. */
  readonly title: string;
  readonly groupTitle: string;
  readonly otherGroup: string;
  readonly intakeUntil: (time: string) => string;
  readonly fromTime: (time: string) => string;
  readonly page: (page: number, of: number) => string;
  readonly nextPage: string;
  readonly previousPage: string;
  readonly paperOut: string;
  /** Buttons that stand on every screen. */
  readonly languages: string;
  readonly home: string;
  readonly back: string;
  readonly lower: string;
  readonly upper: string;
  readonly help: string;
  readonly tools: string;
  readonly returning: (seconds: number) => string;
  readonly moreTime: string;
  /** How many come together. */
  readonly partyTitle: string;
  readonly people: (count: number) => string;
  readonly peopleOrMore: (count: number) => string;
  /** A procedure that gives no tickets, and what to do. */
  readonly unavailable: string;
  readonly whyStopped: string;
  readonly whyReservation: string;
  readonly whyNotNow: string;
  readonly whyOver: string;
  readonly whyOutage: string;
  readonly whyAllGiven: string;
  readonly whyRefused: string;
  readonly whatInstead: string;
  readonly tellDesk: string;
  readonly nextIntake: (when: string) => string;
  readonly takeAnyway: string;
  readonly otherProcedures: string;
  /** A ticket on its way, and there. */
  readonly issuing: string;
  readonly issuingSlow: string;
  readonly unconfirmed: string;
  readonly unconfirmedHow: string;
  readonly printing: string;
  readonly takePaper: string;
  readonly noPaper: string;
  readonly noPaperHow: string;
  readonly scan: string;
  readonly qrLabel: (number: string) => string;
  readonly cancelled: string;
  readonly done: string;
  /** The machine cannot give tickets. */
  readonly outOfOrder: string;
  readonly outOfOrderHow: string;
  readonly worksAgain: string;
  /** Whose card or certificate ends soon. */
  readonly expiry: string;
  readonly expiryHint: string;
  readonly expiryWhich: string;
  readonly expiryCard: string;
  readonly expiryCardHint: string;
  readonly expiryCertificate: string;
  readonly expiryCertificateHint: string;
  readonly expiryYear: (what: string) => string;
  readonly expiryMonth: (year: string) => string;
  readonly expiryDay: (month: string) => string;
  readonly earlier: string;
  readonly later: string;
  readonly notKept: string;
  readonly endsOn: (date: string) => string;
  readonly renewNow: string;
  readonly renewFrom: (date: string) => string;
  readonly tooEarly: string;
  readonly expired: string;
  readonly notHere: string;
  readonly takeTicket: string;
  /** Calling somebody from reception. */
  readonly helpTitle: string;
  readonly helpHow: string;
  readonly helpCall: string;
  readonly helpSending: string;
  readonly helpSent: string;
  readonly helpSentHow: string;
  readonly helpComing: string;
  readonly helpFailed: string;
  readonly helpFailedHow: string;
  readonly helpWithdraw: string;
};
