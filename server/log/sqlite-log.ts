// The event log in one SQLite file, on disk before an append is answered; needs nothing installed.
import type { StatementSync } from 'node:sqlite';
import { LogUnavailable } from '../base/log-unavailable.ts';
import { createAvailability } from './availability.ts';
import { checkBatch, checkStream, entriesOfCommand } from './batch.ts';
import { chainHash, chainStart } from './chain.ts';
import type { AppendResult, EventLog, LogEntry, StoredEntry } from './contract.ts';
import { createFollowers } from './followers.ts';
import { openLogFile } from './sqlite-file.ts';

type Row = Record<string, unknown>;

/** A row of the table as an entry. Throws SyntaxError when its JSON is broken. */
export const storedFrom = (stream: string, row: Row): StoredEntry => ({
  stream,
  version: Number(row.version),
  schema: Number(row.schema),
  meta: {
    atMs: Number(row.at_ms),
    actor: JSON.parse(String(row.actor)),
    commandId: String(row.command),
    ...(row.hub === null ? {} : { hub: String(row.hub) }),
  },
  event: JSON.parse(String(row.event)),
  hash: String(row.hash),
});

const statements = {
  stream: 'SELECT id FROM streams WHERE name = ?',
  addStream: 'INSERT INTO streams (name) VALUES (?)',
  last: 'SELECT version, hash FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1',
  command: 'SELECT version FROM events WHERE stream = ? AND command = ? AND place = 0',
  add: 'INSERT INTO events (stream, version, place, command, at_ms, actor, schema, event, hub, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  read: 'SELECT * FROM events WHERE stream = ? AND version > ? ORDER BY version LIMIT ?',
  streams: 'SELECT name FROM streams WHERE name >= ? AND name < ? ORDER BY name',
  removeEvents: 'DELETE FROM events WHERE stream = ?',
  removeStream: 'DELETE FROM streams WHERE id = ?',
  check: 'UPDATE health SET checks = checks + 1',
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
} as const;

/** Full disk, failed write, locked file: the store's trouble. A broken constraint or a bad value is a mistake of ours. */
const unavailable = (error: unknown): unknown => {
  const ours = [19, 20, 21, 25];
  if (!(error instanceof Error && 'errcode' in error)) return error;
  return ours.includes(Number(error.errcode) & 0xff)
    ? error
    : new LogUnavailable(error.message, { cause: error });
};

/**
 * Opens the log in a file, or in memory for tests. Throws LogFileRefused when the file is not ours, is of
 * another version, or is in use by another hub.
 */
