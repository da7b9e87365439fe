// From what the log keeps to what the rules know: older schemas are raised to today's, and everything is parsed.
import { eventSchema, StoredDayEvent } from '../../protocol/events.ts';
import type { StoredEntry } from './contract.ts';

/** What the rules need of an entry; those about to be written have no hash yet. */
export type UnchainedEntry = Omit<StoredEntry, 'hash'>;

/** One function per older schema: raises an entry to the next one. */
const upcasts: ReadonlyMap<number, (entry: UnchainedEntry) => UnchainedEntry> = new Map([
  // Before there were several hubs nobody noted which one it was.
  [1, (entry: UnchainedEntry) => ({ ...entry, meta: { ...entry.meta, hub: 'unknown' } })],
]);

/** Throws an Error that names stream and version when the entry is newer than this hub, or not what it says. */
export const parseStored = (entry: UnchainedEntry): StoredDayEvent => {
  const place = `event ${entry.version} of ${entry.stream}`;
  let raised = entry;
  while (raised.schema < eventSchema) {
    const upcast = upcasts.get(raised.schema);
    if (upcast === undefined) throw new Error(`${place} has schema ${raised.schema}, which nobody can raise`);
    raised = { ...upcast(raised), schema: raised.schema + 1 };
  }
  if (raised.schema > eventSchema) {
    throw new Error(
      `${place} has schema ${raised.schema}; this hub knows up to ${eventSchema}. Update the hub.`,
    );
  }
  const { stream, version, schema, meta, event } = raised;
  const parsed = StoredDayEvent.safeParse({ stream, version, schema, meta, event });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${place} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};
