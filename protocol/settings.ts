// The settings document of an organisation: what an administrator writes in YAML, with every default.
import { z } from 'zod';
import { ForecastRules } from './forecast-settings.ts';
import { Language, LocalText, languages, OrganisationId } from './ids.ts';
import { KioskRules, ProcedureGroup } from './kiosk-settings.ts';
import { LimitSettings } from './limits.ts';
import { MessageSettings } from './message-settings.ts';
import { DemoSettings, SignInSettings, SsoSettings } from './people-settings.ts';
import { MarkSettings, ProcedureSettings } from './procedure-settings.ts';
import { PublishingSettings } from './publishing-settings.ts';
import { OrganisationReservations } from './reservation-settings.ts';
import { SiteRules } from './rule-settings.ts';
import { SiteSettings } from './site-settings.ts';
import { WebPushSettings } from './web-push.ts';

export { MarkSettings, NumberRange, ProcedureSettings } from './procedure-settings.ts';
export { defaultRules, ProcedureRules, Rules, SiteRules } from './rule-settings.ts';
export {
  BoothProcedure,
  BoothSettings,
  PlaceKind,
  PlannedHours,
  SiteProcedure,
  SiteSettings,
} from './site-settings.ts';
export { Sound } from './sound-settings.ts';

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
  hostNames: z
    .array(
      z
        .string()
        .regex(
          /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/,
          'must be the name of a host, e.g. "junban.city.lan"',
        ),
    )
    .max(20)
    .default([])
    .describe(
      'Further names by which browsers reach the hub, besides that of publicUrl. Where either is given, requests under another name with a dot in it are refused (421): somebody else made that name lead here',
    ),
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
  signIn: SignInSettings.default({ idleMinutes: 20, secondFactorFor: ['administrator'] }).describe(
    'How people are signed in; docs/people.md',
  ),
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
  reservations: OrganisationReservations.prefault({}).describe(
    'How sites take reservations; docs/reservations.md',
  ),
  messages: MessageSettings.optional().describe(
    'Mail and web hook to residents about their reservations; left out: nobody is written to. docs/messages.md',
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