export const openSqliteLog = (path: string): EventLog => {
  const { db, release } = openLogFile(path);
  const prepared = Object.fromEntries(
    Object.entries(statements).map(([name, sql]) => [name, db.prepare(sql)]),
  ) as Record<keyof typeof statements, StatementSync>;
  // A stream's row never changes once it is on disk. Bounded: forgotten and looked up again beyond 1,000.
  const ids = new Map<string, number>();
  let open = true;

  /** Runs `work`; an open transaction is undone when it throws, and what the store cannot do becomes LogUnavailable. */
  const guarded = <T>(work: () => T): T => {
    if (!open) throw new LogUnavailable('The event log is closed.');
    try {
      return work();
    } catch (error) {
      try {
        if (db.isTransaction) prepared.rollback.run();
      } catch {
        // SQLite has undone it already; the first error is the one to tell.
      }
      throw unavailable(error);
    }
  };

  const idOf = (stream: string): number | undefined => {
    const known = ids.get(stream);
    if (known !== undefined) return known;
    const row = prepared.stream.get(stream);
    if (row === undefined) return undefined;
    if (ids.size >= 1_000) ids.clear();
    ids.set(stream, Number(row.id));
    return Number(row.id);
  };
  const lastOf = (stream: string, id: number | undefined): { version: number; hash: string } => {
    const row = id === undefined ? undefined : prepared.last.get(id);
    return row === undefined
      ? { version: 0, hash: chainStart(stream) }
      : { version: Number(row.version), hash: String(row.hash) };
  };
  const readRows = (stream: string, after: number, limit: number): readonly StoredEntry[] => {
    const id = idOf(stream);
    return id === undefined ? [] : prepared.read.all(id, after, limit).map((row) => storedFrom(stream, row));
  };

  const write = (stream: string, expected: number, commandId: string, entries: readonly LogEntry[]) => {
    prepared.begin.run();
    const id = idOf(stream);
    const earlier = id === undefined ? undefined : prepared.command.get(id, commandId);
    const { version: actual, hash: before } = lastOf(stream, id);
    if (earlier !== undefined || actual !== expected) {
      prepared.rollback.run();
      return earlier === undefined
        ? { kind: 'conflict' as const, actualVersion: actual }
        : { kind: 'repeated' as const, first: Number(earlier.version) };
    }
    const owner = id ?? Number(prepared.addStream.run(stream).lastInsertRowid);
    let hash = before;
    entries.forEach((entry, place) => {
      const { meta, schema, event } = entry;
      const version = actual + place + 1;
      hash = chainHash(hash, version, entry);
      const texts = [JSON.stringify(meta.actor ?? null), JSON.stringify(event)] as const;
      const written = [
        version,
        place,
        commandId,
        meta.atMs,
        texts[0],
        schema,
        texts[1],
        meta.hub ?? null,
        hash,
      ];
      prepared.add.run(owner, ...written);
    });
    prepared.commit.run();
    return { kind: 'appended' as const, version: actual + entries.length };
  };

  const removeAt = (stream: string, version: number): boolean => {
    prepared.begin.run();
    const id = idOf(stream);
    if (id === undefined || lastOf(stream, id).version !== version) {
      prepared.rollback.run();
      return false;
    }
    prepared.removeEvents.run(id);
    prepared.removeStream.run(id);
    prepared.commit.run();
    ids.delete(stream);
    return true;
  };

  // A real write: a full or read-only disk shows only then.
  const check = async () => void guarded(() => prepared.check.run());
  const availability = createAvailability(check);
  const reading = <T>(work: () => T) => availability.reading(async () => guarded(work));
  const writing = <T>(work: () => T) => availability.writing(async () => guarded(work));
  const followers = createFollowers((stream, after) => reading(() => readRows(stream, after, 500)));

  return {
    append: async (stream, expectedVersion, entries): Promise<AppendResult> => {
      const commandId = checkBatch(stream, expectedVersion, entries);
      const result = await writing(() => write(stream, expectedVersion, commandId, entries));
      if (result.kind === 'appended') followers.wake(stream);
      if (result.kind !== 'repeated') return result;
      const readOn = (after: number, limit: number) => reading(() => readRows(stream, after, limit));
      return { kind: 'repeated', entries: await entriesOfCommand(readOn, commandId, result.first) };
    },
    read: async (stream, afterVersion, limit = 1_000) => {
      checkStream(stream);
      return reading(() => readRows(stream, afterVersion, Math.max(0, Math.trunc(limit))));
    },
    version: async (stream) => {
      checkStream(stream);
      return reading(() => lastOf(stream, idOf(stream)).version);
    },
    streams: async (prefix) =>
      reading(() => prepared.streams.all(prefix, `${prefix}\u{10FFFF}`).map((row) => String(row.name))),
    follow: (stream, afterVersion, onEntries, onRewritten) => {
      checkStream(stream);
      return followers.follow(stream, afterVersion, onEntries, onRewritten);
    },
    remove: async (stream, version) => {
      checkStream(stream);
      return writing(() => removeAt(stream, version));
    },
    available: availability.available,
    onAvailable: availability.onAvailable,
    check: () => availability.writing(check),
    close: async () => {
      if (!open) return;
      followers.close();
      availability.close();
      open = false;
      db.close();
      release();
    },
  };
};
