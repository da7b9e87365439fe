// A stream of the live store as the lines of a file.
import type { EventLog, StoredEntry } from '../log/contract.ts';
import { ArchiveRefused, entryLine, formatName, formatVersion, type Header } from './format.ts';
import type { HeadSigner } from './head-key.ts';
import { createStreamCheck } from './stream-check.ts';

export type LogReader = Pick<EventLog, 'read' | 'version' | 'streams' | 'close'>;

/** Names Junban's version and the instant (epoch ms) in the header; `signer`: signs it. */
export type Writing = {
  readonly junban: string;
  readonly nowMs: number;
  readonly signer?: HeadSigner | null;
};

/** Entries 1 to `last` in order, in pages. */
export async function* entriesUpTo(
  log: Pick<EventLog, 'read'>,
  stream: string,
  last: number,
): AsyncGenerator<StoredEntry> {
  for (let after = 0; after < last; ) {
    const page = await log.read(stream, after, Math.min(200, last - after));
    const end = page.at(-1);
    if (end === undefined) return;
    yield* page;
    after = end.version;
    // A store in this process reads without waiting; sockets and timers get their turn between two pages.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The header of a stream as it stands now; null when there is no such stream. */
export const headerOf = async (
  log: Pick<EventLog, 'read' | 'version'>,
  stream: string,
  { junban, nowMs, signer = null }: Writing,
): Promise<Header | null> => {
  const count = await log.version(stream);
  const [last] = count === 0 ? [] : await log.read(stream, count - 1, 1);
  if (last === undefined) return null;
  const exportedAt = new Date(nowMs).toISOString();
  const header = {
    format: formatName,
    formatVersion,
    stream,
    count,
    head: last.hash,
    junban,
    exportedAt,
  } as const;
  if (signer === null) return header;
  return { ...header, signature: signer.sign({ stream, version: count, head: last.hash }) };
};

/** The header, then every entry it counts. Throws ArchiveRefused when an entry is not as it was written. */
export async function* exportLines(log: Pick<EventLog, 'read'>, header: Header): AsyncGenerator<string> {
  const { stream, count, head } = header;
  yield JSON.stringify(header);
  const check = createStreamCheck(stream);
  for await (const entry of entriesUpTo(log, stream, count)) {
    const problem = check.next(entry);
    if (problem !== null) throw new ArchiveRefused(`${stream}: ${problem}.`);
    yield entryLine(entry);
  }
  const end = check.head();
  if (end.version !== count || end.hash !== head) {
    throw new ArchiveRefused(`${stream} was changed while it was read; try again.`);
  }
}
