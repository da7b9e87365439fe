// Writes the audit: on disk before whoever asked goes on.
import type { Actor } from '../../protocol/ids.ts';
import type { EventLog } from '../log/contract.ts';
import { type AuditEvent, auditSchema, auditStream } from './events.ts';

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
  /** Where the stream of this month ends, as far as is known. */
  let end: { readonly stream: string; readonly version: number } | null = null;
  /** Notes of this hub go one after the other, so that it loses no race against itself. */
  let tail: Promise<unknown> = Promise.resolve();

  const append = async (actor: Actor, event: AuditEvent, atMs: number): Promise<void> => {
    const stream = auditStream(organisation, atMs);
    const meta = { atMs, actor, commandId: `${event.type}:${crypto.randomUUID()}`, hub };
    for (;;) {
      const version: number = end?.stream === stream ? end.version : await log.version(stream);
      const result = await log.append(stream, version, [{ schema: auditSchema, meta, event }]);
      end = result.kind === 'appended' ? { stream, version: result.version } : null;
      // Repeated: an earlier try came through although it was not answered.
      if (result.kind !== 'conflict') return;
    }
  };

  return {
    note: (actor, event, atMs) => {
      const done = tail.then(() => append(actor, event, atMs));
      tail = done.catch(() => {
        // The one who asked is told; where the end is now must be looked up.
        end = null;
      });
      return done;
    },
  };
};
