// The event log in Redis, shared by any number of hubs: one Redis stream per business day, appended by a script.

import { LogUnavailable } from '../base/log-unavailable.ts';
import type { RedisDoor, Reply } from '../redis/client.ts';
import { createAvailability } from './availability.ts';
import { checkBatch, checkStream, entriesOfCommand } from './batch.ts';
import { chainHash, chainStart } from './chain.ts';
import type { AppendResult, EventLog, LogEntry, StoredEntry } from './contract.ts';
import { createFollowers } from './followers.ts';
import { KeptEntry } from './redis/kept-entry.ts';
import { indexKey, keysOf, tagOf, tagsKey } from './redis/keys.ts';
import { type Persistence, readPersistence } from './redis/persistence.ts';
import { createReplicas } from './redis/replicas.ts';
import { appendScript, removeScript } from './redis/scripts.ts';

export type RedisLogOptions = {
  /** Closed by whoever opened it, after the log. */
  readonly door: RedisDoor;
  readonly prefix: string;
  /** Replicas that must have an append before it is answered. */
  readonly replicas: number;
};

export type RedisLog = EventLog & {
  /** How the server behind it keeps what it acknowledges. Throws LogUnavailable. */
  persistence(): Promise<Persistence>;
};

/** Followers look for themselves this often, should word of an append be lost, ms. */
const lookMs = 2_000;
/** Heads remembered, so that an append needs not to ask for the hash before it. */
const mostHeads = 2_000;

type Head = { readonly version: number; readonly hash: string };
const asList = (reply: Reply): readonly Reply[] => (Array.isArray(reply) ? reply : []);

const storedFrom = (stream: string, reply: Reply): StoredEntry => {
  const [id, fields] = asList(reply);
  const [, text, , hash] = asList(fields ?? null);
  const kept: unknown = JSON.parse(String(text));
  const { schema, meta } = KeptEntry.parse(kept);
  // As it lies there: a parsed copy could have its keys in another order, and another hash.
  const { event } = kept as { readonly event: StoredEntry['event'] };
  return { stream, version: Number.parseInt(String(id), 10), schema, meta, event, hash: String(hash) };
};

