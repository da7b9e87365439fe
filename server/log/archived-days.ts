// The stream archive:{site}: which business days lie in which file, and which were brought back.
import { z } from 'zod';
import { BusinessDate, dayStream, type SiteId } from '../../protocol/ids.ts';
import { Hash } from './chain.ts';
import type { EventLog, LogEntry, StoredEntry } from './contract.ts';

export const archiveStream = (site: string): string => `archive:${site}`;

const shared = {
  date: BusinessDate,
  count: z.int().min(1).describe('Entries of the day'),
  head: Hash.describe('Hash of its last entry'),
};
export const ArchiveEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('dayArchived'),
    ...shared,
    file: z.string().describe('Name of the file, without its folder'),
    bytes: z.int(),
    hub: z.string().describe('The hub on whose disk it lies'),
  }),
  z.strictObject({ type: z.literal('dayRestored'), ...shared }),
]);
export type ArchiveEvent = z.infer<typeof ArchiveEvent>;
export type DayArchived = Extract<ArchiveEvent, { type: 'dayArchived' }>;

/** What was last done with a day, and when (epoch ms). */
export type ArchiveNote = { readonly event: ArchiveEvent; readonly atMs: number };

const schema = 1;

/** Throws an Error that names stream and version when the entry is not what it should be. */
export const parseArchiveEntry = (entry: StoredEntry): ArchiveNote => {
  const place = `event ${entry.version} of ${entry.stream}`;
  if (entry.schema > schema) throw new Error(`${place} has schema ${entry.schema}. Update the hub.`);
  const parsed = ArchiveEvent.safeParse(entry.event);
  if (parsed.success) return { event: parsed.data, atMs: entry.meta.atMs };
  const issue = parsed.error.issues[0];
  throw new Error(`${place} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};

export type ArchiveNotes = {
  /** The stream's version that this was read at. */
  readonly version: number;
  /** The last note of each date. */
  readonly days: ReadonlyMap<string, ArchiveNote>;
};

/** Reads the whole stream: an entry or two per business day. Throws LogUnavailable. */
export const readArchiveNotes = async (log: Pick<EventLog, 'read'>, site: string): Promise<ArchiveNotes> => {
  const days = new Map<string, ArchiveNote>();
  for (let version = 0; ; ) {
    const entries = await log.read(archiveStream(site), version);
    const last = entries.at(-1);
    if (last === undefined) return { version, days };
    for (const entry of entries) {
      const note = parseArchiveEntry(entry);
      days.set(note.event.date, note);
    }
    version = last.version;
  }
};

/** Notes one event at the version given; false when somebody noted something first. Throws LogUnavailable. */
export const note = async (
  log: Pick<EventLog, 'append'>,
  site: string,
  expectedVersion: number,
  event: ArchiveEvent,
  by: { readonly atMs: number; readonly hub: string; readonly actor: string },
): Promise<boolean> => {
  // A fresh id each time: the same day may be archived, restored and archived again.
  const commandId = `${event.type}:${event.date}:${crypto.randomUUID()}`;
  const meta = { atMs: by.atMs, actor: { kind: 'system', id: by.actor }, commandId, hub: by.hub };
  const entries: LogEntry[] = [{ schema, meta, event }];
  return (await log.append(archiveStream(site), expectedVersion, entries)).kind === 'appended';
};

/** Where the events of a day lie that the live store has no more; null when it was never archived, or is back. */
export const archivedDay = async (
  log: Pick<EventLog, 'read' | 'version'>,
  site: SiteId,
  date: BusinessDate,
): Promise<DayArchived | null> => {
  if ((await log.version(dayStream(site, date))) > 0) return null;
  const last = (await readArchiveNotes(log, site)).days.get(date)?.event;
  return last?.type === 'dayArchived' ? last : null;
};
