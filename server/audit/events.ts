// What the audit notes besides the events of days and of people: who came in, who read whose data, what was erased. No secrets.
import { z } from 'zod';
import { ReadReason } from '../../protocol/contacts.ts';
import { Actor, NetworkAddress, ReservationId, SiteId, StaffId, TicketNumber } from '../../protocol/ids.ts';
import type { StoredEntry } from '../log/contract.ts';

/** A stream per organisation and month (UTC), so that a month is read without those before it. */
export const auditStream = (organisation: string, atMs: number): string =>
  `audit:${organisation}:${new Date(atMs).toISOString().slice(0, 7)}`;
export const auditSchema = 1;

/** What was typed as a name at sign-in; cut, because people type passwords there. */
const typedName = z.string().max(40);
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

export const AuditEvent = z.discriminatedUnion('type', [
  event('contactAsked', {
    reservation: ReservationId,
    reason: ReadReason,
    outcome: z.enum(['allowed', 'denied']),
  }),
  event('contactsSearched', {
    field: z.enum(['kana', 'phone']),
    reason: ReadReason,
    outcome: z.enum(['allowed', 'denied']),
  }),
  event('ticketPageAsked', { site: SiteId, ticket: TicketNumber }),
  event('contactErased', { reservation: ReservationId }),
  event('dueContactsErased', { count: z.int().min(1).describe('Whose time was up') }),
  event('signedIn', { how: z.enum(['password', 'sso', 'demo', 'firstLink']) }),
  event('signInRefused', {
    name: typedName.nullable().describe('null: no account has the name that was typed'),
    why: z.enum(['unknown', 'password', 'closed', 'lockedOut', 'sso', 'second']),
    from: NetworkAddress,
  }),
  event('signedOut', { everywhere: z.boolean() }),
  event('signedOutByOther', { account: StaffId }),
  event('passwordLinkMade', { account: StaffId }),
  event('secondFactorSet', {}),
  event('secondFactorRemoved', { account: StaffId }),
  event('recoveryCodeUsed', { left: z.int().min(0) }),
  event('sessionLocked', {}),
  event('sessionUnlocked', {}),
  event('pairingAsked', { code: z.string().max(6), from: NetworkAddress }),
  event('pairingCodeWrong', {}),
  event('accessRefused', {
    door: z.string().max(100).describe('What was asked for'),
    site: SiteId.nullable(),
  }),
  event('refusalsCounted', {
    count: z
      .int()
      .min(1)
      .describe('So many more of this actor within ten minutes, beyond those noted one by one'),
  }),
]);
export type AuditEvent = z.infer<typeof AuditEvent>;

/** Throws an Error that names stream and version when the entry is not what it should be. */
export const parseAuditEntry = (
  entry: StoredEntry,
): { readonly actor: Actor; readonly event: AuditEvent } => {
  const place = `event ${entry.version} of ${entry.stream}`;
  if (entry.schema > auditSchema) throw new Error(`${place} has schema ${entry.schema}. Update the hub.`);
  const parsed = z.object({ actor: Actor, event: AuditEvent }).safeParse({
    actor: entry.meta.actor,
    event: entry.event,
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${place} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};
