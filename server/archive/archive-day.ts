// Moves one ended business day out of the live store into a file; a crash at any step is mended by doing it again.
import { basename, join } from 'node:path';
import { type ArchiveNote, type DayArchived, note, readArchiveNotes } from '../log/archived-days.ts';
import type { EventLog } from '../log/contract.ts';
import type { Disk } from './disk.ts';
import { exportLines, headerOf } from './export-stream.ts';
import { ArchiveRefused, type Header } from './format.ts';
import { readPieces } from './read-pieces.ts';

export type ArchiveParts = {
  readonly log: EventLog;
  readonly disk: Disk;
  readonly folder: string;
  readonly hubName: string;
  readonly junban: string;
  readonly nowMs: () => number;
  /** Called before each step; a crash test ends the process there. */
  readonly step?: (name: string) => void;
};

export type Outcome =
  | { readonly kind: 'archived'; readonly archived: DayArchived }
  /** Another hub does it. */
  | { readonly kind: 'left'; readonly why: string };

/** A day that another hub archived, but did not remove, is left to it for so long. */
const leftToOthersMs = 3 * 86_400_000;

/** Whether a file holds this stream, whole and unchanged, and nothing else. */
export const holdsExactly = async (path: string, { stream, count, head }: Header): Promise<boolean> => {
  let whole = 0;
  try {
    for await (const piece of readPieces(path)) {
      if (piece.kind === 'wrong') return false;
      if (piece.kind !== 'end') continue;
      const found = piece.header;
      if (found.stream !== stream || found.count !== count || found.head !== head) return false;
      whole += 1;
    }
  } catch (error) {
    if (error instanceof ArchiveRefused) return false;
    throw error;
  }
  return whole === 1;
};

/** Safe in a file name whatever the hub is called. */
const inName = (text: string): string => text.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 40);

const fileNameOf = (site: string, date: string, head: string, hub: string): string =>
  `day.${site}.${date}.${head.slice(0, 12)}.${inName(hub)}.jsonl.gz`;

/** `fresh`: it was not there before. */
type OnDisk = { readonly path: string; readonly bytes: number; readonly fresh: boolean };

/** The day in a file that was read back and found right. Throws ArchiveRefused. */
const putOnDisk = async (
  parts: ArchiveParts,
  header: Header,
  site: string,
  date: string,
): Promise<OnDisk> => {
  const { log, disk, folder, hubName } = parts;
  await disk.prepare(folder);
  const path = join(folder, fileNameOf(site, date, header.head, hubName));
  if (await holdsExactly(path, header)) return { path, bytes: await disk.size(path), fresh: false };
  const bytes = await disk.write(path, exportLines(log, header), true);
  if (await holdsExactly(path, header)) return { path, bytes, fresh: true };
  throw new ArchiveRefused(`${path} is not what was written to it; check the disk.`);
};

/** What an earlier try has left: its note, when the file that it names is here and right. */
const doneEarlier = async (
  { folder, hubName, nowMs }: ArchiveParts,
  header: Header,
  last: ArchiveNote | undefined,
): Promise<Outcome | null> => {
  if (last?.event.type !== 'dayArchived' || last.event.head !== header.head) return null;
  const { file, hub } = last.event;
  if (await holdsExactly(join(folder, basename(file)), header)) {
    return { kind: 'archived', archived: last.event };
  }
  const isOthers = hub !== hubName && nowMs() - last.atMs < leftToOthersMs;
  return isOthers ? { kind: 'left', why: `hub ${hub} has archived it and will remove it` } : null;
};

/**
 * Writes the day to a file, reads it back, notes it in archive:{site}, and only then removes it from the store. The log's
 * expected version decides between hubs: who notes second removes its own file. Throws ArchiveRefused when an entry was
 * changed or the file is not right, LogUnavailable; nothing was removed then.
 */
export const archiveDay = async (
  parts: ArchiveParts,
  day: { readonly site: string; readonly date: string; readonly stream: string },
): Promise<Outcome> => {
  const { log, disk, hubName, nowMs, step = () => {} } = parts;
  const { site, date, stream } = day;
  const header = await headerOf(log, stream, { junban: parts.junban, nowMs: nowMs() });
  if (header === null) return { kind: 'left', why: 'it is gone already' };
  const notes = await readArchiveNotes(log, site);

  let outcome = await doneEarlier(parts, header, notes.days.get(date));
  if (outcome === null) {
    const { path, bytes, fresh } = await putOnDisk(parts, header, site, date);
    step('note');
    const { count, head } = header;
    const archived = { type: 'dayArchived', date, count, head, file: basename(path), bytes, hub: hubName };
    const event = archived as DayArchived;
    const by = { atMs: nowMs(), hub: hubName, actor: 'archive' };
    if (!(await note(log, site, notes.version, event, by))) {
      // A note that names this very file may stand: the folder is shared, and the hubs have the same name.
      const theirs = (await readArchiveNotes(log, site)).days.get(date)?.event;
      if (fresh && !(theirs?.type === 'dayArchived' && theirs.file === event.file)) await disk.remove(path);
      return { kind: 'left', why: 'another hub noted something first' };
    }
    outcome = { kind: 'archived', archived: event };
  }
  if (outcome.kind === 'left') return outcome;
  step('remove');
  if (await log.remove(stream, header.count)) return outcome;
  return { kind: 'left', why: 'it was changed, or removed by another hub, at this moment' };
};