/** The log on a line to Redis. Every call throws LogUnavailable while Redis is away. */
export const openRedisLog = ({ door, prefix, replicas }: RedisLogOptions): RedisLog => {
  const copies = createReplicas(door, prefix, replicas);
  const heads = new Map<string, Head>();
  const tagsNoted = new Set<string>();
  let open = true;

  const noteHead = (stream: string, head: Head): void => {
    if (heads.size >= mostHeads) heads.clear();
    heads.set(stream, head);
  };

  const readRange = async (stream: string, after: number, limit: number): Promise<readonly StoredEntry[]> => {
    if (limit <= 0) return [];
    const { entries } = keysOf(prefix, stream);
    const reply = await door.send(entries, ['XRANGE', entries, `(${after}-0`, '+', 'COUNT', String(limit)]);
    return asList(reply).map((entry) => storedFrom(stream, entry));
  };

  const lastOf = async (stream: string): Promise<Head> => {
    const { entries } = keysOf(prefix, stream);
    const [last] = asList(await door.send(entries, ['XREVRANGE', entries, '+', '-', 'COUNT', '1']));
    if (last === undefined) return { version: 0, hash: chainStart(stream) };
    const { version, hash } = storedFrom(stream, last);
    return { version, hash };
  };

  /** The hash of the entry at a version; null when there is none. */
  const hashAt = async (stream: string, version: number): Promise<string | null> => {
    if (version === 0) return chainStart(stream);
    const head = heads.get(stream);
    if (head?.version === version) return head.hash;
    const [entry] = await readRange(stream, version - 1, 1);
    return entry?.version === version ? entry.hash : null;
  };

  /** A Cluster cannot touch two tags at once: the tag is noted first, and may stand there without a stream. */
  const noteTag = async (stream: string): Promise<void> => {
    const tag = tagOf(stream);
    if (tagsNoted.has(tag)) return;
    await door.send(tagsKey(prefix), ['SADD', tagsKey(prefix), tag]);
    tagsNoted.add(tag);
  };

  const write = async (
    stream: string,
    expected: number,
    commandId: string,
    entries: readonly LogEntry[],
  ): Promise<AppendResult> => {
    const keys = keysOf(prefix, stream);
    const before = (await hashAt(stream, expected)) ?? 'none';
    let hash = before;
    const kept = entries.flatMap((entry, place) => {
      hash = chainHash(hash, expected + place + 1, entry);
      const { schema, meta, event } = entry;
      return [JSON.stringify({ schema, meta, event }), hash];
    });
    await noteTag(stream);
    const args = [String(expected), expected === 0 ? '' : before, commandId, keys.channel, stream, ...kept];
    // Waits for a repeated one too: what an earlier try wrote must be as safe before it is told.
    const reply = await copies.written(keys.entries, () =>
      door.eval(appendScript, [keys.entries, keys.commands, keys.index], args),
    );
    const [kind, version] = [String(asList(reply)[0]), Number(asList(reply)[1])];
    if (kind === 'appended') {
      noteHead(stream, { version, hash });
      return { kind, version };
    }
    heads.delete(stream);
    if (kind === 'conflict') return { kind, actualVersion: version };
    return {
      kind: 'repeated',
      entries: await entriesOfCommand((after, limit) => readRange(stream, after, limit), commandId, version),
    };
  };

  const check = async (): Promise<void> => {
    if (!open) throw new LogUnavailable('The event log is closed.');
    const key = `${prefix}:health`;
    await copies.written(key, () => door.send(key, ['SET', key, '1', 'EX', '3600']));
  };

  const availability = createAvailability(check);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!open) throw new LogUnavailable('The event log is closed.');
    return work();
  };
  const reading = <T>(work: () => Promise<T>) => availability.reading(() => guarded(work));
  const writing = <T>(work: () => Promise<T>) => availability.writing(() => guarded(work));
  const followers = createFollowers((stream, after) =>
    reading(async () => {
      await copies.safe(keysOf(prefix, stream).entries);
      return readRange(stream, after, 500);
    }),
  );
  door.onBack(followers.wakeAll);
  const looking = setInterval(followers.wakeAll, lookMs);
  looking.unref();

  /** Channels are shared by all who follow streams of one tag. */
  const channels = new Map<string, { followers: number; readonly leave: () => void }>();
  const enter = (channel: string): void => {
    const known = channels.get(channel);
    if (known === undefined)
      channels.set(channel, { followers: 1, leave: door.subscribe(channel, followers.wake) });
    else known.followers += 1;
  };
  const leave = (channel: string): void => {
    const known = channels.get(channel);
    if (known === undefined) return;
    known.followers -= 1;
    if (known.followers > 0) return;
    channels.delete(channel);
    known.leave();
  };

  return {
    append: async (stream, expectedVersion, entries) => {
      const commandId = checkBatch(stream, expectedVersion, entries);
      const result = await writing(() => write(stream, expectedVersion, commandId, entries));
      if (result.kind === 'appended') followers.wake(stream);
      return result;
    },
    read: async (stream, afterVersion, limit = 1_000) => {
      checkStream(stream);
      return reading(async () => {
        await copies.safe(keysOf(prefix, stream).entries);
        return readRange(stream, afterVersion, Math.max(0, Math.trunc(limit)));
      });
    },
    version: async (stream) => {
      checkStream(stream);
      return reading(async () => (await lastOf(stream)).version);
    },
    streams: async (wanted) =>
      reading(async () => {
        // A prefix that ends the second part names one tag; any other may mean every tag.
        const [, tag, ...more] = wanted.split(':');
        const tags =
          tag !== undefined && more.length > 0
            ? [tag]
            : asList(await door.send(tagsKey(prefix), ['SMEMBERS', tagsKey(prefix)])).map(String);
        const names: string[] = [];
        for (const one of tags) {
          const key = indexKey(prefix, one);
          names.push(...asList(await door.send(key, ['SMEMBERS', key])).map(String));
        }
        return names.filter((name) => name.startsWith(wanted)).sort();
      }),
    follow: (stream, afterVersion, onEntries, onRewritten) => {
      checkStream(stream);
      const { channel } = keysOf(prefix, stream);
      enter(channel);
      const stop = followers.follow(stream, afterVersion, onEntries, onRewritten);
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        stop();
        leave(channel);
      };
    },
    remove: async (stream, version) => {
      checkStream(stream);
      const { entries, commands, index } = keysOf(prefix, stream);
      heads.delete(stream);
      return writing(async () => {
        const args = [String(version), stream];
        const removed = await copies.written(entries, () =>
          door.eval(removeScript, [entries, commands, index], args),
        );
        return Number(removed) === 1;
      });
    },
    available: availability.available,
    onAvailable: availability.onAvailable,
    check: () => availability.writing(check),
    persistence: async () => {
      const all = await door.servers();
      const found = await Promise.all(all.map(readPersistence));
      return {
        loses: [...new Set(found.flatMap(({ loses }) => loses))],
        warnings: [...new Set(found.flatMap(({ warnings }) => warnings))],
      };
    },
    close: async () => {
      if (!open) return;
      open = false;
      clearInterval(looking);
      followers.close();
      availability.close();
    },
  };
};
