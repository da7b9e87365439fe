// The state that a stream of the log adds up to, kept true: read, followed, held against the hash chain, read anew when it broke.
import type { Logger } from 'pino';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { chainBreak, chainStart } from './chain.ts';
import type { EventLog, StoredEntry } from './contract.ts';
import type { UnchainedEntry } from './stored-events.ts';

/** Where a state stands in its stream. */
export type Position<State> = {
  readonly state: State;
  /** Of the last entry; 0: none yet. */
  readonly version: number;
  /** Of the last entry, in the chain: tells whether the log still is the one that the state was made from. */
  readonly hash: string;
  /** The latest instant of any entry, epoch ms; 0: none yet. */
  readonly lastAtMs: number;
};

export type StreamParts<State> = {
  readonly log: Pick<EventLog, 'read' | 'follow'>;
  readonly stream: string;
  /** Before the first event. */
  readonly empty: State;
  /** The state after one more entry; throws when the entry cannot be read. */
  readonly evolve: (state: State, entry: UnchainedEntry) => State;
  readonly logger: Pick<Logger, 'error'>;
  /** After every change of state, with the entries that led to it. */
  readonly onChange: (state: State, entries: readonly Pick<UnchainedEntry, 'meta'>[]) => void;
};

export type StreamState<State> = {
  at(): Position<State>;
  /** The state after entries that are about to be written. Throws on a gap, or on an entry that cannot be read. */
  fold(state: State, afterVersion: number, entries: readonly UnchainedEntry[]): State;
  /** Takes over what was just appended. */
  become(next: Position<State>, entries: readonly Pick<UnchainedEntry, 'meta'>[]): void;
  /** Reads the log to its end; true when there was something new. Throws LogUnavailable. */
  readOn(): Promise<boolean>;
  /** The same; false when the log cannot be read now. */
  couldReadOn(): Promise<boolean>;
  /** True: an append failed or an entry could not be applied, and the log was not read since. */
  isInDoubt(): boolean;
  doubt(): void;
  /** Hears no more of the log. */
  close(): void;
};

/** Entries read at a time. */
const page = 1_000;

/** Reads the stream to its end and follows it, so that what other hubs append is known here too. Throws LogUnavailable. */
export const openStreamState = async <State>(parts: StreamParts<State>): Promise<StreamState<State>> => {
  const { log, stream, logger } = parts;
  const beginning: Position<State> = {
    state: parts.empty,
    version: 0,
    hash: chainStart(stream),
    lastAtMs: 0,
  };
  let at = beginning;
  let inDoubt = false;

  const fold = (state: State, afterVersion: number, entries: readonly UnchainedEntry[]): State =>
    entries.reduce((before, entry, index) => {
      if (entry.version !== afterVersion + index + 1) {
        throw new Error(`${stream}: event ${entry.version} came after ${afterVersion + index}`);
      }
      return parts.evolve(before, entry);
    }, state);

  const become: StreamState<State>['become'] = (next, entries) => {
    if (next.hash === at.hash) return;
    at = next;
    parts.onChange(at.state, entries);
  };

  const positionAfter = (from: Position<State>, entries: readonly StoredEntry[]): Position<State> => {
    const last = entries.at(-1);
    if (last === undefined) return from;
    return {
      state: fold(from.state, from.version, entries),
      version: last.version,
      hash: last.hash,
      lastAtMs: Math.max(from.lastAtMs, ...entries.map(({ meta }) => meta.atMs)),
    };
  };

  /** Applies what follows on the state; what is known already is passed over. */
  const apply = (entries: readonly StoredEntry[]): void => {
    const fresh = entries.filter(({ version }) => version > at.version);
    become(positionAfter(at, fresh), fresh);
  };

  /** Reads the log from its first entry: after a failover it may have lost entries that the state was made from. */
  const readAnew = async (): Promise<void> => {
    let next = beginning;
    const read: StoredEntry[] = [];
    for (;;) {
      const entries = await log.read(stream, next.version, page);
      if (entries.length === 0) break;
      next = positionAfter(next, entries);
      read.push(...entries);
    }
    if (next.hash !== at.hash) {
      logger.error({ stream, had: at.version, has: next.version }, 'the log was rewritten; read anew');
    }
    become(next, read);
  };

  /** Whether entries, in order, belong to the log that the state was made from. */
  const continues = (entries: readonly StoredEntry[]): boolean => {
    const from = entries.find((entry) => entry.version >= at.version);
    if (from === undefined) return true;
    return from.version === at.version ? from.hash === at.hash : chainBreak(at.hash, [from]) === null;
  };

  const readOn = async (): Promise<boolean> => {
    const before = at.hash;
    for (;;) {
      const from = at;
      // With the last one known, to see that it still stands.
      const entries = await log.read(stream, Math.max(0, from.version - 1), page);
      // The follower may have moved the state on meanwhile; then look again from there.
      if (at !== from) continue;
      const lost = from.version > 0 && entries[0]?.hash !== from.hash;
      if (lost) await readAnew();
      else if ((entries.at(-1)?.version ?? 0) <= from.version) break;
      else apply(entries);
    }
    inDoubt = false;
    return at.hash !== before;
  };

  const couldReadOn = async (): Promise<boolean> => {
    try {
      await readOn();
      return true;
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      return false;
    }
  };

  const hear = async (entries: readonly StoredEntry[]): Promise<void> => {
    try {
      if (continues(entries)) apply(entries);
      else await couldReadOn();
    } catch (error) {
      // The next command reads the log itself, and fails loudly if it must.
      logger.error({ err: error, stream }, 'an event could not be applied');
      inDoubt = true;
    }
  };
  const hearAnew = async (): Promise<void> => {
    inDoubt = true;
    await couldReadOn();
  };

  await readOn();
  return {
    at: () => at,
    fold,
    become,
    readOn,
    couldReadOn,
    isInDoubt: () => inDoubt,
    doubt: () => {
      inDoubt = true;
    },
    close: log.follow(stream, at.version, hear, hearAnew),
  };
};
