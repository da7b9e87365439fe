// The office of the simulated days: small, with every rule in use, open late so that the day's end and the next day are near.

import type { SiteId, StaffId } from '../../../protocol/ids.ts';
import type { Account } from '../../../server/people/register/state.ts';
import { parseSettings } from '../../../server/settings/parse.ts';
import { resolveSites } from '../../../server/settings/resolve.ts';

export const siteId = 'centre' as SiteId;
export const today = '2026-11-24';
export const tomorrow = '2026-11-25';
/** Another site, of which only the books are used. */
export const otherSiteId = 'north' as SiteId;
/** Days for which places are booked: tomorrow, whose day the hubs hold open, and two that are opened when somebody books. */
export const bookDates = [tomorrow, '2026-11-26', '2026-11-27'] as const;
export const procedures = ['issue', 'renewal', 'pin'] as const;
export const marks = ['pregnancy', 'expiring'] as const;
export const staffIds = ['sato', 'mori', 'kato', 'abe'] as const;
export const boothNumbers = [1, 2, 3] as const;
export const printers = ['desk', 'hall'] as const;
export const walls = ['wall-a', 'wall-b'] as const;

/** Epoch ms of a time of the simulated evening; past midnight is tomorrow's. */
export const at = (clock: string): number =>
  Date.parse(`${clock < '12' ? tomorrow : today}T${clock}:00+09:00`);

const names = (ja: string, en: string) => ({ ja, en });

/** The days, epoch ms. Some sites run over midnight: their overrun is longer. */
export const hours = {
  start: at('23:56') + 35_000,
  lull: at('23:57') + 40_000,
  closing: at('23:59'),
  midnight: at('00:00'),
  calm: at('00:01') + 10_000,
  quiet: at('00:01') + 35_000,
  end: at('00:02') + 15_000,
} as const;

/** Few places, so that many want the same. */
const reservations = {
  rules: {
    gridMinutes: 5,
    share: 100,
    releases: [{ share: 100, daysBefore: 30, at: '00:00' }],
    closes: { minutesBefore: 0 },
    mostInHoldsPercent: 100,
    waitlist: { open: true },
  },
  groups: [
    {
      id: 'card',
      names: names('カード', 'Cards'),
      procedures: ['issue', 'renewal'],
      minutesPerPlace: 3,
    },
  ],
  staffingPlan: [{ from: '00:00', to: '24:00', booths: 1 }],
};
const laterDays = ['2026-11-26', '2026-11-27'].map((date) => ({
  date,
  openings: [{ from: '10:00', to: '10:12' }],
}));

const documentWith = (overrunMinutes: number) => ({
  organisation: { id: 'town', names: names('試験町', 'Trial Town') },
  publicUrl: 'https://junban.example',
  languages: ['ja', 'en', 'vi'],
  procedures: [
    { id: 'issue', letter: 'A', names: names('交付', 'Issue'), plannedMinutes: 2, numbers: { skip: [4, 9] } },
    { id: 'renewal', letter: 'B', names: names('更新', 'Renewal'), plannedMinutes: 1 },
    { id: 'pin', letter: 'C', names: names('暗証番号', 'PIN'), plannedMinutes: 1, numbers: { last: 60 } },
  ],
  priorityMarks: [
    { id: 'pregnancy', names: names('妊娠中', 'Pregnancy'), minutes: 5 },
    { id: 'expiring', names: names('期限切迫', 'Expiring'), minutes: 3, exempt: true },
  ],
  sites: [
    {
      id: siteId,
      names: names('センター', 'Centre'),
      kind: 'centre',
      calendar: {
        weekly: { fri: [{ from: '10:00', to: '11:00' }] },
        exceptions: [
          { date: today, openings: [{ from: '23:57', to: '23:59' }] },
          { date: tomorrow, openings: [{ from: '00:01', to: '00:09' }] },
          ...laterDays,
        ],
      },
      reservations,
      rules: { overrunMinutes, earlyIntakeMinutes: 0.5, leasedNumbers: 6, callFreshSeconds: 40 },
      procedures: procedures.map((procedure) => ({ procedure })),
      booths: [
        { number: 1, procedures: [{ procedure: 'issue' }, { procedure: 'renewal', delayMinutes: 1 }] },
        { number: 2, procedures: [{ procedure: 'renewal' }, { procedure: 'pin' }] },
        { number: 3, procedures: procedures.map((procedure) => ({ procedure })) },
      ],
      walls: walls.map((id) => ({ id, name: id })),
      printers: printers.map((id) => ({ id, name: id, booths: [{ booth: 3 }] })),
      sound: { languages: ['ja', 'vi'] },
    },
    {
      id: otherSiteId,
      names: names('北', 'North'),
      kind: 'branch',
      calendar: { weekly: {}, exceptions: laterDays },
      procedures: [{ procedure: 'issue' }, { procedure: 'renewal' }],
      booths: [{ number: 1, procedures: [{ procedure: 'issue' }, { procedure: 'renewal' }] }],
      reservations,
    },
  ],
});

/** Everybody may do everything: who may is not what is simulated. */
export const accounts: ReadonlyMap<StaffId, Account> = new Map(
  staffIds.map((name) => {
    const id = name as StaffId;
    const grants = [{ role: 'supervisor', site: null }] as const;
    return [id, { id, name, grants, closed: false, sso: null, hasPassword: true, madeAtMs: 0 }];
  }),
);

/** Ends at 23:59:30 · runs until 00:00:30, when the next day begins. */
export const offices = [0.5, 4].map((overrunMinutes) => {
  const settings = parseSettings(documentWith(overrunMinutes));
  return { settings, sites: resolveSites(settings, accounts) };
});
export type Office = (typeof offices)[number];
