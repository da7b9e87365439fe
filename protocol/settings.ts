// The settings document of an organisation: what an administrator writes in YAML, with every default.
import { z } from 'zod';
import { CalendarSettings } from './calendar-settings.ts';
import { ForecastRules, plannedHours } from './forecast-settings.ts';
import {
  BoothNumber,
  DeviceId,
  GroupId,
  Language,
  LocalText,
  languages,
  MarkId,
  OrganisationId,
  ProcedureId,
  SiteId,
} from './ids.ts';
import { KioskRules, KioskSettings, ProcedureGroup, Renewal } from './kiosk-settings.ts';
import { LimitSettings } from './limits.ts';
import { DemoSettings, SignInSettings, SsoSettings } from './people-settings.ts';
import { PublishingSettings } from './publishing-settings.ts';
import { minutes, ProcedureRules, SiteRules } from './rule-settings.ts';
import { Sound } from './sound-settings.ts';
import { WebPushSettings } from './web-push.ts';

export { defaultRules, ProcedureRules, Rules, SiteRules } from './rule-settings.ts';
export { Sound } from './sound-settings.ts';

export const NumberRange = z
  .strictObject({
    first: z
      .int()
      .min(0, 'must be 0 to 999')
      .max(999, 'must be 0 to 999')
      .default(1)
      .describe('The first number of a day'),
    last: z
      .int()
      .min(0, 'must be 0 to 999')
      .max(999, 'must be 0 to 999')
      .default(999)
      .describe('The last one; when it is given out, the procedure gives no more that day'),
    skip: z
      .array(z.int().min(0).max(999))
      .max(900)
      .default([])
      .describe('Numbers never given, e.g. 4, 9, 42'),
  })
  .refine((range) => range.first <= range.last, {
    path: ['last'],
    message: 'must not be smaller than first',
  });
export type NumberRange = z.infer<typeof NumberRange>;

export const ProcedureSettings = z.strictObject({
  id: ProcedureId.describe('Its name in these settings, in commands and in events'),
  letter: z
    .string()
    .regex(/^[A-Z]$/, 'must be one capital letter A to Z')
    .describe('The letter of its ticket numbers'),
  names: LocalText.describe('As visitors read it'),
  shortNames: LocalText.optional().describe('For narrow places: buttons, wall columns'),
  plannedMinutes: minutes(1, 240).describe(
    'How long one visit takes, until the site has learned its own times',
  ),
  numbers: NumberRange.default({ first: 1, last: 999, skip: [] }).describe(
    'The numbers of a day; procedures with the same letter at a site need ranges that do not meet',
  ),
  walkIn: z.boolean().default(true).describe('false: by reservation only'),
  bring: LocalText.optional().describe('What to have ready, printed on the ticket'),
  ready: z
    .array(LocalText)
    .max(12, 'must be at most 12 lines')
    .default([])
    .describe('What to have ready as a list, one thing each, for the phone page; left out: `bring`'),
  group: GroupId.optional().describe('One of procedureGroups: its heading on kiosks'),
  instead: LocalText.optional().describe(
    'What to do instead while it gives no tickets, as kiosks tell it, e.g. another place or hour',
  ),
  asksPartySize: z.boolean().default(false).describe('true: kiosks ask how many people the visit is for'),
  renews: Renewal.optional().describe(
    'Kiosks lead here whose card, or whose certificate, is about to expire',
  ),
  rules: ProcedureRules.default({}).describe(
    'Rules of this procedure, before those of organisation and site',
  ),
});
export type ProcedureSettings = z.infer<typeof ProcedureSettings>;

export const MarkSettings = z.strictObject({
  id: MarkId.describe('Its name in commands and events'),
  names: LocalText.describe('As staff read it'),
  minutes: minutes(0, 240).default(15).describe('How much earlier the visitor is due'),
  exempt: z
    .boolean()
    .default(false)
    .describe(
      'true: may take a ticket although intake is stopped, and without a reservation where one is needed',
    ),
});
/** A priority mark, e.g. pregnancy, or "card about to expire". */
export type MarkSettings = z.infer<typeof MarkSettings>;

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
  walls: z
    .array(NamedDevice)
    .max(50)
    .default([])
    .describe('Lobby screens that must be alive; a silent one is an alarm'),
  printers: z
    .array(NamedDevice)
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

