// Looks whether anything was changed since it was written: live streams, archive files, and heads noted elsewhere.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { readArchiveNotes } from '../log/archived-days.ts';
import type { StoredEntry } from '../log/contract.ts';
import { ArchiveRefused } from './format.ts';
import type { Vouching } from './head-key.ts';
import type { Head, NotedHead } from './heads.ts';
import type { CheckedReader } from './open-store.ts';
import { readPieces } from './read-pieces.ts';
import { createStreamCheck } from './stream-check.ts';

/** A stream that is as it was written, and where it was found; or what is wrong first. */
export type Finding =
  | (Head & {
      readonly ok: true;
      readonly where: string;
      /** Up to this entry a trusted key has signed that it was so; 0: nobody vouches. */
      readonly vouchedTo: number;
    })
  | { readonly ok: false; readonly problem: string };

export type Verification = {
  /** Null: files only. */
  readonly log: CheckedReader | null;
  /** Archive folders. One that does not exist holds nothing. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly heads: readonly NotedHead[];
  /** Whose signatures under heads count; nobody's unless given. */
  readonly vouches?: Vouching;
  /** Which streams are looked at. */
  readonly wants: (stream: string) => boolean;
  readonly onFinding: (finding: Finding) => void;
};

/** Compares the hashes of one stream, as they are read, with those noted earlier. */
const createComparison = (heads: readonly NotedHead[], vouches: Vouching) => {
  /** By stream: hash noted → at which version, and whether it was seen there. */
  const seen = new Map<Head, boolean>(heads.map((head) => [head, false]));
  const byPlace = Map.groupBy(heads, ({ stream, version }) => `${stream} ${version}`);
  const vouched = new Map<string, number>();
  const vouch = (head: Head, signature: string | undefined): void => {
    if (!vouches(head, signature)) return;
    vouched.set(head.stream, Math.max(vouched.get(head.stream) ?? 0, head.version));
  };
  return {
    vouch,
    /** Of the entries seen so far. */
    vouchedTo: (stream: string): number => vouched.get(stream) ?? 0,
    entry: ({ stream, version, hash }: StoredEntry): void => {
      for (const head of byPlace.get(`${stream} ${version}`) ?? []) {
        if (head.head !== hash) continue;
        seen.set(head, true);
        vouch(head, head.signature);
      }
    },
    missing: (): readonly Head[] => [...seen].filter(([, found]) => !found).map(([head]) => head),
  };
};

type Comparison = ReturnType<typeof createComparison>;

/** Reads the entry after a version; one that the store cannot even read is told as a problem. */
const readPage = async (
  log: CheckedReader,
  stream: string,
  after: number,
): Promise<readonly StoredEntry[] | string> => {
  try {
    return await log.read(stream, after, 500);
  } catch (error) {
    if (error instanceof LogUnavailable) throw error;
  }
  const [found] = [await log.read(stream, after, 1).catch((error: unknown) => error)];
  return Array.isArray(found) ? found : `entry ${after + 1} cannot be read: ${(found as Error).message}`;
};

/** Null when the stream is gone: it was archived meanwhile, and is looked at in its file. */
const verifyLive = async (
  log: CheckedReader,
  stream: string,
  comparison: Comparison,
): Promise<Finding | null> => {
  const check = createStreamCheck(stream);
  for (;;) {
    const { version, hash } = check.head();
    const page = await readPage(log, stream, version);
    if (typeof page === 'string') return { ok: false, problem: `${stream}: ${page} (live store)` };
    for (const entry of page) {
      const problem = check.next(entry);
      if (problem !== null) return { ok: false, problem: `${stream}: ${problem} (live store)` };
      comparison.entry(entry);
    }
    if (page.length > 0) continue;
    // Removed between two pages: what there was of it is not where it ended.
    if (version === 0 || (await log.version(stream)) < version) return null;
    return { ok: true, stream, version, head: hash, where: 'live', vouchedTo: comparison.vouchedTo(stream) };
  }
};

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');

/** Every stream of a file. */
const verifyFile = async (
  path: string,
  wants: (stream: string) => boolean,
  comparison: Comparison,
  onFinding: (finding: Finding) => void,
): Promise<void> => {
  try {
    for await (const piece of readPieces(path)) {
      if (piece.kind === 'entry') comparison.entry(piece.entry);
      if (piece.kind === 'end' && wants(piece.header.stream)) {
        const { stream, count, head, signature } = piece.header;
        comparison.vouch({ stream, version: count, head }, signature);
        const vouchedTo = comparison.vouchedTo(stream);
        onFinding({ ok: true, stream, version: count, head, where: path, vouchedTo });
      }
      if (piece.kind === 'wrong') {
        onFinding({ ok: false, problem: `${piece.header.stream}: ${piece.problem} (${path})` });
      }
    }
  } catch (error) {
    if (!(error instanceof ArchiveRefused)) throw error;
    onFinding({ ok: false, problem: oneLine(error) });
  }
};

const filesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /\.jsonl(?:\.gz|\.zst)?$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new ArchiveRefused(`${folder} cannot be read: ${oneLine(error)}.`, { cause: error });
  }
};

/** Days that are noted as archived, are not live, and were found in no file. */
const missingArchives = async (
  log: CheckedReader,
  found: ReadonlySet<string>,
  { wants, folders }: Verification,
): Promise<readonly string[]> => {
  const missing: string[] = [];
  for (const stream of await log.streams('archive:')) {
    const site = stream.slice('archive:'.length);
    const { days } = await readArchiveNotes(log, site);
    for (const [date, { event }] of days) {
      const day = `day:${site}:${date}`;
      if (event.type !== 'dayArchived' || !wants(day) || found.has(`${day} ${event.head}`)) continue;
      if ((await log.version(day)) > 0) continue;
      missing.push(
        `${day}: its archive ${event.file} (by hub ${event.hub}) is not in ${folders.join(', ')} whole; name its folder with --archive`,
      );
    }
  }
  return missing;
};

/** Goes through everything; true when nothing is wrong. Throws LogUnavailable, ArchiveRefused (a folder cannot be read). */
export const verify = async (asked: Verification): Promise<boolean> => {
  const { log, wants, onFinding } = asked;
  const comparison = createComparison(
    asked.heads.filter(({ stream }) => wants(stream)),
    asked.vouches ?? (() => false),
  );
  /** Stream and head of all that is whole. */
  const found = new Set<string>();
  let right = true;
  const tell = (finding: Finding): void => {
    if (finding.ok) found.add(`${finding.stream} ${finding.head}`);
    else right = false;
    onFinding(finding);
  };
  const wrong = (problem: string): void => tell({ ok: false, problem });

  for (const problem of log?.problems?.() ?? []) wrong(problem);
  for (const stream of (await log?.streams('')) ?? []) {
    if (log === null || !wants(stream)) continue;
    const finding = await verifyLive(log, stream, comparison);
    if (finding !== null) tell(finding);
  }
  const inFolders = (await Promise.all(asked.folders.map(filesIn))).flat();
  for (const file of new Set([...asked.files, ...inFolders])) {
    await verifyFile(file, wants, comparison, tell);
  }
  if (log !== null) {
    for (const problem of await missingArchives(log, found, asked).catch((error: unknown) => {
      if (error instanceof LogUnavailable) throw error;
      // A note that cannot be read was told with its stream already.
      return [oneLine(error)];
    })) {
      wrong(problem);
    }
  }
  for (const { stream, version, head } of comparison.missing()) {
    wrong(
      `${stream}: entry ${version} with hash ${head} was there when it was noted, and is not now: cut off or rewritten`,
    );
  }
  return right;
};
