// The settings of a place: when it is open, what it offers, its booths and devices.
import { z } from 'zod';
import { CalendarSettings } from './calendar-settings.ts';
import { ForecastRules, plannedHours } from './forecast-settings.ts';
import { BoothNumber, DeviceId, LocalText, languages, ProcedureId, SiteId } from './ids.ts';
import { KioskSettings } from './kiosk-settings.ts';
import { OverflowSettings } from './overflow.ts';
import { NumberRange } from './procedure-settings.ts';
import { SiteReservations } from './reservation-settings.ts';
import { minutes, ProcedureRules, SiteRules } from './rule-settings.ts';
import { Sound } from './sound-settings.ts';

export const BoothProcedure = z.strictObject({
  procedure: ProcedureId.describe('One of the site’s procedures'),
  delayMinutes: minutes(0, 480)
    .default(0)
    .describe('Helps out: takes these only when so much more overdue than its own'),
});
export type BoothProcedure = z.infer<typeof BoothProcedure>;

export const PlannedHours = z
  .strictObject({
    ...plannedHours,
    procedures: z
      .array(BoothProcedure)
      .min(1)
      .max(26)
      .optional()
      .describe('What it serves then; left out: as usual'),
  })
  .refine((hours) => hours.from < hours.to, { path: ['to'], message: 'must be later than from' });
export type PlannedHours = z.infer<typeof PlannedHours>;

export const BoothSettings = z.strictObject({
  number: BoothNumber.describe('The number that hangs above it; unique at its site'),
  names: LocalText.optional().describe('A name beside the number, e.g. "advice corner"'),
  procedures: z
    .array(BoothProcedure)
    .min(1, 'must name at least one procedure')
    .max(26)
    .describe('What it serves when it opens'),
  planned: z
    .array(PlannedHours)
    .max(20)
    .default([])
    .describe(
      'When it is planned to be open, for the forecast alone; nobody is kept from opening it. None: once open, it is taken to stay open',
    ),
});
export type BoothSettings = z.infer<typeof BoothSettings>;

export const SiteProcedure = z.strictObject({
  procedure: ProcedureId.describe('One of the organisation’s procedures'),
  plannedMinutes: minutes(1, 240).optional().describe('Here instead of the organisation’s'),
  walkIn: z.boolean().optional().describe('Here instead of the organisation’s; false: by reservation only'),
  numbers: NumberRange.optional().describe('Here instead of the organisation’s'),
  rules: ProcedureRules.default({}).describe('Rules of this procedure at this site, before all others'),
});
export type SiteProcedure = z.infer<typeof SiteProcedure>;

export const PlaceKind = z.enum([
  'centre',
  'wardOffice',
  'branch',
  'satellite',
  'corner',
  'temporary',
  'touring',
]);

const NamedDevice = z.strictObject({
  id: DeviceId.describe('Unique in the organisation'),
  name: z.string().trim().min(1).max(60).describe('As staff read it'),
});

/** What a key at a booth does; `next` finishes the ticket at the booth first, if there is one. */
export const buttonActions = ['next', 'recall', 'finish', 'absent', 'start'] as const;
export type ButtonAction = (typeof buttonActions)[number];
/** The commands that such a key sends. */
export const commandsOfAction = {
  next: ['callNext', 'finishAndNext'],
  recall: ['recall'],
  finish: ['finish'],
  absent: ['markAbsent'],
  start: ['startServing'],
} as const satisfies Readonly<Record<ButtonAction, readonly string[]>>;

const AgentSettings = NamedDevice.extend({
  procedures: z
    .array(ProcedureId)
    .min(1, 'must name at least one procedure')
    .max(26)
    .optional()
    .describe('What its buttons give tickets for; left out: whatever the site offers'),
  booths: z
    .array(
      z.strictObject({
        booth: BoothNumber.describe('One of the site’s booths'),
        actions: z
          .array(z.enum(buttonActions))
          .min(1, 'must name at least one action')
          .max(5)
          .default([...buttonActions])
          .describe('What its keys do there'),
      }),
    )
    .max(200)
    .default([])
    .describe('Booths with call buttons that hang on it; none: it calls nobody'),
});
/** A device agent: a printer with buttons, and call buttons at booths. */
export type AgentSettings = z.infer<typeof AgentSettings>;

export const SiteSettings = z.strictObject({
  id: SiteId.describe('Its name in addresses, commands and the event log'),
  names: LocalText.describe('As visitors read it'),
  kind: PlaceKind.describe('What kind of place it is'),
  address: z.string().trim().max(200).optional().describe('Where it is, as residents read it'),
  calendar: CalendarSettings.describe('When it is open'),
  procedures: z
    .array(SiteProcedure)
    .min(1, 'must name at least one procedure')
    .max(26)
    .describe('What it offers, in the order of buttons and wall'),
  booths: z
    .array(BoothSettings)
    .max(200)
    .default([])
    .describe('Its booths; every procedure needs at least one'),
  rules: SiteRules.default({}).describe('Rules of this site, before those of the organisation'),
  forecast: ForecastRules.default({}).describe(
    'What the forecast assumes of this site, before what it assumes of the organisation',
  ),
  promise: z
    .strictObject({
      reservationMinutes: minutes(1, 240)
        .default(10)
        .describe('A reserved visitor is called within so many minutes of the slot'),
      walkInMinutes: minutes(1, 480).default(30).describe('A walk-in is called within so many minutes'),
    })
    .default({ reservationMinutes: 10, walkInMinutes: 30 })
    .describe('What the site undertakes'),
  overflow: OverflowSettings.prefault({}).describe(
    'Whether the forecast says when a procedure is strained or full; docs/overflow.md tells how',
  ),
  reservations: SiteReservations.optional().describe(
    'What can be reserved; left out: nothing. docs/reservations.md tells how places are reckoned',
  ),
  walls: z
    .array(NamedDevice)
    .max(50)
    .default([])
    .describe('Lobby screens that must be alive; a silent one is an alarm'),
  printers: z
    .array(AgentSettings)
    .max(20)
    .default([])
    .describe('Device agents with a printer; the first prints what reception issues'),
  kiosks: z
    .array(KioskSettings)
    .max(20)
    .default([])
    .describe('Touch screens at reception; none: any may be registered, and prints at the first printer'),
  sound: Sound.default({
    chime: true,
    speech: true,
    volume: 1,
    languages: [...languages],
    rate: 1,
    hours: [],
    browserVoices: [],
  }).describe('What is heard in the lobby; chime and speech both false: a silent site'),
  notices: z
    .array(LocalText)
    .max(10)
    .default([])
    .describe('Standing notices on the wall, on days that are not over'),
  whereToWait: LocalText.optional().describe('Printed on the ticket: where to wait'),
});
export type SiteSettings = z.infer<typeof SiteSettings>;
