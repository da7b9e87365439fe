// Keeps the engine true to the log: reads again only the days that have changed, live ones and archived ones alike.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { StoredDayEvent } from '../../protocol/events.ts';
import { BusinessDate, dayStream, type SiteId } from '../../protocol/ids.ts';
import { ArchiveRefused } from '../archive/format.ts';
import { readPieces } from '../archive/read-pieces.ts';
import {
  type ArchiveNotes,
  archiveStream,
  type DayArchived,
  readArchiveNotes,
} from '../log/archived-days.ts';
import type { EventLog, StoredEntry } from '../log/contract.ts';
import { parseStored } from '../log/stored-events.ts';
import { type DayFacts, dayFacts } from './day-facts.ts';
import type { Engine, KeptDay } from './engine.ts';

export type ReadingParts = {
  readonly log: Pick<EventLog, 'read' | 'streams' | 'version'>;
  readonly engine: Pick<Engine, 'kept' | 'replaceDays'>;
  /** Where archived days lie. */
  readonly archiveFolder: string;
  readonly sites: () => readonly SiteId[];
};

/** Days that go into the engine at once: a few megabytes of rows. */
const batchDays = 32;
const page = 1_000;

/** A day's state: how many entries, and the hash of the last, which holds all before it. */
const markOf = (version: number, hash: string): string => `${version} ${hash}`;
type ReadDay = { readonly mark: string; readonly facts: DayFacts };

/** Gives the other work of the hub its turn between two days. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An entry that this hub cannot read, e.g. of a newer one: told, and no reason to count nothing at all. */
class Unreadable extends Error {}

const factsOf = (entries: readonly StoredEntry[]): ReadDay | null => {
  const last = entries.at(-1);
  if (last === undefined) return null;
  try {
    const events: StoredDayEvent[] = entries.map(({ hash: _, ...entry }) => parseStored(entry));
    return { mark: markOf(last.version, last.hash), facts: dayFacts(events) };
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : String(error));
  }
};

const readLive = async (log: ReadingParts['log'], stream: string): Promise<ReadDay | null> => {
  const all: StoredEntry[] = [];
  for (;;) {
    const entries = await log.read(stream, all.at(-1)?.version ?? 0, page);
    all.push(...entries);
    if (entries.length < page) return factsOf(all);
  }
};

/** Whether the live day still ends with the entry that was read last. */
const isUnchanged = async (log: ReadingParts['log'], stream: string, mark: string): Promise<boolean> => {
  const version = Number(mark.split(' ')[0]);
  const [last, more] = await log.read(stream, version - 1, 2);
  return last !== undefined && more === undefined && markOf(last.version, last.hash) === mark;
};

/** Throws ArchiveRefused, or what the disk says. */
const readArchived = async (folder: string, stream: string, day: DayArchived): Promise<ReadDay> => {
  const path = join(folder, basename(day.file));
  const all: StoredEntry[] = [];
  for await (const piece of readPieces(path)) {
    if (piece.kind === 'wrong') throw new ArchiveRefused(piece.problem);
    if (piece.kind === 'entry' && piece.entry.stream === stream) all.push(piece.entry);
  }
  const read = factsOf(all);
  if (read === null || read.mark !== markOf(day.count, day.head)) {
    throw new ArchiveRefused(`${day.file} does not hold the day that was archived`);
  }
  return read;
};

/** Told without the folder, which is nobody's business in a browser. */
const whyOf = (error: unknown, folder: string, { file, hub }: DayArchived): string => {
  const path = join(folder, basename(file));
  if (!existsSync(path)) return `${file} is not in the archive folder here; hub ${hub} wrote it`;
  if (error instanceof Unreadable) return error.message;
  if (error instanceof ArchiveRefused) return `${file}: ${error.message.replaceAll(path, file)}`;
  throw error;
};

/** The error itself when it says that a day cannot be read; throws every other. */
const unreadable = (error: unknown): Unreadable => {
  if (error instanceof Unreadable) return error;
  throw error;
};

export type Reading = {
  /** Brings the days from … to up to date; gives those that could not be read: site, date, why. Throws LogUnavailable. */
  refresh(from: BusinessDate, to: BusinessDate): Promise<readonly string[]>;
};

export const createReading = ({ log, engine, archiveFolder, sites }: ReadingParts): Reading => {
  const notesOf = new Map<SiteId, ArchiveNotes>();
  let line: Promise<unknown> = Promise.resolve();

  /** An entry per archived day in the stream: read again only when one was added. */
  const notes = async (site: SiteId): Promise<ArchiveNotes> => {
    const known = notesOf.get(site);
    if (known !== undefined && (await log.version(archiveStream(site))) === known.version) return known;
    const read = await readArchiveNotes(log, site);
    notesOf.set(site, read);
    return read;
  };

  const liveDates = async (site: SiteId): Promise<readonly string[]> => {
    const prefix = dayStream(site, '' as BusinessDate);
    return (await log.streams(prefix)).map((stream) => stream.slice(prefix.length));
  };

  const refresh = async (from: BusinessDate, to: BusinessDate): Promise<readonly string[]> => {
    const kept = new Map((await engine.kept(from, to)).map((day) => [`${day.site} ${day.date}`, day.mark]));
    const missing: string[] = [];
    let batch: (KeptDay & { facts: DayFacts })[] = [];
    const put = async (site: SiteId, date: string, read: ReadDay): Promise<void> => {
      batch.push({ site, date, ...read });
      if (batch.length >= batchDays) await engine.replaceDays(batch.splice(0));
      await pause();
    };
    const within = (date: string): boolean => date >= from && date <= to;

    for (const site of sites()) {
      const live = new Set((await liveDates(site)).filter(within));
      for (const date of live) {
        const stream = dayStream(site, BusinessDate.parse(date));
        const mark = kept.get(`${site} ${date}`);
        if (mark !== undefined && (await isUnchanged(log, stream, mark))) continue;
        const read = await readLive(log, stream).catch(unreadable);
        // It was archived at this moment: its note tells of it now, below.
        if (read === null) live.delete(date);
        else if (read instanceof Unreadable) missing.push(`${site} ${date}: ${read.message}`);
        else await put(site, date, read);
      }
      for (const [date, { event }] of (await notes(site)).days) {
        if (!within(date) || live.has(date) || event.type !== 'dayArchived') continue;
        // What was read while it was live is the same day.
        if (kept.get(`${site} ${date}`) === markOf(event.count, event.head)) continue;
        try {
          await put(site, date, await readArchived(archiveFolder, dayStream(site, event.date), event));
        } catch (error) {
          missing.push(`${site} ${date}: ${whyOf(error, archiveFolder, event)}`);
        }
      }
    }
    if (batch.length > 0) await engine.replaceDays(batch);
    batch = [];
    return missing;
  };

  return {
    // One after the other: two that ask for the same year read it once.
    refresh: (from, to) => {
      const next = line.then(
        () => refresh(from, to),
        () => refresh(from, to),
      );
      line = next.catch(() => undefined);
      return next;
    },
  };
};
