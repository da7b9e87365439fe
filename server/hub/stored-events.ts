// From what the log keeps to what the rules know: older schemas are raised to today's, and everything is parsed.
import { StoredDayEvent } from '../../protocol/events.ts';
import type { StoredEntry } from '../log/contract.ts';

export const currentSchema = 1;

/** One function per older schema: raises an entry to the next one. None yet. */
const upcasts: ReadonlyMap<number, (entry: StoredEntry) => StoredEntry> = new Map();

/** Throws an Error that names stream and version when the entry is newer than this hub, or not what it says. */
export const parseStored = (entry: StoredEntry): StoredDayEvent => {
  const place = `event ${entry.version} of ${entry.stream}`;
  let raised = entry;
  while (raised.schema < currentSchema) {
    const upcast = upcasts.get(raised.schema);
    if (upcast === undefined) throw new Error(`${place} has schema ${raised.schema}, which nobody can raise`);
    raised = { ...upcast(raised), schema: raised.schema + 1 };
  }
  if (raised.schema > currentSchema) {
    throw new Error(
      `${place} has schema ${raised.schema}; this hub knows up to ${currentSchema}. Update the hub.`,
    );
  }
  const parsed = StoredDayEvent.safeParse(raised);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${place} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};
