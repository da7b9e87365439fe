// The names of things: branded ids, numbers, dates and languages, each with its schema.
import { z } from 'zod';

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits or hyphens, e.g. "centre"');

export const OrganisationId = slug.brand<'OrganisationId'>();
export type OrganisationId = z.infer<typeof OrganisationId>;

export const SiteId = slug.brand<'SiteId'>();
export type SiteId = z.infer<typeof SiteId>;

export const ProcedureId = slug.brand<'ProcedureId'>();
export type ProcedureId = z.infer<typeof ProcedureId>;

export const GroupId = slug.brand<'GroupId'>();
/** A heading under which kiosks show procedures, e.g. "card". */
export type GroupId = z.infer<typeof GroupId>;

export const SlotGroupId = slug.brand<'SlotGroupId'>();
/** Procedures that are reserved together, e.g. "card"; the same word at several sites is the same group. */
export type SlotGroupId = z.infer<typeof SlotGroupId>;

export const MarkId = slug.brand<'MarkId'>();
/** A priority mark of the organisation's list, e.g. "pregnancy". */
export type MarkId = z.infer<typeof MarkId>;

export const StaffId = slug.brand<'StaffId'>();
export type StaffId = z.infer<typeof StaffId>;

export const DeviceId = slug.brand<'DeviceId'>();
/** A wall, a device agent, a kiosk: anything that connects and is not a person. */
export type DeviceId = z.infer<typeof DeviceId>;

export const BoothNumber = z
  .int()
  .min(1, 'must be 1 to 999')
  .max(999, 'must be 1 to 999')
  .brand<'BoothNumber'>();
/** A booth is known by the number that hangs above it. */
export type BoothNumber = z.infer<typeof BoothNumber>;

export const TicketNumber = z
  .string()
  .regex(/^[A-Z]\d{3}$/, 'must be a letter and three digits, e.g. "A012"')
  .brand<'TicketNumber'>();
/** Letter and three digits; unique within its business day, so it is the ticket's id there. */
export type TicketNumber = z.infer<typeof TicketNumber>;

export const TicketCode = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, 'must be 16 characters of Crockford base 32')
  .brand<'TicketCode'>();
/** The unguessable part (80 bits) of the visitor's page address. */
export type TicketCode = z.infer<typeof TicketCode>;

export const ReservationId = z
  .string()
  .regex(/^(?=.*[A-Za-z])[A-Za-z0-9_.-]{8,100}$/, 'must be 8 to 100 letters, digits or _ . -, with a letter')
  .brand<'ReservationId'>();
/** One reservation. It stands in events and audits: never made of a name, a number or anything else of a person. */
export type ReservationId = z.infer<typeof ReservationId>;

export const CommandId = z
  .string()
  .regex(/^[A-Za-z0-9_:.-]{8,100}$/, 'must be 8 to 100 letters, digits or _ : . -')
  .brand<'CommandId'>();
export type CommandId = z.infer<typeof CommandId>;

export const CallId = z
  .string()
  .regex(/^[A-Z]\d{3}\.\d{1,4}$/, 'must be a ticket number, a dot and a count, e.g. "A012.1"')
  .brand<'CallId'>();
/** One call or recall: the ticket's number, a dot, and how many times it has been called; unique within the day. */
export type CallId = z.infer<typeof CallId>;

export const JobId = z
  .string()
  .regex(/^[A-Z]\d{3}-\d{1,4}$/, 'must be a ticket number, a hyphen and a count, e.g. "A012-1"')
  .brand<'JobId'>();
/** One sheet of paper: the ticket's number, a hyphen, and which print it is; unique within the day. */
export type JobId = z.infer<typeof JobId>;

export const EpochMs = z.int().min(0).max(8_640_000_000_000_000);
/** An instant as milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = z.infer<typeof EpochMs>;

export const BusinessDate = z.iso.date('must be a date, e.g. "2026-11-24"').brand<'BusinessDate'>();
/** A local date (Asia/Tokyo), YYYY-MM-DD. */
export type BusinessDate = z.infer<typeof BusinessDate>;

export const languages = ['ja', 'ja-easy', 'en', 'zh-Hans', 'zh-Hant', 'ko', 'vi', 'pt', 'ne', 'tl'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

const line = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters');

export const LocalText = z
  .strictObject({
    ja: line,
    'ja-easy': line.optional(),
    en: line.optional(),
    'zh-Hans': line.optional(),
    'zh-Hant': line.optional(),
    ko: line.optional(),
    vi: line.optional(),
    pt: line.optional(),
    ne: line.optional(),
    tl: line.optional(),
  })
  .describe('A text per language; Japanese is required');
export type LocalText = z.infer<typeof LocalText>;

/** What a reader is given who finds no text of his own: easy Japanese → Japanese, one Chinese → the other. */
const nextBest: Readonly<Partial<Record<Language, Language>>> = {
  'ja-easy': 'ja',
  'zh-Hans': 'zh-Hant',
  'zh-Hant': 'zh-Hans',
};

/** The language in which a text is given to a reader: his own, the next best, English, or Japanese, which is always there. */
export const givenIn = (text: LocalText, language: Language): Language =>
  [language, nextBest[language] ?? 'en', 'en' as const].find((one) => text[one] !== undefined) ?? 'ja';

/** The text in the language, else in the one that `givenIn` names. */
export const textIn = (text: LocalText, language: Language): string =>
  text[givenIn(text, language)] ?? text.ja;

export const KeyId = z
  .string()
  .regex(/^[a-z0-9]{12}$/, 'must be 12 lower-case letters and digits')
  .brand<'KeyId'>();
/** Names the key of a device or an integrator; the key itself is nowhere kept. */
export type KeyId = z.infer<typeof KeyId>;

export const NetworkAddress = z.string().regex(/^[0-9A-Fa-f.:/]{2,50}$/, 'must be an IP address or network');
/** Where a request came from: an IPv4 address, or the /64 network of an IPv6 one. */
export type NetworkAddress = z.infer<typeof NetworkAddress>;
const from = { from: NetworkAddress.exactOptional().describe('The address it came from') };

export const Actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('staff'), id: StaffId, ...from }),
  z.strictObject({ kind: z.literal('device'), id: DeviceId, ...from }),
  z.strictObject({ kind: z.literal('integrator'), id: slug, ...from }),
  z.strictObject({ kind: z.literal('system'), id: slug }),
  z.strictObject({ kind: z.literal('visitor'), id: TicketNumber }),
  z.strictObject({ kind: z.literal('resident'), id: slug }).describe('Whoever books, without an account'),
]);
/** Who did it; every event names one. */
export type Actor = z.infer<typeof Actor>;

/** The event log's stream of a site's business day. */
export const dayStream = (site: SiteId, date: BusinessDate): string => `day:${site}:${date}`;
