// What travels when administrators read the audit.
import { z } from 'zod';
import { BusinessDate, EpochMs, NetworkAddress, SiteId } from './ids.ts';

/** Most business days that one request looks at. */
export const auditDays = 92;

export const AuditWho = z.enum(['people', 'all']);

export const AuditQuery = z.strictObject({
  from: BusinessDate.optional().describe('First day (Asia/Tokyo); left out: the day of `to`'),
  to: BusinessDate.optional().describe('Last day; left out: today'),
  site: SiteId.optional().describe('Only what happened at this site'),
  actor: z.string().trim().max(60).optional().describe('Part of the name of who did it, e.g. sato'),
  type: z
    .string()
    .regex(/^[A-Za-z]{1,40}$/, 'must be the type of an event, e.g. signedIn')
    .optional(),
  who: AuditWho.default('people').describe(
    'people: staff, integrators and who came to the sign-in; all: devices and the clock too',
  ),
  before: z.string().max(300).optional().describe('Goes on after a page: its `next`'),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditLine = z.strictObject({
  atMs: EpochMs,
  kind: z.enum(['staff', 'device', 'integrator', 'system', 'visitor', 'resident']),
  actor: z.string().describe('The id of who did it'),
  name: z.string().nullable().describe('His name, where there is one'),
  from: NetworkAddress.nullable().describe('The address it came from'),
  site: SiteId.nullable(),
  type: z.string(),
  details: z.record(z.string(), z.unknown()).describe('The rest of the event'),
  place: z.string().describe('Stream and version in the event log'),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const AuditPage = z.strictObject({
  lines: z.array(AuditLine).describe('The newest first'),
  next: z.string().nullable().describe('Ask on with it as `before`; null: that is all'),
  archived: z.array(z.string()).describe('Days that were moved out of the store, as site and date'),
});
export type AuditPage = z.infer<typeof AuditPage>;
