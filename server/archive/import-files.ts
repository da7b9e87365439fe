// Brings streams of export and archive files into a store: all files are checked first, then written command by command.

import { note, readArchiveNotes } from '../log/archived-days.ts';
import type { EventLog, LogEntry, StoredEntry } from '../log/contract.ts';
import { ArchiveRefused, type Header } from './format.ts';
import type { Vouching } from './head-key.ts';
import { readPieces } from './read-pieces.ts';

/** What became of one stream. `had`: entries that were in the store before. */
export type Imported = {
  readonly header: Header;
  readonly had: number;
  readonly written: number;
  /** A key that is trusted here has signed where the stream ends. */
  readonly vouched: boolean;
};

type Store = Pick<EventLog, 'append' | 'read' | 'version' | 'streams'>;
/** By name of the stream: its head in the file, and how many of its entries the store has already. */
type Plan = Map<
  string,
  { readonly head: string; readonly count: number; readonly vouched: boolean; had: number }
>;

/** Of what follows from visitors and counters; every other stream says who may do what, or what was done. */
const ofCounters = /^(?:day|archive|audit):/;

const hashAt = async (log: Store, stream: string, version: number): Promise<string | undefined> =>
  (await log.read(stream, version - 1, 1))[0]?.hash;

/** Reads a file to its end, writes nothing, and enters its streams in the plan. Throws ArchiveRefused. */
const checkFile = async (log: Store, file: string, plan: Plan, vouches: Vouching): Promise<void> => {
  /** The entry at which store and file are compared: with the hash of one, all before it are the same. */
  let place = 0;
  let there: string | undefined;
  for await (const piece of readPieces(file)) {
    if (piece.kind === 'wrong') {
      throw new ArchiveRefused(`${file}: ${piece.header.stream}: ${piece.problem}; nothing was written.`);
    }
    if (piece.kind === 'begin') {
      const { stream, head, count } = piece.header;
      const had = await log.version(stream);
      place = Math.min(had, count);
      there = place === 0 ? undefined : await hashAt(log, stream, place);
      if ((plan.get(stream)?.head ?? head) !== head) {
        throw new ArchiveRefused(
          `${file}: ${stream} comes twice, with different entries; nothing was written.`,
        );
      }
      const vouched = vouches({ stream, version: count, head }, piece.header.signature);
      plan.set(stream, { head, count, vouched, had: place });
    }
    if (piece.kind === 'entry' && piece.entry.version === place && piece.entry.hash !== there) {
      const { stream } = piece.entry;
      throw new ArchiveRefused(
        `${file}: ${stream} exists in this store with other entries; nothing was written.`,
      );
    }
  }
};

/**
 * Whoever can make a file can make its hashes. So accounts and keys come in by one of two ways: into a store where nobody is
 * known yet and nothing else stands than this import brings, or with an end that a trusted key has signed.
 */
const checkPowers = async (log: Store, plan: Plan): Promise<void> => {
  const adds = [...plan].filter(([stream, { count, had, vouched }]) => {
    return !ofCounters.test(stream) && had < count && !vouched;
  });
  const [first] = adds;
  if (first === undefined) return;
  const there = await log.streams('');
  const strange = there.find((stream) => !plan.has(stream) || !ofCounters.test(stream));
  if (strange === undefined) return;
  throw new ArchiveRefused(
    `${first[0]} says who may do what, and its end is not signed by a key that is trusted here: it is brought into an empty store only, and this one has ${strange}. ` +
      'Export it anew at a hub that signs and name its key with --key heads.pub, or take an empty data folder. Nothing was written.',
  );
};

const meddled = (stream: string): ArchiveRefused =>
  new ArchiveRefused(`${stream}: somebody else wrote to it during the import; stop the hubs and look.`);

/** The entries of one command, appended where they stood. Throws ArchiveRefused when somebody else was first. */
const appendCommand = async (log: Store, entries: readonly StoredEntry[]): Promise<void> => {
  const first = entries[0];
  if (first === undefined) return;
  const bare: LogEntry[] = entries.map(({ schema, meta, event }) => ({ schema, meta, event }));
  const result = await log.append(first.stream, first.version - 1, bare);
  if (result.kind !== 'appended') throw meddled(first.stream);
};

/** A day that had been archived stays in the live store for a while: it is noted that it is back. */
const noteRestored = async (log: Store, header: Header, nowMs: number): Promise<void> => {
  const [, site, date] = /^day:([^:]+):([^:]+)$/.exec(header.stream) ?? [];
  if (site === undefined || date === undefined) return;
  for (;;) {
    const { version, days } = await readArchiveNotes(log, site);
    const last = days.get(date)?.event;
    if (last?.type !== 'dayArchived') return;
    const event = { type: 'dayRestored' as const, date: last.date, count: header.count, head: header.head };
    if (await note(log, site, version, event, { atMs: nowMs, hub: 'import', actor: 'import' })) return;
  }
};

/** Writes what the store lacks of one file. */
const writeFile = async (
  log: Store,
  file: string,
  plan: Plan,
  nowMs: number,
  onDone: (done: Imported) => void,
): Promise<void> => {
  let command: StoredEntry[] = [];
  for await (const piece of readPieces(file)) {
    const stream = piece.kind === 'entry' ? piece.entry.stream : piece.header.stream;
    const planned = plan.get(stream);
    if (piece.kind === 'wrong' || planned === undefined) {
      throw new ArchiveRefused(`${file} was changed during the import; stop what changes it and try again.`);
    }
    if (piece.kind === 'entry' && piece.entry.version > planned.had) {
      if (command[0]?.meta.commandId !== piece.entry.meta.commandId) {
        await appendCommand(log, command);
        command = [];
      }
      command.push(piece.entry);
    }
    if (piece.kind !== 'end') continue;
    await appendCommand(log, command);
    command = [];
    const { header } = piece;
    // The store made the chain anew; it must have come to the same end.
    if ((await hashAt(log, stream, header.count)) !== header.head) throw meddled(stream);
    await noteRestored(log, header, nowMs);
    onDone({ header, had: planned.had, written: header.count - planned.had, vouched: planned.vouched });
    // Should the same stream come again, all of it is there.
    planned.had = header.count;
  }
};

/**
 * Brings the streams of all files into the store. Nothing is written before every file has been found whole, and every
 * stream absent, the same, or begun by an import that was interrupted; accounts and keys only where `checkPowers` lets them. Throws ArchiveRefused; LogUnavailable.
 */
export const importFiles = async (
  log: Store,
  files: readonly string[],
  nowMs: number,
  onDone: (done: Imported) => void = () => {},
  vouches: Vouching = () => false,
): Promise<void> => {
  const plan: Plan = new Map();
  for (const file of files) await checkFile(log, file, plan, vouches);
  await checkPowers(log, plan);
  for (const file of files) await writeFile(log, file, plan, nowMs, onDone);
};
