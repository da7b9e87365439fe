// The network that the benchmark of overflow plays: Kawasaki's, sized to the procedures its paper expects for fiscal year R7.

/**
 * Procedures that Kawasaki City expects for R7 (April 2025 to March 2026), from its paper on the plan for a centre and
 * satellites (カード交付・電子証明書更新の見込み): 236,654 issues and 211,579 renewals, 448,233 together.
 */
export const expectedR7 = { issue: 236_654, renewal: 211_579 } as const;
/** Weekdays and the 2nd and 4th Saturdays, holidays and year end off: about so many days. */
const businessDays = 265;

export type ProcedureId = keyof typeof expectedR7;
export const procedureIds: readonly ProcedureId[] = ['issue', 'renewal'];

/** Minutes of the day. Calls go on for `overrun` minutes while somebody waits. */
export const hours = { opens: 510, lastIntake: 1_005, closes: 1_035, overrun: 20, mostLate: 60 } as const;
/** What the settings of the sites say. */
export const plannedMinutes: Readonly<Record<ProcedureId, number>> = { issue: 13, renewal: 9 };
export const promise = { walkInMinutes: 30, reservationMinutes: 10 } as const;
/** A reserved visitor is due so many minutes before the slot: they go before whoever has waited less when they come. */
export const reservationLead = 25;

export type Site = {
  readonly id: string;
  readonly booths: number;
  /** Kilometres along the city, which is long and narrow; travel is reckoned from it. */
  readonly km: number;
  /** Share of those who live in its ward, in the city's; 0: nobody's first choice. */
  readonly residents: number;
  /** Issues cards for these wards only; null: all. */
  readonly issuesFor: readonly string[] | null;
};

/**
 * Seven wards and two branches, the centre and three temporary windows. Who lives where, how many booths there are and
 * how far it is are not in the paper; they are made up, and the booths together fit the year's procedures.
 */
export const sites: readonly Site[] = [
  { id: 'kawasaki', booths: 5, km: 2, residents: 0.11, issuesFor: null },
  { id: 'daishi', booths: 2, km: 0, residents: 0.05, issuesFor: null },
  { id: 'tajima', booths: 2, km: 1, residents: 0.05, issuesFor: null },
  { id: 'saiwai', booths: 4, km: 5, residents: 0.11, issuesFor: null },
  { id: 'nakahara', booths: 5, km: 9, residents: 0.16, issuesFor: null },
  { id: 'takatsu', booths: 4, km: 13, residents: 0.13, issuesFor: null },
  { id: 'miyamae', booths: 5, km: 16, residents: 0.14, issuesFor: null },
  { id: 'tama', booths: 4, km: 19, residents: 0.13, issuesFor: null },
  { id: 'asao', booths: 4, km: 24, residents: 0.12, issuesFor: null },
  { id: 'centre', booths: 6, km: 12, residents: 0, issuesFor: null },
  { id: 'north-annex', booths: 2, km: 3, residents: 0, issuesFor: ['kawasaki', 'nakahara', 'takatsu'] },
  { id: 'nakahara-window', booths: 3, km: 9, residents: 0, issuesFor: ['kawasaki', 'nakahara', 'takatsu'] },
  { id: 'saginuma', booths: 2, km: 15, residents: 0, issuesFor: ['kawasaki', 'nakahara', 'takatsu'] },
];
/** Of all first choices the centre and the windows have so many; the rest go where they live. */
export const firstChoices: readonly number[] = sites.map(({ id, residents }) =>
  residents > 0
    ? residents * 0.76
    : ({ centre: 0.11, 'north-annex': 0.04, 'nakahara-window': 0.05, saginuma: 0.04 }[id] ?? 0),
);

/** Expected procedures of an average day of R7. */
export const expectedPerDay = (expectedR7.issue + expectedR7.renewal) / businessDays;
export const issueShare = expectedR7.issue / (expectedR7.issue + expectedR7.renewal);

/** Minutes from one site to another, by plan. */
export const travelMinutes = (from: number, to: number): number =>
  from === to ? 0 : Math.round(12 + 1.8 * Math.abs((sites[from]?.km ?? 0) - (sites[to]?.km ?? 0)));

/** When each booth is at work: lunch in two shifts. */
export const shiftsOf = (booth: number): readonly (readonly [number, number])[] =>
  booth % 2 === 0
    ? [
        [hours.opens, 690],
        [750, hours.closes],
      ]
    : [
        [hours.opens, 750],
        [810, hours.closes],
      ];