export const ArchiveSettings = z.strictObject({
  afterDays: z
    .int()
    .min(30, 'must be 30 to 36500 days, or null')
    .max(36_500, 'must be 30 to 36500 days, or null')
    .nullable()
    .default(400)
    .describe(
      'Ended business days older than this are moved out of the live store into compressed files; null: never. Estimates learn only from days in the live store: keep as many as they are to learn from',
    ),
  folder: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(500, 'must be at most 500 characters')
    .default('archive')
    .describe('Where the files are written; a relative one lies in the data folder of the hub'),
});
export type ArchiveSettings = z.infer<typeof ArchiveSettings>;

export const ContactSettings = z.strictObject({
  keepDays: z
    .int()
    .min(0, 'must be 0 to 365 days')
    .max(365, 'must be 0 to 365 days')
    .default(7)
    .describe(
      'Name, telephone and mail of a reservation are erased so many whole days after its day, in the night; 0: the night after its day. Holds for what is kept from then on',
    ),
});
export type ContactSettings = z.infer<typeof ContactSettings>;

const ProxyAddress = z
  .union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
    error: 'must be an address or a block, e.g. "10.0.0.5" or "10.0.0.0/24"',
  })
  .meta({ title: 'address or block' });

export const Settings = z.strictObject({
  organisation: z
    .strictObject({
      id: OrganisationId.describe('Its name in the event log'),
      names: LocalText.describe('As visitors read it'),
    })
    .describe('The municipality'),
  publicUrl: z
    .url({ protocol: /^https?$/, message: 'must be an http(s) address' })
    .optional()
    .describe('Address of the hub as phones reach it; printed in the QR code'),
  hubs: z
    .array(z.url({ protocol: /^https?$/, message: 'must be an http(s) address' }))
    .max(20)
    .default([])
    .describe(
      'Addresses of the hubs, when there are several on one Redis and no proxy before them: screens and consoles move to the next when theirs is gone',
    ),
  trustedProxies: z
    .array(ProxyAddress)
    .max(100)
    .default([])
    .describe(
      'Reverse proxies before the hub: an address or a block, e.g. "10.0.0.5" or "10.0.0.0/24". What they say of a client (X-Forwarded-For, X-Forwarded-Proto) is believed, so that limits count clients and not the proxy',
    ),
  limits: LimitSettings.prefault({}).describe(
    'What one hub bears; docs/limits.md tells what happens at each',
  ),
  languages: z
    .array(Language)
    .min(1)
    .max(languages.length)
    .default([...languages])
    .describe('Languages that visitors may choose, in this order'),
  procedures: z
    .array(ProcedureSettings)
    .min(1, 'must name at least one procedure')
    .max(26)
    .describe('All procedures of the organisation; each site names those it offers'),
  procedureGroups: z
    .array(ProcedureGroup)
    .max(12)
    .default([])
    .describe('Headings under which kiosks show procedures, in this order'),
  kiosk: KioskRules.prefault({}).describe('What holds for every kiosk; docs/kiosk.md'),
  priorityMarks: z.array(MarkSettings).max(20).default([]).describe('Reasons for being due earlier'),
  signIn: SignInSettings.default({ idleMinutes: 20 }).describe('How people are signed in; docs/people.md'),
  sso: SsoSettings.optional().describe(
    'Sign-in at the organisation’s own service (OpenID Connect); docs/people.md',
  ),
  demo: DemoSettings.optional().describe(
    'Only for a demonstration: its people sign in by one click, without a password',
  ),
  rules: SiteRules.default({}).describe('Rules of every site, before the built-in defaults'),
  archive: ArchiveSettings.default({ afterDays: 400, folder: 'archive' }).describe(
    'What becomes of old business days',
  ),
  forecast: ForecastRules.default({}).describe(
    'What the forecast assumes of every site until it has seen enough of it',
  ),
  contacts: ContactSettings.default({ keepDays: 7 }).describe(
    'The personal data of reservations; docs/personal-data.md tells how it is kept',
  ),
  webPush: WebPushSettings.optional().describe(
    'Tells sleeping phones of their call through the services of the browsers’ makers; left out: never. Needs the Internet, HTTPS and JUNBAN_WEB_PUSH_KEY_FILE',
  ),
  publishing: PublishingSettings.prefault({}).describe(
    'Where the now page is put, for counters that must not be reached from outside; docs/now.md tells how',
  ),
  sites: z.array(SiteSettings).min(1, 'must name at least one site').max(500).describe('The places'),
});
/** One organisation's settings, parsed, with defaults filled in. */
export type Settings = z.infer<typeof Settings>;
