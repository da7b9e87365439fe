// The stream audit:{organisation}: who read whose personal data, when and why, and what was erased; never the data.
import { z } from 'zod';
import { ReadReason } from '../../protocol/contacts.ts';
import { Actor, ReservationId } from '../../protocol/ids.ts';
import type { EventLog, StoredEntry } from '../log/contract.ts';

export const auditStream = (organisation: string): string => `audit:${organisation}`;

export const AuditEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('contactAsked'),
    reservation: ReservationId,
    reason: ReadReason,
    outcome: z.enum(['allowed', 'denied']),
  }),
  z.strictObject({ type: z.literal('contactErased'), reservation: ReservationId }),
  z.strictObject({
    type: z.literal('dueContactsErased'),
    count: z.int().min(1).describe('Whose time was up'),
  }),
]);
export type AuditEvent = z.infer<typeof AuditEvent>;

const schema = 1;

/** Throws an Error that names stream and version when the entry is not what it should be. */
export const parseAuditEntry = (
  entry: StoredEntry,
): { readonly actor: Actor; readonly event: AuditEvent } => {
  const place = `event ${entry.version} of ${entry.stream}`;
  if (entry.schema > schema) throw new Error(`${place} has schema ${entry.schema}. Update the hub.`);
  const parsed = z.object({ actor: Actor, event: AuditEvent }).safeParse({
    actor: entry.meta.actor,
    event: entry.event,
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${place} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};

export type Audit = {
  /** On disk when it resolves. Throws LogUnavailable: then nobody may go on. */
  note(actor: Actor, event: AuditEvent, atMs: number): Promise<void>;
};

/** Notes of several hubs meet in one stream; a lost race looks where the end is and tries again. */
export const createAudit = (
  log: Pick<EventLog, 'append' | 'version'>,
  organisation: string,
  hub: string,
): Audit => {
  const stream = auditStream(organisation);
  let version: number | null = null;
  /** Notes of this hub go one after the other, so that it loses no race against itself. */
  let tail: Promise<unknown> = Promise.resolve();

  const append = async (actor: Actor, event: AuditEvent, atMs: number): Promise<void> => {
    const meta = { atMs, actor, commandId: `${event.type}:${crypto.randomUUID()}`, hub };
    for (;;) {
      version ??= await log.version(stream);
      const result = await log.append(stream, version, [{ schema, meta, event }]);
      version = result.kind === 'appended' ? result.version : null;
      // Repeated: an earlier try came through although it was not answered.
      if (result.kind !== 'conflict') return;
    }
  };

  return {
    note: (actor, event, atMs) => {
      const done = tail.then(() => append(actor, event, atMs));
      tail = done.catch(() => {
        // The one who asked is told; where the end is now must be looked up.
        version = null;
      });
      return done;
    },
  };
};
