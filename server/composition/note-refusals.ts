// Refusals of those who are known, on their way into the audit: counted windows are written once a minute, and before the store closes.
import type { Logger } from 'pino';
import type { SiteId } from '../../protocol/ids.ts';
import { createRefusalNotes } from '../access/refusal-notes.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../base/clock.ts';
import { actorOf, type KnownCaller } from '../people/caller.ts';

const sweepMs = 60_000;

/** Begins to look once a minute; `close` resolves when all that was counted is on disk, or could not be written. */
export const noteRefusals = (
  audit: Audit,
  clock: Pick<Clock, 'now'>,
  logger: Logger,
): {
  readonly refused: (caller: KnownCaller, door: string, site: SiteId | null) => void;
  readonly close: () => Promise<void>;
} => {
  let last: Promise<void> = Promise.resolve();
  const notes = createRefusalNotes((actor, event) => {
    last = audit.note(actor, event, clock.now()).catch((error: unknown) => {
      logger.warn({ err: error }, 'a refusal could not be noted');
    });
  }, clock.now);
  const timer = setInterval(notes.sweep, sweepMs);
  timer.unref();
  return {
    // What a visitor tries with the code of a ticket is nobody's business in the audit.
    refused: (caller, door, site) => {
      if (caller.kind !== 'visitor') notes.refused(actorOf(caller), door, site);
    },
    close: async () => {
      clearInterval(timer);
      notes.flush();
      await last;
    },
  };
};
